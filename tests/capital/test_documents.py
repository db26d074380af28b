"""The contribution certificate: one page each, every item of Art. 75.2, whatever the texts are."""

import re
from datetime import date

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.papers import page_count, plain, printed_text

from hoptac.capital.documents import CertificateContents, NothingToPrint, certificate_pdf
from hoptac.kit.documents import UnprintableText

CERTIFICATE = CertificateContents(
    organization_name="Hợp tác xã Nông nghiệp Thuận Phát",
    organization_code="3600123456",
    head_office="Thôn 3, xã Tân Lập, tỉnh Đắk Lắk",
    charter_capital_dong=4_000_000_000,
    holder_kind="individual",
    holder_name="Nguyễn Thị Thúy Hằng",
    holder_address="Thôn 5, xã Tân Lập, tỉnh Đắk Lắk",
    holder_nationality="Việt Nam",
    holder_identity_number="066185001234",
    amount_dong=1_234_567,
    contribution_ratio=125,
    number="00012/GCN",
    issued_on=date(2026, 2, 5),
    legal_representative="Y Blŏ Êban",
    legal_representative_title="Chủ tịch Hội đồng quản trị",
    check_url="https://hoptac.example/kiem-tra/8F3K",
)


def certificate(**changes: object) -> CertificateContents:
    return msgspec.structs.replace(CERTIFICATE, **changes)


def test_page_count_is_the_number_of_certificates() -> None:
    assert page_count(certificate_pdf([CERTIFICATE])) == 1
    assert page_count(certificate_pdf([certificate(number=str(n)) for n in range(7)])) == 7


def test_nothing_chosen_is_refused() -> None:
    with pytest.raises(NothingToPrint):
        certificate_pdf([])


@pytest.mark.parametrize(
    "text",
    [
        "Hợp tác xã Nông nghiệp Thuận Phát",
        "3600123456",
        "Thôn 3, xã Tân Lập, tỉnh Đắk Lắk",
        "4.000.000.000 đồng",
        "Nguyễn Thị Thúy Hằng",
        "Thôn 5, xã Tân Lập, tỉnh Đắk Lắk",
        "Việt Nam",
        "066185001234",
        "1.234.567 đồng",
        "Một triệu hai trăm ba mươi bốn nghìn năm trăm sáu mươi bảy đồng",
        "1,25%",
        "00012/GCN",
        "ngày 05 tháng 02 năm 2026",
        "Y Blŏ Êban",
        "Chủ tịch Hội đồng quản trị",
        "https://hoptac.example/kiem-tra/8F3K",
    ],
)
def test_every_item_of_article_75_is_printed(text: str) -> None:
    assert plain(text) in printed_text(certificate_pdf([CERTIFICATE]))


@pytest.mark.parametrize(
    ("ratio", "amount_dong", "printed"),
    [(3000, 10**9, "30%"), (1250, 10**8, "12,5%"), (5, 10**6, "0,05%"), (0, 1000, "dưới 0,01%"), (0, 0, "0%")],
)
def test_ratio(ratio: int, amount_dong: int, printed: str) -> None:
    text = printed_text(certificate_pdf([certificate(contribution_ratio=ratio, amount_dong=amount_dong)]))
    assert plain(f"Tỷ lệ trên vốn điều lệ {printed}Cấp") in text


@pytest.mark.parametrize(
    ("kind", "label", "has_nationality"),
    [
        ("individual", "Họ và tên", True),
        ("organization", "Tên tổ chức", False),
        ("household", "Tên hộ gia đình", False),
        ("group", "Tên nhóm, tổ", False),
    ],
)
def test_each_kind_of_holder_has_its_own_fields(kind: str, label: str, has_nationality: bool) -> None:
    text = printed_text(certificate_pdf([certificate(holder_kind=kind)]))
    assert plain(label) in text
    assert ("Quốctịch" in text) is has_nationality


