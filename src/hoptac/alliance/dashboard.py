"""What the dashboard shows: large figures with their change, a drawing over the years, and what needs attention."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple
from urllib.parse import urlencode

import msgspec
from markupsafe import Markup

from hoptac.alliance.indicators import NamedGroup
from hoptac.alliance.names import SOURCE_WORDS
from hoptac.alliance.rollup import By, Figures, is_complete
from hoptac.kit.charts import Point, columns
from hoptac.kit.language import Language, Message, _, grouped, translate
from hoptac.kit.money import format_short
from hoptac.kit.pages import dom_id, format_number

NONE = "none"
"""Stands in addresses for the organizations that name no area or field."""
_BILLION = 1_000_000_000
_CHART_WIDTH = 232
"""Of the card it stands in, so that its letters keep their size."""


class Change(msgspec.Struct, frozen=True):
    """How a figure moved: '+9', up or down, and from what."""

    text: str
    direction: str
    base: str


class Kpi(msgspec.Struct, frozen=True):
    """One large figure of the dashboard."""

    label: str
    figure: str
    unit: str
    href: str
    full: str
    change: Change | None
    remark: str
    bar: int | None


class GroupRow(NamedTuple):
    """One line of the table of groups: addresses and figures as they are written."""

    element: str
    href: str
    name: str
    cooperatives_href: str
    cooperatives: str
    groups_href: str
    groups: str
    members: str
    capital: str
    capital_full: str
    """In billions of đồng, and in đồng."""
    share: int | None
    share_text: str
    sources: list[tuple[str, str, str]]
    """Kind, number and word of each source that there is."""


class Attention(msgspec.Struct, frozen=True):
    """A number of organizations that somebody should look at."""

    text: str
    href: str


def share_of(part: int | None, whole: int | None) -> Fraction | None:
    """Percent, exact; None where there is nothing to take a share of."""
    return Fraction(100 * part, whole) if part is not None and whole else None


def billions(dong: int, language: Language) -> str:
    """A sum in billions of đồng, always with two places, so that the figures of a column stand below each other."""
    text = f"{Decimal(dong) / _BILLION:,.2f}"
    return text if language == "en" else text.translate(str.maketrans(",.", ".,"))


def list_href(slug: str, year: int, **filters: str) -> str:
    """The address of the organizations that a figure sums."""
    return f"/{slug}/organizations?" + urlencode(
        {"year": year} | {key: value for key, value in filters.items() if value}
    )


def group_rows(slug: str, year: int, by: By, groups: Iterable[NamedGroup], language: Language) -> list[GroupRow]:
    """The groups as words, made here and not in the template, where filters and macros called for each of fifty areas
    were most of the page's time."""
    everybody = list_href(slug, year)
    counted = list_href(slug, year, source="counted")
    of_kind = {"cooperatives": "&kind=cooperatives", "cooperative_groups": "&kind=cooperative_group"}
    if by == "kind":  # the row's own kind says which they are
        of_kind = dict.fromkeys(of_kind, "")
    words = {source: translate(SOURCE_WORDS[source], language) for source in SOURCE_WORDS}

    def number(value: int | None) -> str:
        return format_number(value or 0, language)

    def listed(figure: str, group: NamedGroup) -> str:
        return counted + of_kind[figure] + f"&{by}={group.key or NONE}" if group.figures[figure] else ""

    rows = []
    for group in groups:
        figures = group.figures
        share = share_of(figures["effective"], figures["effective_known"])
        capital = figures["charter_capital_dong"]
        rows.append(
            GroupRow(
                dom_id("group", group.key or NONE), f"{everybody}&{by}={group.key or NONE}", group.name,
                listed("cooperatives", group), number(figures["cooperatives"]),
                listed("cooperative_groups", group), number(figures["cooperative_groups"]), number(figures["members"]),
                "–" if capital is None else billions(capital, language),
                "" if capital is None else f"{format_number(capital, language)} đ",
                None if share is None else round(share), "" if share is None else f"{format_number(share, language, 1)} %",
                [(source, number(figures[source]), word) for source, word in words.items() if figures[source]],
            )
        )  # fmt: skip
    return rows


