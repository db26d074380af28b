"""The rows that were not taken in, given back as a workbook."""

from collections.abc import Iterable

from hoptac.alliance.reading.rows import RegistryVerdict
from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import Mapping, give_back_rows

_GIVEN_BACK = ("needs_a_decision", "refused")


def rejected_workbook(
    workbook: Workbook, mapping: Mapping, verdicts: Iterable[RegistryVerdict], language: str = "vi"
) -> bytes:
    """An .xlsx of the rows refused or in need of a decision, in their own columns, each with its reason and its row."""
    rows = {(verdict.sheet, verdict.row): verdict.reasons for verdict in verdicts if verdict.status in _GIVEN_BACK}
    return give_back_rows(workbook, mapping, rows, language)
