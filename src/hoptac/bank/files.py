"""A statement between the file and the lines that are kept, pure: understood, read or refused, and packed to be stored."""

import msgspec

from hoptac.bank.reading import Statement, StatementRefused, read_statement, understand
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import fingerprint_of
from hoptac.kit.tables import Mapping, Understanding

_STATEMENT = msgspec.msgpack.Decoder(Statement)


class ReadFile(msgspec.Struct, frozen=True):
    """A file in which there are columns that could be a statement's."""

    filename: str
    content: bytes
    sha256: bytes
    workbook: Workbook
    understanding: Understanding


class Judged(msgspec.Struct, frozen=True):
    """How a file was understood, and the statement in it, or why it is none yet."""

    understanding: Understanding
    statement: Statement | None
    refusal: StatementRefused | None = None


def read_file(content: bytes, filename: str) -> ReadFile:
    """Read and understand a workbook; slow for a large one, so call it in a thread.

    Raises the refusals of `hoptac.kit.sheets` and NoStatementInFile.
    """
    workbook = read_workbook(content, filename)
    return ReadFile(filename, content, fingerprint_of(content), workbook, understand(workbook))


def judge(workbook: Workbook, understanding: Understanding) -> Judged:
    """The statement as it is understood; slow too."""
    try:
        return Judged(understanding, read_statement(workbook, understanding.mapping))
    except StatementRefused as refused:
        return Judged(understanding, None, refused)


def judge_remembered(workbook: Workbook, remembered: Mapping) -> Judged:
    """The statement as others of its headings were read before."""
    return judge(workbook, understand(workbook, remembered=remembered))


def unpack_statement(packed: bytes) -> Statement:
    """The statement as it was shown."""
    return _STATEMENT.decode(packed)