def test_period_things_and_replaced_number_are_printed_only_when_given() -> None:
    labels = (plain("quyền sử dụng"), plain("Cấp thay"), plain("Tài sản góp vốn"))
    without = printed_text(certificate_pdf([CERTIFICATE]))
    given = printed_text(
        certificate_pdf([certificate(right_of_use_period="20 năm", replaces="00007/GCN", assets="Kho lúa (1 kho)")])
    )
    assert not any(label in without for label in labels)
    assert all(label in given for label in (*labels, "20năm", "00007/GCN", plain("Kho lúa (1 kho)")))


@pytest.mark.parametrize("name", ['Hộ #ông "Bảy" *đậm* $x$', "C:\\n_a_ `b` <c> @d ] // e", "#panic()"])
def test_names_are_printed_letter_by_letter(name: str) -> None:
    text = printed_text(certificate_pdf([certificate(holder_name=name, organization_name=name, number=name)]))
    assert text.count(plain(name)) >= 3


@pytest.mark.parametrize("long", ["Nghiệp " * 60, "x" * 120])
def test_long_texts_stay_on_one_page_and_whole(long: str) -> None:
    changes = dict.fromkeys(("organization_name", "head_office", "holder_name", "holder_address"), long.strip())
    pdf = certificate_pdf([certificate(**changes)])
    assert page_count(pdf) == 1
    assert printed_text(pdf).replace("\u200b", "").count(plain(long)) == 4


@pytest.mark.parametrize("room", range(0, 240, 20))
def test_texts_about_the_length_from_which_pages_are_measured_fit(room: int) -> None:
    changes = {
        "organization_name": "Hợp tác xã Nông nghiệp Dịch vụ Tổng hợp Thuận Phát",
        "right_of_use_period": "20 năm",
        "replaces": "1",
        "assets": "Quyền sử dụng đất thửa 12 (1.500 m²)",
        "holder_name": ("Dịch vụ " * 60)[: 1 + room].strip(),
    }
    assert page_count(certificate_pdf([certificate(**changes)])) == 1


LETTERS = st.text(alphabet="aghmngxơưWMĐÂỆ19 ", max_size=90).map(str.strip)
LENGTHS = ("organization_name", "head_office", "holder_name", "holder_address", "legal_representative_title")


@settings(deadline=None)  # a page takes what the machine gives it
@given(
    texts=st.fixed_dictionaries(dict.fromkeys(LENGTHS, LETTERS)),
    holder_kind=st.sampled_from(["individual", "household", "group", "organization"]),
    amount_dong=st.sampled_from([10_000, 1_234_567, 987_654_321_777]),
    right_of_use_period=st.sampled_from([None, "20 năm"]),
    replaces=st.sampled_from([None, "00007/GCN"]),
    assets=st.sampled_from([None, "Máy cày (1 cái)", "Quyền sử dụng đất thửa 12 (1.500 m²); máy cày Kubota (1 cái)"]),
)
def test_whatever_is_held_to_fit_without_measuring_fits(texts: dict[str, str], **changes: object) -> None:
    assert page_count(certificate_pdf([certificate(**texts, **changes)])) == 1


def test_many_are_one_file_in_their_order() -> None:
    """More than are laid out at a time; each page links to the check of its own certificate."""
    urls = [f"https://hoptac.example/kiem-tra/{place:05d}" for place in range(120)]
    many = certificate_pdf([certificate(check_url=url) for url in urls])
    assert page_count(many) == len(urls)
    assert list(dict.fromkeys(re.findall(r"/URI\((https:.*?)\)", many.decode("latin-1")))) == urls
    assert certificate_pdf([certificate(check_url=url) for url in urls]) == many


def test_an_unprintable_name_among_many_is_refused() -> None:
    names = ["Nguyễn Văn An"] * 110 + ["陈 Văn A"]
    with pytest.raises(UnprintableText, match="陈"):
        certificate_pdf([certificate(holder_name=name) for name in names])


def test_same_contents_same_bytes() -> None:
    first = certificate_pdf([CERTIFICATE])
    certificate_pdf([certificate(number="2")])
    assert certificate_pdf([CERTIFICATE]) == first
    assert certificate_pdf([certificate(issued_on=date(2026, 2, 6))]) != first


def test_unprintable_name_is_refused() -> None:
    with pytest.raises(UnprintableText, match="陈"):
        certificate_pdf([certificate(holder_name="陈 Văn A")])
