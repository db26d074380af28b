"""An e-invoice read from its XML: HDon/DLHDon/TTChung, NDHDon and so on, by itself or inside a message of the tax authority
(TDiep/DLieu/HDon), in a namespace or in none.

The format is that of Decision 1450/QĐ-TCT and its later versions, which TT 91/2026/TT-BTC goes on with. A file with a
document type or entities is refused before anything in it is expanded.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any
from xml.etree.ElementTree import ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from hoptac.kit.calendar import UnreadableDate, parse_date
from hoptac.kit.language import Message, _
from hoptac.kit.vietnamese import clean_text
from hoptac.vouchers.papers.e_invoices.contents import EInvoice, Item, Rate, Relation, Trader
from hoptac.vouchers.papers.refusals import (
    InvoiceIncomplete,
    InvoiceUnreadable,
    NotAnInvoice,
    SeveralInvoices,
    XmlBroken,
    XmlUnsafe,
)

Element = Any
"""An element of the standard library's tree; the hardened parser has no type of its own for it."""
MOST_ITEMS = 20_000
_LARGEST = Decimal(10) ** 15
_LONGEST = 500
_NUMBER = re.compile(r"[+-]?\d{1,18}(?:\.\d{1,12})?(?:[eE][+-]?\d{1,2})?")
_RELATIONS: dict[str, Relation] = {"1": "replaces", "2": "adjusts"}


def read_invoice(content: bytes) -> EInvoice:
    """What the invoice says. Raises XmlBroken, XmlUnsafe, NotAnInvoice, SeveralInvoices, InvoiceIncomplete,
    InvoiceUnreadable."""
    invoice = _invoice_in(_parsed(content))
    data = _child(invoice, "DLHDon")
    if data is None:
        raise NotAnInvoice
    head, body = _child(data, "TTChung"), _child(data, "NDHDon")
    if head is None or body is None:
        raise NotAnInvoice
    sums = _first(_child(body, "TToan"), _child(data, "TToan"))
    currency = _text(head, "DVTTe").upper() or "VND"
    rate = (_number(head, "TGia") if currency != "VND" else None) or Decimal(1)
    seller, buyer = _trader(_child(body, "NBan")), _trader(_child(body, "NMua"))
    form = _text(head, "KHMSHDon")
    total_dong = _needed(_dong(sums, "TgTTTBSo", rate), _("tổng tiền thanh toán"), "TgTTTBSo")
    rates = tuple(_rates(sums, rate))
    net_dong, vat_dong = _dong(sums, "TgTCThue", rate), _dong(sums, "TgTThue", rate)
    vat_dong = sum(one.vat_dong for one in rates) if vat_dong is None else vat_dong
    related = _child(head, "TTHDLQuan")
    return EInvoice(
        title=_text(head, "THDon"),
        form=form,
        series=form + _needed(_text(head, "KHHDon"), _("ký hiệu hóa đơn"), "KHHDon"),
        number=_needed(_text(head, "SHDon"), _("số hóa đơn"), "SHDon").lstrip("0") or "0",
        issued_on=_day(head),
        currency=currency,
        exchange_rate=rate,
        payment=_text(head, "HTTToan"),
        seller=Trader(
            _needed(seller.name, _("tên người bán"), "NBan/Ten"),
            _needed(seller.tax_code, _("mã số thuế người bán"), "NBan/MST"),
            seller.address,
        ),
        buyer=buyer,
        items=tuple(_items(_first(_child(body, "DSHHDVu"), _child(data, "DSHHDVu")), rate)),
        rates=rates,
        net_dong=total_dong - vat_dong if net_dong is None else net_dong,
        vat_dong=vat_dong,
        fees_dong=sum(_dong(fee, "TPhi", rate) or 0 for fee in _children(_child(sums, "DSLPhi"), "LPhi")),
        discount_dong=_dong(sums, "TTCKTMai", rate) or 0,
        total_dong=total_dong,
        is_signed=any(_name(element) == "Signature" for element in invoice.iter()),
        has_authority_code=bool(_text(invoice, "MCCQT") or _text(data, "MCCQT")),
        relation=_RELATIONS.get(_text(related, "TCHDon"), ""),
        original=" ".join(
            filter(None, (_text(related, "KHMSHDCLQuan") + _text(related, "KHHDCLQuan"), _text(related, "SHDCLQuan")))
        ),
    )


