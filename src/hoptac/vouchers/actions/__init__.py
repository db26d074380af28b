"""Saving, deciding, posting and correcting vouchers."""

from hoptac.vouchers.actions.approvals import approve, discard, send_back, submit, withdraw
from hoptac.vouchers.actions.corrections import open_correction
from hoptac.vouchers.actions.drafts import save_draft
from hoptac.vouchers.actions.postings import post_voucher

__all__ = [
    "approve",
    "discard",
    "open_correction",
    "post_voucher",
    "save_draft",
    "send_back",
    "submit",
    "withdraw",
]
