"""The grid of balances as it is posted: rows `account-0`, `party-0`, `debit-0`, …; nothing typed is lost."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader
from hoptac.kit.language import Message, _
from hoptac.kit.money import parse_dong
from hoptac.kit.vietnamese import clean_text
from hoptac.opening.balances import Opening
from hoptac.opening.reading import BalanceVerdict, Circumstances, RawBalance, judge, settled_opening
from hoptac.opening.refusals import FirstDayMissing

MOST_ROWS = 1_000
FIRST_ROWS = 12
ROW_FIELDS = ("account", "party", "party-id", "debit", "credit", "note")


class GridRow(msgspec.Struct, frozen=True):
    """One row as typed, to be shown again."""

    account: str = ""
    party: str = ""
    party_id: str = ""
    debit: str = ""
    credit: str = ""
    note: str = ""


class RowNotClear(Refusal):
    """One row of the grid, with its number and the reasons."""

    def __init__(self, number: int, reason: Message) -> None:
        super().__init__(_("Dòng %(number)s: %(reason)s", number=number, reason=reason), field=f"line-{number - 1}")


def typed_rows(values: Mapping[str, str]) -> list[GridRow]:
    """The rows of the posted grid as they were typed, up to the last that holds something."""
    rows: list[GridRow] = []
    for place in range(MOST_ROWS):
        if f"account-{place}" not in values:
            break
        rows.append(GridRow(*(values.get(f"{field}-{place}", "").strip() for field in ROW_FIELDS)))
    while rows and not any(msgspec.structs.astuple(rows[-1])):
        rows.pop()
    return rows


def with_room(rows: list[GridRow]) -> list[GridRow]:
    """The rows with empty ones behind them to write on."""
    return rows + [GridRow()] * max(2, FIRST_ROWS - len(rows))


def read_first_day(reader: FormReader) -> date:
    """The first day of the books. Raises Refusals."""
    first_on = reader.date("first_on")
    if first_on is None and not reader.refusals:
        reader.refuse(FirstDayMissing())
    reader.finish()
    return first_on or date.min


def read_grid(reader: FormReader, about: Circumstances, *, may_add: bool) -> Opening:
    """What was typed, as an opening; who is not known is added where `may_add`. Raises Refusals, each beside its row."""
    raw: list[RawBalance] = []
    for place, row in enumerate(typed_rows(reader.values)):
        try:
            amounts = parse_dong(row.debit) or 0, parse_dong(row.credit) or 0
        except Refusal as refused:
            reader.refuse(RowNotClear(place + 1, refused.message))
            continue
        if any(amounts):
            raw.append(_raw(place + 1, row, *amounts))
        elif row.account and (row.debit or row.credit or row.party):
            reader.refuse(RowNotClear(place + 1, _("Hãy ghi số tiền.")))
    verdicts = judge(raw, about)
    for verdict in verdicts:
        if reason := _what_is_unclear(verdict, may_add=may_add):
            reader.refuse(RowNotClear(verdict.row, reason))
    reader.finish()
    return settled_opening(verdicts, {}, about.first_on)


def _raw(number: int, row: GridRow, debit: int, credit: int) -> RawBalance:
    return RawBalance(
        sheet="",
        row=number,
        account=row.account,
        party=clean_text(row.party),
        party_code=_known_id(row.party_id),
        debit_dong=debit,
        credit_dong=credit,
        note=clean_text(row.note),
    )


def _known_id(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        return ""


def _what_is_unclear(verdict: BalanceVerdict, *, may_add: bool) -> Message | None:
    if verdict.status in ("refused", "needs_a_decision"):
        return verdict.reasons[0].message
    if verdict.new_party is not None and not may_add:
        return _(
            "Chưa có “%(name)s” trong danh sách. Hãy chọn trong gợi ý, hoặc đánh dấu ô thêm đối tượng mới.",
            name=verdict.new_party.name,
        )
    return None


def problems_of(refused: Refusal | Refusals, language: str) -> list[str]:
    """The sentences that belong to no field."""
    refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
    return [one.sentence(language) for one in refusals if one.field is None]
