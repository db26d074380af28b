"""The verdict on every row of balances: which account of TT 71 it is, whose, and whether it is a total of other rows."""

from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from itertools import product

import msgspec

from hoptac.kit.imports import LEAVE_OUT
from hoptac.kit.tables.cells import Reason
from hoptac.kit.vietnamese import search_key
from hoptac.ledger.charts import INTERNAL_ACCOUNTS, Account, is_off_balance
from hoptac.opening.balances import CONTRIBUTED_CAPITAL, NewParty
from hoptac.opening.parties import new_party
from hoptac.opening.reading import reasons
from hoptac.opening.reading.accounts import is_name_of
from hoptac.opening.reading.rows import RawBalance
from hoptac.opening.reading.telling import AccountTeller, Circumstances, Told
from hoptac.opening.reading.verdicts import ACCOUNT, AS_READ, NEW, PARTY, BalanceVerdict
from hoptac.opening.regimes import RISK_FUND, is_old

_STOCK = ("151", "152", "154", "156", "157")
_RESULTS = ("5", "6", "9")
_OLD_ASSETS = ("211", "2111", "2113", "214", "2141")
_MOST_DECISIONS = 16


def judge(rows: Sequence[RawBalance], about: Circumstances) -> list[BalanceVerdict]:
    """One verdict for each row, in their order."""
    judge_ = _Judge(rows, about)
    return [judge_.verdict(place) for place in range(len(rows))]


