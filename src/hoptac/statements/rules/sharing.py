"""How business management expense (642) is shared between external and internal transactions.

TT 71/2024 (appendix I, 642 and 911) lets the cooperative choose the key. Without a choice the expense follows the net
revenue of the two, which is what the cooperative sells to each.
"""

import msgspec

from hoptac.kit.money import split_by_largest_remainder


class SharingKey(msgspec.Struct, frozen=True):
    """Weights of external and internal transactions, chosen by the cooperative: (70, 30), or hours, or hectares."""

    external: int
    internal: int


def chosen_key(external_percent: int, *, tracks_internal: bool) -> SharingKey | None:
    """The key that the cooperative chose (`accounting.external_expense_percent`, below zero for none). Without separate
    tracking there is nothing to share (Law 17/2023, Art. 85.1)."""
    if external_percent < 0 or not tracks_internal:
        return None
    return SharingKey(external_percent, 100 - external_percent)


def share_expense(expense_dong: int, *, key: SharingKey | None, net_revenue_dong: tuple[int, int]) -> tuple[int, int]:
    """The external and the internal part of the expense, in đồng; together they are the whole.

    `net_revenue_dong` is external and internal; where neither earned anything, all of it is external (Law 17/2023,
    Art. 85.1: without separate tracking every transaction is external).
    """
    weights = (key.external, key.internal) if key else tuple(max(revenue, 0) for revenue in net_revenue_dong)
    if sum(weights) == 0:
        weights = (1, 0)
    external, internal = split_by_largest_remainder(expense_dong, weights)
    return external, internal
