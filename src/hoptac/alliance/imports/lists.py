"""A yearly list between the file and the registry, pure: read, understood, of which year, and its verdicts kept."""

from datetime import date

import msgspec

from hoptac.alliance.imports.judgements import Judgement
from hoptac.alliance.reading import OrganizationRow, totals, understand, year_of
from hoptac.alliance.reading.totals import RegistryTotals
from hoptac.alliance.refusals import YearMissing
from hoptac.indicators.rules import check_year
from hoptac.kit.imports import Answers, is_brought_in
from hoptac.kit.sheets import Workbook, read_workbook
from hoptac.kit.stored_files import fingerprint_of
from hoptac.kit.tables import Mapping, Understanding

_JUDGEMENTS = msgspec.msgpack.Decoder(list[Judgement])


class ReadList(msgspec.Struct, frozen=True):
    """A file that was found to be a list of organizations."""

    filename: str
    content: bytes
    sha256: bytes
    workbook: Workbook
    understanding: Understanding


def read_list(content: bytes, filename: str) -> ReadList:
    """Read and understand a workbook; slow for a large one, so call it in a thread.

    Raises the refusals of `hoptac.kit.sheets` and OrganizationColumnMissing.
    """
    workbook = read_workbook(content, filename)
    return ReadList(filename, content, fingerprint_of(content), workbook, understand(workbook))


def understood_for(workbook: Workbook, year: int, remembered: Mapping | None = None) -> Understanding:
    """The same workbook for a year, of columns of several years, and with the help of how its shape was read before."""
    return understand(workbook, remembered=remembered, year=year)


def year_asked_or_named(year: int | None, workbook: Workbook, mapping: Mapping, *, today: date) -> int:
    """The year asked for, else the one the list names. Raises YearMissing, YearOutOfRange."""
    found = year if year is not None else year_of(workbook, mapping)
    if found is None:
        raise YearMissing
    return check_year(found, today=today)


def unpack_judgements(packed: bytes) -> list[Judgement]:
    """The verdicts as they were shown."""
    return _JUDGEMENTS.decode(packed)


def organizations_here_after(judgements: list[Judgement], answers: Answers) -> list[OrganizationRow]:
    """The rows that are in the registry once the list is taken in: those that come in and those that are there."""
    return [
        judgement.organization
        for judgement in judgements
        if judgement.status == "unchanged" or is_brought_in(judgement, answers)
    ]


def totals_after(judgements: list[Judgement], answers: Answers, year: int) -> RegistryTotals:
    """What the list sums up to, as far as it is taken in."""
    return totals(organizations_here_after(judgements, answers), year=year)
