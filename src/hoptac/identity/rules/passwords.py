"""What a password must be: long enough and not among the first that are guessed (NIST SP 800-63B, 5.1.1.2).

No rules of composition and no expiry: both make passwords worse. Only a password that somebody else made expires.
"""

import re
import secrets
import unicodedata
from collections.abc import Iterable
from datetime import timedelta

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.vietnamese import search_key

PASSWORD_MINIMUM = 8
PASSWORD_MAXIMUM = 256
"""Long enough for any sentence; longer ones would only be work for the hash."""
ONE_TIME_LENGTH = timedelta(hours=72)

_ONE_TIME_GROUPS, _ONE_TIME_DIGITS = 3, 4
_SEQUENCES = (
    "01234567890123456789",
    "abcdefghijklmnopqrstuvwxyz",
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "1qaz2wsx3edc4rfv",
)
_COMMON = frozenset(
    [
        "abc", "abcabc", "abcd", "abcxyz", "aabbcc", "admin", "administrator", "anhnhoem", "anhyeu", "anhyeuem", "baoan",
        "bongda", "changeme", "chaoban", "concobebe", "conyeume", "default", "demo", "doimatkhau", "emyeuanh", "facebook",
        "giadinh", "giamdoc", "google", "haiphong", "hanoi", "hanhphuc", "hello", "hoptac", "hoptacxa", "htx", "iloveyou",
        "ketoan", "khongbiet", "khongco", "khongnho", "khongquen", "letmein", "lienminh", "login", "maimaiyeuem", "master",
        "matkhau", "matkhaumoi", "maimai", "ngocanh", "nongdan", "nongnghiep", "pass", "passw0rd", "passwd", "password",
        "pa55word", "p@ssw0rd", "quantri", "qweasd", "qweasdzxc", "qwer", "qwerty", "root", "saigon", "secret",
        "sinhnhat", "taikhoan", "thanhcong", "thanhvien", "tinhyeu", "tocontien", "trithuc", "user", "vietnam",
        "welcome", "xinchao", "yeuem", "yeuanh", "yeume", "zalo", "zaq12wsx", "1q2w3e4r", "q1w2e3r4", "1qaz2wsx",
    ]
)  # fmt: skip
"""What people choose first, without the digits and signs they put around it; words of this service are among them."""


class PasswordTooShort(Refusal):
    """A password that is guessed too soon."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu phải có ít nhất %(count)s ký tự.", count=PASSWORD_MINIMUM), field="password")


class PasswordTooLong(Refusal):
    """Longer than anybody types."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu dài nhất %(count)s ký tự.", count=PASSWORD_MAXIMUM), field="password")


class PasswordTooCommon(Refusal):
    """Among the first that are tried."""

    def __init__(self) -> None:
        message = _("Mật khẩu này dễ đoán. Hãy ghép vài từ không liên quan, ví dụ ba bốn từ chỉ riêng mình nhớ.")
        super().__init__(message, field="password")


class PasswordNamesPerson(Refusal):
    """The phone, the e-mail address or the name of the person, which everybody knows."""

    def __init__(self) -> None:
        message = _("Đừng dùng tên, số điện thoại hay thư điện tử của mình làm mật khẩu.")
        super().__init__(message, field="password")


class PasswordUnchanged(Refusal):
    """The new password is the old one."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu mới phải khác mật khẩu đang dùng."), field="password")


class PasswordsDiffer(Refusal):
    """The second typing is not the first."""

    def __init__(self) -> None:
        super().__init__(_("Hai lần gõ mật khẩu mới chưa giống nhau."), field="password_again")


class OldPasswordWrong(Refusal):
    """The password in use was not typed right."""

    def __init__(self) -> None:
        super().__init__(_("Mật khẩu đang dùng chưa đúng."), field="old_password")


def normal_password(password: str) -> str:
    """What is hashed: the same letters have the same code whichever keyboard composed them (`ế` is one or three)."""
    return unicodedata.normalize("NFKC", password)


def _core(password: str) -> str:
    """'Matkhau@2026!' -> 'matkhau': the word inside, without case, accents, and the digits and signs around it."""
    return re.sub(r"^[^a-z]+|[^a-z]+$", "", search_key(password).replace(" ", ""))


def _is_run(plain: str) -> bool:
    """One or two characters over and over, a piece over and over, or a walk along the alphabet or the keyboard."""
    if len(set(plain)) <= 2 or re.fullmatch(r"(.{1,4})\1+", plain):
        return True
    return any(plain in line or plain in line[::-1] for line in _SEQUENCES)


def check_password(password: str, *, known: Iterable[str | None] = ()) -> None:
    """Refuse what is guessed too soon. `known` is what anybody may know of the person: name, phone, e-mail address."""
    given = normal_password(password)
    if len(given) < PASSWORD_MINIMUM:
        raise PasswordTooShort
    if len(given) > PASSWORD_MAXIMUM:
        raise PasswordTooLong
    plain = given.lower()
    if _is_run(plain) or _core(plain) in _COMMON or plain in _COMMON:
        raise PasswordTooCommon
    spelled = search_key(given).replace(" ", "")
    for words in filter(None, known):
        named = search_key(words.partition("@")[0]).replace(" ", "")
        if named and (spelled == named or (len(named) >= PASSWORD_MINIMUM and spelled.strip("0123456789") == named)):
            raise PasswordNamesPerson


def new_one_time_password() -> str:
    """Twelve digits in groups, '4829-1763-5528': read out over the telephone, typed on any keyboard, 40 bits of chance."""
    groups = (f"{secrets.randbelow(10**_ONE_TIME_DIGITS):0{_ONE_TIME_DIGITS}d}" for _group in range(_ONE_TIME_GROUPS))
    return "-".join(groups)


def normal_one_time_password(typed: str) -> str:
    """The digits alone: hyphens and spaces are there to be read, not to be typed."""
    return re.sub(r"[\s.\-–]", "", typed)
