"""From an invoice to a voucher: what fills in the form of an event or the grid, and what is said beside it. Pure."""

import re
from collections.abc import Iterable, Sequence
from uuid import UUID

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _, grouped
from hoptac.kit.money import format_dong
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.forms import GridRow
from hoptac.vouchers.papers.e_invoices import EInvoice

SUGGESTED = ("PUR-01", "FND-04", "FND-06")
"""Events that a bill is most often for: goods into the store, an asset, a work under way. Any other may be chosen."""
INPUT_VAT, PAYABLE = "1331", "331"
_PERSON = re.compile(r"\d{12}")
_BRANCH = re.compile(r"(\d{10})-\d{3}")

Party = tuple[UUID, str]


def party_kind_of(tax_code: str) -> str:
    """Twelve digits are the number of a person, who sells as a household; else an organization (Law on Tax Administration:
    from 01/07/2025 a citizen's number is the tax code)."""
    return "household" if _PERSON.fullmatch(tax_code) else "organization"


def suggested(events: Iterable[Event]) -> list[Event]:
    """Those of the offered events that a bill is most often for, in their order."""
    offered = {event.id: event for event in events}
    return [offered[key] for key in SUGGESTED if key in offered]


def description_of(invoice: EInvoice) -> str:
    """What the books say; they are Vietnamese."""
    return f"{invoice.seller.name}, hóa đơn {invoice.label}"


def _head(invoice: EInvoice) -> dict[str, str]:
    return {
        "voucher_on": format_date(invoice.issued_on),
        "description": description_of(invoice),
        "counterpart_name": invoice.seller.name,
        "counterpart_address": invoice.seller.address,
        "enclosed": f"Hóa đơn {invoice.label}",
    }


def filled_event(invoice: EInvoice, party: Party | None, *, vat_deduction: bool) -> dict[str, str]:
    """The form of an event as the invoice fills it in: net and tax apart where the organization deducts input tax, else the
    whole (TT 71/2024, account 133)."""
    is_apart = vat_deduction and invoice.vat_dong != 0
    amount_dong = invoice.total_dong - invoice.vat_dong if is_apart else invoice.total_dong
    values = _head(invoice) | {"amount": format_dong(amount_dong)}
    if is_apart:
        values["vat"] = format_dong(invoice.vat_dong)
    if party is not None:
        values |= {"party": party[1], "party-id": str(party[0])}
    return values


def filled_grid(
    invoice: EInvoice, party: Party | None, *, vat_deduction: bool
) -> tuple[dict[str, str], Sequence[GridRow]]:
    """Head and rows of the grid: what it was for is left to be written, against what is owed to the seller."""
    is_apart = vat_deduction and invoice.vat_dong != 0
    name, party_id = (party[1], str(party[0])) if party else ("", "")
    amount_dong = invoice.total_dong - invoice.vat_dong if is_apart else invoice.total_dong
    rows = [GridRow(credit=PAYABLE, amount=format_dong(amount_dong), party=name, party_id=party_id)]
    if is_apart:
        vat = format_dong(invoice.vat_dong)
        rows.append(GridRow(debit=INPUT_VAT, credit=PAYABLE, amount=vat, party=name, party_id=party_id))
    return _head(invoice) | {"kind": "general"}, rows


def remarks_on(invoice: EInvoice, own_tax_code: str) -> tuple[Message, ...]:
    """What whoever books it should know; none of it stands in the way."""
    return tuple(_remarks(invoice, own_tax_code))


def _remarks(invoice: EInvoice, own_tax_code: str) -> Iterable[Message]:
    buyer = invoice.buyer
    if not own_tax_code:
        yield _("Chưa ghi mã số của đơn vị ở Thông tin đơn vị nên chưa kiểm được hóa đơn này xuất cho ai.")
    elif not buyer.tax_code:
        yield _("Hóa đơn không ghi mã số thuế người mua.")
    elif is_for_another(buyer.tax_code, own_tax_code):
        yield _(
            "Hóa đơn xuất cho %(name)s, mã số thuế %(code)s, không phải cho đơn vị này.",
            name=buyer.name or "…",
            code=buyer.tax_code,
        )
    if invoice.relation == "replaces":
        yield _("Đây là hóa đơn thay thế hóa đơn %(original)s. Hóa đơn đó thôi dùng.", original=invoice.original or "…")
    elif invoice.relation == "adjusts":
        yield _("Đây là hóa đơn điều chỉnh hóa đơn %(original)s.", original=invoice.original or "…")
    if invoice.total_dong <= 0:
        yield _(
            "Tổng tiền không lớn hơn 0: hãy mở chứng từ của hóa đơn gốc, bấm Điều chỉnh, rồi đính kèm hóa đơn này ở đó."
        )
    if invoice.currency != "VND":
        yield _(
            "Hóa đơn ghi bằng %(currency)s; số tiền đã đổi ra đồng theo tỷ giá %(rate)s ghi trên hóa đơn.",
            currency=invoice.currency,
            rate=grouped(int(invoice.exchange_rate)),
        )


def is_for_another(tax_code: str, own_tax_code: str) -> bool:
    """Whether an invoice with this buyer's code was made out to somebody else; of a code that is not known nothing is said.
    A branch's code begins with that of the whole."""
    return bool(tax_code and own_tax_code) and _whole(tax_code) != _whole(own_tax_code)


def _whole(tax_code: str) -> str:
    plain = re.sub(r"\s", "", tax_code)
    branch = _BRANCH.fullmatch(plain)
    return branch[1] if branch else plain
