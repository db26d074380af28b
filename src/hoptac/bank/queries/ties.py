"""Lines with what became of each, and whether that still holds.

A match is written once; whether it holds is read from what it ties the line to. A voucher that is not posted yet lets its
line wait, and one that was given up leaves it open. So does an entry of which adjustments have left nothing on the account's book: a contribution that was retracted, a
voucher corrected to nothing or moved to another bank account. An adjustment that is tied to a line of its own counts for
that line alone: money that came and was sent back is two lines, an entry and its adjustment, and both pairs hold.
"""

from uuid import UUID

from sqlalchemy import ColumnElement, FromClause, Select, Uuid, and_, bindparam, case, false, func, or_, select

from hoptac.bank.models import BANK_ACCOUNTS, BANK_LINES, BANK_MATCHES
from hoptac.ledger.models import ENTRIES, LINES
from hoptac.vouchers.models import Voucher

_lines, _matches, _vouchers = BANK_LINES.c, BANK_MATCHES.c, Voucher.__table__.c
_ORG_ID = bindparam("org_id", type_=Uuid())

MATCHES_WITH_VOUCHERS = BANK_MATCHES.outerjoin(
    Voucher.__table__, (_vouchers.org_id == _matches.org_id) & (_vouchers.id == _matches.voucher_id)
)


def entry_tied(match: FromClause, voucher: FromClause) -> ColumnElement[UUID]:
    """The entry of a match; None as long as its voucher is not posted.

    A CASE and no COALESCE: under row-level security PostgreSQL takes the latter for leaky and looks an entry up by reading all.
    """
    return case((match.c.entry_id.is_not(None), match.c.entry_id), else_=voucher.c.entry_id)


TIED_ENTRY = entry_tied(BANK_MATCHES, Voucher.__table__)
"""Behind MATCHES_WITH_VOUCHERS."""


def moved_on(lines: FromClause, book: ColumnElement[str]) -> ColumnElement[int]:
    """What a line of the ledger moved on a book, in đồng."""
    return case((lines.c.debit_account == book, lines.c.amount_dong), else_=0) - case(
        (lines.c.credit_account == book, lines.c.amount_dong), else_=0
    )


def _lines_taken_back() -> Select[tuple[UUID]]:
    """The lines of which adjustments have left nothing of the entry on the account's book: found from the adjustments, which
    are few, once for a statement, and not anew for each match."""
    tied = BANK_MATCHES.alias("tied_matches")
    voucher, account = Voucher.__table__.alias("tied_vouchers"), BANK_ACCOUNTS.alias("tied_accounts")
    adjustment, changed, own = ENTRIES.alias("adjustments"), LINES.alias("changed_lines"), LINES.alias("own_lines")
    other = BANK_MATCHES.alias("other_matches")
    entry_id = entry_tied(tied, voucher)
    has_line_of_its_own = (
        select(other.c.line_id)
        .where(
            other.c.org_id == adjustment.c.org_id,
            other.c.bank_account_id == tied.c.bank_account_id,
            other.c.entry_id == adjustment.c.id,
        )
        .exists()
    )
    by_itself = (
        select(func.coalesce(func.sum(moved_on(own, account.c.ledger_account)), 0))
        .where(own.c.org_id == _ORG_ID, own.c.entry_id == entry_id)
        .correlate(tied, voucher, account)
        .scalar_subquery()
    )
    return (
        select(tied.c.line_id)
        .select_from(
            tied.outerjoin(voucher, and_(voucher.c.org_id == tied.c.org_id, voucher.c.id == tied.c.voucher_id))
            .join(account, and_(account.c.org_id == tied.c.org_id, account.c.id == tied.c.bank_account_id))
            .join(adjustment, and_(adjustment.c.org_id == tied.c.org_id, adjustment.c.adjusts_entry_id == entry_id))
            .join(changed, and_(changed.c.org_id == tied.c.org_id, changed.c.entry_id == adjustment.c.id))
        )
        .where(tied.c.org_id == _ORG_ID, ~has_line_of_its_own)
        .group_by(tied.c.org_id, tied.c.line_id, tied.c.entry_id, voucher.c.entry_id, account.c.ledger_account)
        .having(func.sum(moved_on(changed, account.c.ledger_account)) + by_itself == 0)
    )


IS_TAKEN_BACK = func.coalesce(_matches.line_id.in_(_lines_taken_back()), false())
"""Behind a join with BANK_MATCHES: adjustments have left nothing of the entry on the account's book."""
WITH_MATCHES = BANK_LINES.outerjoin(
    BANK_MATCHES, (_matches.org_id == _lines.org_id) & (_matches.line_id == _lines.id)
).outerjoin(Voucher.__table__, (_vouchers.org_id == _matches.org_id) & (_vouchers.id == _matches.voucher_id))
"""Lines with what became of each."""
IS_WAITING = or_(_matches.kind.is_(None), func.coalesce(_vouchers.state, "posted") != "posted", IS_TAKEN_BACK)
"""Behind WITH_MATCHES: nothing is in the books for the line: nothing became of it, or nothing that still holds, or a voucher
that is being written or waits for approval."""
