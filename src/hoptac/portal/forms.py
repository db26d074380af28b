"""The form on which a member begins: how she signs in from now on, and her PIN twice."""

from typing import Literal, NamedTuple

from hoptac.identity.rules.people import UnreadableEmail, UnreadablePhone, normal_email, normal_phone
from hoptac.identity.rules.pins import PinsDiffer, check_pin, normal_pin
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FormReader
from hoptac.portal.queries.access import Paper
from hoptac.portal.rules import ContactMissing, known_phone

Who = Literal["same", "kept", "other"]


class BeginForm(NamedTuple):
    """What to sign in with, one of the two, and the PIN."""

    phone: str | None
    email: str | None
    pin: str


def choices_of(paper: Paper) -> list[Who]:
    """How one may sign in: as before, by the phone that the register has, or by something else; the first is proposed."""
    choices: list[Who] = ["same"] if paper.sign_in_name else []
    phone = known_phone(paper.phone)
    if phone and phone != paper.sign_in_name:
        choices.append("kept")
    return [*choices, "other"]


def _contact(reader: FormReader, paper: Paper) -> str:
    choices = choices_of(paper)
    who = reader.choice("who", choices) if len(choices) > 1 else "other"
    if who == "same":
        return paper.sign_in_name or ""
    if who == "kept":
        return known_phone(paper.phone) or ""
    typed = reader.values.get("contact", "").strip()
    try:
        if not typed:
            raise ContactMissing
        return normal_email(typed) if "@" in typed else normal_phone(typed)
    except (ContactMissing, UnreadablePhone, UnreadableEmail) as refusal:
        refusal.field = "contact"
        reader.refuse(refusal)
        return ""


def read_begin(reader: FormReader, paper: Paper) -> BeginForm:
    """Raises Refusals, each beside its box."""
    contact, typed = _contact(reader, paper), reader.values.get("pin", "")
    pin = ""
    try:
        pin = check_pin(
            typed, numbers=(contact, paper.phone, paper.identity_number), born_on=paper.born_on, year=paper.born_year
        )
        if normal_pin(reader.values.get("pin_again", "")) != pin:
            raise PinsDiffer
    except Refusal as refusal:
        reader.refuse(refusal)
    reader.finish()
    is_email = "@" in contact
    return BeginForm(None if is_email else contact, contact if is_email else None, pin)
