"""What a row says of its account: by its code, by the section or title above it, or by the name of the account."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

import msgspec

from hoptac.kit.tables.cells import Reason
from hoptac.kit.vietnamese import search_key
from hoptac.ledger.charts import Account
from hoptac.opening.parties import KnownParties
from hoptac.opening.reading import reasons
from hoptac.opening.reading.accounts import code_in_title, code_of, codes_by_name, is_name_of
from hoptac.opening.reading.rows import RawBalance
from hoptac.opening.regimes import ONLY_IN_TT24, Regime, is_old, targets

_LAST_OF_CLASS_ZERO = 8


class Circumstances(msgspec.Struct, frozen=True):
    """What a row is judged against: the organization's chart, whom it knows, the chart of the list, the first day."""

    chart: Mapping[str, Account]
    parties: KnownParties
    first_on: date
    regime: Regime = "tt71"
    tracks_internal: bool = False
    has_register: bool = False
    """Whether the register of contributions holds anything: then 4111 may be told in one sum."""


class Told(NamedTuple):
    """What a row says of its account: the code as the list has it, those of TT 71 it may be, a party by its sub-code."""

    typed: str
    accounts: tuple[str, ...]
    refused: tuple[Reason, ...] = ()
    noted: tuple[Reason, ...] = ()
    named_by_code: bool = False


def regime_of(rows: Sequence[RawBalance], texts: Sequence[str]) -> Regime:
    """Of which circular the codes of a list are: an account that only the earlier one has tells, or its number."""
    codes = {code_of(row.account)[0] for row in rows}
    said = any("24/2017" in text for text in texts)
    return "tt24" if said or codes & ONLY_IN_TT24 else "tt71"


class AccountTeller:
    """Tells the account of each row; it knows all codes of the list, as an account may be the total of others."""

    def __init__(self, rows: Iterable[RawBalance], about: Circumstances) -> None:
        self.about, self.chart = about, about.chart
        self.named = codes_by_name(about.chart)
        self.said = {code_of(row.account)[0] for row in rows}

    def tell(self, row: RawBalance) -> Told:
        """What a row says of its account."""
        text, noted = row.account, []
        if not text and search_key(row.name) in self.named:
            return self._by_name(row, text)
        if not text and row.above:
            text = row.above
            noted.append(reasons.ACCOUNT_AS_ABOVE)
        code, sub = code_of(text)
        if not code:
            return self._by_name(row, text)
        if len(code) <= 2 and (restored := self._class_zero(code, row.name)):
            return Told(restored, (restored,), noted=(*noted, reasons.zero_restored(restored)))
        for candidate in (code + sub if sub.isdigit() else "", code):
            if candidate and (found := self._targets(candidate)):
                by_code = bool(sub) and candidate == code
                if by_code:
                    noted.append(reasons.detail_by_code(text, self.chart.get(code) or self.chart[found[0]]))
                return Told(candidate, found, noted=tuple(noted), named_by_code=by_code)
        return Told(code, (), refused=(reasons.unknown_account(text),), noted=tuple(noted))

    def _targets(self, code: str) -> tuple[str, ...]:
        if self.about.regime == "tt24" or code in ONLY_IN_TT24:
            is_parent = code in self.chart and self.chart[code].has_children and not is_old(code)
            if is_parent and any(said != code and said.startswith(code) for said in self.said):
                return (code,)  # a total of its details, which are in the list
            return targets(code, self.chart, tracks_internal=self.about.tracks_internal)
        return (code,) if code in self.chart else ()

    def _by_name(self, row: RawBalance, text: str) -> Told:
        for name in filter(None, (text, row.name)):
            if code := self.named.get(search_key(name)):
                return Told("", (code,), noted=(reasons.ACCOUNT_BY_NAME,))
        if not text and (code := code_in_title(row.name, self.chart)):
            return Told("", (code,), noted=(reasons.ACCOUNT_BY_NAME,))
        refused = reasons.unknown_account(text) if text else reasons.NO_ACCOUNT
        return Told(text, (), refused=(refused,))

    def _class_zero(self, code: str, name: str) -> str:
        """'1' and '01' in a column of numbers are 001, where the name says so too."""
        restored = f"{int(code):03d}" if 1 <= int(code) <= _LAST_OF_CLASS_ZERO else ""
        account = self.chart.get(restored)
        return restored if account and name and is_name_of(name, account) else ""