class _Judge:
    """Looks at all rows first: whether one is a total hangs on the others."""

    def __init__(self, rows: Sequence[RawBalance], about: Circumstances) -> None:
        self.rows, self.about, self.chart = rows, about, about.chart
        teller = AccountTeller(rows, about)
        self.told = [teller.tell(row) for row in rows]
        self.people = [self._person(row, told) for row, told in zip(rows, self.told, strict=True)]
        self.codes = {one for told in self.told for one in told.accounts[:1]}
        self.with_party: Counter[str] = Counter()
        self.with_item: Counter[str] = Counter()
        for row, told, person in zip(rows, self.told, self.people, strict=True):
            for account in told.accounts[:1]:
                self.with_party[account] += bool(person)
                self.with_item[account] += bool(row.item)
        self.inherited = self._inherited()
        self.met: dict[tuple[object, ...], RawBalance] = {}

    # ── who ──────────────────────────────────────────────

    def _person(self, row: RawBalance, told: Told) -> str:
        """The name of the party a row is of; '' for the row of an account itself."""
        account = self.chart.get(told.accounts[0]) if told.accounts else None
        if account is None or not account.needs_party:
            return ""
        if row.party:
            return row.party
        if is_old(told.typed) and told.typed not in self.chart:
            return RISK_FUND if told.typed == "359" else ""
        names_account = not row.name or any(is_name_of(row.name, one) for one in self._with_those_above(account))
        if told.named_by_code:
            return row.name or row.account
        return "" if names_account and not row.party_code else row.name or row.party_code

    def _with_those_above(self, account: Account) -> list[Account]:
        beginnings = (account.code[:length] for length in range(3, len(account.code) + 1))
        return [self.chart[code] for code in beginnings if code in self.chart]

    # ── the verdict ──────────────────────────────────────

    def verdict(self, place: int) -> BalanceVerdict:
        """The verdict on one row."""
        row, told, person = self.rows[place], self.told[place], self.people[place]
        refused, noted = [*row.refused, *told.refused], [*told.noted, *row.noted]
        account = self.chart.get(told.accounts[0]) if told.accounts else None
        debit, credit = self._sides(row, account, noted)
        shown = BalanceVerdict(
            sheet=row.sheet,
            row=row.row,
            status="refused",
            typed=told.typed,
            account=told.accounts[0] if told.accounts else "",
            name=person or row.item or row.name,
            debit_dong=debit,
            credit_dong=credit,
            item=row.item if account is not None and account.code.startswith(_STOCK) else "",
            quantity=None if row.quantity is None else f"{row.quantity.normalize():f}",
            description=_description(row, person),
        )
        if refused or account is None:
            return msgspec.structs.replace(shown, reasons=(*refused, *row.doubted), notes=tuple(noted))
        if total := self._total(row, account, person):
            return msgspec.structs.replace(shown, status="unchanged", notes=(total, *noted))
        shown = _netted(shown, noted)
        return self._of_detail(shown, row, told, person, noted)

    def _of_detail(
        self, shown: BalanceVerdict, row: RawBalance, told: Told, person: str, noted: list[Reason]
    ) -> BalanceVerdict:
        refused = [reason for code in told.accounts[:1] if (reason := self._refusal(code, shown, person))]
        doubted = list(row.doubted)
        accounts = told.accounts if len(told.accounts) > 1 else ()
        if accounts:
            doubted.append(reasons.several_accounts(told.typed, accounts))
        elif told.typed and told.typed != shown.account:
            noted.append(reasons.moved_account(told.typed, shown.account))
        if self.about.regime == "tt24":
            noted += [reasons.INDIVISIBLE_ASSETS] if told.typed in _OLD_ASSETS else []
            noted += [reasons.LEGACY_CREDIT] if told.typed.startswith("332") else []
        party_id, newcomer, candidates = self._party(row, person, shown.account, refused, noted)
        if candidates:
            doubted.append(reasons.several_parties(person))
        doubted += self._repeated(row, shown, person)
        shown = msgspec.structs.replace(shown, party_id=party_id, new_party=newcomer, notes=tuple(noted))
        if refused:
            return msgspec.structs.replace(shown, reasons=(*refused, *doubted))
        if doubted:
            decisions = _decisions(accounts, candidates, newcomer)
            return msgspec.structs.replace(
                shown, status="needs_a_decision", reasons=tuple(doubted), decisions=decisions
            )
        return msgspec.structs.replace(shown, status="accepted")

    def _sides(self, row: RawBalance, account: Account | None, noted: list[Reason]) -> tuple[int, int]:
        """Debit and credit, neither below zero; an amount without a side stands on the account's own."""
        debit, credit = row.debit_dong, row.credit_dong
        if row.single_dong:
            is_debit = account is None or account.normal_side == "debit"
            debit, credit = (debit + row.single_dong, credit) if is_debit else (debit, credit + row.single_dong)
        if debit < 0 or credit < 0:
            noted.append(reasons.OTHER_SIDE)
            debit, credit = max(debit, 0) + max(-credit, 0), max(credit, 0) + max(-debit, 0)
        return debit, credit

    def _total(self, row: RawBalance, account: Account, person: str) -> Reason | None:
        """Why a row is a total of others and not posted; None for a row of its own."""
        if account.has_children:
            return reasons.TOTAL_ROW if self._has_details_below(account) else None
        if account.needs_party and not person:
            if self.with_party[account.code]:
                return reasons.TOTAL_ROW
            if account.code == CONTRIBUTED_CAPITAL and self.about.has_register:
                return reasons.TOTAL_OF_CAPITAL
            return None
        is_stock = account.code.startswith(_STOCK) and not row.item
        if is_stock and self.with_item[account.code]:
            return reasons.TOTAL_ROW
        below = self.inherited.get((row.sheet, account.code)) if row.account else None
        return reasons.TOTAL_ROW if below is not None and below == self._net(row, account) else None

    def _inherited(self) -> dict[tuple[str, str], int]:
        """What rows without a code of their own add up to, by sheet and the account above them: banks below 1121."""
        found: dict[tuple[str, str], int] = {}
        for row, told in zip(self.rows, self.told, strict=True):
            if not row.account and told.accounts and reasons.ACCOUNT_AS_ABOVE in told.noted:
                key = row.sheet, told.accounts[0]
                found[key] = found.get(key, 0) + self._net(row, self.chart[told.accounts[0]])
        return found

    def _net(self, row: RawBalance, account: Account) -> int:
        debit, credit = self._sides(row, account, [])
        return debit - credit

    def _has_details_below(self, account: Account) -> bool:
        return any(code != account.code and code.startswith(account.code) for code in self.codes)

    def _refusal(self, code: str, shown: BalanceVerdict, person: str) -> Reason | None:
        account = self.chart[code]
        if account.has_children:
            return reasons.account_with_children(code, self._postable_below(code))
        if account.needs_party and not person:
            return reasons.missing_party(code)
        if code.startswith("911") or (code.startswith(_RESULTS) and self._is_year_start()):
            return reasons.NOT_AT_YEAR_END
        if is_off_balance(code) and shown.credit_dong:
            return reasons.OFF_BALANCE_CREDIT
        if not self.about.tracks_internal and code.startswith(INTERNAL_ACCOUNTS):
            return reasons.INTERNAL_NOT_TRACKED
        return None

    def _postable_below(self, code: str) -> list[str]:
        return [below for below, account in self.chart.items() if below.startswith(code) and not account.has_children]

    def _is_year_start(self) -> bool:
        return (self.about.first_on - timedelta(days=1)).year < self.about.first_on.year

    def _party(
        self, row: RawBalance, person: str, account: str, refused: list[Reason], noted: list[Reason]
    ) -> tuple[str | None, NewParty | None, tuple[str, ...]]:
        """Id of the party, or whom to add, or the ids of those it may be."""
        if not person:
            return None, None, ()
        found = self.about.parties.find(person, row.party_code, row.identity_number)
        if found.party is not None:
            if found.other_spelling:
                noted.append(reasons.other_spelling(found.party.name))
            return str(found.party.id), None, ()
        newcomer = new_party(person, row.identity_number)
        if account == CONTRIBUTED_CAPITAL:
            if not found.candidates:
                refused.append(reasons.NOT_A_CONTRIBUTOR)
            return None, None, tuple(str(one.id) for one in found.candidates)
        if not found.candidates:
            noted.append(reasons.NEW_PARTY)
        return None, newcomer, tuple(str(one.id) for one in found.candidates)

    def _repeated(self, row: RawBalance, shown: BalanceVerdict, person: str) -> list[Reason]:
        key = (
            shown.account, search_key(person), row.party_code, row.identity_number, shown.debit_dong, shown.credit_dong,
            search_key(row.item), search_key(row.name), row.note, row.sheet if not person else "",
        )  # fmt: skip
        first = self.met.setdefault(key, row)
        return [] if first is row else [reasons.repeated_balance(first.sheet, first.row)]


def _netted(shown: BalanceVerdict, noted: list[Reason]) -> BalanceVerdict:
    if not (shown.debit_dong and shown.credit_dong):
        return shown
    noted.append(reasons.NETTED)
    net = shown.debit_dong - shown.credit_dong
    return msgspec.structs.replace(shown, debit_dong=max(net, 0), credit_dong=max(-net, 0))


def _description(row: RawBalance, person: str) -> str:
    """What the line says beside account and party: a note; of an account without party also the name it goes by."""
    told = (row.note,) if person else (row.party or row.name, row.note)
    return "; ".join(dict.fromkeys(filter(None, told)))[:200]


def _decisions(accounts: tuple[str, ...], candidates: tuple[str, ...], newcomer: NewParty | None) -> tuple[str, ...]:
    """What may be answered: each account with each party, and always to leave the row out."""
    choices = [[f"{ACCOUNT}={one}" for one in accounts]] if accounts else []
    if candidates:
        choices.append([f"{PARTY}={one}" for one in candidates] + ([f"{PARTY}={NEW}"] if newcomer else []))
    if not choices:
        return (AS_READ, LEAVE_OUT)
    return (*("&".join(parts) for parts in list(product(*choices))[:_MOST_DECISIONS]), LEAVE_OUT)
