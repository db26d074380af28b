"""Keeping the books of the written year through the real rooms: vouchers, capital, agreements, closing, filing."""

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

import msgspec
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession
from tests.ledger.notation import party
from tests.year.reading import Person, Written, read_people

from hoptac.capital.actions import record_contribution, record_pledge
from hoptac.capital.opening import OpeningCapital, record_opening_capital
from hoptac.closing.actions import close_month, close_the_year
from hoptac.closing.rules.year_end import Shares
from hoptac.inventory.models import Item
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.ledger import get_entry
from hoptac.ledger.entries import net_lines
from hoptac.members.agreements.actions import record_agreement
from hoptac.members.agreements.rules import AgreementForm
from hoptac.members.memberships import insert_memberships
from hoptac.members.models import Member
from hoptac.organizations.terms import set_term, terms_on
from hoptac.parties.models import Party
from hoptac.statements.actions import file_year
from hoptac.vouchers.actions import approve, open_correction, post_voucher, save_draft, submit
from hoptac.vouchers.drafts import VoucherForm, draft_line
from hoptac.vouchers.events.actions import record_event
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.proposals import Head, Proposal, vouchers_for
from hoptac.vouchers.events.table import EVENTS
from hoptac.vouchers.queries import get_voucher
from hoptac.vouchers.rules import needs_approval

KINDS = {"cá nhân": "individual", "tổ chức": "organization"}
STANDINGS = {
    "chính thức": "official",
    "liên kết góp vốn": "associate_contributing",
    "liên kết không góp vốn": "associate_noncontributing",
}
ITEMS = {
    "BAO": ("Bao bì", "cái"),
    "DAP": ("Phân DAP", "kg"),
    "DAU": ("Dầu diesel", "lít"),
    "GAO": ("Gạo trắng", "kg"),
    "GIONG": ("Lúa giống", "kg"),
    "LUA": ("Lúa OM 5451", "kg"),
    "MAY_PHUN": ("Máy phun thuốc", "cái"),
    "NPK": ("Phân NPK", "kg"),
    "THUOC": ("Thuốc bảo vệ thực vật", "chai"),
    "URE": ("Phân URE", "kg"),
}
BOOKS_BEGIN = date(2023, 12, 31)
TERMS = (
    ("tracks_internal", 1, BOOKS_BEGIN),
    ("vat_deduction", 1, BOOKS_BEGIN),
    ("external_expense_percent", 70, date(2025, 1, 1)),
    ("approval", 1, date(2025, 7, 1)),
)
"""Internal transactions are kept apart; VAT is deducted; from 2025 on 642 is shared 70 to 30; from July on somebody else
approves payments."""
GRID = Event(id="", group="", name=_("Chứng từ"), why=_("Chứng từ"))


class Office(NamedTuple):
    """Who keeps the books of which cooperative."""

    org_id: UUID
    accountant: UUID
    chair: UUID


def _forms(voucher: Written, head: Head) -> tuple[VoucherForm, ...]:
    """The vouchers of an event, one for each kind; opening balances stand on one."""
    lines = tuple(map(draft_line, voucher.lines))
    if voucher.event == "SD":
        return (VoucherForm(kind="general", voucher_on=voucher.on, description=voucher.description, lines=lines),)
    return vouchers_for(Proposal(EVENTS[voucher.event] if voucher.event else GRID, lines, ()), head)


def evening(day: date) -> datetime:
    """When a voucher of the day is entered."""
    return datetime(day.year, day.month, day.day, 10, tzinfo=UTC)


