"""PDF files and QR codes: data stays data, the same data gives the same file."""

import re
from pathlib import Path

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from hoptac.kit.documents import UnprintableText, qr_svg, qr_svgs, render_pdf

TEMPLATE = """
#let data = json(bytes(sys.inputs.data))
#set document(title: data.name, date: datetime(year: 2026, month: 3, day: 5))
#set text(font: "Libertinus Serif", lang: "vi")
#data.name #datetime.today().display()
"""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "paper.typ"
    path.write_text(TEMPLATE)
    return path


@pytest.mark.parametrize(
    "name",
    [
        'Hộ #ông "Bảy"',
        "*đậm* _nghiêng_ $x^2$",
        "C:\\thư\\mục \\u{41}",
        "#panic()",
        "]",
        "// hết",
        "<nhãn> @nguồn",
        "`mã`",
    ],
)
def test_user_text_is_never_markup(template: Path, name: str) -> None:
    assert render_pdf(template, {"name": name}).startswith(b"%PDF-")


def test_every_vietnamese_letter_is_in_the_font(template: Path) -> None:
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy àảãáạ ằẳẵắặ ầẩẫấậ èẻẽéẹ ềểễếệ ìỉĩíị òỏõóọ ồổỗốộ ờởỡớợ ùủũúụ ừửữứự ỳỷỹýỵ"
    assert render_pdf(template, {"name": f"{letters} {letters.upper()} Y Blŏ Mlô Ƀuôn Hčăm"})


@pytest.mark.parametrize("character", ["😀", "陈"])
def test_an_unprintable_character_is_refused_by_name(template: Path, character: str) -> None:
    with pytest.raises(UnprintableText, match=character) as refusal:
        render_pdf(template, {"name": f"Nguyễn {character}"})
    assert refusal.value.text == character


def test_a_fault_of_the_template_is_not_a_refusal(template: Path) -> None:
    with pytest.raises(typst.TypstError):
        render_pdf(template, {"other": "name"})


def test_same_data_same_bytes_and_no_clock(template: Path) -> None:
    first = render_pdf(template, {"name": "Thuận Phát"})
    render_pdf(template, {"name": "another between them"})
    assert render_pdf(template, {"name": "Thuận Phát"}) == first
    assert b"D:20260305" in first


def test_qr_code_scales_and_differs_with_its_text() -> None:
    drawing = qr_svg("https://hoptac.example/kiem-tra/1?a=1&b=2")
    assert re.match(r'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 \d+ \d+">', drawing)
    assert drawing.endswith("</svg>")
    assert drawing != qr_svg("https://hoptac.example/kiem-tra/2")


ADDRESSES = st.binary(min_size=20, max_size=20).map(lambda text: f"https://htx.vn/{text.hex()}")


@given(st.lists(ADDRESSES, min_size=150, max_size=155))
@settings(max_examples=3, deadline=None)
def test_many_codes_at_once_are_what_they_are_one_by_one(texts: list[str]) -> None:
    assert list(qr_svgs(texts)) == [qr_svg(text) for text in texts]


def test_many_codes_of_different_lengths_keep_their_order() -> None:
    texts = [f"https://htx.vn/tan-hung/certificates/check/{'x' * (place % 3)}{place:04d}" for place in range(200)]
    assert list(qr_svgs(texts)) == [qr_svg(text) for text in texts]
    assert list(qr_svgs(texts[:5])) == [qr_svg(text) for text in texts[:5]]
