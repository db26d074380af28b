"""From the chart of TT 24/2017/TT-BTC to that of TT 71/2024/TT-BTC. Pure.

The change of each account is derived by comparing the two charts; no conversion table of the State is known. Where an old
account may have become several, a person chooses.
"""

from collections.abc import Mapping
from typing import Literal

from hoptac.ledger.charts import Account

Regime = Literal["tt71", "tt24"]
REGIMES: tuple[Regime, ...] = ("tt71", "tt24")

ONLY_IN_TT24 = frozenset({"359", "546", "632", "646"})
"""Codes by which a list of TT 24/2017 gives itself away."""

_MOVED: Mapping[str, tuple[str, ...]] = {
    "359": ("338",),
    "442": ("4421", "4422", "4118"),
    "546": ("5123",),
    "646": ("6123",),
    "632": ("6111", "6112", "6113", "6118", "6121", "6122", "6128"),
    "511": ("5111", "5112", "5113", "5118", "5121", "5122", "5128"),
}
"""359, the risk fund of internal credit, is told inside 338. 442 was the State's grants and is now the common indivisible
fund, so what its balance is must be looked at. 511 and 632 were parted into external and internal."""

RISK_FUND = "Quỹ dự phòng rủi ro tín dụng nội bộ"
"""Whom 338 names for what stood on 359: that account had no party."""


def is_old(code: str) -> bool:
    """Whether a code of that chart means something else in this one, or nothing."""
    return code in _MOVED


def targets(code: str, chart: Mapping[str, Account], *, tracks_internal: bool) -> tuple[str, ...]:
    """The accounts of TT 71 that an old account may have become, one where there is no choice; () for no such account.

    An account that now has details may be any of them, but its undistributed profit is external where internal
    transactions are not kept apart (Law 17/2023/QH15, Art. 85.1).
    """
    if code in _MOVED:
        found = _MOVED[code]
    elif code not in chart:
        return ()
    elif chart[code].has_children:
        found = tuple(below for below, account in chart.items() if below.startswith(code) and not account.has_children)
    else:
        return (code,)
    if not tracks_internal:
        found = tuple(one for one in found if not one.startswith(("4212", "512", "612", "9112")))
    return found