class Keeper:
    """Posts what is written, one transaction a text; `entries` finds the entry of a label."""

    def __init__(self, database: Database, office: Office) -> None:
        self.database, self.office = database, office
        self.entries: dict[str, UUID] = {}
        self.newcomers = {one.key for one in read_people() if one.pledged_dong and not one.paid_dong}
        self.people = {person.key: person for person in read_people()}
        self.names = {party(key): person.name for key, person in self.people.items()}

    async def open_office(self) -> None:
        """Enter everybody, their agreements and pledges, and how the books are kept."""
        office = self.office
        async with enter_tenant(self.database, office.org_id) as session:
            for place, person in enumerate(self.people.values(), start=1):
                await self._enter(session, person, place)
            for code, (name, unit) in ITEMS.items():
                row = {"org_id": office.org_id, "id": party(code), "code": code, "code_key": code, "kind": "goods"}
                row |= {
                    "name": name,
                    "unit": unit,
                    "sort_key": sort_key(name, whole=True),
                    "search_key": search_key(name),
                }
                row |= {"recorded_by": office.accountant, "recorded_at": evening(BOOKS_BEGIN)}
                await session.execute(insert(Item.__table__), row)
            of = {"org_id": office.org_id, "actor_id": office.accountant}
            for key, value, day in TERMS:
                await set_term(
                    session, **of, now=evening(day), key=f"accounting.{key}", value=value, valid_from=day,
                    basis="Nghị quyết Hội đồng quản trị",
                )  # fmt: skip

    async def _enter(self, session: AsyncSession, person: Person, place: int) -> None:
        org_id, party_id = self.office.org_id, party(person.key)
        joined = BOOKS_BEGIN if person.paid_dong or not person.agreement_on else person.agreement_on
        row = {"org_id": org_id, "id": party_id, "kind": KINDS[person.kind], "name": person.name}
        row |= {"sort_key": sort_key(person.name, whole=True), "search_key": search_key(person.name)}
        await session.execute(insert(Party.__table__), row | {"created_at": evening(BOOKS_BEGIN)})
        if not person.standing:
            return
        member = {
            "org_id": org_id,
            "party_id": party_id,
            "number": f"TV{place:02d}",
            "created_at": evening(BOOKS_BEGIN),
        }
        member |= {"kind": STANDINGS[person.standing], "joined_on": joined}
        await session.execute(insert(Member.__table__), member)
        begun = [(party_id, STANDINGS[person.standing], joined)]
        await insert_memberships(session, begun, org_id=org_id, now=evening(BOOKS_BEGIN))
        of = {"org_id": org_id, "actor_id": self.office.accountant, "party_id": party_id}
        if person.agreement_on:
            signed = AgreementForm(
                number=f"{place:02d}/HĐ", signed_on=person.agreement_on, valid_from=person.agreement_on, valid_to=None,
                covers="vật tư, dịch vụ",
            )  # fmt: skip
            await record_agreement(session, **of, now=evening(person.agreement_on), form=signed)

    async def keep(self, vouchers: Iterable[Written]) -> None:
        """Post the vouchers of one text."""
        async with enter_tenant(self.database, self.office.org_id) as session:
            for voucher in vouchers:
                await self._keep(session, voucher)

    async def _keep(self, session: AsyncSession, voucher: Written) -> None:
        if voucher.corrects:
            await self._correct(session, voucher)
        elif voucher.event == "DK":
            await self._open_capital(session, voucher)
        elif voucher.event == "KC":
            await self._close(session, voucher)
        elif voucher.event == "CAP-01":
            await self._contribute(session, voucher)
        else:
            await self._post(session, voucher)

    async def _open_capital(self, session: AsyncSession, voucher: Written) -> None:
        pledged = {party(person.key): person.pledged_dong for person in self.people.values()}
        rows = [
            OpeningCapital(line.credit_party_id, line.amount_dong, pledged[line.credit_party_id])
            for line in voucher.lines
        ]
        await record_opening_capital(
            session, org_id=self.office.org_id, actor_id=self.office.accountant, now=evening(voucher.on),
            entry_on=voucher.on, rows=rows, source_id=new_id(), debit_account="1121",
        )  # fmt: skip

    async def _contribute(self, session: AsyncSession, voucher: Written) -> None:
        (line,) = voucher.lines
        of = {"org_id": self.office.org_id, "actor_id": self.office.accountant, "now": evening(voucher.on)}
        person = next(one for one in self.people.values() if party(one.key) == line.credit_party_id)
        if person.key in self.newcomers:  # with a pledge of what the opening list could not say
            self.newcomers.remove(person.key)
            await record_pledge(
                session, **of, party_id=line.credit_party_id, amount_dong=person.pledged_dong, pledged_on=voucher.on,
                request_key=new_id(),
            )  # fmt: skip
        await record_contribution(
            session, **of, party_id=line.credit_party_id, amount_dong=line.amount_dong, contributed_on=voucher.on,
            method="cash" if line.debit_account == "1111" else "bank", request_key=new_id(),
        )  # fmt: skip

    async def _close(self, session: AsyncSession, voucher: Written) -> None:
        profit = sum(line.amount_dong for line in voucher.lines if line.credit_account in ("4211", "4212"))
        posted = await close_the_year(
            session, org_id=self.office.org_id, actor_id=self.office.accountant, year=voucher.on.year, shares=Shares(),
            shown_profit_dong=profit, now=evening(voucher.on + timedelta(days=20)),
        )  # fmt: skip
        _entry, lines = await get_entry(session, self.office.org_id, posted.id)
        pairs = [(line.debit_account, line.credit_account, line.amount_dong) for line in lines]
        assert pairs == [(line.debit_account, line.credit_account, line.amount_dong) for line in voucher.lines]

    async def _post(self, session: AsyncSession, voucher: Written) -> None:
        of = {"org_id": self.office.org_id, "now": evening(voucher.on)}
        parties = [
            self.names[one] for line in voucher.lines for one in (line.debit_party_id, line.credit_party_id) if one
        ]
        head = Head(
            voucher_on=voucher.on,
            description=voucher.description,
            counterpart_name=next(iter(parties), "Trương Thị Kho"),
        )
        forms = _forms(voucher, head)
        terms = await terms_on(session, self.office.org_id, voucher.on)
        recorded = await record_event(
            session, **of, actor_id=self.office.accountant, forms=forms, request_key=new_id(),
            deed="post", approval=terms["accounting.approval"],
        )  # fmt: skip
        entries = list(recorded.entries)
        for voucher_id in recorded.voucher_ids if recorded.is_submitted else ():
            seen = await get_voucher(session, self.office.org_id, voucher_id)
            if seen.state == "submitted":
                await approve(session, **of, actor_id=self.office.chair, voucher_id=voucher_id, version=seen.version)
            entries.append(await post_voucher(session, **of, actor_id=self.office.accountant, voucher_id=voucher_id))
        if voucher.label:
            self.entries[voucher.label] = entries[0].id

    async def _correct(self, session: AsyncSession, voucher: Written) -> None:
        """What the original says with the difference, as an accountant changes it in the grid; only the difference is posted."""
        of = {"org_id": self.office.org_id, "actor_id": self.office.accountant, "now": evening(voucher.on)}
        draft_id = await open_correction(session, **of, entry_id=self.entries[voucher.corrects])
        opened = (await get_voucher(session, self.office.org_id, draft_id)).form()
        standing = net_lines([*(row.line() for row in opened.lines), *voucher.lines])
        changed = msgspec.structs.replace(
            opened, voucher_on=voucher.on, description=voucher.description, lines=tuple(map(draft_line, standing))
        )
        await save_draft(session, **of, form=changed, request_key=new_id(), voucher_id=draft_id)
        terms = await terms_on(session, self.office.org_id, voucher.on)
        if needs_approval(changed.kind, terms["accounting.approval"], pays_out=changed.pays_out):
            await submit(session, **of, voucher_id=draft_id)
            seen = await get_voucher(session, self.office.org_id, draft_id)
            await approve(session, **of | {"actor_id": self.office.chair}, voucher_id=draft_id, version=seen.version)
        posted = await post_voucher(session, **of, voucher_id=draft_id)
        _entry, lines = await get_entry(session, self.office.org_id, posted.id)
        assert set(lines) == set(voucher.lines), voucher.description

    async def lock(self, month: date) -> None:
        """Close a month, on the tenth of the one after."""
        async with enter_tenant(self.database, self.office.org_id) as session:
            await close_month(
                session, org_id=self.office.org_id, actor_id=self.office.accountant, month=month,
                reason="Đã đối chiếu", now=evening(month + timedelta(days=40)),
            )  # fmt: skip

    async def file(self, year: int, on: date) -> None:
        """Mark the statements of a year as filed."""
        async with enter_tenant(self.database, self.office.org_id) as session:
            await file_year(
                session,
                org_id=self.office.org_id,
                actor_id=self.office.accountant,
                year=year,
                filed_on=on,
                now=evening(on),
            )
