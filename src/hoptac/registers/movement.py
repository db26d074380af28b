"""The movement between two days in words: steps in their order, a drawing, and the table beside it."""

from collections.abc import Iterable, Mapping, Sequence
from urllib.parse import urlencode

import msgspec
from markupsafe import Markup

from hoptac.capital.sheets import ALL_METHOD_NAMES, ALL_REASON_NAMES
from hoptac.kit.calendar import format_date
from hoptac.kit.charts import Fall, waterfall
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.money import format_short
from hoptac.kit.pages import format_number
from hoptac.members.memberships import TERMINATION_NAMES
from hoptac.members.models import KINDS
from hoptac.members.rules import KIND_NAMES
from hoptac.registers.queries.waterfall import CapitalStep, MemberStep
from hoptac.registers.rules import Span

BEGUN_NAMES: Mapping[str, Message] = {
    "admission": _("Kết nạp"),
    "entered": _("Ghi vào sổ theo danh sách"),
    "kind_change": _("Chuyển sang loại này"),
}
ENDED_NAMES: Mapping[str, Message] = {
    "kind_change": _("Chuyển khỏi loại này"),
    "merged": _("Gộp hồ sơ trùng"),
    **TERMINATION_NAMES,
}
_CAPITAL_NAMES: Mapping[str, Message] = {
    "pledge": _("Cam kết góp"),
    "contribution:cash": _("Góp tiền mặt"),
    "contribution:bank": _("Góp qua ngân hàng"),
    "contribution:in_kind": _("Góp bằng tài sản"),
    "contribution:opening": _("Số dư đầu kỳ theo danh sách"),
    "contribution:transfer": _("Nhận chuyển nhượng"),
    "refund:membership_ended": _("Hoàn trả khi ra khỏi hợp tác xã"),
    "refund:above_maximum": _("Hoàn trả phần vượt mức tối đa"),
    "refund:transfer": _("Chuyển nhượng cho thành viên khác"),
    "cancellation": _("Phần cam kết không phải góp nữa"),
    "retraction:contribution": _("Bỏ lần góp ghi nhầm"),
    "retraction:refund": _("Bỏ lần hoàn trả ghi nhầm"),
}
_START, _END = _("Đầu kỳ"), _("Cuối kỳ")


class Line(msgspec.Struct, frozen=True):
    """One step as it is shown: its name, its figures as (text, address or ''), and whether it is a sum."""

    name: str
    figures: Sequence[tuple[str, str]]
    is_sum: bool = False


class Shown(msgspec.Struct, frozen=True):
    """A movement as its page shows it."""

    drawing: Markup
    lines: Sequence[Line]


def member_step_name(step: str) -> Message | None:
    """The name of a step of members, None for one that there is not."""
    side, _colon, reason = step.partition(":")
    return {"begun": BEGUN_NAMES, "ended": ENDED_NAMES}.get(side, {}).get(reason)


def capital_step_name(step: str) -> Message | None:
    """The name of a step of capital, None for one that there is not."""
    noun, _colon, how = step.partition(":")
    named = {"contribution": ALL_METHOD_NAMES, "refund": ALL_REASON_NAMES}.get(noun, {}).get(how)
    return _CAPITAL_NAMES.get(step, named)


def days_of(span: Span) -> dict[str, str]:
    """The days as parameters of an address."""
    return {"from": format_date(span.first), "to": format_date(span.last)}


def _signed(value: int, language: Language) -> str:
    return f"{'+' if value > 0 else '−' if value < 0 else ''}{format_number(abs(value), language)}"


def _falls(
    title: str,
    steps: Iterable[tuple[str, int, str, str]],
    *,
    start: int,
    opening: tuple[str, str],
    closing: tuple[str, str],
    language: Language,
) -> Markup:
    """The drawing: `steps` are name, change, its text and its address; `opening` and `closing` have text and address. The
    last bar is what the steps come to, not a figure of its own."""
    running = start
    drawn = [Fall(translate(_START, language), 0, start, *opening, is_sum=True)]
    for name, change, text, href in steps:
        drawn.append(Fall(name, running, running + change, text, href))
        running += change
    drawn.append(Fall(translate(_END, language), 0, running, *closing, is_sum=True))
    return waterfall(title, drawn)


