"""What an entry must be before it is posted, and when a month may be closed: pure functions, named refusals."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from hoptac.kit.calendar import add_months
from hoptac.kit.vietnamese import clean_text
from hoptac.ledger.charts import Account, is_off_balance, prescribed_parent
from hoptac.ledger.entries import DraftEntry, Line, fiscal_year_of
from hoptac.ledger.refusals import (
    LARGEST_AMOUNT,
    MOST_LINES,
    AccountCodeRefused,
    AccountCodeTaken,
    AccountNameMissing,
    AccountWithChildren,
    AmountTooLarge,
    AmountZero,
    CorrectionInAnotherYear,
    EmptyEntry,
    FutureEntryDate,
    MissingDescription,
    MissingParty,
    MissingReason,
    NegativeAmount,
    OneSidedLine,
    PartyWithoutAccount,
    PeriodNotEnded,
    QuantityAgainstAmount,
    QuantityTooLarge,
    QuantityWithoutItem,
    SameSides,
    TooManyLines,
    TwoSidedOffBalanceLine,
    UnknownAccount,
)

LONGEST_CODE = 12
LARGEST_QUANTITY = Decimal(10) ** 14


def check_entry(draft: DraftEntry, *, chart: Mapping[str, Account], today: date) -> None:
    """Raise the first refusal that the draft deserves; what only the books know (a closed month) is not looked at here.

    Accounting Law, Art. 16.1 (content of a voucher), Art. 27.4 (correction); TT 71, Art. 3 and appendix I (accounts).
    """
    if not draft.description.strip():
        raise MissingDescription
    if draft.entry_on > today:
        raise FutureEntryDate(draft.entry_on)
    if not draft.lines:
        raise EmptyEntry
    if len(draft.lines) > MOST_LINES:
        raise TooManyLines(len(draft.lines))
    for line in draft.lines:
        check_line(line, chart=chart, may_be_negative=draft.adjusts_entry_id is not None)


def check_line(line: Line, *, chart: Mapping[str, Account], may_be_negative: bool) -> None:
    """Raise the first refusal that one line deserves (TT 71, Art. 3 and appendix I)."""
    _check_sides(line)
    _check_side(line.debit_account, line.debit_party_id is not None, chart)
    _check_side(line.credit_account, line.credit_party_id is not None, chart)
    if line.amount_dong == 0:
        raise AmountZero
    if line.amount_dong < 0 and not may_be_negative:
        raise NegativeAmount(line.amount_dong)
    if abs(line.amount_dong) > LARGEST_AMOUNT:
        raise AmountTooLarge(line.amount_dong)
    _check_quantity(line)


def _check_quantity(line: Line) -> None:
    if (line.item_id is None) != (line.quantity is None):
        raise QuantityWithoutItem
    if line.quantity is None:
        return
    if not line.quantity.is_finite() or abs(line.quantity) > LARGEST_QUANTITY:
        raise QuantityTooLarge
    if line.quantity and (line.quantity > 0) != (line.amount_dong > 0):
        raise QuantityAgainstAmount


def _check_sides(line: Line) -> None:
    debit, credit = line.debit_account, line.credit_account
    if debit is None or credit is None:
        alone = debit or credit
        if alone is None or not is_off_balance(alone):
            raise OneSidedLine
        return
    for code in (debit, credit):
        if is_off_balance(code):
            raise TwoSidedOffBalanceLine(code)
    # Capital passes from one member to another inside 4111, so the same account may face itself with two parties.
    if debit == credit and line.debit_party_id == line.credit_party_id:
        raise SameSides(debit)


def _check_side(code: str | None, has_party: bool, chart: Mapping[str, Account]) -> None:
    if code is None:
        if has_party:
            raise PartyWithoutAccount
        return
    account = chart.get(code)
    if account is None:
        raise UnknownAccount(code)
    if account.has_children:
        raise AccountWithChildren(code)
    if account.needs_party and not has_party:
        raise MissingParty(code)


def check_own_account(code: str, name: str, *, chart: Mapping[str, Account]) -> tuple[str, str]:
    """Code and name of a detailed account, cleaned; raises AccountCodeRefused, AccountCodeTaken, AccountNameMissing.

    TT 71, Art. 3: an organization may add detailed accounts below those prescribed.
    """
    code, name = code.strip(), clean_text(name)
    above = prescribed_parent(code)
    if not (code.isascii() and code.isdigit()) or len(code) > LONGEST_CODE or above is None:
        raise AccountCodeRefused(code)
    if code in chart:
        raise AccountCodeTaken(code)
    # A sibling of prescribed ones is no detail of them; and the detail of 4111 is the register of contributions (S31).
    if above.has_children or above.code == "4111":
        raise AccountCodeRefused(code)
    if not name:
        raise AccountNameMissing
    return code, name


def check_closing(month: date, *, today: date) -> None:
    """A month is closed after its last day (Accounting Law, Art. 26)."""
    if add_months(month, 1) > today:
        raise PeriodNotEnded(month)


def checked_reason(reason: str) -> str:
    """The reason, cleaned; raises MissingReason when nothing is left."""
    cleaned = clean_text(reason)
    if not cleaned:
        raise MissingReason
    return cleaned


def check_correction_year(original_on: date, corrected_on: date, *, filed: Collection[int]) -> None:
    """An error is corrected in its own year as long as that year's statements are not filed; afterwards in the year in
    which it was found. Raises CorrectionInAnotherYear. Accounting Law, Art. 27.2 and 27.3."""
    if original_on.year not in filed and fiscal_year_of(corrected_on) != fiscal_year_of(original_on):
        raise CorrectionInAnotherYear(original_on.year)


def day_of_correction(original_on: date, *, today: date, filed: Collection[int], closed: Collection[date]) -> date:
    """The day that a correction found today is entered on: today for an error of this year or of a filed one, else the
    last day of the error's own year, or of its last month that is not closed. Accounting Law, Art. 27.2 and 27.3."""
    if original_on.year == today.year or original_on.year in filed:
        return today
    months = [date(original_on.year, number, 1) for number in range(12, original_on.month - 1, -1)]
    month = next((month for month in months if month not in closed), months[0])
    return max(original_on, add_months(month, 1) - timedelta(days=1))
