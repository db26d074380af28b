"""The accountants' own notation: `Nợ 1121 / Có 4111 5.000.000 @member`, one line of an entry per line of text.

`@name` behind the amount is the party of each side that is kept by party; `Nợ 4111@an / Có 4111@binh` has two.
A party is the same UUID wherever its name is the same.
"""

import re
from datetime import date
from uuid import NAMESPACE_DNS, UUID, uuid5

from hoptac.kit.identifiers import new_id
from hoptac.ledger import DraftEntry, Line, find_account

_LINE = re.compile(
    r"(?:Nợ (?P<debit>\d+)(?:@(?P<debit_party>\w+))?)?\s*/?\s*(?:Có (?P<credit>\d+)(?:@(?P<credit_party>\w+))?)?"
    r"\s+(?P<amount>-?[\d.]+)(?:\s+@(?P<party>\w+))?"
)


def party(name: str) -> UUID:
    """The id of a party by its name in the tests."""
    return uuid5(NAMESPACE_DNS, name)


def _side_party(code: str | None, own: str | None, common: str | None) -> UUID | None:
    if own:
        return party(own)
    account = find_account(code or "")
    return party(common) if common and account and account.needs_party else None


def line(text: str) -> Line:
    """One line of an entry."""
    found = _LINE.fullmatch(text.strip())
    assert found, f"not in Nợ/Có notation: {text}"
    return Line(
        debit_account=found["debit"],
        credit_account=found["credit"],
        amount_dong=int(found["amount"].replace(".", "")),
        debit_party_id=_side_party(found["debit"], found["debit_party"], found["party"]),
        credit_party_id=_side_party(found["credit"], found["credit_party"], found["party"]),
    )


def lines(text: str) -> tuple[Line, ...]:
    """The lines of an entry."""
    return tuple(line(row) for row in text.strip().splitlines() if row.strip())


def entry(text: str, *, on: date = date(2026, 3, 5), series: str = "PT", source_id: UUID | None = None) -> DraftEntry:
    """A draft of the lines, from a source of its own."""
    return DraftEntry(
        entry_on=on,
        description="Thu vốn góp",
        series=series,
        source_kind="test",
        source_id=source_id or new_id(),
        purpose="posting",
        lines=lines(text),
    )
