"""The keys that seal what is sensitive in the database: read from the settings or from the data folder, proved, made."""

import os
import re
import secrets
from pathlib import Path

import msgspec
from sqlalchemy import text

from hoptac.connections import write_once
from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.postgres.refusals import UnwritableDataFolder
from hoptac.kit.sealing import KEY_BYTES, NEWEST_VERSION, Keyring, keys, use_keys
from hoptac.settings import Settings

FILE_NAME = "data-key"
_ONE = re.compile(r"(?:(\d{1,5}):)?([0-9a-fA-F]{64})")
KNOWN = text("SELECT version, proof FROM data_keys")
ADD = text(
    "INSERT INTO data_keys (version, proof, first_used_at) VALUES (:version, :proof, :at) ON CONFLICT DO NOTHING"
)


class DataKeyMissing(Refusal):
    """An outside database and no key: what is sealed there must be readable from every machine that serves."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chưa có khóa mã hóa dữ liệu. Hãy đặt biến HOPTAC_DATA_KEY gồm 64 ký tự hệ mười sáu (tạo bằng lệnh "
                "“openssl rand -hex 32”) và cất một bản ở nơi khác: mất khóa là mất số căn cước và các tệp đã lưu."
            )
        )


class DataKeyUnreadable(Refusal):
    """What stands there is no key; it is not repeated, for it may be one with a slip of the pen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không đọc được khóa mã hóa dữ liệu. Mỗi khóa gồm 64 ký tự hệ mười sáu; nhiều khóa ghi theo mẫu "
                "2:khóa_mới,1:khóa_cũ. Hãy xem lại HOPTAC_DATA_KEY hoặc tệp data-key trong thư mục dữ liệu."
            )
        )


class EarlierDataKeyMissing(Refusal):
    """Something is still sealed under a key that is not at hand."""

    def __init__(self, version: int) -> None:
        super().__init__(
            _(
                "Thiếu khóa mã hóa số %(version)s, còn dữ liệu mã hóa bằng khóa này. Hãy ghi lại khóa cũ sau khóa mới, theo mẫu "
                "2:khóa_mới,1:khóa_cũ; chưa có gì bị thay đổi.",
                version=version,
            )
        )


class WrongDataKey(Refusal):
    """Another key than the one that sealed what is in the database."""

    def __init__(self, version: int) -> None:
        super().__init__(
            _(
                "Khóa mã hóa số %(version)s không phải khóa đã mã hóa dữ liệu này. Hãy đặt lại đúng khóa cũ "
                "(HOPTAC_DATA_KEY hoặc tệp data-key lấy từ bản sao lưu); chưa có gì bị thay đổi.",
                version=version,
            )
        )


def read_keys(written: str) -> Keyring:
    """The keys as they are written in the settings or the file. Raises DataKeyUnreadable."""
    found: dict[int, bytes] = {}
    for word in re.split(r"[,\s]+", written.strip()):
        match = _ONE.fullmatch(word)
        version = int(match[1] or 1) if match else 0
        if match is None or not 0 < version <= NEWEST_VERSION or version in found:
            raise DataKeyUnreadable
        found[version] = bytes.fromhex(match[2])
    return Keyring(found)


def key_file(settings: Settings) -> Path:
    """Where the key of an embedded database is, beside its folder and not in it."""
    return settings.data_dir / FILE_NAME


def keys_of(settings: Settings) -> Keyring:
    """The keys of the settings, else of the file under the data folder, made at the first start.

    Raises DataKeyMissing for an outside database without one, DataKeyUnreadable, UnwritableDataFolder."""
    if settings.data_key:
        return read_keys(settings.data_key)
    if settings.database_url:
        raise DataKeyMissing
    path = key_file(settings)
    try:
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            write_once(path, f"1:{secrets.token_hex(KEY_BYTES)}\n")
        return read_keys(path.read_text())
    except OSError:
        raise UnwritableDataFolder(settings.data_dir) from None


class _OfSettings(msgspec.Struct, frozen=True):
    """The keys of some settings: those in the environment stay as long as the process, a file may be given another."""

    settings: Settings

    def stamp(self) -> object:
        """When the file was changed last."""
        if self.settings.data_key:
            return None
        path = key_file(self.settings)
        return path.stat().st_mtime_ns if path.exists() else None

    def load(self) -> Keyring:
        """Raises what `keys_of` raises."""
        return keys_of(self.settings)


def install_keys(settings: Settings) -> None:
    """Give this process its keys; every process that touches the database does so first. Raises what `keys_of` raises."""
    use_keys(_OfSettings(settings))


def add_key(settings: Settings) -> bool:
    """Put a new key in front of those in the file; the earlier ones stay. False where the settings hold the keys: there the
    operator has put it."""
    if settings.data_key:
        return False
    ring, path = keys_of(settings), key_file(settings)
    lines = [f"{ring.newest.version + 1}:{secrets.token_hex(KEY_BYTES)}", *path.read_text().split()]
    draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    write_once(draft, "\n".join(lines) + "\n")
    os.replace(draft, path)
    install_keys(settings)
    return True


async def prove_keys(database: Database) -> None:
    """See that the keys at hand are those that sealed what is there, and write down the new ones, so that a lost key is
    noticed before anything is sealed under another. Raises WrongDataKey, EarlierDataKeyMissing."""
    ring = keys()
    async with database.begin() as session:
        known = dict((await session.execute(KNOWN)).all())
        for version, key in ring.keys.items():
            if known.get(version, key.proof) != key.proof:
                raise WrongDataKey(version)
        for version in known.keys() - ring.keys.keys():
            raise EarlierDataKeyMissing(version)
        missing = [key for version, key in ring.keys.items() if version not in known]
        for key in missing:
            await session.execute(ADD, {"version": key.version, "proof": key.proof, "at": now()})
