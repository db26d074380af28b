"""Posting an opening, taking it back, and what is done with a list before it is posted."""

from hoptac.opening.actions.postings import post_opening, take_back_opening

__all__ = ["post_opening", "take_back_opening"]
