"""Closing and opening months, closing years, proving the books."""

from hoptac.closing.actions.checks import check_and_record
from hoptac.closing.actions.months import close_month, reopen_month
from hoptac.closing.actions.years import close_the_year, propose_year_end

__all__ = ["check_and_record", "close_month", "close_the_year", "propose_year_end", "reopen_month"]
