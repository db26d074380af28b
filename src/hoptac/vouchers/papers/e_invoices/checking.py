"""Whether an invoice adds up in itself: what its lines, its rates and its sums say of each other. Pure."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from hoptac.kit.calendar import format_date
from hoptac.kit.language import Message, _, grouped
from hoptac.vouchers.papers.e_invoices.contents import EInvoice, Item

_DISCOUNT, _REMARK = "3", "4"
_PERCENT = re.compile(r"(\d{1,2}(?:\.\d+)?) ?%")


def faults_of(invoice: EInvoice, today: date) -> tuple[Message, ...]:
    """What does not add up or cannot be, in sentences; nothing where all does. Sellers round line by line, so a đồng for each line is
    let pass."""
    faults = _faults(invoice, allowed=max(1, len(invoice.items)))
    return (*_faults_of_day(invoice.issued_on, today), *faults)


def _faults_of_day(issued_on: date, today: date) -> Iterator[Message]:
    if issued_on > today:
        yield _("Ngày lập %(day)s chưa tới. Hãy hỏi lại người bán.", day=format_date(issued_on))


def _faults(invoice: EInvoice, allowed: int) -> Iterator[Message]:
    amounts = [amount for item in invoice.items if (amount := _signed(item)) is not None]
    lines_dong = sum(amounts)
    bases = {invoice.net_dong, invoice.net_dong + invoice.discount_dong}
    if amounts and all(abs(lines_dong - base) > allowed for base in bases):
        yield _(
            "Các dòng cộng lại được %(lines)s đ, hóa đơn ghi %(net)s đ trước thuế.",
            lines=grouped(lines_dong),
            net=grouped(invoice.net_dong),
        )
    if invoice.rates:
        yield from _faults_of_rates(invoice, allowed)
    before_discount = invoice.net_dong + invoice.vat_dong + invoice.fees_dong
    wholes = {before_discount, before_discount - invoice.discount_dong}
    if all(abs(invoice.total_dong - whole) > allowed for whole in wholes):
        yield _(
            "Tiền trước thuế và thuế cộng lại được %(sum)s đ, hóa đơn ghi tổng thanh toán %(total)s đ.",
            sum=grouped(before_discount),
            total=grouped(invoice.total_dong),
        )


def _faults_of_rates(invoice: EInvoice, allowed: int) -> Iterator[Message]:
    vat_dong = sum(one.vat_dong for one in invoice.rates)
    if abs(vat_dong - invoice.vat_dong) > allowed:
        yield _(
            "Thuế theo từng thuế suất cộng lại được %(rates)s đ, hóa đơn ghi tổng thuế %(vat)s đ.",
            rates=grouped(vat_dong),
            vat=grouped(invoice.vat_dong),
        )
    for one in invoice.rates:
        percent = _PERCENT.fullmatch(one.rate)
        worked_out = _tax(one.net_dong, Decimal(percent[1])) if percent else 0
        if abs(one.vat_dong - worked_out) > allowed:
            yield _(
                "Thuế suất %(rate)s của %(net)s đ là %(worked_out)s đ, hóa đơn ghi %(vat)s đ.",
                rate=one.rate,
                net=grouped(one.net_dong),
                worked_out=grouped(worked_out),
                vat=grouped(one.vat_dong),
            )


def _signed(item: Item) -> int | None:
    """What a line adds: a trade discount is taken off whichever sign it has; a remark adds nothing."""
    if item.amount_dong is None or item.nature == _REMARK:
        return None
    return -abs(item.amount_dong) if item.nature == _DISCOUNT else item.amount_dong


def _tax(net_dong: int, percent: Decimal) -> int:
    return int((Decimal(net_dong) * percent / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
