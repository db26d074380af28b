"""The forms about people, seats and organizations, read and checked by themselves."""

import msgspec

from hoptac.identity.rules.people import Contact, contact_of, normal_email, normal_name, normal_phone
from hoptac.kit.forms import FormReader
from hoptac.kit.language import _
from hoptac.organizations.models import KINDS
from hoptac.organizations.profile import Profile
from hoptac.organizations.rules import check_slug, short_text


class FoundingForm(msgspec.Struct, frozen=True):
    """An organization to be founded; `commune` is a name as typed, `is_another` says that a namesake is another one."""

    kind: str
    name: str
    slug: str = ""
    alliance: str | None = None
    province: str | None = None
    commune: str = ""
    registration_code: str | None = None
    is_another: bool = False


class SeatForm(msgspec.Struct, frozen=True):
    """Who is to be seated, and as what."""

    contact: Contact
    role: str


def read_contact(reader: FormReader) -> Contact:
    """Name, phone and e-mail address from three boxes; raises Refusals, each beside its box."""
    name = reader.read("name", normal_name, required=True, label=_("họ và tên")) or ""
    phone = reader.read("phone", normal_phone)
    email = reader.read("email", normal_email)
    reader.finish()
    return contact_of(name, phone, email)


def read_seat(reader: FormReader, roles: tuple[str, ...]) -> SeatForm:
    """A name, a phone number or e-mail address in one box, and a role; raises Refusals."""
    is_email = "@" in reader.values.get("sign_in_name", "")
    sign_in_name = reader.read(
        "sign_in_name",
        normal_email if is_email else normal_phone,
        required=True,
        label=_("số điện thoại hoặc thư điện tử"),
    )
    name = reader.read("name", normal_name, required=True, label=_("họ và tên")) or ""
    role = reader.choice("role", roles) or ""
    reader.finish()
    return SeatForm(Contact(name, None if is_email else sign_in_name, sign_in_name if is_email else None), role)


def read_profile(reader: FormReader) -> Profile:
    """What an organization says of itself; raises Refusals, each beside its box."""
    profile = Profile(
        name=reader.read("name", short_text, required=True, label=_("tên đơn vị")) or "",
        short_name=reader.read("short_name", short_text) or "",
        registration_code=reader.read("registration_code", short_text),
        head_office=reader.read("head_office", short_text) or "",
        legal_representative=reader.read("legal_representative", normal_name) or "",
        legal_representative_title=reader.read("legal_representative_title", short_text) or "",
        phone=reader.read("phone", normal_phone),
        email=reader.read("email", normal_email),
    )
    reader.finish()
    return profile


def read_founding(reader: FormReader) -> FoundingForm:
    """An organization's form; raises Refusals, each beside its box."""
    form = FoundingForm(
        kind=reader.choice("kind", KINDS) or "",
        name=reader.text("name", required=True, label=_("tên đơn vị")),
        slug=reader.read("slug", check_slug) or "",
        alliance=reader.text("alliance") or None,
        province=reader.text("province") or None,
        commune=reader.text("commune"),
        registration_code=reader.text("registration_code") or None,
        is_another=reader.values.get("is_another") == "1",
    )
    reader.finish()
    return form
