"""Who is foreign in the eyes of the law: foreign investors and foreign-invested organizations (Art. 30.7, 74.3)."""

from typing import Any

from sqlalchemy import ColumnElement, or_

from hoptac.kit.countries import VIETNAM


def is_foreign(parties: Any) -> ColumnElement[bool]:
    """The condition on the columns of `parties` (or of an alias of it); its operators are leakproof."""
    return or_(parties.nationality != VIETNAM, parties.is_foreign_invested)
