"""Charts: lengths keep the proportions of the figures, nothing is drawn for what is missing, words are safe."""

from fractions import Fraction
from html.parser import HTMLParser
from itertools import pairwise
from typing import NamedTuple

import pytest

from hoptac.kit.charts import Fall, Point, Series, bars, columns, grouped_columns, sparkline, waterfall


class Element(NamedTuple):
    name: str
    attributes: dict[str, str | None]
    words: list[str]

    def size(self, attribute: str) -> Fraction:
        return Fraction(str(self.attributes[attribute]))


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.open: list[Element] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs), [])
        self.elements.append(element)
        self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(Element(tag, dict(attrs), []))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop().name == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].words.append(data)


def read(drawing: str) -> list[Element]:
    """The elements of a drawing; each is closed where it should be."""
    reader = _Reader()
    reader.feed(drawing)
    reader.close()
    assert reader.open == []
    return reader.elements


def rectangles(drawing: str, *kinds: str) -> list[Element]:
    return [one for one in read(drawing) if one.name == "rect" and one.attributes["class"] in kinds]


def written(drawing: str) -> list[str]:
    return ["".join(one.words) for one in read(drawing) if one.name == "text"]


COLUMN_KINDS = ("chart-1", "chart-faint")


@pytest.mark.parametrize(
    ("values", "heights"),
    [
        ([1, 2], [60, 120]),
        ([560, 730, 365], [Fraction("92.1"), 120, 60]),
        ([Fraction(1, 3), Fraction(2, 3)], [60, 120]),
        ([0, 5], [0, 120]),
        ([0, 0], [0, 0]),
        ([None, 4], [120]),
        ([-3, 3], [60, 60]),
        ([-8], [120]),
        ([2_000_000_000_000_000, 1_000_000_000_000_000], [120, 60]),
        ([], []),
    ],
)
def test_columns_are_as_high_as_their_figures(
    values: list[int | Fraction | None], heights: list[int | Fraction]
) -> None:
    drawing = columns("Vốn điều lệ", [Point(str(2020 + i), value, "") for i, value in enumerate(values)])
    assert [one.size("height") for one in rectangles(drawing, *COLUMN_KINDS)] == heights


def test_columns_stand_on_zero_and_hang_below_it() -> None:
    gain, loss = rectangles(columns("Lãi, lỗ", [Point("2020", 3, "3"), Point("2021", -1, "-1")]), *COLUMN_KINDS)
    assert gain.size("y") + gain.size("height") == loss.size("y")
    assert gain.size("height") == 3 * loss.size("height")


def test_the_last_column_is_the_strong_one() -> None:
    drawn = rectangles(columns("Vốn", [Point("2021", 1, "1"), Point("2022", 1, "1")]), *COLUMN_KINDS)
    assert [one.attributes["class"] for one in drawn] == ["chart-faint", "chart-1"]


@pytest.mark.parametrize(
    ("count", "text", "shown"),
    [(3, "730,45", 3), (5, "730,45", 5), (5, "1.234.567.890", 2), (1, "1.234.567.890", 1)],
)
def test_figures_too_wide_to_stand_side_by_side_are_written_at_the_ends_alone(
    count: int, text: str, shown: int
) -> None:
    assert written(columns("Vốn", [Point(str(2018 + i), 1, text) for i in range(count)])).count(text) == shown


def test_years_too_many_to_stand_side_by_side_are_thinned_from_the_last() -> None:
    years = [str(year) for year in range(2001, 2027)]
    shown = [words for words in written(columns("Vốn", [Point(year, 1, "") for year in years])) if words]
    assert shown[-1] == "2026"
    assert 2 < len(shown) < len(years)
    assert len({int(later) - int(earlier) for earlier, later in pairwise(shown)}) == 1


def test_a_chart_is_named_and_told_in_words() -> None:
    drawing = columns("Vốn điều lệ", [Point("2021", 5, "5 tỷ"), Point("2022", None, "chưa có")])
    svg, title, description = read(drawing)[:3]
    assert svg.attributes["role"] == "img"
    assert svg.attributes["aria-labelledby"] == f"{title.attributes['id']} {description.attributes['id']}"
    assert title.words == ["Vốn điều lệ"]
    assert description.words == ["2021: 5 tỷ; 2022: chưa có"]


@pytest.mark.parametrize(
    "drawing",
    [
        columns("<b>", [Point("<i>", 1, '"&')]),
        bars("<b>", [Point("<i>", 1, '"&')]),
        grouped_columns("<b>", ["<i>"], [Series("<u>", [1], ["<s>"])]),
        sparkline("<b>", [1, 2]),
        waterfall("<b>", [Fall("<i>", 0, 1, "<u>", '"><script>')]),
    ],
)
def test_words_never_become_markup(drawing: str) -> None:
    assert {one.name for one in read(drawing)} <= {
        "svg", "title", "desc", "line", "rect", "text", "polyline", "a",
    }  # fmt: skip


