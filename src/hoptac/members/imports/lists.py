"""A member list between the file and the register, pure: read, understood, and its verdicts kept."""

import msgspec

from hoptac.kit.imports import fingerprint_of
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.tables import Mapping, Understanding
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

    Raises the refusals of `hoptac.kit.sheets` and NameColumnMissing.
    """
    workbook = read_workbook(content, filename)
    return ReadList(filename, content, fingerprint_of(content), workbook, understand(workbook))


def understood_again(workbook: Workbook, remembered: Mapping | None) -> Understanding:
    """The same workbook with the help of how its shape was read before."""
    return understand(workbook, remembered=remembered)


def counts_of(understood: Summary) -> dict[str, int]:
    """A summary as it is stored."""
    return msgspec.structs.asdict(understood)


def unpack_verdicts(packed: bytes) -> list[RowVerdict]:
    """The verdicts as they were shown."""
    return _VERDICTS.decode(packed)
