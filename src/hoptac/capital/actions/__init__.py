"""The deeds on capital: each loads, asks the rules, writes, posts and leaves an audit record; none commits.

How deeds on one organization's capital wait for each other: see `queries.standing.lock_capital`.
"""

from hoptac.capital.actions.assets import complete_asset, drop_asset, record_asset
from hoptac.capital.actions.certificate_ends import replace_certificate, withdraw_certificate
from hoptac.capital.actions.certificates import issue_certificate, issue_certificates
from hoptac.capital.actions.contributions import record_contribution
from hoptac.capital.actions.pledges import record_pledge
from hoptac.capital.actions.recorded import Recorded
from hoptac.capital.actions.refunds import record_refund
from hoptac.capital.actions.retractions import retract
from hoptac.capital.actions.transfers import record_transfer
from hoptac.capital.opening import OpeningCapital, record_opening_capital

__all__ = [
    "OpeningCapital",
    "Recorded",
    "complete_asset",
    "drop_asset",
    "issue_certificate",
    "issue_certificates",
    "record_asset",
    "record_contribution",
    "record_opening_capital",
    "record_pledge",
    "record_refund",
    "record_transfer",
    "replace_certificate",
    "retract",
    "withdraw_certificate",
]
