"""Who pays, as a line names them, and whether that is the party that something else in the line leads to."""

import re
from itertools import takewhile

from hoptac.bank.proposing.knowledge import KnownParty, OpenLine
from hoptac.bank.proposing.words import CAPITAL, DEBT, company_words, telling_words
from hoptac.kit.tables import is_person, word_set
from hoptac.kit.vietnamese import search_key

SHORTEST_NAME, LONGEST_NAME = 2, 7  # words
_CHANNEL = re.compile(
    r"^(?:MBVCB|IBFT|IB|VCBPAY|MB|CT|CK|TRF|NAPAS|QR|EIB|FT)[.\s:\-]*(?:\d+[.\s:\-]*)*", re.IGNORECASE
)
_ACTIONS = word_set("gop nop chuyen tra tt ck mua gui ct cho noi")


def payer_of(line: OpenLine) -> str:
    """Who pays, or is paid, as a search key: by the bank's own column, or by the words a description begins with.

    '' where a line names nobody. Words that are no name may follow: 'nguyen van an tien phan'.
    """
    named = search_key(line.party_name)
    if is_person(named) or company_words(named):
        return named
    words = search_key(_CHANNEL.sub("", line.description)).split()
    leading = list(takewhile(lambda word: word not in _ACTIONS and not any(map(str.isdigit, word)), words))
    is_name = SHORTEST_NAME <= len(leading) <= LONGEST_NAME and is_person(" ".join(leading))
    return " ".join(leading) if is_name else ""


def names_agree(payer: str, party: KnownParty) -> bool:
    """Whether the payer's name may be the party's: whole, with the middle left out as banks shorten it, or with a remark behind."""
    if party.is_organization:
        telling = telling_words(party.key)
        return payer == party.key or len(telling & frozenset(payer.split())) >= max(1, min(SHORTEST_NAME, len(telling)))
    return any(_is_short_for(said, party.key) for said in (payer, _without_remark(payer))) or _has_remark(
        payer, party.key
    )


def _is_short_for(said: str, name: str) -> bool:
    words, whole = said.split(), name.split()
    if len(words) < SHORTEST_NAME or len(whole) < SHORTEST_NAME:
        return said == name
    return (words[0], words[-1]) == (whole[0], whole[-1]) and set(words) <= set(whole)


def _without_remark(payer: str) -> str:
    """Up to words like 'tien phan' that say what for."""
    found = [match.start() for match in (CAPITAL.search(payer), DEBT.search(payer)) if match]
    return payer[: min(found)].strip() if found else payer


def _has_remark(payer: str, name: str) -> bool:
    """One word more is likely a longer name, of somebody else: Trần Văn An Khang is not Trần Văn An. More is a remark."""
    return payer.startswith(f"{name} ") and len(payer.split()) - len(name.split()) > 1
