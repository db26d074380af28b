"""VietQR: the text of a payment code that every Vietnamese bank's app reads (NAPAS, EMVCo merchant-presented mode).

The text is fields of two digits of tag, two digits of length and a value, in ASCII; the last one is a checksum over
everything before it. `hoptac.kit.documents.qr` draws it.
"""

import re
from typing import Literal

from hoptac.kit.vietnamese import strip_accents

LONGEST_PURPOSE = 25
"""More is cut off by some banks."""
LONGEST_ACCOUNT = 19
LARGEST_AMOUNT_DONG = 10**13 - 1
"""Tag 54 has room for 13 digits."""
_NAPAS = "A000000727"
_SERVICES = {"account": "QRIBFTTA", "card": "QRIBFTTC"}
_DONG, _VIETNAM = "704", "VN"
_BIN = re.compile(r"\d{6}")
_ACCOUNT = re.compile(rf"[0-9A-Za-z]{{1,{LONGEST_ACCOUNT}}}")
_NOT_PLAIN = re.compile(r"[^0-9A-Za-z .\-/]+")

Receiver = Literal["account", "card"]


def crc16(text: str) -> int:
    """CRC-16/CCITT-FALSE: polynomial 0x1021, initial value 0xFFFF, nothing reflected, nothing added at the end."""
    crc = 0xFFFF
    for byte in text.encode("ascii"):
        crc ^= byte << 8
        for _bit in range(8):
            crc = (crc << 1) ^ 0x1021 if crc & 0x8000 else crc << 1
        crc &= 0xFFFF
    return crc


def plain_purpose(text: str) -> str:
    """What a person wrote as banks let it through: no accents, letters, digits and ' .-/' alone, at most 25 of them."""
    return " ".join(_NOT_PLAIN.sub(" ", strip_accents(text)).split())[:LONGEST_PURPOSE].rstrip()


def is_account_number(text: str) -> bool:
    """Whether a code can carry this account or card number."""
    return _ACCOUNT.fullmatch(text) is not None


def vietqr(
    bin_: str,
    number: str,
    *,
    amount_dong: int | None = None,
    purpose: str = "",
    receiver: Receiver = "account",
) -> str:
    """The text of the code for an account at the bank with this BIN; without an amount the payer types it.

    ValueError for what the format cannot carry: callers have checked the account and the amount before.
    """
    if not _BIN.fullmatch(bin_) or not is_account_number(number):
        raise ValueError("a BIN has six digits, an account number up to 19 letters and digits")
    if amount_dong is not None and not 0 < amount_dong <= LARGEST_AMOUNT_DONG:
        raise ValueError(f"no code carries {amount_dong} đồng")
    plain = plain_purpose(purpose)
    account = _field("00", bin_) + _field("01", number)
    fields = [
        _field("00", "01"),
        _field("01", "11" if amount_dong is None else "12"),
        _field("38", _field("00", _NAPAS) + _field("01", account) + _field("02", _SERVICES[receiver])),
        _field("53", _DONG),
        _field("54", str(amount_dong)) if amount_dong is not None else "",
        _field("58", _VIETNAM),
        _field("62", _field("08", plain)) if plain else "",
        "6304",
    ]
    text = "".join(fields)
    return f"{text}{crc16(text):04X}"


def _field(tag: str, value: str) -> str:
    return f"{tag}{len(value):02d}{value}"
