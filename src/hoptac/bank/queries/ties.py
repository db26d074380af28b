"""Lines with what became of each, and whether that still holds.

A match is written once; whether it holds is read from what it ties the line to. A voucher that was given up leaves its line
open. So does an entry of which adjustments have left nothing on the account's book: a contribution that was retracted, a
voucher corrected to nothing or moved to another bank account. An adjustment that is tied to a line of its own counts for
that line alone: money that came and was sent back is two lines, an entry and its adjustment, and both pairs hold.
"""

from sqlalchemy import ColumnElement, FromClause, and_, case, func, or_, select

from hoptac.bank.models import BANK_ACCOUNTS, BANK_LINES, BANK_MATCHES
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.vouchers.models import Voucher

_lines, _matches, _vouchers = BANK_LINES.c, BANK_MATCHES.c, Voucher.__table__.c
_adjustments, _accounts = ENTRIES.alias("adjustments"), BANK_ACCOUNTS.alias("own_accounts")
_own, _others = BANK_MATCHES.alias("own_matches"), LINES.alias("own_lines")

MATCHES_WITH_VOUCHERS = BANK_MATCHES.outerjoin(
    Voucher.__table__, (_vouchers.org_id == _matches.org_id) & (_vouchers.id == _matches.voucher_id)
)
TIED_ENTRY = func.coalesce(_matches.entry_id, _vouchers.entry_id)
"""Behind MATCHES_WITH_VOUCHERS: the entry of a match; None as long as its voucher is not posted."""


def moved_on(lines: FromClause, book: ColumnElement[str]) -> ColumnElement[int]:
    """What a line of the ledger moved on a book, in đồng."""
    return case((lines.c.debit_account == book, lines.c.amount_dong), else_=0) - case(
        (lines.c.credit_account == book, lines.c.amount_dong), else_=0
    )


_HAS_A_LINE_OF_ITS_OWN = (
    select(_own.c.line_id)
    .where(
        _own.c.org_id == _adjustments.c.org_id,
        _own.c.bank_account_id == _matches.bank_account_id,
        _own.c.entry_id == _adjustments.c.id,
    )
    .correlate(_adjustments, BANK_MATCHES)
    .exists()
)


_is_adjustment = and_(
    _adjustments.c.org_id == _matches.org_id,
    _adjustments.c.adjusts_entry_id == TIED_ENTRY,
    ~_HAS_A_LINE_OF_ITS_OWN,
)


def _moved(*, by_adjustments: bool) -> ColumnElement[int]:
    """What the entry of a match moved on the account's book by its own lines, or by those of its adjustments."""
    total = select(func.coalesce(func.sum(moved_on(_others, _accounts.c.ledger_account)), 0)).select_from(_accounts)
    if by_adjustments:
        total = total.join(_adjustments, _is_adjustment).join(
            _others, and_(_others.c.org_id == _matches.org_id, _others.c.entry_id == _adjustments.c.id)
        )
    else:
        total = total.join(_others, and_(_others.c.org_id == _matches.org_id, _others.c.entry_id == TIED_ENTRY))
    return (
        total.where(_accounts.c.org_id == _matches.org_id, _accounts.c.id == _matches.bank_account_id)
        .correlate(BANK_MATCHES, Voucher.__table__)
        .scalar_subquery()
    )


_WAS_ADJUSTED = select(_adjustments.c.id).where(_is_adjustment).correlate(BANK_MATCHES, Voucher.__table__).exists()
IS_TAKEN_BACK = _WAS_ADJUSTED & (_moved(by_adjustments=False) + _moved(by_adjustments=True) == 0)
"""Behind MATCHES_WITH_VOUCHERS: adjustments have left nothing of the entry on the account's book."""
WITH_MATCHES = BANK_LINES.outerjoin(
    BANK_MATCHES, (_matches.org_id == _lines.org_id) & (_matches.line_id == _lines.id)
).outerjoin(Voucher.__table__, (_vouchers.org_id == _matches.org_id) & (_vouchers.id == _matches.voucher_id))
"""Lines with what became of each."""
IS_OPEN = or_(_matches.kind.is_(None), func.coalesce(_vouchers.state, "") == "discarded", IS_TAKEN_BACK)
"""Behind WITH_MATCHES: nothing became of the line, or nothing that still holds."""