def test_grouped_columns_share_one_scale_and_name_their_colours() -> None:
    drawing = grouped_columns(
        "Hợp tác xã",
        ["Cần Thơ", "Cà Mau"],
        [Series("2021", [100, None], ["100", ""]), Series("2022", [200, 50], ["200", "50"])],
    )
    before, legend_before = rectangles(drawing, "chart-1")
    first, second, legend_now = rectangles(drawing, "chart-2")
    assert [before.size("height"), first.size("height"), second.size("height")] == [60, 120, 30]
    assert before.size("x") + before.size("width") <= first.size("x")
    assert legend_before.size("x") < legend_now.size("x")
    assert written(drawing) == ["Cần Thơ", "Cà Mau", "2021", "2022"]


@pytest.mark.parametrize(
    "series",
    [
        [Series("2021", [1], ["1"])],
        [Series("2021", [1, 2], ["1"])],
        [Series(str(year), [1, 2], ["1", "2"]) for year in range(4)],
    ],
)
def test_series_that_do_not_match_the_labels_are_refused(series: list[Series]) -> None:
    with pytest.raises(ValueError, match="do not make a chart"):
        grouped_columns("Hợp tác xã", ["a", "b"], series)


def test_bars_are_as_long_as_their_figures() -> None:
    points = [
        Point("Nông nghiệp", 250, "250"),
        Point("Vận tải", 25, "25"),
        Point("Tín dụng", 0, "0"),
        Point("Khác", None, "—"),
    ]
    drawing = bars("Theo lĩnh vực", points)
    assert [one.size("width") for one in rectangles(drawing, "chart-1")] == [312, Fraction("31.2")]
    assert len(rectangles(drawing, "chart-rest")) == len(points)


def test_a_long_name_is_cut_on_the_drawing_and_whole_in_words() -> None:
    name = "Hợp tác xã dịch vụ nông nghiệp tổng hợp Hưng Phú và Phú Thứ"
    drawing = bars("Vốn", [Point(name, 1, "1.234.567")])
    assert written(drawing)[0].endswith("…")
    assert any(name in "".join(one.words) for one in read(drawing) if one.name == "desc")


@pytest.mark.parametrize(
    ("values", "corners"),
    [
        ([0, 10], "3,25 93,3"),
        ([10, 0, 10], "3,3 48,25 93,3"),
        ([-1, 1], "3,25 93,3"),
        ([7, 7], "3,14 93,14"),
        ([7], "3,14 93,14"),
        ([0, Fraction(1, 3), 1], "3,25 48,17.7 93,3"),
    ],
)
def test_a_sparkline_runs_from_its_lowest_to_its_highest_figure(values: list[int | Fraction], corners: str) -> None:
    assert [one.attributes["points"] for one in read(sparkline("Thành viên", values)) if one.name == "polyline"] == [
        corners
    ]


def test_a_sparkline_of_nothing_is_empty() -> None:
    assert [one.name for one in read(sparkline("Thành viên", []))] == ["svg", "title"]


def test_a_waterfall_hangs_each_change_where_the_one_before_it_ended() -> None:
    falls = [
        Fall("Đầu kỳ", 0, 100, "100", is_sum=True),
        Fall("Vào", 100, 156, "+56", "/vao"),
        Fall("Ra", 156, 117, "−39", "/ra"),
        Fall("Cuối kỳ", 0, 117, "117", is_sum=True),
    ]
    drawn = rectangles(waterfall("Biến động", falls), "chart-1", "chart-rise", "chart-fall")
    per_one = Fraction(312, 156)
    assert [(one.size("x") - 4, one.size("width")) for one in drawn] == [
        (0, 100 * per_one), (100 * per_one, 56 * per_one), (117 * per_one, 39 * per_one), (0, 117 * per_one),
    ]  # fmt: skip
    assert [one.attributes["class"] for one in drawn] == ["chart-1", "chart-rise", "chart-fall", "chart-1"]


def test_each_bar_of_a_waterfall_leads_to_what_it_counts() -> None:
    drawing = waterfall("Biến động", [Fall("Vào", 0, 5, "+5", "/vao?from=1&to=2"), Fall("Không", 5, 5, "0")])
    assert drawing.count("<a ") == 1
    assert '<a href="/vao?from=1&amp;to=2"><title>Vào: +5</title>' in drawing
    assert read(drawing)[0].attributes["role"] == "group"


def test_a_small_change_of_a_waterfall_is_still_seen() -> None:
    drawing = waterfall("Biến động", [Fall("Đầu", 0, 10_000, "10.000", is_sum=True), Fall("Vào", 10_000, 10_001, "+1")])
    assert rectangles(drawing, "chart-rise")[0].size("width") == 2
