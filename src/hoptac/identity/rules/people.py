"""The name, the phone number and the e-mail address of a person who signs in."""

import re
from typing import NamedTuple

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.vietnamese import person_name, search_key

LONGEST_NAME = 100
_LONGEST_EMAIL = 254

_PHONE = re.compile(r"0[0-9]{9,10}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class UnreadablePhone(Refusal):
    """Not a Vietnamese phone number."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại gồm 10 chữ số và bắt đầu bằng số 0."), field="phone")


class UnreadableEmail(Refusal):
    """Not an e-mail address."""

    def __init__(self) -> None:
        super().__init__(_("Địa chỉ thư điện tử chưa đúng, ví dụ: ten@example.vn."), field="email")


class PersonNameMissing(Refusal):
    """A person without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi họ và tên."), field="name")


class PersonNameTooLong(Refusal):
    """A name that is a text."""

    def __init__(self) -> None:
        super().__init__(_("Họ và tên dài nhất %(count)s ký tự.", count=LONGEST_NAME), field="name")


class NotAddressable(Refusal):
    """Neither phone nor e-mail address: nothing to sign in with."""

    def __init__(self) -> None:
        message = _("Hãy ghi số điện thoại hoặc thư điện tử: đó là tên để đăng nhập.")
        super().__init__(message, field="phone")


class SignInNameTaken(Refusal):
    """A phone or e-mail address that another person signs in with."""

    def __init__(self, *, field: str = "phone") -> None:
        super().__init__(_("Số điện thoại hoặc thư điện tử này đã có người dùng."), field=field)


class NameDiffers(Refusal):
    """Somebody else's number: a mistyped digit must not seat a stranger, nor tell whose number it is."""

    def __init__(self) -> None:
        message = _("Số này đã có người dùng, nhưng với họ tên khác. Hãy hỏi lại người ấy số và họ tên.")
        super().__init__(message, field="name")


class NotYourself(Refusal):
    """Locking oneself out, or giving oneself a one-time password."""

    def __init__(self) -> None:
        super().__init__(_("Không làm được việc này với chính mình. Đổi mật khẩu ở trang Tài khoản."))


class LastAdministrator(Refusal):
    """Without a platform administrator nobody could unlock anybody."""

    def __init__(self) -> None:
        super().__init__(_("Đây là người quản trị hệ thống cuối cùng còn đăng nhập được, nên không khóa được."))


class Contact(NamedTuple):
    """A person's name and what signs in, as stored."""

    name: str
    phone: str | None
    email: str | None


def normal_phone(text: str) -> str:
    """A phone number as stored: digits with the leading 0; raises UnreadablePhone."""
    digits = re.sub(r"[\s.\-()]", "", text)
    if digits.startswith("+84"):
        digits = "0" + digits[3:]
    if not _PHONE.fullmatch(digits):
        raise UnreadablePhone
    return digits


def normal_email(text: str) -> str:
    """An e-mail address as stored: lower case; raises UnreadableEmail."""
    email = text.strip().lower()
    if len(email) > _LONGEST_EMAIL or not email.isprintable() or not _EMAIL.fullmatch(email):
        raise UnreadableEmail
    return email


def normal_name(text: str) -> str:
    """A person's name as stored; raises PersonNameMissing or PersonNameTooLong."""
    name = person_name(text)
    if not search_key(name):
        raise PersonNameMissing
    if len(name) > LONGEST_NAME:
        raise PersonNameTooLong
    return name


def contact_of(name: str, phone: str | None, email: str | None) -> Contact:
    """The three as stored; raises the refusal of the field that cannot be, NotAddressable where nothing signs in."""
    if not phone and not email:
        raise NotAddressable
    return Contact(normal_name(name), normal_phone(phone) if phone else None, normal_email(email) if email else None)


def check_same_name(known: str, typed: str) -> None:
    """Whoever seats a person known by number must know the name too, accents and case aside; raises NameDiffers."""
    if search_key(known) != search_key(typed):
        raise NameDiffers
