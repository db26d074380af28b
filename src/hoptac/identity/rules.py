"""Who may sign in and how often it may be tried; the shape of phones, e-mail addresses and passwords."""

import re
from datetime import timedelta

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

SESSION_LENGTH = timedelta(days=14)
ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_SIGN_IN = 8
ATTEMPTS_PER_ADDRESS = 60
PASSWORD_MINIMUM = 8

ROLES = (
    "chair",
    "director",
    "accountant",
    "cashier",
    "supervisor",
    "member",
    "alliance_leader",
    "alliance_officer",
    "alliance_viewer",
)

_PHONE = re.compile(r"0\d{9,10}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


class SignInRefused(Refusal):
    """Wrong name or wrong password; the sentence does not say which, so that nobody can search for phones."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại, thư điện tử hoặc mật khẩu không đúng. Hãy thử lại."), field="password")


class TooManyAttempts(Refusal):
    """The rate limit on sign-in."""

    def __init__(self) -> None:
        super().__init__(_("Đã thử sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại."), field="sign_in_name")


class UnreadablePhone(Refusal):
    """Not a Vietnamese phone number."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại gồm 10 chữ số và bắt đầu bằng số 0."), field="phone")


class UnreadableEmail(Refusal):
    """Not an e-mail address."""

    def __init__(self) -> None:
        super().__init__(_("Địa chỉ thư điện tử chưa đúng, ví dụ: ten@example.vn."), field="email")


class PasswordTooShort(Refusal):
    """A password that is guessed too soon."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu phải có ít nhất %(count)s ký tự.", count=PASSWORD_MINIMUM), field="password")


class UnknownRole(Refusal):
    """A role that the table of roles does not have."""

    def __init__(self, role: str) -> None:
        super().__init__(_("Không có vai trò “%(role)s”.", role=role), field="seat")


class RoleOfOthers(Refusal):
    """A role of an alliance in a cooperative, or the other way round."""

    def __init__(self, role: str) -> None:
        message = _(
            "Vai trò “%(role)s” không dùng ở loại đơn vị này. Liên minh dùng các vai trò bắt đầu bằng alliance_, "
            "đơn vị khác dùng các vai trò còn lại.",
            role=role,
        )
        super().__init__(message, field="seat")


class PersonNameless(Refusal):
    """A person without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi họ tên."), field="name")


class NothingToSignInWith(Refusal):
    """Neither a phone number nor an e-mail address."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số điện thoại hoặc thư điện tử để đăng nhập."), field="phone")


class SignInNameTaken(Refusal):
    """A phone or e-mail address that another person signs in with."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại hoặc thư điện tử này đã có người dùng."), field="phone")


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
    if not _EMAIL.fullmatch(email):
        raise UnreadableEmail
    return email


def normal_sign_in_name(text: str) -> str:
    """What was typed into the sign-in form, as stored: an e-mail address or a phone number; SignInRefused if neither."""
    try:
        return normal_email(text) if "@" in text else normal_phone(text)
    except Refusal as refusal:
        raise SignInRefused from refusal


def check_role(role: str, organization_kind: str) -> None:
    """Refuse a role that is none, or that this kind of organization does not have."""
    if role not in ROLES:
        raise UnknownRole(role)
    if role.startswith("alliance_") != (organization_kind == "alliance"):
        raise RoleOfOthers(role)


def check_password(password: str) -> None:
    """Refuse a password below the minimum length."""
    if len(password) < PASSWORD_MINIMUM:
        raise PasswordTooShort
