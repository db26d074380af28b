"""Kinds by bytes, how long papers are kept, what may be taken away, what an invoice fills in."""

from datetime import date

import pytest
from tests.vouchers.papers import samples

from hoptac.kit.identifiers import new_id
from hoptac.organizations.parameters import Parameter
from hoptac.vouchers.papers.e_invoices import read_invoice
from hoptac.vouchers.papers.kinds import KINDS, LARGEST_BYTES, LARGEST_XML_BYTES, file_name, kind_of
from hoptac.vouchers.papers.proposing import filled_event, filled_grid, is_for_another, party_kind_of, remarks_on
from hoptac.vouchers.papers.refusals import (
    DocumentOfDiscarded,
    DocumentPosted,
    DocumentUnderDecision,
    FileEmpty,
    FileNotTaken,
    FileTooLarge,
    NotPostedYet,
    PhotoNotTaken,
    ReasonMissing,
    VoucherDiscarded,
    XmlTooLarge,
)
from hoptac.vouchers.papers.retention import Retention, retention_of
from hoptac.vouchers.papers.rules import check_attachable, check_markable, check_removable, read_reason
from hoptac.vouchers.papers.showing import kept_text, size_text


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (samples.JPEG, "jpeg"),
        (samples.PNG, "png"),
        (samples.WEBP, "webp"),
        (samples.PDF, "pdf"),
        (samples.plain(), "xml"),
        (samples.in_a_message(), "xml"),
        ("<HDon/>".encode("utf-16"), "xml"),
        (b"<html><script>alert(1)</script></html>", "xml"),  # read as an invoice next, and refused there
    ],
)
def test_a_file_is_what_its_bytes_say(content, kind):
    assert kind_of("anh.jpg", content).key == kind


@pytest.mark.parametrize(
    ("content", "refusal", "words"),
    [
        (b"", FileEmpty, "trống"),
        (b"MZ\x90\0", FileNotTaken, "không phải ảnh"),
        (b"GIF89a", FileNotTaken, "không phải ảnh"),
        (b"PK\x03\x04", FileNotTaken, "không phải ảnh"),
        (b"\0\0\0", FileNotTaken, "không phải ảnh"),
        (samples.HEIC, PhotoNotTaken, "Tương thích nhất"),
        (samples.JPEG + b"\0" * LARGEST_BYTES, FileTooLarge, "lớn hơn 10 MB"),
        (b"<a>" + b" " * LARGEST_XML_BYTES + b"</a>", XmlTooLarge, "lớn hơn 3 MB"),
    ],
)
def test_other_files_are_refused_by_name(content, refusal, words):
    with pytest.raises(refusal) as refused:
        kind_of("hoa-don.jpg", content)
    assert "hoa-don.jpg" in str(refused.value)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    ("name", "kind", "shown"),
    [
        ("a.html", "png", "a.png"),
        ("..\\..\\etc/passwd", "pdf", "passwd.pdf"),
        ("hóa đơn tháng 3.XML", "xml", "hóa đơn tháng 3.xml"),
        ("x" * 300 + ".jpg", "jpeg", "x" * 120 + ".jpg"),
        ("", "jpeg", "tep.jpg"),
    ],
)
def test_a_name_has_the_ending_of_what_the_file_is(name, kind, shown):
    assert file_name(name, KINDS[kind]) == shown


LAW = (
    Parameter(
        "retention.used_in_books", date(2017, 1, 1), 10, "years", "Điều 13 Nghị định 174/2016/NĐ-CP", "confirmed"
    ),
    Parameter(
        "retention.other_documents", date(2017, 1, 1), 5, "years", "Điều 12 Nghị định 174/2016/NĐ-CP", "confirmed"
    ),
    Parameter("retention.used_in_books", date(2030, 1, 1), 20, "years", "Điều 13 của luật sau", "confirmed"),
)


@pytest.mark.parametrize(
    ("is_posted", "is_permanent", "today", "expected"),
    [
        # Counted from 31/12/2026, the end of the fiscal year (Art. 15.1).
        (True, False, date(2026, 5, 1), Retention(date(2036, 12, 31), "Điều 13 Nghị định 174/2016/NĐ-CP")),
        (False, False, date(2026, 5, 1), Retention(date(2031, 12, 31), "Điều 12 Nghị định 174/2016/NĐ-CP")),
        (True, True, date(2026, 5, 1), Retention(None, "Điều 14 Nghị định 174/2016/NĐ-CP")),
        (True, False, date(2030, 1, 1), Retention(date(2046, 12, 31), "Điều 13 của luật sau")),
        (True, False, date(2016, 12, 31), None),
    ],
)
def test_how_long_a_document_is_kept(is_posted, is_permanent, today, expected):
    found = retention_of(LAW, is_posted=is_posted, is_permanent=is_permanent, fiscal_year=2026, today=today)
    assert found == expected