def kpis(slug: str, year: int, now: Figures, before: Figures, language: Language) -> list[Kpi]:
    """Cooperatives, charter capital, effective ones and members, each with last year's figure as the base."""

    def text(message: Message) -> str:
        return translate(message, language)

    def number(value: int | Fraction | None) -> str:
        return format_number(value or 0, language, 1)

    known_before = bool(before["organizations"]) and is_complete(now)
    capital = now["charter_capital_dong"]
    capital_before = before["charter_capital_dong"] if known_before else now["charter_capital_before_dong"]
    effective = share_of(now["effective"], now["effective_known"])
    effective_before = share_of(before["effective"], before["effective_known"]) if known_before else None
    cooperatives = list_href(slug, year, kind="cooperatives", source="counted")
    counted = list_href(slug, year, source="counted")
    groups = text(_("%(count)s tổ hợp tác", count=number(now["cooperative_groups"])))
    unions = text(_("%(count)s liên hiệp", count=number(now["cooperative_unions"])))
    funds = text(_("trong đó %(count)s quỹ tín dụng nhân dân", count=number(now["people_credit_funds"])))
    remarks = [funds if now["people_credit_funds"] else "", unions if now["cooperative_unions"] else "", groups]
    workers = text(_("%(count)s lao động thường xuyên", count=number(now["regular_workers"])))
    # Paid-in capital is known of those alone who keep their books here; a sum over nobody is not shown as nothing.
    paid = now["paid_in_dong"]
    paid_in = text(_("đã góp %(amount)s đ", amount=format_number(paid, language))) if paid is not None else ""
    return [
        Kpi(
            text(_("Số hợp tác xã")), number(now["cooperatives"]), "", cooperatives, "",
            _change(now["cooperatives"], before["cooperatives"] if known_before else None, year, language),
            " · ".join(remark for remark in remarks if remark), None,
        ),
        Kpi(
            text(_("Vốn điều lệ")), format_short(capital or 0, language), "", counted,
            f"{format_number(capital or 0, language)} đ", _capital_change(capital, capital_before, year, language), paid_in, None,
        ),
        Kpi(
            text(_("Hoạt động hiệu quả")), number(effective) if effective is not None else "–", "%" if effective is not None else "",
            list_href(slug, year, source="counted", only="effective"), "",
            _points_change(effective, effective_before, year, language),
            text(_("%(part)s trong %(whole)s đơn vị được đánh giá", part=number(now["effective"]),
                   whole=number(now["effective_known"]))),
            round(effective) if effective is not None else None,
        ),
        Kpi(
            text(_("Thành viên")), number(now["members"]), "", counted, "",
            _change(now["members"], before["members"] if known_before else None, year, language), workers, None,
        ),
    ]  # fmt: skip


def _moved(difference: int | Fraction, written: str, year: int, language: Language) -> Change:
    """ "+9 so với năm 2021"; a figure that did not move says so."""
    base = translate(_("so với năm %(year)s", year=year - 1), language)
    if not difference:
        return Change(translate(_("không đổi"), language), "same", base)
    rises = difference > 0
    return Change(f"{'+' if rises else '-'}{written}", "up" if rises else "down", base)


def _change(now: int | None, before: int | None, year: int, language: Language) -> Change | None:
    if now is None or before is None:
        return None
    difference = now - before
    return _moved(difference, format_number(abs(difference), language), year, language)


def _capital_change(now: int | None, before: int | None, year: int, language: Language) -> Change | None:
    if now is None or not before:
        return None
    difference = now - before
    percent = format_number(Fraction(100 * abs(difference), before), language, 1)
    return _moved(difference, f"{format_short(abs(difference), language)} ({percent} %)", year, language)


def _points_change(now: Fraction | None, before: Fraction | None, year: int, language: Language) -> Change | None:
    if now is None or before is None:
        return None
    difference = now - before
    points = translate(_("%(points)s điểm", points=format_number(abs(difference), language, 1)), language)
    return _moved(difference, points, year, language)


def capital_chart(
    years: Sequence[tuple[int, int | None]], language: Language
) -> tuple[str, Markup, list[str], list[list[str]]] | None:
    """Title, drawing, headings and rows of the charter capital over the years; years without figures stay empty."""
    known = {year: dong for year, dong in years if dong is not None}
    if not known:
        return None
    span = range(min(known), max(known) + 1)
    title = translate(_("Vốn điều lệ qua các năm (tỷ đồng)"), language)
    missing = translate(_("chưa có số liệu"), language)
    points = [
        Point(
            str(year),
            known.get(year),
            billions(known[year], language) if year in known else "",
        )
        for year in span
    ]
    headings = [translate(_("Năm"), language), translate(_("Vốn điều lệ (đ)"), language)]
    rows = [[str(year), format_number(known[year], language) if year in known else missing] for year in span]
    return title, columns(title, points, width=_CHART_WIDTH), headings, rows


def coming_in(year: int, figures: Figures) -> Message | None:
    """How far the figures of a year have come in, and the capital in them, which grows before one's eyes where books are
    kept here; None once they stand for all."""
    if is_complete(figures):
        return None
    counted, missing = figures["organizations"] or 0, figures["missing"] or 0
    so_far = {"year": year, "count": grouped(counted), "whole": grouped(counted + missing)}
    paid_in = figures["paid_in_dong"]
    if paid_in:
        return _(
            "Năm %(year)s mới có %(count)s trong %(whole)s đơn vị có số liệu, vốn đã góp %(paid_in)s đ.",
            **so_far,
            paid_in=grouped(paid_in),
        )
    return _("Năm %(year)s mới có %(count)s trong %(whole)s đơn vị có số liệu.", **so_far)


def attention(slug: str, year: int, totals: Figures, language: Language) -> list[Attention]:
    """What the figures themselves call for; nothing is listed that they do not show."""

    def item(message: Message, **filters: str) -> Attention:
        return Attention(translate(message, language), list_href(slug, year, **filters))

    found: list[Attention] = []
    if count := totals["few_members"]:
        found.append(item(_("%(count)s hợp tác xã có dưới 5 thành viên", count=grouped(count)), only="few_members"))
    if count := totals["missing"]:
        found.append(
            item(_("%(count)s đơn vị chưa có số liệu năm %(year)s", count=grouped(count), year=year), source="missing")
        )
    if count := totals["losses"]:
        found.append(item(_("%(count)s đơn vị báo lỗ", count=grouped(count)), only="losses"))
    return found
