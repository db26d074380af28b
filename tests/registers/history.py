"""A cooperative whose members came, changed and left on known days, and what they did with their capital."""

from datetime import date
from typing import Any
from uuid import UUID

from tests.capital.deeds import ACTOR, Deeds
from tests.capital.people import enter_members

from hoptac.kit.calendar import now
from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.memberships import (
    Decided,
    begin_membership,
    change_membership_kind,
    end_membership,
    open_membership,
    record_decision,
)


class Lives(Deeds):
    """Deeds on capital and on memberships of one organization."""

    def __init__(self, database: Database, org_id: UUID) -> None:
        super().__init__(database, org_id)

    async def enter(self, name: str, joined_on: date | None, kind: str = "official", **about: Any) -> UUID:
        """One member since a day."""
        return (await enter_members(self.database, self.org_id, (name,), kind=kind, joined_on=joined_on, **about))[0]

    async def change(self, party_id: UUID, kind: str, on: date) -> None:
        """Another kind from a day on, by a decision of the board."""
        async with enter_tenant(self.database, self.org_id) as session:
            current = await open_membership(session, self.org_id, party_id)
            assert current
            decided = Decided("board", f"{on:%d%m}/QĐ-HĐQT", on)
            decision = await record_decision(session, org_id=self.org_id, actor_id=ACTOR, now=now(), decided=decided)
            await change_membership_kind(
                session, org_id=self.org_id, now=now(), party_id=party_id, current=current, kind=kind, effective_on=on,
                decision_id=decision,
            )  # fmt: skip

    async def leave(self, party_id: UUID, on: date, why: str = "resignation") -> None:
        """The first day without membership."""
        async with enter_tenant(self.database, self.org_id) as session:
            current = await open_membership(session, self.org_id, party_id)
            assert current
            await end_membership(
                session, org_id=self.org_id, now=now(), party_id=party_id, current=current, ended_by=why, left_on=on,
                decision_id=None,
            )  # fmt: skip

    async def return_(self, party_id: UUID, on: date, kind: str = "official") -> None:
        """Admitted once more."""
        async with enter_tenant(self.database, self.org_id) as session:
            await begin_membership(
                session, org_id=self.org_id, now=now(), party_id=party_id, kind=kind, valid_from=on,
                begun_by="admission", decision_id=None,
            )  # fmt: skip
