"""Who may hold an office, beside which other one, and for how long. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

import msgspec

from hoptac.kit.calendar import add_months
from hoptac.kit.language import Message, _
from hoptac.kit.vietnamese import clean_text
from hoptac.offices.refusals import (
    ElectedAhead,
    EndedAhead,
    EndedAlready,
    EndedBeforeElected,
    OfficesIncompatible,
    OfficeTaken,
    TermBeforeElection,
    TermMissing,
    TermTooLong,
    TooManyOnBoard,
)

OFFICE_NAMES: dict[str, Message] = {
    "chair": _("Chủ tịch Hội đồng quản trị"),
    "board_member": _("Thành viên Hội đồng quản trị"),
    "director": _("Giám đốc (Tổng giám đốc)"),
    "supervisory_head": _("Trưởng Ban kiểm soát"),
    "supervisor": _("Kiểm soát viên"),
    "chief_accountant": _("Kế toán trưởng"),
    "treasurer": _("Người giữ quỹ"),
}
BOARD, SUPERVISION = ("chair", "board_member"), ("supervisory_head", "supervisor")
SINGLE = ("chair", "director", "supervisory_head", "chief_accountant")
"""Offices for one person at a time."""
_BOARD_NAME, _SUPERVISION_NAME = _("Hội đồng quản trị"), _("Ban kiểm soát")
RE_ELECTED = "re_elected"
"""Kept as the reason where a new term of the same person ended the one before."""
_INCOMPATIBLE: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "chair": ("62.1", (*SUPERVISION, "chief_accountant", "treasurer")),
    "board_member": ("62.1", (*SUPERVISION, "chief_accountant", "treasurer")),
    "director": ("62.2", (*SUPERVISION, "chief_accountant", "treasurer")),
    "supervisory_head": ("62.3", (*BOARD, "director", "chief_accountant", "treasurer")),
    "supervisor": ("62.3", (*BOARD, "director", "chief_accountant", "treasurer")),
}


class Holder(msgspec.Struct, frozen=True):
    """Somebody in an office. `ended_on` is the first day without it."""

    id: UUID
    office: str
    party_id: UUID | None
    name: str
    elected_on: date
    term_until: date | None
    basis: str = ""
    ended_on: date | None = None
    ending_reason: str | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the office is held on a day or later; one whose term ran out is held until it ends."""
        return self.ended_on is None or self.ended_on > day


class Asked(msgspec.Struct, frozen=True):
    """A term as it is to be recorded."""

    office: str
    party_id: UUID | None
    name: str
    elected_on: date
    term_until: date | None
    basis: str


class Limits(msgspec.Struct, frozen=True):
    """What the law and the charter say on the day: years of a term by office, how many on each body; None: no limit."""

    years: Mapping[str, int | None] = {}
    is_reduced: bool = False
    board_most: int | None = None
    supervision_most: int | None = None


def article_of_term(office: str, *, is_reduced: bool) -> str:
    """Where the law limits the term of an office; '' where it does not."""
    if office in BOARD:
        return "65.2"
    if office == "director":
        return "71.2" if is_reduced else "68.2"
    if office in SUPERVISION:
        return "72.2" if is_reduced else "69.1"
    return ""


def is_same_person(one: Any, other: Any) -> bool:
    """Two who are both members are told apart by the register, others by their names as they are written."""
    if one.party_id is not None and other.party_id is not None:
        return bool(one.party_id == other.party_id)
    return bool(clean_text(one.name).casefold() == clean_text(other.name).casefold())


def latest_end(elected_on: date, years: int) -> date:
    """The last day of a term of so many years."""
    return add_months(elected_on, 12 * years)


def check_days(asked: Asked, limits: Limits, *, today: date) -> None:
    """A term of at most five years (Art. 65.2, 68.2, 69.1, 71.2, 72.2), or what the charter says.

    Raises ElectedAhead, TermMissing, TermBeforeElection, TermTooLong.
    """
    if asked.elected_on > today:
        raise ElectedAhead(today)
    article = article_of_term(asked.office, is_reduced=limits.is_reduced)
    if asked.term_until is None:
        if article:
            raise TermMissing(OFFICE_NAMES[asked.office], article)
        return
    if asked.term_until <= asked.elected_on:
        raise TermBeforeElection
    years = limits.years.get(asked.office)
    if article and years is not None and asked.term_until > latest_end(asked.elected_on, years):
        raise TermTooLong(OFFICE_NAMES[asked.office], years, latest_end(asked.elected_on, years), article)


def check_incompatible(asked: Asked, holders: Iterable[Holder]) -> None:
    """Nobody sits in two offices of which one watches the other or keeps the money (Art. 62.1–62.3); their families are
    not known here. Raises OfficesIncompatible."""
    for holder in holders:
        if holder.holds_on(asked.elected_on) and is_same_person(holder, asked):
            article = _article_against(asked.office, holder.office)
            if article:
                raise OfficesIncompatible(asked.name, OFFICE_NAMES[holder.office], article)


def _article_against(office: str, held: str) -> str:
    for one, other in ((office, held), (held, office)):
        article, others = _INCOMPATIBLE.get(one, ("", ()))
        if other in others:
            return article
    return ""


def check_place(asked: Asked, holders: Sequence[Holder], limits: Limits) -> None:
    """Is there room in the office: one chair and one director, a board of 3 to 15 (Art. 65.1), a supervisory board of 1 to 7
    (Art. 69.1)? Raises OfficeTaken, TooManyOnBoard."""
    others = [one for one in holders if one.holds_on(asked.elected_on) and not _is_renewed(one, asked)]
    if asked.office in SINGLE:
        for one in others:
            if one.office == asked.office:
                raise OfficeTaken(OFFICE_NAMES[asked.office], one.name)
    for body, name, most, article in (
        (BOARD, _BOARD_NAME, limits.board_most, "65.1"),
        (SUPERVISION, _SUPERVISION_NAME, limits.supervision_most, "69.1"),
    ):
        if asked.office in body and most is not None and sum(one.office in body for one in others) >= most:
            raise TooManyOnBoard(name, most, article)


def _is_renewed(holder: Holder, asked: Asked) -> bool:
    return holder.office == asked.office and is_same_person(holder, asked)


def renewed(asked: Asked, holders: Iterable[Holder]) -> list[Holder]:
    """The terms of the same person in the same office that end with the new election. Raises OfficeTaken where the new one
    is said to be the older."""
    found = [one for one in holders if one.holds_on(asked.elected_on) and _is_renewed(one, asked)]
    for one in found:
        if asked.elected_on < one.elected_on:
            raise OfficeTaken(OFFICE_NAMES[asked.office], one.name)
    return found


def check_ending(holder: Holder, ended_on: date, *, today: date) -> None:
    """Raises EndedAlready, EndedBeforeElected, EndedAhead."""
    if holder.ended_on is not None:
        raise EndedAlready(holder.name, holder.ended_on)
    if ended_on < holder.elected_on:
        raise EndedBeforeElected(holder.elected_on)
    if ended_on > today:
        raise EndedAhead(today)
