"""What the lines add up to: the sums that the kept balances must equal."""

from sqlalchemy import (
    BigInteger,
    Date,
    DateTime,
    Select,
    Uuid,
    bindparam,
    cast,
    func,
    literal_column,
    select,
    union_all,
)

from hoptac.ledger.models import LINES

_lines = LINES.c
_ORG_ID = bindparam("org_id", type_=Uuid())
_ZERO = literal_column("0", BigInteger)


def _side(side: str) -> Select:
    return select(
        _lines.org_id,
        _lines[f"{side}_account"].label("account"),
        _lines[f"{side}_party_id"].label("party_id"),
        cast(func.date_trunc("month", cast(_lines.entry_on, DateTime)), Date).label("month"),
        (_lines.amount_dong if side == "debit" else _ZERO).label("debit_dong"),
        (_lines.amount_dong if side == "credit" else _ZERO).label("credit_dong"),
    ).where(_lines.org_id == _ORG_ID, _lines[f"{side}_account"].is_not(None))


_sides = union_all(_side("debit"), _side("credit")).subquery("sides")
_TOTALS = tuple(cast(func.sum(_sides.c[name]), BigInteger).label(name) for name in ("debit_dong", "credit_dong"))

ACCOUNT_SUMS = select(_sides.c.org_id, _sides.c.account, _sides.c.month, *_TOTALS).group_by(
    _sides.c.org_id, _sides.c.account, _sides.c.month
)
"""Columns in the order of `account_balances`."""

PARTY_SUMS = (
    select(_sides.c.org_id, _sides.c.account, _sides.c.party_id, _sides.c.month, *_TOTALS)
    .where(_sides.c.party_id.is_not(None))
    .group_by(_sides.c.org_id, _sides.c.account, _sides.c.party_id, _sides.c.month)
)
"""Columns in the order of `party_balances`."""

_month = cast(func.date_trunc("month", cast(_lines.entry_on, DateTime)), Date).label("month")
PAIR_SUMS = (
    select(
        *(_lines.org_id, _lines.debit_account, _lines.credit_account, _month),
        cast(func.sum(_lines.amount_dong), BigInteger).label("amount_dong"),
    )
    .where(_lines.org_id == _ORG_ID, _lines.debit_account.is_not(None), _lines.credit_account.is_not(None))
    .group_by(_lines.org_id, _lines.debit_account, _lines.credit_account, _month)
)
"""Columns in the order of `pair_balances`."""
