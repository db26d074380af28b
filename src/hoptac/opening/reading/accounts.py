"""Codes of accounts as cells hold them: '131', 'TK 1111 - Tiền Việt Nam', '131.05', or a name without any code."""

import re
from collections.abc import Mapping

from hoptac.kit.vietnamese import search_key
from hoptac.ledger.charts import Account

_CODE = re.compile(
    r"(?:(?:tk|tài khoản|tai khoan|account)\s*[:.]?\s*)?(\d{1,12})(?:([.\-_/])([0-9A-Za-zĐđ]{1,12}))?(?![\d])",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:\btk|tài khoản|tai khoan|\baccount)\s*[:.]?\s*(\d{3,6})(?!\d)", re.IGNORECASE)
_BARE = re.compile(r"(?<![\d/.\-])(\d{3,5})(?![\d/.\-])")
_LIKENESS = 0.6


def code_of(text: str) -> tuple[str, str]:
    """Digits of the code a cell begins with, and the sub-code behind a dot or dash that an office made; '' for none."""
    found = _CODE.match(text)
    if found is None:
        return "", ""
    rest = text[found.end() :].strip()
    if found[2] in ("-", "/") and found[3] and (rest or not found[3].isdigit()) and not found[3].isupper():
        return found[1], ""  # '131-Phải thu': a name without a space
    return found[1], found[3] or ""


def text_after_code(text: str) -> str:
    """What an account's cell says behind the code: '131 - Nguyễn Văn An' is 'Nguyễn Văn An'; '' where it has no code."""
    found = _CODE.match(text)
    if found is None:
        return ""
    end = found.end() if code_of(text)[1] else found.end(1)
    return text[end:].strip(" .:;–—-_/")


def code_in_title(text: str, chart: Mapping[str, Account]) -> str:
    """The account that a title or the name of a sheet speaks of: 'SỔ CHI TIẾT TK 131', '331 cuối năm'; '' for none."""
    found = _NAMED.search(text)
    if found and found[1] in chart:
        return found[1]
    return next((code for code in _BARE.findall(text) if code in chart), "")


def is_name_of(name: str, account: Account) -> bool:
    """Whether a text is the name of the account rather than of somebody: most of its words are those of the name."""
    said, meant = set(search_key(name).split()), set(search_key(account.name_vi).split())
    if not said:
        return True
    return len(said & meant) >= _LIKENESS * min(len(said), len(meant)) and len(said) <= len(meant) + 6


def codes_by_name(chart: Mapping[str, Account]) -> dict[str, str]:
    """The code of each account by its whole name without accents; of several with one name the only detail, or none."""
    found: dict[str, list[str]] = {}
    for code, account in chart.items():
        found.setdefault(search_key(account.name_vi), []).append(code)
    named: dict[str, str] = {}
    for key, codes in found.items():
        leaves = [code for code in codes if not chart[code].has_children]
        if len(leaves) == 1 or len(codes) == 1:
            named[key] = (leaves or codes)[0]
    return named
