"""How long a document is kept. Pure; the numbers are the law's dated parameters."""

from collections.abc import Iterable
from datetime import date

import msgspec

from hoptac.organizations.parameters import Parameter, find_parameter

IN_BOOKS, OTHER = "retention.used_in_books", "retention.other_documents"
PERMANENT = "Điều 14 Nghị định 174/2016/NĐ-CP"


class Retention(msgspec.Struct, frozen=True):
    """Until which day at least, None for good; `basis` is the article."""

    until: date | None
    basis: str


def retention_of(
    parameters: Iterable[Parameter], *, is_posted: bool, is_permanent: bool, fiscal_year: int, today: date
) -> Retention | None:
    """How long the documents of a voucher are kept by the numbers in force today; None where the law says nothing.

    Decree 174/2016/NĐ-CP: Art. 13, what is used for the books and statements, at least ten years; Art. 12, what is not,
    at least five; Art. 14, for good what the legal representative finds of lasting value; Art. 15.1, counted from the end
    of the fiscal year.
    """
    if is_permanent:
        return Retention(None, PERMANENT)
    found = find_parameter(parameters, IN_BOOKS if is_posted else OTHER, today)
    return Retention(date(fiscal_year + found.value, 12, 31), found.basis) if found else None
