"""Charts as SVG text made on the server: columns over years, grouped columns, bars of named things, a waterfall, a
sparkline.

Colours come from the classes in static/app.css, so a chart follows dark mode and print. Texts are passed in as they
shall read, in the reader's language; figures stay whole numbers or fractions until a place on the drawing is rounded.
"""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import NamedTuple
from zlib import crc32

from markupsafe import Markup, escape

Figure = int | Fraction

_WIDTH = 320
_PLOT_HEIGHT = 120
_TOP, _BOTTOM, _SIDE = 20, 20, 4
_LEGEND_HEIGHT = 22
_LETTER_WIDTH = 6  # of an 11 px letter, on the wide side
_BAR_ROW, _BAR_THICKNESS = 36, 9
_FALL_ROW, _THINNEST = 44, 2
_SPARK_WIDTH, _SPARK_HEIGHT, _SPARK_MARGIN = 96, 28, 3
_COLOURS = ("chart-1", "chart-2", "chart-3")


class Point(NamedTuple):
    """One figure of a chart: its name, its size (None where there is none) and how it is written."""

    label: str
    value: Figure | None
    text: str


class Series(NamedTuple):
    """One colour of a grouped chart: its name and a figure with its text for each label."""

    name: str
    values: Sequence[Figure | None]
    texts: Sequence[str]


class Fall(NamedTuple):
    """One bar of a waterfall: its name, from where to where it reaches, how it is written, and the address behind it ('' for
    none). A sum stands on zero; a change hangs where the one before it ended."""

    label: str
    start: int
    end: int
    text: str
    href: str = ""
    is_sum: bool = False


class _Scale(NamedTuple):
    """Turns figures into heights; zero is always on it, so that lengths may be compared."""

    low: Figure
    high: Figure
    length: int

    @classmethod
    def over(cls, values: Iterable[Figure | None], length: int) -> "_Scale":
        known = [value for value in values if value is not None]
        return cls(min(0, *known, 0), max(0, *known, 0), length)

    def at(self, value: Figure) -> Fraction:
        """Distance from the low end."""
        span = self.high - self.low
        return Fraction(value - self.low) * self.length / span if span else Fraction(0)


def columns(title: str, points: Sequence[Point], *, width: int = _WIDTH) -> Markup:
    """Columns side by side, years from left to right; the last one, the year in question, is strong."""
    scale = _Scale.over((point.value for point in points), _PLOT_HEIGHT)
    step = Fraction(width - 2 * _SIDE, max(len(points), 1))
    last = len(points) - 1
    texts_fit = all(_fits(point.text, step) for point in points)
    shown_labels = _every(len(points), max((len(point.label) for point in points), default=0), step)
    parts = [_baseline(scale, width)]
    for place, point in enumerate(points):
        middle = _SIDE + step * place + step / 2
        if point.value is not None:
            colour = "chart-1" if place == last else "chart-faint"
            parts.append(_column(scale, point, middle, step * Fraction(62, 100), colour))
        if texts_fit or place in (0, last):
            parts.append(_value_text(scale, point, middle, strong=place == last))
        if place in shown_labels:
            parts.append(_text(middle, _TOP + _PLOT_HEIGHT + 15, point.label, anchor="middle"))
    return _drawing(title, _spoken(points), parts, width, _TOP + _PLOT_HEIGHT + _BOTTOM)


def grouped_columns(title: str, labels: Sequence[str], series: Sequence[Series], *, width: int = _WIDTH) -> Markup:
    """Two or three columns for each label, such as this year beside last year, with a legend.

    Raises ValueError for more than three series, or one that does not have a figure and a text for each label.
    """
    if len(series) > len(_COLOURS) or any(not len(labels) == len(one.values) == len(one.texts) for one in series):
        raise ValueError(f"{len(series)} series for {len(labels)} labels do not make a chart")
    scale = _Scale.over((value for one in series for value in one.values), _PLOT_HEIGHT)
    step = Fraction(width - 2 * _SIDE, max(len(labels), 1))
    thickness = step * Fraction(76, 100) / max(len(series), 1)
    shown_labels = _every(len(labels), max((len(label) for label in labels), default=0), step)
    parts = [_baseline(scale, width)]
    for place, label in enumerate(labels):
        left = _SIDE + step * place + step * Fraction(12, 100)
        for turn, one in enumerate(series):
            value = one.values[place]
            if value is not None:
                point = Point(f"{label}, {one.name}", value, one.texts[place])
                parts.append(
                    _column(
                        scale,
                        point,
                        left + thickness * (turn + Fraction(1, 2)),
                        thickness * Fraction(88, 100),
                        _COLOURS[turn],
                    )
                )
        if place in shown_labels:
            parts.append(_text(_SIDE + step * place + step / 2, _TOP + _PLOT_HEIGHT + 15, label, anchor="middle"))
    height = _TOP + _PLOT_HEIGHT + _BOTTOM
    parts.append(_legend([one.name for one in series], width, height + 6))
    spoken = [
        Point(f"{label}, {one.name}", one.values[i], one.texts[i]) for i, label in enumerate(labels) for one in series
    ]
    return _drawing(title, _spoken(spoken), parts, width, height + _LEGEND_HEIGHT)


