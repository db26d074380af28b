"""Where data lives, and which folders are refused rather than guessed at."""

import os
import shutil
from pathlib import Path

import pytest
from tests.kit.postgres.consoles import as_ordinary_account, needs_root

from hoptac.kit.postgres import EmbeddedServer, ensure_running, remove, status, stop
from hoptac.kit.postgres.account import Account, our_account, server_account
from hoptac.kit.postgres.folder import Folder, create, locate
from hoptac.kit.postgres.patience import Patience
from hoptac.kit.postgres.refusals import CopiedDataFolder, ForeignDataFolder, LostData


def test_a_link_without_its_target_is_never_an_empty_database(tmp_path: Path) -> None:
    (tmp_path / "postgres").symlink_to(tmp_path / "gone")
    with pytest.raises(LostData, match="gone") as refused:
        ensure_running(tmp_path)
    assert "sao lưu" in str(refused.value)
    assert (tmp_path / "postgres").is_symlink()


@needs_root
def test_a_closed_directory_of_root_holds_only_a_link(shared_server: EmbeddedServer) -> None:
    target = Path(os.path.realpath(shared_server.data_dir / "postgres"))
    assert (target.owner(), target.stat().st_mode & 0o777) == (server_account().name, 0o700)
    assert target.parent.parent == Path("/var/lib/hoptac")
    assert (target.parent.owner(), target.parent.stat().st_mode & 0o777) == ("root", 0o711)


@needs_root
def test_a_copied_directory_is_refused_while_the_original_is_there(tmp_path: Path, data_dir: Path) -> None:
    data_dir.mkdir()
    folder = create(data_dir, Patience(lambda _line: None))
    copy = tmp_path / "copy"
    shutil.copytree(data_dir, copy, symlinks=True)
    with pytest.raises(CopiedDataFolder):
        ensure_running(copy)

    shutil.rmtree(data_dir)
    assert locate(copy) == folder
    copy.rename(data_dir)


def test_a_removal_leaves_nothing(data_dir: Path) -> None:
    data_dir.mkdir()
    folder = create(data_dir, Patience(lambda _line: None))
    remove(data_dir)
    assert not folder.path.exists()
    assert list(data_dir.iterdir()) == []
    assert status(data_dir).state == "absent"


@needs_root
def test_an_ordinary_account_cannot_take_over_root_s_data(shared_server: EmbeddedServer, ordinary_home: Path) -> None:
    (ordinary_home / "postgres").symlink_to(os.readlink(shared_server.data_dir / "postgres"))

    def take_over() -> None:
        with pytest.raises(ForeignDataFolder):
            ensure_running(ordinary_home)

    as_ordinary_account(take_over)


def test_data_in_a_closed_folder_is_another_s_and_not_lost(own_home: Path) -> None:
    def look() -> None:
        closed = own_home / "closed"
        (closed / "postgres").mkdir(parents=True)
        (own_home / "postgres").symlink_to(closed / "postgres")
        assert status(own_home).state == "stopped"
        closed.chmod(0)
        with pytest.raises(ForeignDataFolder):
            status(own_home)
        closed.chmod(0o700)

    as_ordinary_account(look)


@needs_root
def test_root_does_not_run_an_ordinary_account_s_data(ordinary_home: Path) -> None:
    (ordinary_home / "postgres").mkdir(mode=0o700)
    os.chown(ordinary_home / "postgres", ordinary_home.stat().st_uid, ordinary_home.stat().st_gid)
    with pytest.raises(ForeignDataFolder, match="daemon"):
        ensure_running(ordinary_home)


def test_nothing_there_is_nothing(tmp_path: Path) -> None:
    assert locate(tmp_path) is None
    assert status(tmp_path / "deeper").state == "absent"
    stop(tmp_path / "deeper")
    assert not (tmp_path / "deeper").exists()


@pytest.mark.parametrize(
    ("path", "inside"),
    [
        ("/srv/hoptac/.data/postgres", True),
        ("/srv/" + "d" * 84, True),  # with /run/.s.PGSQL.5432 exactly 107 bytes
        ("/srv/" + "d" * 85, False),
        ("/srv/" + "ệ" * 28, False),
        ("/srv/hợp tác xã/postgres", False),
        ("/srv/a,b/postgres", False),
        ("/srv/c:/postgres", False),
    ],
)
def test_socket_lies_with_the_data_where_its_path_is_short_and_plain(path: str, inside: bool) -> None:
    folder = Folder(Path(path), Account("thu", 1000, 1000))
    assert (folder.socket_dir == Path(path) / "run") is inside
    assert len(os.fsencode(folder.socket)) <= 107
    assert inside or folder.socket_dir.name.startswith("hoptac-1000-")


def test_socket_folders_of_two_servers_differ() -> None:
    account = our_account()
    assert Folder(Path("/srv/a b"), account).socket_dir != Folder(Path("/srv/a c"), account).socket_dir
