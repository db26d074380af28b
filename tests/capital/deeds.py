"""Deeds on the capital of one organization, each in a transaction of its own."""

from datetime import date

from hoptac.capital import queries
from hoptac.capital.actions import (
    issue_certificate,
    record_contribution,
    record_opening_capital,
    record_pledge,
    record_refund,
    record_transfer,
    retract,
)
from hoptac.capital.rules import Asked, AskedTransfer, InKind
from hoptac.capital.settlements.actions import terminate_membership
from hoptac.kit.calendar import now, today
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import check_books
from hoptac.members.memberships import Decided
from hoptac.members.terminations.rules import AskedTermination
from hoptac.organizations.terms import TRANSFERS, set_term

ACTOR = new_id()
M = 1_000_000
LAND = InKind("Quyền sử dụng đất thửa 12, tờ 5", "1.500 m²", "Hội đồng quản trị và người góp", kind="land_use_right")
APPROVAL = "NQ 05/NQ-HĐQT ngày 01/08/2024"


class Deeds:
    """What may be done; each answers with what the action does."""

    def __init__(self, database, org_id):
        self.database, self.org_id = database, org_id

    async def _do(self, verb, **given):
        async with enter_tenant(self.database, self.org_id) as session:
            return await verb(session, org_id=self.org_id, actor_id=ACTOR, now=now(), **given)

    async def pledge(self, party_id, amount, **given):
        given = {"request_key": new_id(), "pledged_on": today()} | given
        return await self._do(record_pledge, party_id=party_id, amount_dong=amount, **given)

    async def pay(self, party_id, amount, **given):
        given = {"request_key": new_id(), "contributed_on": today(), "method": "cash"} | given
        return await self._do(record_contribution, party_id=party_id, amount_dong=amount, **given)

    async def pay_in_kind(self, party_id, amount, **given):
        return await self.pay(
            party_id, amount, **{"method": "in_kind", "account": "2113", "in_kind": LAND, "approval": APPROVAL} | given
        )

    async def end(self, party_id, on=None):
        """The membership ends by a decision of the board; who had left stays as he is."""
        on = on or today()
        standing = (await self.read(queries.get_member_capital, party_id, on=today())).standing
        if standing.left_on is None:
            asked = AskedTermination(
                reason="resignation", left_on=on, decided=Decided("board", "07/QĐ-HĐQT", on), requested_on=on
            )
            await self._do(terminate_membership, party_id=party_id, asked=asked, request_key=new_id())

    async def give_back(self, party_id, amount, **given):
        """A refund to who leaves: the membership ends on the day."""
        await self.end(party_id, given.get("refunded_on"))
        return await self.refund(party_id, amount, **given)

    async def refund(self, party_id, amount, reason="membership_ended", **given):
        asked = Asked(reason, amount, given.pop("refunded_on", today()), given.pop("basis", "NQ 02/NQ-ĐHTV"))
        given = {"request_key": new_id(), "method": "cash"} | given
        return await self._do(record_refund, party_id=party_id, asked=asked, **given)

    async def transfer(self, party_id, to_party_id, amount, **given):
        asked = AskedTransfer(amount, given.pop("transferred_on", today()), given.pop("basis", "Điều 12 Điều lệ"))
        given = {"request_key": new_id()} | given
        return await self._do(record_transfer, party_id=party_id, to_party_id=to_party_id, asked=asked, **given)

    async def allow_transfers(self, value=1):
        await self._do(set_term, key=TRANSFERS, value=value, valid_from=date(2024, 1, 1), basis="Điều 12 Điều lệ")

    async def retract(self, party_id, deed_id, kind="contribution", reason="Ghi nhầm người"):
        return await self._do(retract, party_id=party_id, kind=kind, deed_id=deed_id, reason=reason)

    async def certify(self, party_id):
        return await self._do(issue_certificate, party_id=party_id, site_url="https://htx.vn")

    async def open(self, rows, **given):
        given = {"source_id": new_id(), "entry_on": today()} | given
        return await self._do(record_opening_capital, rows=rows, **given)

    async def read(self, query, *args, **given):
        async with enter_tenant(self.database, self.org_id) as session:
            return await query(session, self.org_id, *args, **given)

    async def assert_all_agree(self):
        assert await self.read(queries.list_disagreements) == []
        assert await self.read(check_books) == []