def shown_members(slug: str, span: Span, steps: Sequence[MemberStep], language: Language) -> Shown:
    """Members at the start, joined, left and changed, at the end, by kind; every figure leads to the names behind it."""
    counts: dict[tuple[str, str], int] = {(one.step, one.kind): one.members for one in steps}
    days = days_of(span)

    def register(day: str) -> str:
        return f"/{slug}/members/register?" + urlencode({"on": day, "all": "1"})

    def names(step: str, kind: str = "") -> str:
        kept = {"step": step, "kind": kind} | days
        return f"/{slug}/members/movement/names?" + urlencode({key: value for key, value in kept.items() if value})

    def line(step: str, name: str, sign: int) -> Line:
        by_kind = [counts.get((step, kind), 0) for kind in KINDS]
        figures = [
            (_signed(sign * count, language), names(step, kind) if count else "")
            for kind, count in zip(KINDS, by_kind, strict=True)
        ]
        return Line(name, [*figures, (_signed(sign * sum(by_kind), language), names(step))])

    def standing(step: str, name: Message, href: str) -> Line:
        by_kind = [counts.get((step, kind), 0) for kind in KINDS]
        texts = [format_number(count, language) for count in (*by_kind, sum(by_kind))]
        return Line(translate(name, language), [(text, href) for text in texts], is_sum=True)

    moved: list[tuple[str, Line, int]] = []
    for side, reasons, sign in (("begun", BEGUN_NAMES, 1), ("ended", ENDED_NAMES, -1)):
        for reason, name in reasons.items():
            step = f"{side}:{reason}"
            count = sum(counts.get((step, kind), 0) for kind in KINDS)
            if count:
                moved.append((step, line(step, translate(name, language), sign), sign * count))
    opening, closing = register(format_date(span.before)), register(days["to"])
    first, last = standing("start", _START, opening), standing("end", _END, closing)
    start = sum(counts.get(("start", kind), 0) for kind in KINDS)
    title = translate(_("Biến động thành viên từ %(from)s đến %(to)s", **days), language)
    drawing = _falls(
        title, [(one.name, change, one.figures[-1][0], names(step)) for step, one, change in moved], start=start,
        opening=(first.figures[-1][0], opening), closing=(last.figures[-1][0], closing), language=language,
    )  # fmt: skip
    return Shown(drawing, [first, *(one for _step, one, _change in moved), last])


def kind_headings(language: Language) -> list[str]:
    """The kinds of member as headings, and that of their sum."""
    return [*(translate(KIND_NAMES[kind], language) for kind in KINDS), translate(_("Tổng cộng"), language)]


def shown_capital(slug: str, span: Span, steps: Sequence[CapitalStep], language: Language) -> Shown:
    """Capital paid in and pledged at the start, what moved it, and at the end; every figure leads to what it sums."""
    by_step = {one.step: one for one in steps}
    start, end = by_step.pop("start"), by_step.pop("end")
    days = days_of(span)

    def names(step: str) -> str:
        return f"/{slug}/capital/movement/names?" + urlencode({"step": step} | days)

    def register(day: str) -> str:
        return f"/{slug}/capital/register?" + urlencode({"on": day})

    order = list(_CAPITAL_NAMES)
    moved = sorted(
        by_step.values(), key=lambda one: (order.index(one.step) if one.step in order else len(order), one.step)
    )
    lines: list[Line] = []
    falls: list[tuple[str, int, str, str]] = []
    for one in moved:
        name = translate(capital_step_name(one.step) or _("Khác"), language)
        href = names(one.step)
        lines.append(
            Line(name, [(_signed(dong, language), href if dong else "") for dong in (one.dong, one.pledge_dong)])
        )
        if one.dong:
            short = format_short(abs(one.dong), language)
            falls.append((name, one.dong, f"{'+' if one.dong > 0 else '−'}{short}", href))
    opening, closing = register(format_date(span.before)), register(days["to"])

    def standing(name: Message, of: CapitalStep, href: str) -> Line:
        figures = [(format_number(dong, language), href) for dong in (of.dong, of.pledge_dong)]
        return Line(translate(name, language), figures, is_sum=True)

    title = translate(_("Biến động vốn góp từ %(from)s đến %(to)s", **days), language)
    drawing = _falls(
        title, falls, start=start.dong, opening=(format_short(start.dong, language), opening),
        closing=(format_short(end.dong, language), closing), language=language,
    )  # fmt: skip
    return Shown(drawing, [standing(_START, start, opening), *lines, standing(_END, end, closing)])
