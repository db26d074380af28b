"""What may be done with a document, by the state of the voucher it lies on. Pure."""

from typing import Literal

from hoptac.kit.vietnamese import clean_text
from hoptac.vouchers.papers.refusals import (
    DocumentOfDiscarded,
    DocumentPosted,
    DocumentUnderDecision,
    InvoiceBooked,
    NotPostedYet,
    ReasonMissing,
    VoucherDiscarded,
)

Mark = Literal["mistaken", "permanent"]
"""Attached by mistake; to be kept for good."""
POSTED = "posted"
"""Also the state of an entry that has no voucher: it came into the books from another room."""
_LONGEST_REASON = 300


def check_attachable(state: str) -> None:
    """Raises VoucherDiscarded. Papers may come to a voucher at any time, also after it was posted: an invoice often comes
    later than the goods."""
    if state == "discarded":
        raise VoucherDiscarded


def check_removable(state: str) -> None:
    """Only from what is still being written. Raises DocumentPosted (Decree 174/2016/NĐ-CP, Art. 13: what was used for the
    books is kept), DocumentUnderDecision (who approves sees these papers; Accounting Law, Art. 19.3), DocumentOfDiscarded.
    """
    if state == POSTED:
        raise DocumentPosted
    if state == "discarded":
        raise DocumentOfDiscarded
    if state != "draft":
        raise DocumentUnderDecision


def check_markable(state: str) -> None:
    """Raises NotPostedYet."""
    if state != POSTED:
        raise NotPostedYet


def read_reason(typed: str) -> str:
    """Why a mark is set. Raises ReasonMissing."""
    reason = clean_text(typed)[:_LONGEST_REASON]
    if not reason:
        raise ReasonMissing
    return reason


def check_free(places: int) -> None:
    """Raises InvoiceBooked for an invoice that lies on so many vouchers."""
    if places:
        raise InvoiceBooked
