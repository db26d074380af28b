"""The form of an application, on the board's desk and in public, and the smaller ones around it."""

from datetime import date
from typing import NamedTuple

from hoptac.kit.countries import VIETNAM, country_codes
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.members.applications.refusals import ConsentMissing, FilledByMachine
from hoptac.members.applications.rules import Applying, check_applying
from hoptac.members.forms import parse_birth, read_representative
from hoptac.members.models import KINDS
from hoptac.members.rules import (
    check_age,
    check_nationality,
    check_not_ahead,
    check_representative,
    identity_number_of,
)
from hoptac.parties.models import GENDERS
from hoptac.parties.models import KINDS as PARTY_KINDS

TRAP = "website"
"""A box that people do not see: who fills it in is a machine."""
LARGEST_PUBLIC_BYTES = 128 * 1024
"""Of the public form: twenty fields of two thousand letters do not fill it."""


class Withdrawal(NamedTuple):
    """When and why an application was taken back."""

    ended_on: date
    reason: str


def read_application(reader: FormReader, today: date) -> Applying:
    """An application as the board types it in. Raises Refusals, each beside its field."""
    received_on = reader.date("received_on", required=True, label=_("ngày nhận đơn"))
    return _read(reader, today, received_on or today)


def read_public_application(reader: FormReader, today: date) -> Applying:
    """An application as a stranger sends it, today. Raises Refusals, each beside its field."""
    if reader.values.get(TRAP, "").strip():
        raise FilledByMachine
    reader.text("phone", required=True, label=_("số điện thoại"))
    if reader.values.get("consent") != "1":
        reader.refuse(ConsentMissing())
    return _read(reader, today, today)


def _read(reader: FormReader, today: date, received_on: date) -> Applying:
    party_kind = reader.choice("party_kind", PARTY_KINDS) or "individual"
    born_on, born_year = reader.read("born", parse_birth) or (None, None)
    applying = Applying(
        name=reader.text("name", required=True, label=_("họ và tên")),
        party_kind=party_kind,
        kind=reader.choice("kind", KINDS) or "official",
        received_on=received_on,
        gender=reader.choice("gender", GENDERS, required=False),
        born_on=born_on,
        born_year=born_year,
        identity_number=reader.read("identity_number", lambda typed: identity_number_of(typed, party_kind)),
        phone=reader.text("phone") or None,
        address=reader.text("address") or None,
        hamlet=reader.text("hamlet") or None,
        nationality=reader.choice("nationality", country_codes(), required=False) or VIETNAM,
        is_foreign_invested=reader.text("is_foreign_invested") == "1",
        pledge_dong=reader.money("pledge_dong") or None,
        services=reader.text("services"),
        note=reader.text("note"),
        **read_representative(reader),
    )
    for refusal in _refusals(applying, today):
        reader.refuse(refusal)
    reader.finish()
    return applying


def _refusals(applying: Applying, today: date) -> list[Refusal]:
    found: list[Refusal] = list(check_applying(applying, today=today))
    for check in (
        lambda: check_not_ahead(applying.born_on, today=today, field="born"),
        lambda: check_age(
            kind=applying.kind, party_kind=applying.party_kind, born_on=applying.born_on, born_year=applying.born_year,
            today=today,
        ),
        lambda: check_representative(applying.party_kind, applying.representative_name),
        lambda: check_nationality(
            party_kind=applying.party_kind, nationality=applying.nationality,
            is_foreign_invested=applying.is_foreign_invested,
        ),
    ):  # fmt: skip
        try:
            check()
        except Refusal as refusal:
            if not any(one.field == refusal.field for one in found):
                found.append(refusal)
    return found


def read_withdrawal(reader: FormReader) -> Withdrawal:
    """Raises Refusals; whether there must be a reason is for the deed to say."""
    ended_on = reader.date("ended_on", required=True, label=_("ngày rút đơn"))
    reason = reader.text("reason")
    reader.finish()
    return Withdrawal(ended_on or date.min, reason)
