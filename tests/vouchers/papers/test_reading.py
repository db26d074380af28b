"""What is read from e-invoices in the shapes that sellers send, what does not add up, and what is no invoice."""

from datetime import date
from decimal import Decimal

import pytest
from tests.vouchers.papers import samples

from hoptac.vouchers.papers.e_invoices import Rate, faults_of, pack_invoice, read_invoice, unpack_invoice
from hoptac.vouchers.papers.refusals import (
    InvoiceIncomplete,
    InvoiceUnreadable,
    NotAnInvoice,
    SeveralInvoices,
    XmlBroken,
    XmlUnsafe,
)


def said(invoice, today=date(2026, 3, 2)):
    return [str(fault) for fault in faults_of(invoice, today)]


def test_a_day_to_come_is_said():
    invoice = read_invoice(samples.plain())
    assert said(invoice, today=date(2026, 3, 1)) == ["Ngày lập 02/03/2026 chưa tới. Hãy hỏi lại người bán."]
    assert said(invoice) == []


@pytest.mark.parametrize("content", [samples.plain(), samples.with_namespace(), samples.in_a_message()])
def test_the_same_invoice_in_every_wrapping(content):
    invoice = read_invoice(content)
    assert (invoice.series, invoice.number, invoice.issued_on) == ("1C26TAA", "123", date(2026, 3, 2))
    assert (invoice.seller.name, invoice.seller.tax_code) == ("Công ty TNHH Vật tư Minh An", samples.SELLER)
    assert invoice.buyer.tax_code == samples.BUYER
    assert (invoice.net_dong, invoice.vat_dong, invoice.total_dong) == (10_000_000, 800_000, 10_800_000)
    assert invoice.rates == (Rate("8%", 10_000_000, 800_000),)
    item = invoice.items[0]
    assert (item.name, item.unit, item.quantity, item.price) == ("Phân NPK", "bao", Decimal(20), Decimal(500_000))
    assert said(invoice) == []


def test_a_signature_and_a_code_are_seen_and_no_more():
    assert (read_invoice(samples.plain()).is_signed, read_invoice(samples.plain()).has_authority_code) == (False, False)
    signed = read_invoice(samples.with_namespace())
    assert (signed.is_signed, signed.has_authority_code) == (True, True)


def test_two_rates_a_discount_and_decimals():
    invoice = read_invoice(samples.two_rates())
    assert [(rate.rate, rate.net_dong, rate.vat_dong) for rate in invoice.rates] == [
        ("8%", 9_500_000, 760_000), ("5%", 2_000_000, 100_000),
    ]  # fmt: skip
    # 10.000.000 + 2.000.000 − 500.000; the remark has no amount.
    assert [item.amount_dong for item in invoice.items] == [10_000_000, 2_000_000, 500_000, None]
    assert said(invoice) == []


def test_a_sales_invoice_has_one_sum():
    invoice = read_invoice(samples.sales_invoice())
    assert invoice.is_sales_invoice
    assert (invoice.series, invoice.net_dong, invoice.vat_dong, invoice.total_dong) == (
        "2K26TBB",
        10_000_000,
        0,
        10_000_000,
    )
    assert said(invoice) == []


def test_what_is_not_taxable_bears_no_tax():
    invoice = read_invoice(samples.not_taxable())
    assert (invoice.vat_dong, invoice.total_dong, said(invoice)) == (0, 10_000_000, [])


def test_another_currency_is_told_in_dong():
    invoice = read_invoice(samples.in_dollars())
    assert (invoice.currency, invoice.total_dong) == ("USD", 200 * 25_400)
    assert said(invoice) == []


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"total": "10900000"}, "Tiền trước thuế và thuế cộng lại được 10.800.000 đ, hóa đơn ghi tổng thanh toán 10.900.000 đ."),
        ({"lines": samples.line(amount="9000000")}, "Các dòng cộng lại được 9.000.000 đ, hóa đơn ghi 10.000.000 đ trước thuế."),
        (
            {"vat": "900000", "total": "10900000"},
            "Thuế theo từng thuế suất cộng lại được 800.000 đ, hóa đơn ghi tổng thuế 900.000 đ.",
        ),
        (
            {"rates": samples.RATE.format(rate="10%", net="10000000", vat="800000")},
            "Thuế suất 10% của 10.000.000 đ là 1.000.000 đ, hóa đơn ghi 800.000 đ.",
        ),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_said(changes, sentence):
    assert said(read_invoice(samples.plain(**changes))) == [sentence]


def test_a_dong_for_each_line_is_rounding():
    lines = samples.line(amount="5000001") + samples.line(amount="5000001")
    assert said(read_invoice(samples.plain(lines=lines))) == []
    assert said(read_invoice(samples.plain(lines=lines.replace("5000001", "5000002")))) != []


def test_a_replacement_names_the_original():
    related = "<TTHDLQuan><TCHDon>1</TCHDon><KHMSHDCLQuan>1</KHMSHDCLQuan><KHHDCLQuan>C26TAA</KHHDCLQuan><SHDCLQuan>99</SHDCLQuan></TTHDLQuan>"
    invoice = read_invoice(samples.plain(related=related))
    assert (invoice.relation, invoice.original) == ("replaces", "1C26TAA 99")


def test_what_was_read_is_kept_as_it_was():
    invoice = read_invoice(samples.two_rates())
    assert unpack_invoice(pack_invoice(invoice)) == invoice


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"", XmlBroken),
        (b"<HDon><DLHDon>", XmlBroken),
        (b'<?xml version="1.0" encoding="latin-99"?><HDon/>', XmlBroken),
        (samples.plain().replace("Công".encode(), b"\xff\xfe\xff"), XmlBroken),
        (samples.ENTITY_BOMB, XmlUnsafe),
        (samples.ENTITY_BOMB.decode().replace('<?xml version="1.0"?>', "").strip().encode("utf-16"), XmlUnsafe),
        (samples.FOREIGN_FILE, XmlUnsafe),
        (b"<!DOCTYPE html><html/>", XmlUnsafe),
        (b"<html><body>HDon</body></html>", NotAnInvoice),
        (b"<HDon/>", NotAnInvoice),
        (b"<HDon><DLHDon><TTChung/></DLHDon></HDon>", NotAnInvoice),
        (b"<DLieu>" + samples.plain().split(b"\n", 1)[1] * 2 + b"</DLieu>", SeveralInvoices),
        (b"<a>" * 300_000 + b"</a>" * 300_000, NotAnInvoice),
        (samples.plain(number=""), InvoiceIncomplete),
        (samples.plain(series=""), InvoiceIncomplete),
        (samples.plain(seller=""), InvoiceIncomplete),
        (samples.plain(seller_name=" "), InvoiceIncomplete),
        (samples.plain(day=""), InvoiceIncomplete),
        (samples.plain(total=""), InvoiceIncomplete),
        (samples.plain(total="mười triệu"), InvoiceUnreadable),
        (samples.plain(total="1e99"), InvoiceUnreadable),
        (samples.plain(total="NaN"), InvoiceUnreadable),
        (samples.plain(total="1000000000000000"), InvoiceUnreadable),
        (samples.plain(day="hôm qua"), InvoiceUnreadable),
        (samples.plain(day="2026-02-30"), InvoiceUnreadable),
    ],
)
def test_what_is_no_invoice_is_refused(content, refusal):
    with pytest.raises(refusal) as refused:
        read_invoice(content)
    assert "chưa lưu gì" in str(refused.value)
