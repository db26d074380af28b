"""The folders of root's shelter: which of them may go, and the copy of the programs."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.kit.postgres.consoles import FAST, folder_of, needs_root, process_number, psql

from hoptac.kit.postgres import ensure_running, remove, shelter
from hoptac.kit.postgres.account import server_account
from hoptac.kit.postgres.binaries import is_usable, usable_bin_dir, wheel_bin_dir
from hoptac.kit.postgres.patience import Patience
from hoptac.kit.postgres.refusals import UnsafeFolder

pytestmark = needs_root


@pytest.fixture
def base() -> Iterator[Path]:
    """A shelter of the test's own, where the server's account can pass."""
    above = Path(tempfile.mkdtemp(prefix="hoptac-test-"))
    above.chmod(0o711)
    yield above / "shelter"
    shutil.rmtree(above)


@pytest.fixture
def resident(tmp_path: Path, base: Path) -> Path:
    """A data directory with data in the shelter that rested for two months."""
    return _move_in(tmp_path / "data", base)


def _move_in(data_dir: Path, base: Path) -> Path:
    data_dir.mkdir()
    home = shelter.create(data_dir, data_dir / "postgres", server_account(), Patience(lambda _line: None), base)
    control = home / "data" / "global" / "pg_control"
    control.parent.mkdir(parents=True)
    control.touch()
    long_ago = control.stat().st_mtime - 2 * shelter.ORPHAN_REST_S
    os.utime(control, (long_ago, long_ago))
    return data_dir


def _home(data_dir: Path) -> Path:
    return Path(os.path.realpath(data_dir / "postgres"))


def test_data_in_use_stays(resident: Path, base: Path) -> None:
    assert shelter.remove_orphans(resident, base=base) == []


def test_data_of_a_deleted_directory_goes(resident: Path, base: Path) -> None:
    private = _home(resident).parent
    shutil.rmtree(resident)
    assert shelter.remove_orphans(resident, base=base) == [private]
    assert not private.exists()


def test_the_next_one_to_move_in_clears_up(resident: Path, base: Path) -> None:
    private = _home(resident).parent
    shutil.rmtree(resident)
    _move_in(resident, base)
    assert not private.exists()


def test_data_of_a_moved_directory_stays(resident: Path, base: Path) -> None:
    resident.rename(resident.with_name("moved"))
    assert shelter.remove_orphans(resident, base=base) == []
    _move_in(resident, base)
    assert _home(resident.with_name("moved")).exists()


def test_data_of_a_moved_directory_is_known_by_its_new_name(resident: Path, base: Path) -> None:
    moved = resident.with_name("moved")
    resident.rename(moved)
    shelter.adopt(_home(moved), moved, base)
    assert shelter.resident(_home(moved), base) == moved
    private = _home(moved).parent
    shutil.rmtree(moved)
    assert shelter.remove_orphans(resident, base=base) == [private]


def test_data_stays_when_the_owner_cannot_be_followed(resident: Path, base: Path) -> None:
    """On another file system there is no second name of the note: a move would look like a deletion."""
    private = _home(resident).parent
    shelter.Note(resident, witnessed=False).write(private)
    shutil.rmtree(resident)
    assert shelter.remove_orphans(resident, base=base) == []


def test_data_that_rested_less_than_a_month_stays(resident: Path, base: Path) -> None:
    control = _home(resident) / "data" / "global" / "pg_control"
    os.utime(control)
    shutil.rmtree(resident)
    assert shelter.remove_orphans(resident, base=base) == []
    assert len(shelter.remove_orphans(resident, rest_s=0, base=base)) == 1


@pytest.mark.parametrize("note", [None, "", "{", "[]", '{"data_dir": 1}'])
def test_a_folder_that_is_not_understood_stays(resident: Path, base: Path, note: str | None) -> None:
    private = _home(resident).parent
    shutil.rmtree(resident)
    (private / "resident").unlink()
    if note is not None:
        (private / "resident").write_text(note)
    (base / "postgresql-18").mkdir()
    assert shelter.remove_orphans(resident, base=base) == []


def test_a_running_orphan_of_the_same_name_is_stopped_and_another_left_running(tmp_path: Path) -> None:
    data_dir = tmp_path / "data"
    old = ensure_running(data_dir, extra_settings=FAST)
    pid, home = process_number(old), folder_of(old).path
    shutil.rmtree(data_dir)
    try:
        assert shelter.remove_orphans(tmp_path / "other") == []
        os.kill(pid, 0)  # still there
        server = ensure_running(data_dir, extra_settings=FAST)
        assert psql(server, "SELECT 1") == "1"
        assert not (home / "data" / "postmaster.pid").exists()
        assert home.exists()  # it has not rested yet
    finally:
        remove(data_dir)
        shelter.discard(home)


@pytest.mark.parametrize("mode", [0o777, 0o775])
def test_a_shelter_that_others_can_write_to_is_refused(tmp_path: Path, base: Path, mode: int) -> None:
    base.mkdir()
    base.chmod(mode)
    with pytest.raises(UnsafeFolder):
        shelter.create(tmp_path, tmp_path / "postgres", server_account(), Patience(lambda _line: None), base)
    assert base.stat().st_mode & 0o777 == mode


def test_programs_that_the_server_cannot_reach_are_copied_once(tmp_path: Path, base: Path) -> None:
    account, patience = server_account(), Patience(lambda _line: None)
    package = wheel_bin_dir().parents[1]
    closed = tmp_path / "closed"
    shutil.copytree(package, closed / package.name, ignore=shutil.ignore_patterns("pginstall", "include"))
    shutil.copytree(package.with_name(f"{package.name}.libs"), closed / f"{package.name}.libs")
    closed.chmod(0o700)
    source = closed / package.name / wheel_bin_dir().parent.name / "bin"
    assert not is_usable(source, account)

    copy = usable_bin_dir(account, patience, base, source)

    assert copy.is_relative_to(base)
    assert is_usable(copy, account)
    assert {path.owner() for path in base.rglob("*")} == {"root"}
    made = copy.stat().st_ino
    assert usable_bin_dir(account, patience, base, source).stat().st_ino == made
    assert closed.stat().st_mode & 0o777 == 0o700
