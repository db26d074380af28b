"""The deeds of a settlement. Locks are taken in one order: register, capital, head of the ledger."""

from hoptac.capital.settlements.actions.heirs import record_heirs, record_inheritance, refund_heir
from hoptac.capital.settlements.actions.terminations import Terminated, terminate_membership

__all__ = ["Terminated", "record_heirs", "record_inheritance", "refund_heir", "terminate_membership"]