def test_the_page_says_until_when_and_by_which_article():
    found = retention_of(LAW, is_posted=True, is_permanent=False, fiscal_year=2026, today=date(2026, 5, 1))
    assert str(kept_text(found)) == "Lưu ít nhất đến 31/12/2036 (Điều 13 Nghị định 174/2016/NĐ-CP)"
    assert kept_text(None) is None


@pytest.mark.parametrize(
    ("state", "removable", "markable", "attachable"),
    [
        ("draft", None, NotPostedYet, None),
        ("submitted", DocumentUnderDecision, NotPostedYet, None),
        ("approved", DocumentUnderDecision, NotPostedYet, None),
        ("posted", DocumentPosted, None, None),
        ("discarded", DocumentOfDiscarded, NotPostedYet, VoucherDiscarded),
    ],
)
def test_what_may_be_done_in_which_state(state, removable, markable, attachable):
    for check, refusal in ((check_removable, removable), (check_markable, markable), (check_attachable, attachable)):
        if refusal is None:
            check(state)
        else:
            with pytest.raises(refusal):
                check(state)


def test_the_refusal_names_the_article():
    assert "Nghị định 174/2016/NĐ-CP, Điều 13" in str(DocumentPosted())


def test_a_mark_needs_its_reason():
    assert read_reason("  nhầm  chứng từ ") == "nhầm chứng từ"
    with pytest.raises(ReasonMissing):
        read_reason(" ")


@pytest.mark.parametrize(
    ("size", "vietnamese", "english"),
    [(1, "1 KB", "1 KB"), (348_160, "340 KB", "340 KB"), (1_258_291, "1,2 MB", "1.2 MB"), (10 * 2**20, "10,0 MB", "10.0 MB")],
)  # fmt: skip
def test_sizes_are_told_in_both_ways(size, vietnamese, english):
    assert (size_text(size, "vi"), size_text(size, "en")) == (vietnamese, english)


PARTY = (new_id(), "Cty Minh An")


def test_an_event_is_filled_in_by_the_invoice():
    invoice = read_invoice(samples.plain())
    deducting = filled_event(invoice, PARTY, vat_deduction=True)
    assert (deducting["amount"], deducting["vat"]) == ("10.000.000", "800.000")
    assert (deducting["party"], deducting["party-id"]) == ("Cty Minh An", str(PARTY[0]))
    assert deducting["voucher_on"] == "02/03/2026"
    assert deducting["description"] == "Công ty TNHH Vật tư Minh An, hóa đơn 1C26TAA số 123"
    direct = filled_event(invoice, None, vat_deduction=False)
    assert direct["amount"] == "10.800.000"
    assert not {"vat", "party"} & set(direct)


@pytest.mark.parametrize(
    ("vat_deduction", "expected"),
    [
        (True, [("", "331", "10.000.000"), ("1331", "331", "800.000")]),
        (False, [("", "331", "10.800.000")]),
    ],
)
def test_the_grid_is_filled_in_by_the_invoice(vat_deduction, expected):
    values, rows = filled_grid(read_invoice(samples.plain()), PARTY, vat_deduction=vat_deduction)
    assert values["kind"] == "general"
    assert [(row.debit, row.credit, row.amount) for row in rows] == expected
    assert {row.party_id for row in rows} == {str(PARTY[0])}


@pytest.mark.parametrize(
    ("changes", "own", "words"),
    [
        ({}, samples.BUYER, []),
        ({"buyer": f"{samples.BUYER}-001"}, samples.BUYER, []),
        ({"buyer": "0300000000"}, samples.BUYER, ["không phải cho đơn vị này"]),
        ({"buyer": ""}, samples.BUYER, ["không ghi mã số thuế người mua"]),
        ({}, "", ["Chưa ghi mã số của đơn vị"]),
        ({"total": "0", "net": "0", "vat": "0", "rates": ""}, samples.BUYER, ["không lớn hơn 0"]),
        ({"related": "<TTHDLQuan><TCHDon>2</TCHDon><SHDCLQuan>9</SHDCLQuan></TTHDLQuan>"}, samples.BUYER, ["điều chỉnh hóa đơn 9"]),
    ],
)  # fmt: skip
def test_what_is_said_beside_an_invoice(changes, own, words):
    remarks = [str(remark) for remark in remarks_on(read_invoice(samples.plain(**changes)), own)]
    assert len(remarks) == len(words)
    assert all(word in remark for word, remark in zip(words, remarks, strict=True))


def test_codes_of_people_and_firms():
    assert (party_kind_of("092062001234"), party_kind_of("0109998887"), party_kind_of("0109998887-001")) == (
        "household", "organization", "organization",
    )  # fmt: skip
    assert is_for_another("0109998887", "0109998886")
    assert not is_for_another("0109998887-002", "0109998887")
    assert not is_for_another("", "0109998887")
    assert not is_for_another("0109998887", "")
