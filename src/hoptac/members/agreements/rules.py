"""With whom an agreement may be made, from when it may count, and when it may end. Pure."""

from collections.abc import Iterable
from datetime import date

import msgspec

from hoptac.members.agreements.refusals import (
    EndingReasonMissing,
    EndsBeforeItBegins,
    InForceBeforeMembership,
    InForceBeforeSigned,
    InternalAfterTheEnd,
    NotLonger,
    NotOfficial,
    SignedAhead,
)
from hoptac.members.rules import KIND_NAMES

OFFICIAL = "official"


class AgreementForm(msgspec.Struct, frozen=True):
    """What a person writes of an agreement; `valid_to` None: without an end."""

    number: str
    signed_on: date
    valid_from: date
    valid_to: date | None
    covers: str


class Span(msgspec.Struct, frozen=True):
    """The days of an agreement, the last one among them; None: without an end."""

    valid_from: date
    valid_to: date | None

    def covers(self, day: date) -> bool:
        """Whether it is in force on a day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


def check_official(kind: str) -> None:
    """Law 17/2023/QH15, Art. 4.1–4.2: associates of both kinds are external. Raises NotOfficial."""
    if kind != OFFICIAL:
        raise NotOfficial(KIND_NAMES[kind])


def check_days(form: AgreementForm, *, joined_on: date | None, today: date) -> None:
    """Raises SignedAhead, InForceBeforeSigned, InForceBeforeMembership, EndsBeforeItBegins.

    Law 17/2023/QH15, Art. 4.1: internal are transactions under a written agreement, so none before it was signed.
    """
    if form.signed_on > today:
        raise SignedAhead(form.signed_on)
    if form.valid_from < form.signed_on:
        raise InForceBeforeSigned(form.signed_on)
    if joined_on is not None and form.valid_from < joined_on:
        raise InForceBeforeMembership(joined_on)
    if form.valid_to is not None and form.valid_to < form.valid_from:
        raise EndsBeforeItBegins(form.valid_from)


def check_ending(
    span: Span, ends_on: date, reason: str, *, others: Iterable[Span], internal: Iterable[tuple[str, date]]
) -> None:
    """Whether an agreement may end on a day. `others` are the further agreements with the member, `internal` account and
    day of what was posted with the member on accounts that need one.

    Raises EndingReasonMissing, EndsBeforeItBegins, NotLonger, InternalAfterTheEnd.
    """
    if not reason:
        raise EndingReasonMissing
    if ends_on < span.valid_from:
        raise EndsBeforeItBegins(span.valid_from)
    if span.valid_to is not None and ends_on >= span.valid_to:
        raise NotLonger(span.valid_to)
    kept = [*others, Span(span.valid_from, ends_on)]
    for code, day in internal:
        if span.covers(day) and not any(one.covers(day) for one in kept):
            raise InternalAfterTheEnd(code, day)
