"""A member list between the file and the register, pure: read, understood, and its verdicts kept."""

import msgspec

from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import fingerprint_of
from hoptac.kit.tables import Mapping, Understanding
from hoptac.ledger.refusals import MOST_LINES
from hoptac.members.imports.refusals import ListTooLong
from hoptac.members.reading import RowVerdict, Summary, understand

_VERDICTS = msgspec.msgpack.Decoder(list[RowVerdict])


class ReadList(msgspec.Struct, frozen=True):
    """A file that was found to be a member list."""

    filename: str
    content: bytes
    sha256: bytes
    workbook: Workbook
    understanding: Understanding


def read_list(content: bytes, filename: str) -> ReadList:
    """Read and understand a workbook; slow for a large one, so call it in a thread.

    Raises the refusals of `hoptac.kit.sheets`, NameColumnMissing and ListTooLong.
    """
    workbook = read_workbook(content, filename)
    understanding = understand(workbook)
    rows = sum(table.row_last - table.row_first + 1 for table in understanding.tables)
    if rows > MOST_LINES:
        raise ListTooLong(rows)
    return ReadList(filename, content, fingerprint_of(content), workbook, understanding)


def understood_again(workbook: Workbook, remembered: Mapping | None) -> Understanding:
    """The same workbook with the help of how its shape was read before."""
    return understand(workbook, remembered=remembered)


def counts_of(understood: Summary) -> dict[str, int]:
    """A summary as it is stored."""
    return msgspec.structs.asdict(understood)


def unpack_verdicts(packed: bytes) -> list[RowVerdict]:
    """The verdicts as they were shown."""
    return _VERDICTS.decode(packed)
