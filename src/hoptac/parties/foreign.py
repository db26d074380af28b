"""Who is foreign in the eyes of the law: foreign investors and foreign-invested organizations (Art. 30.7, 74.3)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from hoptac.kit.countries import VIETNAM


def is_foreign(parties: Any) -> ColumnElement[bool]:
    """The condition on the columns of `parties` (or of an alias of it); its operators are leakproof."""
    return or_(parties.nationality != VIETNAM, parties.is_foreign_invested)


def counts_as_foreign(nationality: str, *, is_foreign_invested: bool) -> bool:
    """The same of one party that is at hand."""
    return nationality != VIETNAM or is_foreign_invested