def _parsed(content: bytes) -> Element:
    try:
        return fromstring(content, forbid_dtd=True)
    except DefusedXmlException as unsafe:
        raise XmlUnsafe from unsafe
    except (ParseError, ValueError, LookupError) as broken:  # a letter set that is not known, or is not what it says
        raise XmlBroken from broken


def _invoice_in(root: Element) -> Element:
    """The one invoice of the file."""
    found = [element for element in root.iter() if _name(element) == "HDon"]
    if not found:
        raise NotAnInvoice
    if len(found) > 1:
        raise SeveralInvoices
    return found[0]


def _name(element: Element) -> str:
    """The name without its namespace; '' for what is no element."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(parent: Element | None, name: str) -> Iterator[Element]:
    return (child for child in (parent if parent is not None else ()) if _name(child) == name)


def _child(parent: Element | None, name: str) -> Element | None:
    return next(_children(parent, name), None)


def _first(one: Element | None, other: Element | None) -> Element | None:
    return other if one is None else one


def _text(parent: Element | None, name: str) -> str:
    child = _child(parent, name)
    return clean_text((child.text or "")[:_LONGEST]) if child is not None else ""


def _needed(value: Any, missing: Message, tag: str) -> Any:
    if value is None or value == "":
        raise InvoiceIncomplete(missing, tag)
    return value


def _number(parent: Element | None, name: str) -> Decimal | None:
    """A number as XML writes it, with a dot. Raises InvoiceUnreadable."""
    text = _text(parent, name).replace(" ", "")
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise InvoiceUnreadable(name, text)
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise InvoiceUnreadable(name, text) from None
    if abs(number) >= _LARGEST:
        raise InvoiceUnreadable(name, text)
    return number


def _dong(parent: Element | None, name: str, rate: Decimal) -> int | None:
    """A sum in whole đồng, rounded half up."""
    number = _number(parent, name)
    if number is None:
        return None
    dong = (number * rate).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    if abs(dong) >= _LARGEST:
        raise InvoiceUnreadable(name, str(number))
    return int(dong)


def _day(head: Element) -> date:
    """The day of NLap; a time behind it is left out."""
    text = _needed(_text(head, "NLap"), _("ngày lập"), "NLap")
    try:
        day = parse_date(re.split(r"[T ]", text)[0])
    except UnreadableDate:
        day = None
    if day is None:
        raise InvoiceUnreadable("NLap", text)
    return day


def _trader(element: Element | None) -> Trader:
    """A buyer without a firm is a person (HVTNMHang)."""
    name = _text(element, "Ten") or _text(element, "HVTNMHang")
    return Trader(name, re.sub(r"\s", "", _text(element, "MST")), _text(element, "DChi"))


def _items(lines: Element | None, rate: Decimal) -> Iterator[Item]:
    for place, line in enumerate(_children(lines, "HHDVu")):
        if place >= MOST_ITEMS:
            raise NotAnInvoice
        yield Item(
            nature=_text(line, "TChat") or "1",
            name=_text(line, "THHDVu"),
            unit=_text(line, "DVTinh"),
            quantity=_number(line, "SLuong"),
            price=_number(line, "DGia"),
            amount_dong=_dong(line, "ThTien", rate),
            rate=_text(line, "TSuat"),
        )


def _rates(sums: Element | None, rate: Decimal) -> Iterator[Rate]:
    for one in _children(_child(sums, "THTTLTSuat"), "LTSuat"):
        yield Rate(_text(one, "TSuat"), _dong(one, "ThTien", rate) or 0, _dong(one, "TThue", rate) or 0)
