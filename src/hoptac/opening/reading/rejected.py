"""The rows that do not come in, given back as a workbook."""

from collections.abc import Iterable

from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import Mapping, give_back_rows
from hoptac.opening.reading.verdicts import BalanceVerdict


def rejected_workbook(
    workbook: Workbook, mapping: Mapping, verdicts: Iterable[BalanceVerdict], language: str = "vi"
) -> bytes:
    """An .xlsx of these rows in their own columns, each with its reason and the row it came from."""
    rows = {(verdict.sheet, verdict.row): verdict.reasons for verdict in verdicts}
    return give_back_rows(workbook, mapping, rows, language)
