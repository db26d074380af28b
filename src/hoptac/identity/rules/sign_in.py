"""How long a session lasts, how often a password may be tried, where one may be led after it, and what a browser is called."""

from datetime import timedelta
from urllib.parse import urlsplit

from hoptac.identity.rules.people import normal_email, normal_phone
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

SESSION_LENGTH = timedelta(days=14)
SEEN_EVERY = timedelta(minutes=15)
"""How exactly a session's last use is known: writing it down at each request would cost a write a page."""
ATTEMPT_WINDOW = timedelta(minutes=15)
ATTEMPTS_PER_NAME = 8
ATTEMPTS_PER_ADDRESS = 60

_BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung"), ("coc_coc", "Cốc Cốc"), ("Zalo", "Zalo"),
    ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
_SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
)  # fmt: skip


class SignInRefused(Refusal):
    """Wrong name or wrong password; the sentence does not say which, so that nobody can search for phones."""

    def __init__(self) -> None:
        super().__init__(_("Số điện thoại, thư điện tử hoặc mật khẩu không đúng. Hãy thử lại."), field="password")


class TooManyAttempts(Refusal):
    """The rate limit on passwords; no password is looked at until it has passed."""

    def __init__(self, *, field: str = "sign_in_name") -> None:
        super().__init__(_("Đã thử sai quá nhiều lần. Hãy đợi 15 phút rồi thử lại."), field=field)


class SignInLocked(Refusal):
    """The password is right, and the sign-in is locked; only who knows the password is told."""

    def __init__(self) -> None:
        message = _("Tài khoản này đang bị khóa. Hãy nhờ người quản trị hệ thống mở khóa.")
        super().__init__(message, field="sign_in_name")


class OneTimePasswordExpired(Refusal):
    """A one-time password that nobody used in time."""

    def __init__(self) -> None:
        message = _("Mật khẩu dùng một lần đã hết hạn. Hãy nhờ người đã cấp tạo mật khẩu khác.")
        super().__init__(message, field="password")


def normal_sign_in_name(text: str) -> str:
    """What was typed into the sign-in form, as stored: an e-mail address or a phone number; SignInRefused if neither."""
    try:
        return normal_email(text) if "@" in text else normal_phone(text)
    except Refusal as refusal:
        raise SignInRefused from refusal


def local_path(target: str) -> str:
    """A path on this site to go on to; anything that points, or could be read to point, elsewhere becomes the way home.

    Browsers drop tabs and line breaks and take a backslash for a slash, so a target with one of these is none of ours.
    """
    if not target.startswith("/") or target.startswith("//") or "\\" in target or not target.isprintable():
        return "/"
    try:
        parts = urlsplit(target)
    except ValueError:  # an address that is none, such as one with half a bracket
        return "/"
    return "/" if parts.netloc or parts.scheme else target


def device_of(user_agent: str) -> str:
    """'Chrome, Android' from the browser's long line; empty where it says nothing that is known."""
    browser = next((name for mark, name in _BROWSERS if mark in user_agent), "")
    system = next((name for mark, name in _SYSTEMS if mark in user_agent), "")
    return ", ".join(filter(None, (browser, system)))
