"""The grid as it is posted: rows of fields `debit-0`, `credit-0`, `amount-0`, `party-0`, …; nothing typed is lost."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from functools import partial
from uuid import UUID

import msgspec

from hoptac.inventory.queries import ItemRow
from hoptac.inventory.refusals import ItemUnclear
from hoptac.inventory.rules import check_account
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import _
from hoptac.kit.money import parse_dong
from hoptac.kit.quantities import format_quantity, parse_quantity, price_of, value_of
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger.charts import Account
from hoptac.services.rules import BY_DAY, SeasonRow, season_of_line
from hoptac.vouchers.drafts import DraftLine, VoucherForm
from hoptac.vouchers.events.table import find_event
from hoptac.vouchers.newcomers import KINDS as NEWCOMERS
from hoptac.vouchers.newcomers import AddParty, nobody
from hoptac.vouchers.refusals import LineRefused, PartyUnclear
from hoptac.vouchers.rules import KINDS, place_party

MOST_ROWS = 500
FIRST_ROWS = 4
ROW_FIELDS = (
    *("debit", "credit", "amount", "party", "party-id", "party2", "party2-id", "description", "source"),
    *("item", "item-id", "quantity", "price", "season", "contract"),
)
"""Contract and source are not asked for in the grid; they go through it, so that a correction keeps them."""

FindParty = Callable[[str], Awaitable[UUID | None]]
FindItem = Callable[[str, UUID | None], Awaitable[ItemRow | None]]
"""By the id chosen from the suggestions, else by the whole code or name."""


class GridRow(msgspec.Struct, frozen=True):
    """One row as typed, to be shown again."""

    debit: str = ""
    credit: str = ""
    amount: str = ""
    party: str = ""
    party_id: str = ""
    party2: str = ""
    party2_id: str = ""
    description: str = ""
    source: str = ""
    item: str = ""
    item_id: str = ""
    quantity: str = ""
    price: str = ""
    season: str = BY_DAY
    contract: str = ""


def typed_rows(values: Mapping[str, str]) -> list[GridRow]:
    """The rows of the posted grid as they were typed, in their order, up to the last that holds something."""
    rows: list[GridRow] = []
    for place in range(MOST_ROWS):
        if f"debit-{place}" not in values:
            break
        rows.append(GridRow(*(values.get(f"{field}-{place}", "").strip() for field in ROW_FIELDS)))
    while rows and not any(msgspec.structs.astuple(msgspec.structs.replace(rows[-1], season=""))):
        rows.pop()
    return rows


async def read_voucher(
    reader: FormReader,
    *,
    chart: Mapping[str, Account],
    find_party: FindParty,
    find_item: FindItem,
    add_party: AddParty = nobody,
    seasons: Sequence[SeasonRow] = (),
    adjusts_entry_id: UUID | None,
) -> VoucherForm:
    """The posted form. Raises Refusals, each beside its field; a row's under `line-<row>`."""
    kind = reader.choice("kind", tuple(KINDS)) or "general"
    voucher_on = reader.date("voucher_on", required=True, label=_("ngày chứng từ"))
    description = reader.text("description", required=True, label=_("diễn giải"))
    lines = []
    for place, row in enumerate(typed_rows(reader.values)):
        try:
            season_of = partial(season_of_line, row.season, seasons, voucher_on)
            lines.append(await _line(row, chart, partial(_party, find_party, add_party), find_item, season_of))
        except Refusal as refused:
            reader.refuse(LineRefused(place + 1, refused))
    reader.finish()
    return VoucherForm(
        kind=kind,
        voucher_on=voucher_on or date.min,
        description=description,
        lines=tuple(lines),
        counterpart_name=reader.text("counterpart_name"),
        counterpart_address=reader.text("counterpart_address"),
        enclosed=reader.text("enclosed"),
        event_id=event.id if (event := find_event(reader.text("event_id"))) else "",
        adjusts_entry_id=adjusts_entry_id,
    )