def bars(title: str, points: Sequence[Point], *, width: int = _WIDTH) -> Markup:
    """Horizontal bars for things with names: areas, fields of activity. Figures below zero are drawn as zero long."""
    scale = _Scale.over((point.value for point in points), width - 2 * _SIDE)
    parts: list[Markup] = []
    for place, point in enumerate(points):
        top = place * _BAR_ROW
        label = _cut(point.label, (width - 2 * _SIDE) // _LETTER_WIDTH - len(point.text) - 2)
        parts.append(_text(_SIDE, top + 14, label))
        parts.append(_text(width - _SIDE, top + 14, point.text, anchor="end", kind="chart-value"))
        parts.append(_rect(_SIDE, top + 20, width - 2 * _SIDE, _BAR_THICKNESS, "chart-rest"))
        if point.value is not None and point.value > 0:
            length = scale.at(point.value) - scale.at(0)
            parts.append(_rect(_SIDE, top + 20, length, _BAR_THICKNESS, "chart-1", hint=f"{point.label}: {point.text}"))
    return _drawing(title, _spoken(points), parts, width, max(len(points), 1) * _BAR_ROW)


def waterfall(title: str, falls: Sequence[Fall], *, width: int = _WIDTH) -> Markup:
    """What there was, what came and went, what there is, one bar below the other. A bar with an address is a link that a
    finger finds, so the drawing is a group of links and no picture."""
    scale = _Scale.over((place for fall in falls for place in (fall.start, fall.end)), width - 2 * _SIDE)
    parts: list[Markup] = []
    for place, fall in enumerate(falls):
        top = place * _FALL_ROW
        low, high = sorted((fall.start, fall.end))
        left = scale.at(low)
        length = max(scale.at(high) - left, _THINNEST if fall.start != fall.end else 0)
        left = min(left, width - 2 * _SIDE - length)
        colour = "chart-1" if fall.is_sum else "chart-rise" if fall.end >= fall.start else "chart-fall"
        label = _cut(fall.label, (width - 2 * _SIDE) // _LETTER_WIDTH - len(fall.text) - 2)
        kind = "chart-value chart-strong" if fall.is_sum else "chart-value"
        hint = f"{fall.label}: {fall.text}"
        drawn = Markup().join(
            (
                _rect(0, top, width, _FALL_ROW, "chart-touch", hint="" if fall.href else hint),
                _text(_SIDE, top + 17, label, kind="chart-strong" if fall.is_sum else ""),
                _text(width - _SIDE, top + 17, fall.text, anchor="end", kind=kind),
                _rect(_SIDE, top + 24, width - 2 * _SIDE, _BAR_THICKNESS, "chart-rest"),
                _rect(_SIDE + left, top + 24, length, _BAR_THICKNESS, colour),
            )
        )
        if fall.href:  # its title is its name: whole, where the label it shows may be cut
            drawn = Markup('<a href="{}"><title>{}</title>{}</a>').format(fall.href, hint, drawn)
        parts.append(drawn)
    return _drawing(title, "", parts, width, max(len(falls), 1) * _FALL_ROW, role="group")


def sparkline(title: str, values: Sequence[Figure]) -> Markup:
    """A small line without axes for a table cell; the title must say what it shows, its figures stand elsewhere."""
    low, high = min(values, default=0), max(values, default=0)
    room = _SPARK_HEIGHT - 2 * _SPARK_MARGIN
    width = _SPARK_WIDTH - 2 * _SPARK_MARGIN
    places = list(values) * 2 if len(values) == 1 else list(values)
    corners = []
    for place, value in enumerate(places):
        across = _SPARK_MARGIN + Fraction(width * place, len(places) - 1)
        share = Fraction(value - low) / (high - low) if high > low else Fraction(1, 2)
        corners.append(f"{_tenths(across)},{_tenths(_SPARK_MARGIN + room * (1 - share))}")
    line = Markup('<polyline points="{}"/>').format(" ".join(corners)) if corners else Markup()
    return _drawing(title, "", [line], _SPARK_WIDTH, _SPARK_HEIGHT, kind="chart-spark")


def _drawing(
    title: str,
    description: str,
    parts: Iterable[Markup],
    width: int,
    height: int,
    kind: str = "chart",
    role: str = "img",
) -> Markup:
    name = f"chart-{crc32(f'{title}|{description}'.encode()):08x}"
    described = Markup('<desc id="{}-desc">{}</desc>').format(name, description) if description else Markup()
    labelled = f"{name} {name}-desc" if description else name
    return Markup(
        '<svg class="{}" viewBox="0 0 {} {}" role="{}" aria-labelledby="{}"><title id="{}">{}</title>{}{}</svg>'
    ).format(kind, width, height, role, labelled, name, title, described, Markup().join(parts))


def _spoken(points: Sequence[Point]) -> str:
    return "; ".join(f"{point.label}: {point.text}" for point in points)


def _baseline(scale: _Scale, width: int) -> Markup:
    zero = _tenths(_TOP + _PLOT_HEIGHT - scale.at(0))
    return Markup('<line class="chart-axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(_SIDE, width - _SIDE, zero, zero)


def _column(scale: _Scale, point: Point, middle: Fraction, thickness: Fraction, colour: str) -> Markup:
    ends = sorted((scale.at(0), scale.at(point.value or 0)))
    top = _TOP + _PLOT_HEIGHT - ends[1]
    return _rect(middle - thickness / 2, top, thickness, ends[1] - ends[0], colour, hint=f"{point.label}: {point.text}")


def _value_text(scale: _Scale, point: Point, middle: Figure, *, strong: bool) -> Markup:
    top = _TOP + _PLOT_HEIGHT - max(scale.at(0), scale.at(point.value or 0))
    return _text(
        middle, top - 5, point.text, anchor="middle", kind="chart-value chart-strong" if strong else "chart-value"
    )


def _legend(names: Sequence[str], width: int, top: int) -> Markup:
    parts = []
    room = Fraction(width - 2 * _SIDE, max(len(names), 1))
    for place, name in enumerate(names):
        left = _SIDE + room * place
        parts += [_rect(left, top, 10, 10, _COLOURS[place]), _text(left + 15, top + 9, name)]
    return Markup().join(parts)


def _rect(x: Figure, y: Figure, width: Figure, height: Figure, kind: str, hint: str = "") -> Markup:
    inside = Markup("<title>{}</title>").format(hint) if hint else Markup()
    return Markup('<rect class="{}" x="{}" y="{}" width="{}" height="{}" rx="2">{}</rect>').format(
        kind, _tenths(x), _tenths(y), _tenths(width), _tenths(height), inside
    )


def _text(x: Figure, y: Figure, words: str, *, anchor: str = "start", kind: str = "") -> Markup:
    return Markup('<text class="{}" x="{}" y="{}" text-anchor="{}">{}</text>').format(
        kind, _tenths(x), _tenths(y), anchor, escape(words)
    )


def _tenths(place: Figure) -> str:
    """A place on the drawing, to a tenth of a unit."""
    whole, tenth = divmod(abs(round(place * 10)), 10)
    sign = "-" if place < 0 and (whole or tenth) else ""
    return f"{sign}{whole}.{tenth}" if tenth else f"{sign}{whole}"


def _cut(words: str, room: int) -> str:
    return words if len(words) <= room else f"{words[: max(room - 1, 1)].rstrip()}…"


def _fits(words: str, room: Figure) -> bool:
    return len(words) * _LETTER_WIDTH <= room


def _every(count: int, letters: int, step: Figure) -> set[int]:
    """Which labels to write so that they do not touch: all of them, each second, … counted from the last."""
    stride = next((n for n in range(1, count + 1) if letters * _LETTER_WIDTH <= step * n - 2), max(count, 1))
    return {place for place in range(count) if (count - 1 - place) % stride == 0}
