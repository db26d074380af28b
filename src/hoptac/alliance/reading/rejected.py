"""The rows that were not taken in, given back as a workbook."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import Mapping, give_back_rows
from hoptac.kit.tables.cells import Reason

_GIVEN_BACK = ("needs_a_decision", "refused")


class Judged(Protocol):
    """A row with what was said of it, by itself or beside the registry."""

    @property
    def sheet(self) -> str: ...
    @property
    def row(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def reasons(self) -> Sequence[Reason]: ...


def rejected_workbook(workbook: Workbook, mapping: Mapping, rows: Iterable[Judged], language: str = "vi") -> bytes:
    """An .xlsx of the rows refused or in need of a decision, in their own columns, each with its reason and its row."""
    reasons = {(row.sheet, row.row): row.reasons for row in rows if row.status in _GIVEN_BACK}
    return give_back_rows(workbook, mapping, reasons, language)
