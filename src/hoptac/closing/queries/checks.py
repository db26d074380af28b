"""What the proofs of the books found, and whose books are to be proved again."""

from datetime import datetime
from uuid import UUID

import msgspec
from sqlalchemy import Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.closing.models import BOOK_CHECKS
from hoptac.kit.language import Message

_checks = BOOK_CHECKS.c
_ORG_ID = bindparam("org_id", type_=Uuid())


class CheckResult(msgspec.Struct, frozen=True):
    """One proof of the books: when, over how many entries, and the faults in sentences."""

    checked_at: datetime
    position: int
    findings: tuple[Message, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


_LAST = (
    select(_checks.checked_at, _checks.position, _checks.findings)
    .where(_checks.org_id == _ORG_ID)
    .order_by(_checks.checked_at.desc(), _checks.id.desc())
    .limit(1)
)


async def last_check(session: AsyncSession, org_id: UUID) -> CheckResult | None:
    """The newest proof; None where there was none yet."""
    row = (await session.execute(_LAST, {"org_id": org_id})).first()
    if row is None:
        return None
    return CheckResult(row[0], row[1], msgspec.convert(tuple(row[2]), tuple[Message, ...]))
