"""What a line of a statement may be in the books, ranked, each with its reason in words. Pure."""

from hoptac.bank.proposing.knowledge import (
    Document,
    Knowledge,
    KnownEntry,
    KnownParty,
    Memory,
    OpenLine,
    Proposal,
    Request,
)
from hoptac.bank.proposing.ranking import NEAR_DAYS, propose, spread

__all__ = [
    "NEAR_DAYS",
    "Document",
    "Knowledge",
    "KnownEntry",
    "KnownParty",
    "Memory",
    "OpenLine",
    "Proposal",
    "Request",
    "propose",
    "spread",
]
