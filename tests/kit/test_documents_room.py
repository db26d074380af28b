"""The room of a text, told before it is laid out, against what typst measures."""

import json
import string
from pathlib import Path

import pytest
import typst

from hoptac.kit.documents import breakable, most_lines

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵfjwzŏĕčƀñ"
MEASURE = """
#set text(font: "Libertinus Serif", size: 100pt)
#let widths = json(bytes(sys.inputs.data)).map(letter => context [#metadata(
  calc.max(..(text(letter), strong(letter), emph(letter)).map(it => measure(it).width.pt()))) <width>])
#widths.join()
"""


def test_no_letter_is_wider_than_it_counts(tmp_path: Path) -> None:
    """Thirty times a letter in a line that holds exactly what is counted for it."""
    letters = [*LETTERS, *LETTERS.upper(), *string.digits, *".,:;'()-–/\"&%+@#*“”’_=!?"]
    path = tmp_path / "widths.typ"
    path.write_text(MEASURE)
    fonts = typst.Fonts(include_system_fonts=False)
    answer = typst.query(path, "<width>", field="value", font_paths=fonts, sys_inputs={"data": json.dumps(letters)})
    for letter, width in zip(letters, json.loads(answer), strict=True):
        assert most_lines(letter * 30, width / 100 * 30 - 0.001) > 1, f"{letter} is {width / 100} em wide"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("", 1),
        ("An", 1),
        ("aaaa aaaa", 1),  # 8 letters of 0.62 em and a space of 0.25 are 5.21 em
        ("aaaa aaaa a", 2),
        ("aaaa aaaa aaaa aaaa", 2),
        ("aaaa aaaa aaaa aaaa aaaa", 3),
        ("MMMMMM", 3),  # 6.18 em: two lines at most, and one for a break in a bad place
    ],
)
def test_lines_of_six_em(text: str, lines: int) -> None:
    assert most_lines(text, 6.0) == lines


def test_long_runs_may_break_and_others_are_left_alone() -> None:
    assert breakable("Hợp tác xã Nông nghiệp Thuận Phát") == "Hợp tác xã Nông nghiệp Thuận Phát"
    assert breakable("x" * 70).split("\u200b") == ["x" * 30, "x" * 30, "x" * 10]
