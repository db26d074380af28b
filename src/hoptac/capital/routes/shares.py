"""Shares against the caps of Art. 74 as an amount is typed: the same rules as the deed, asked before it."""

from typing import Any, Literal

import msgspec
from litestar import Request

from hoptac.capital.queries import Standing
from hoptac.capital.refusals import ASSOCIATES_ARTICLE, FOREIGN_ARTICLE, ONE_MEMBER_ARTICLE
from hoptac.capital.refusals.contributions import LAW
from hoptac.capital.rules import LARGEST_AMOUNT_DONG, Capital, Group, ratio_in_hundredths, shares_after
from hoptac.kit.articles import cited
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, translate
from hoptac.kit.money import parse_dong
from hoptac.kit.pages import format_number, language_of

_NAMES: dict[str, Message] = {
    "own": _("Riêng người này"),
    "associates": _("Tất cả thành viên liên kết góp vốn"),
    "foreign": _("Tất cả nhà đầu tư nước ngoài"),
}
_ARTICLES = {"own": ONE_MEMBER_ARTICLE, "associates": ASSOCIATES_ARTICLE, "foreign": FOREIGN_ARTICLE}


class ShownShare(msgspec.Struct, frozen=True):
    """One line beside the form, in the reader's words."""

    name: str
    share: str
    most: str
    is_above: bool
    article: str


def typed_dong(typed: str) -> int:
    """The amount as far as it can be read while it is typed; 0 for what cannot."""
    try:
        amount_dong = parse_dong(typed) or 0
    except Refusal:
        return 0
    return amount_dong if 0 < amount_dong <= LARGEST_AMOUNT_DONG else 0


def shown_shares(
    request: Request[Any, Any, Any],
    standing: Standing,
    groups: tuple[Group, Group],
    deed: Literal["pledge", "contribution"],
    typed: str,
) -> list[ShownShare]:
    """The member's share after the deed, that of the associates and that of the foreigners, each beside its cap."""
    language, amount_dong = language_of(request), typed_dong(typed)
    associates, foreign = groups
    capital = Capital(standing.capital.all, associates, foreign, standing.capital.pledging_officials)
    by_paid = deed == "contribution"
    asked = {"paid_dong" if by_paid else "pledged_dong": amount_dong}
    return [
        ShownShare(
            name=translate(_NAMES[share.of], language),
            share=_percent(ratio_in_hundredths(share.dong, share.charter_dong), language),
            most=f"{share.percent} %" if share.percent is not None else "",
            is_above=share.is_above,
            article=translate(cited(_ARTICLES[share.of].removesuffix(f" {LAW}")), language)
            if share.percent is not None
            else "",
        )
        for share in shares_after(capital, standing.holding, standing.caps, by_paid=by_paid, **asked)
    ]


def _percent(hundredths: int, language: Any) -> str:
    whole, rest = divmod(hundredths, 100)
    text = f"{format_number(whole, language)}{'.' if language == 'en' else ','}{rest:02}"
    return f"{text} %"