async def _line(
    row: GridRow,
    chart: Mapping[str, Account],
    read_party: Callable[[str, str], Awaitable[UUID | None]],
    find_item: FindItem,
    season_of: Callable[[str, str], UUID | None],
) -> DraftLine:
    debit, credit = _code(row.debit), _code(row.credit)
    party = await read_party(row.party, row.party_id)
    other = await read_party(row.party2, row.party2_id)
    debit_party_id, credit_party_id = place_party(debit, credit, party, chart)
    item = await _item(row, find_item)
    quantity, price = parse_quantity(row.quantity), parse_quantity(row.price)
    amount_dong = parse_dong(row.amount)
    if amount_dong is None and quantity and price:
        amount_dong = value_of(quantity, price)
    if item is not None:
        for account in (debit, credit):
            check_account(item.name, item.kind, account)
    return DraftLine(
        debit_account=debit,
        credit_account=credit,
        amount_dong=amount_dong,
        debit_party_id=debit_party_id,
        credit_party_id=other or credit_party_id,
        description=clean_text(row.description),
        item_id=item.id if item else None,
        quantity=quantity,
        season_id=season_of(debit, credit),
        contract_id=read_uuid(row.contract),
        source=clean_text(row.source),
    )


async def _item(row: GridRow, find_item: FindItem) -> ItemRow | None:
    if not row.item:
        return None
    found = await find_item(row.item, read_uuid(row.item_id))
    if found is None:
        raise ItemUnclear(row.item)
    return found


def _code(typed: str) -> str:
    """'1111 Tiền Việt Nam' -> '1111': what stands before the name."""
    return typed.split(maxsplit=1)[0] if typed else ""


async def _party(find_party: FindParty, add_party: AddParty, typed: str, party_id: str) -> UUID | None:
    """The party chosen from the suggestions, the only one of the name typed in whole, or a newcomer if that was chosen."""
    if not typed:
        return None
    found = read_uuid(party_id) or await find_party(typed)
    if found is None and party_id in NEWCOMERS:
        found = await add_party(typed, NEWCOMERS[party_id])
    if found is None:
        raise PartyUnclear(typed)
    return found


def shown_rows(
    form: VoucherForm,
    names: Mapping[UUID, str],
    amount_text: Callable[[int], str],
    items: Mapping[UUID, ItemRow],
) -> list[GridRow]:
    """The rows of a kept draft as the grid shows them; the unit price is what amount and quantity make it."""
    rows = []
    for line in form.lines:
        first, second = line.debit_party_id or line.credit_party_id, None
        if line.debit_party_id and line.credit_party_id and line.debit_party_id != line.credit_party_id:
            second = line.credit_party_id
        rows.append(
            GridRow(
                debit=line.debit_account,
                credit=line.credit_account,
                amount=amount_text(line.amount_dong) if line.amount_dong is not None else "",
                party=names.get(first, "") if first else "",
                party_id=str(first or ""),
                party2=names.get(second, "") if second else "",
                party2_id=str(second or ""),
                description=line.description,
                source=line.source,
                item=items[line.item_id].name if line.item_id and line.item_id in items else "",
                item_id=str(line.item_id or ""),
                quantity=format_quantity(line.quantity) if line.quantity is not None else "",
                price=format_quantity(price_of(line.amount_dong or 0, line.quantity)) if line.quantity else "",
                season=str(line.season_id or ""),
                contract=str(line.contract_id or ""),
            )
        )
    return rows


def account_options(chart: Mapping[str, Account], language: str) -> list[tuple[str, str]]:
    """Codes that may be written, each named with what stands above it, so that "tien mat" finds 1111 and it differs from 1121."""

    def name(account: Account) -> str:
        own = account.name_en if language == "en" else account.name_vi
        above = chart.get(account.parent or "")
        return f"{name(above)} · {own}" if above else own

    return [(account.code, name(account)) for account in chart.values() if not account.has_children]


def with_room(rows: list[GridRow]) -> list[GridRow]:
    """The rows with empty ones behind them to write on."""
    return rows + [GridRow()] * max(1, FIRST_ROWS - len(rows))
