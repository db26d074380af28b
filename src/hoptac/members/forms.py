"""The form of a member."""

from datetime import date

import msgspec

from hoptac.kit.calendar import parse_date, parse_year
from hoptac.kit.countries import VIETNAM, country_codes
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
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

Birth = tuple[date | None, int | None]
_DIGITS_OF_A_YEAR = 4
_LARGEST_AREA_M2 = 1_000_000_000


class UnreadableArea(Refusal):
    """What stands there is not a number of square metres."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi diện tích bằng số mét vuông, ví dụ 5000."))


class MemberForm(msgspec.Struct, frozen=True, gc=False):
    """A member as typed and checked by itself; `born_year` also where the day is known, area in m²."""

    number: str
    name: str
    party_kind: str
    kind: str
    gender: str | None = None
    born_on: date | None = None
    born_year: int | None = None
    identity_number: str | None = None
    identity_issued_on: date | None = None
    phone: str | None = None
    address: str | None = None
    hamlet: str | None = None
    joined_on: date | None = None
    production_area_m2: int | None = None
    main_product: str | None = None
    note: str | None = None
    nationality: str = VIETNAM
    is_foreign_invested: bool = False
    representative_name: str | None = None
    representative_relation: str | None = None
    representative_phone: str | None = None


def parse_birth(typed: str) -> Birth:
    """'5/3/1962' or '1962' alone."""
    text = typed.strip()
    if len(text) == _DIGITS_OF_A_YEAR and text.isdigit():
        return None, parse_year(text)
    day = parse_date(text)
    return day, day.year if day else None


def parse_area(typed: str) -> int:
    """Whole square metres, thousands parted or not. Raises UnreadableArea."""
    digits = typed.replace(".", "").replace(",", "").replace(" ", "").removesuffix("m²").removesuffix("m2")
    if not (digits.isascii() and digits.isdigit()) or int(digits) > _LARGEST_AREA_M2:
        raise UnreadableArea
    return int(digits)


def read_member(reader: FormReader, today: date, *, kept_kind: str | None = None) -> MemberForm:
    """The form read and checked by itself. Raises Refusals, each beside its field.

    `kept_kind` is the kind of a member who is there already: it is changed elsewhere, and a representative who was never
    written down is not asked for.
    """
    party_kind = reader.choice("party_kind", PARTY_KINDS) or "individual"
    kind = kept_kind or reader.choice("kind", KINDS) or "official"
    born_on, born_year = reader.read("born", parse_birth) or (None, None)
    form = MemberForm(
        number=reader.text("number", required=True, label=_("mã thành viên")),
        name=reader.text("name", required=True, label=_("họ và tên")),
        party_kind=party_kind,
        kind=kind,
        gender=reader.choice("gender", GENDERS, required=False),
        born_on=born_on,
        born_year=born_year,
        identity_number=reader.read("identity_number", lambda typed: identity_number_of(typed, party_kind)),
        identity_issued_on=reader.date("identity_issued_on"),
        phone=reader.text("phone") or None,
        address=reader.text("address") or None,
        hamlet=reader.text("hamlet") or None,
        joined_on=reader.date("joined_on"),
        production_area_m2=reader.read("production_area_m2", parse_area),
        main_product=reader.text("main_product") or None,
        note=reader.text("note") or None,
        nationality=reader.choice("nationality", country_codes(), required=False) or VIETNAM,
        is_foreign_invested=reader.text("is_foreign_invested") == "1",
        **read_representative(reader),
    )
    for refusal in _refusals(form, today, is_new=kept_kind is None):
        reader.refuse(refusal)
    reader.finish()
    return form


def read_representative(reader: FormReader) -> dict[str, str | None]:
    """Who speaks for a household, group or body; None for what was left empty."""
    names = ("representative_name", "representative_relation", "representative_phone")
    return {name: reader.text(name) or None for name in names}


def _refusals(form: MemberForm, today: date, *, is_new: bool) -> list[Refusal]:
    days = (("born", form.born_on), ("identity_issued_on", form.identity_issued_on), ("joined_on", form.joined_on))
    found: list[Refusal] = []
    for field, day in days:
        try:
            check_not_ahead(day, today=today, field=field)
        except Refusal as refusal:
            found.append(refusal)
    try:
        check_age(
            kind=form.kind, party_kind=form.party_kind, born_on=form.born_on, born_year=form.born_year, today=today
        )
    except Refusal as refusal:
        if not any(one.field == "born" for one in found):
            found.append(refusal)
    try:
        check_nationality(
            party_kind=form.party_kind, nationality=form.nationality, is_foreign_invested=form.is_foreign_invested
        )
    except Refusal as refusal:
        found.append(refusal)
    try:
        if is_new:
            check_representative(form.party_kind, form.representative_name)
    except Refusal as refusal:
        found.append(refusal)
    return found
