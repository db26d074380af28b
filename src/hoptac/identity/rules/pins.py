"""What a member's PIN must be: six digits that a relative or a thief does not try first, and how often it may be wrong.

A PIN opens the member's own page and nothing else (decision 35), so it may be short; what keeps it safe is that only so many
wrong ones are taken before it is dead and the board prints another paper code.
"""

import re
from collections.abc import Iterable
from datetime import date

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

PIN_LENGTH = 6
PIN_FAILURES = 20
"""Wrong PINs in a row before it is dead: twenty of a million, with however much patience."""

_WALKS = ("01234567890", "147258369", "741852963", "123654789", "321456987", "159357", "357159", "456123", "789456")
"""Along the digits, and along the keys of a telephone."""
_LOVED = frozenset(["520520", "113113", "686868", "668866", "888666", "666888", "102030", "112233", "332211", "123321"])


class PinNotSixDigits(Refusal):
    """Something else than six digits."""

    def __init__(self) -> None:
        super().__init__(_("Mã PIN gồm đúng %(count)s chữ số.", count=PIN_LENGTH), field="pin")


class PinTooCommon(Refusal):
    """Among the first that are tried."""

    def __init__(self) -> None:
        super().__init__(_("Mã PIN này dễ đoán. Hãy chọn 6 chữ số không theo thứ tự, không lặp lại."), field="pin")


class PinNamesPerson(Refusal):
    """The birth date or year, the phone number or the identity number, which neighbours know."""

    def __init__(self) -> None:
        message = _("Đừng dùng ngày sinh, năm sinh, số điện thoại hay số căn cước làm mã PIN.")
        super().__init__(message, field="pin")


class PinsDiffer(Refusal):
    """The second typing is not the first."""

    def __init__(self) -> None:
        super().__init__(_("Hai lần gõ mã PIN chưa giống nhau."), field="pin_again")


def normal_pin(typed: str) -> str:
    """The digits alone: spaces and hyphens between them are there to be read."""
    return re.sub(r"[\s.\-–]", "", typed)


def is_pin(typed: str) -> bool:
    """Whether this can be a PIN; no password is that short, and no one-time password."""
    return re.fullmatch(rf"[0-9]{{{PIN_LENGTH}}}", normal_pin(typed)) is not None


def _days(born_on: date) -> set[str]:
    day, month, year = f"{born_on:%d}", f"{born_on:%m}", f"{born_on:%y}"
    return {day + month + year, month + day + year, year + month + day, year + day + month}


def check_pin(
    typed: str, *, numbers: Iterable[str | None] = (), born_on: date | None = None, year: int | None = None
) -> str:
    """The PIN as it is hashed. `numbers` are what neighbours know (phone, identity number), `year` that of birth.

    Raises PinNotSixDigits, PinTooCommon or PinNamesPerson.
    """
    pin = normal_pin(typed)
    if not is_pin(pin):
        raise PinNotSixDigits
    is_walk = any(pin in line or pin in line[::-1] for line in _WALKS)
    if len(set(pin)) <= 2 or is_walk or pin in _LOVED or re.fullmatch(r"(.{2,3})\1+", pin):
        raise PinTooCommon
    born = born_on.year if born_on else year
    if born and (str(born) in pin or (born_on and pin in _days(born_on))):
        raise PinNamesPerson
    if any(pin in re.sub(r"\D", "", number) for number in numbers if number):
        raise PinNamesPerson
    return pin
