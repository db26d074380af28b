"""Pages of the register of members."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, reading, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.countries import VIETNAM, country_choices, country_name
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import Language, _, choices_of, translate
from hoptac.kit.pages import XLSX, dom_id, download, format_number, language_of, page, redirect
from hoptac.ledger.queries import balance_of_party, balances_by_party, balances_of_parties
from hoptac.members import actions, queries
from hoptac.members.applications.queries import find_application_of
from hoptac.members.consents.queries import list_consents
from hoptac.members.consents.rules import PURPOSES, stands
from hoptac.members.duplicates.queries import merges_of
from hoptac.members.forms import read_member
from hoptac.members.kinds.queries import list_history
from hoptac.members.kinds.rights import RIGHTS
from hoptac.members.memberships.rules import BODY_NAMES, TERMINATION_NAMES
from hoptac.members.queries import PAID_IN, SORTS, MemberDetail, MemberListRow, MemberPage, Sort
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES, ChangedMeanwhile, needs_representative
from hoptac.members.sheets import members_workbook
from hoptac.parties.identity_numbers import masked
from hoptac.parties.people import LOOKS, list_looks

_BETWEEN = "~"
LOOKS_SHOWN = 3
"""Of the looks at one member, the newest; all of them stand on the page of personal data."""


class ShownRow(NamedTuple):
    """One line of the list in the reader's words."""

    element: str
    href: str
    name: str
    number: str
    kind: str
    joined_on: str
    phone: str
    paid: str


def _place(text: str, sort: Sort) -> tuple[Any, UUID] | None:
    """The key and id that a page begins after or ends before; a place that is none is the beginning of the list."""
    key, _between, party_id = text.rpartition(_BETWEEN)
    try:
        return (date.fromisoformat(key) if sort == "joined_on" else key), UUID(party_id)
    except ValueError:
        return None


def _address(path: str, q: str, sort: str, side: str, row: MemberListRow, who: str) -> str:
    fields = {"who": who, "q": q, "sort": sort if sort != "name" else "", side: f"{row.key}{_BETWEEN}{row.id}"}
    return f"{path}?{urlencode({name: value for name, value in fields.items() if value})}"


def _form_page(
    request: Request[Any, Any, Any], template: str, values: dict[str, Any], errors: dict[str, str], **context: Any
) -> Response[bytes]:
    language = language_of(request)
    return page(
        request, template, status=422 if errors else 200, values=values, errors=errors,
        kinds=choices_of(KIND_NAMES, language), party_kinds=choices_of(PARTY_KIND_NAMES, language),
        genders=choices_of(GENDER_NAMES, language), countries=country_choices(language), **context,
    )  # fmt: skip


def _values_of(member: MemberDetail) -> dict[str, Any]:
    """The member as the form shows it. The identity number is not among them: an empty box leaves it as it is."""
    fields = (
        "number", "name", "party_kind", "gender", "identity_issued_on", "phone", "address", "hamlet",
        "joined_on", "production_area_m2", "main_product", "note", "nationality", "representative_name",
        "representative_relation", "representative_phone",
    )  # fmt: skip
    values: dict[str, Any] = {field: getattr(member, field) for field in fields}
    ticked = "1" if member.is_foreign_invested else ""
    born = member.born_on or member.born_year
    return values | {"born": born, "identity_number": "", "is_foreign_invested": ticked}


def shown_rows(
    path: str, rows: Sequence[MemberListRow], paid: Mapping[UUID, int], language: Language
) -> list[ShownRow]:
    """The rows as words, made here and not in the template: filters called in a loop of fifty are most of a page's time."""
    kinds = {key: translate(name, language) for key, name in KIND_NAMES.items()}
    return [
        ShownRow(
            dom_id("member", party_id),
            f"{path}/{party_id}",
            name,
            number,
            kinds[kind],
            format_date(joined_on) if joined_on else "",
            phone or "",
            format_number(paid[party_id], language),
        )
        for party_id, number, name, kind, joined_on, phone, _key in rows
    ]


class MembersController(Controller):
    """The register: list, member, new, change."""

    path = "/{org:str}/members"

    @get("/", permission=Permission.READ_MEMBERS)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        sort: FromQuery[str] = "name",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
        who: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The list of members, or of who has left, fifty at a time; four round trips whatever the size of the register."""
        has_left = who == "left"
        order: Sort = sort if sort in SORTS else "name"
        org = organization_of(request)
        async with reading(request) as session:
            found = await queries.list_members(
                session,
                org.id,
                q=q,
                sort=order,
                after=_place(after, order),
                before=_place(before, order),
                has_left=has_left,
            )
            count = await queries.count_members(session, org.id, q, has_left=has_left)
            if by_number := await queries.find_by_identity_number(session, org.id, q, has_left=has_left):
                found, count = MemberPage(by_number, has_previous=False, has_next=False), len(by_number)
            paid = await balances_of_parties(session, org.id, PAID_IN, [row.id for row in found.rows])
        path, rows, language = f"/{org.slug}/members", found.rows, language_of(request)
        who = "left" if has_left else ""
        return page(
            request,
            "members/index.html",
            rows=shown_rows(path, rows, paid, language),
            count=count,
            q=q,
            sort=order,
            path=path,
            who=who,
            previous_href=_address(path, q, order, "before", rows[0], who) if rows and found.has_previous else None,
            next_href=_address(path, q, order, "after", rows[-1], who) if rows and found.has_next else None,
            may_write=viewer_of(request).may(Permission.WRITE_MEMBERS),
            may_import=viewer_of(request).may(Permission.IMPORT_MEMBERS),
        )  # fmt: skip

    @get("/export.xlsx", permission=Permission.READ_MEMBERS)
    async def export(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The whole register as a workbook, identity numbers masked."""
        org = organization_of(request)
        async with tenant(request) as session:
            members = await queries.list_all_members(session, org.id)
            paid = await balances_by_party(session, org.id, PAID_IN)
        content = await asyncio.to_thread(members_workbook, members, paid, language_of(request))
        return download(content, f"thanh-vien-{org.slug}-{today():%Y%m%d}.xlsx", XLSX)

    @get("/new", permission=Permission.WRITE_MEMBERS)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """An empty form with the next free number."""
        async with tenant(request) as session:
            number = await actions.propose_number(session, organization_of(request).id)
        values = {"number": number, "kind": "official", "party_kind": "individual", "joined_on": today()}
        values |= {"nationality": VIETNAM}
        return _form_page(request, "members/new.html", values, {})

    @post("/", permission=Permission.WRITE_MEMBERS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Enter a member."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_member(reader, today())
            async with tenant(request) as session:
                entered = await actions.register_member(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form
                )
        except (Refusal, Refusals) as refused:
            return _form_page(request, "members/new.html", reader.values, errors_of(refused, language_of(request)))
        return _written(request, f"/{org.slug}/members/{entered.party_id}", form.name, entered.warning)

    @get("/{member_id:uuid}", permission=Permission.READ_MEMBERS)
    async def show(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """A member's page; the identity number is masked."""
        return await _shown(request, member_id, identity_number=None)

    @post("/{member_id:uuid}/identity-number", permission=Permission.OPEN_IDENTITY_NUMBERS)
    async def open_identity_number(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """The same page with the whole identity number; the look is logged."""
        async with tenant(request) as session:
            number = await actions.open_identity_number(
                session, org_id=organization_of(request).id, actor_id=viewer_of(request).person_id, now=now(),
                party_id=member_id,
            )  # fmt: skip
        return await _shown(request, member_id, identity_number=number)

    @get("/{member_id:uuid}/edit", permission=Permission.WRITE_MEMBERS)
    async def edit(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """The form with what is known."""
        async with tenant(request) as session:
            member = await queries.get_member(session, organization_of(request).id, member_id)
        return _form_page(request, "members/edit.html", _values_of(member), {}, **_edited(member, member.version))

    @post("/{member_id:uuid}", permission=Permission.WRITE_MEMBERS)
    async def update(self, request: Request[Any, Any, Any], member_id: FromPath[UUID]) -> Response[bytes]:
        """Write what was changed."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        version = reader.values.get("version", "")
        async with tenant(request) as session:
            member = await queries.get_member(session, org.id, member_id)
        try:
            form = read_member(reader, today(), kept_kind=member.kind)
            async with tenant(request) as session:
                await actions.change_member(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    form=form, clears_identity_number="clear_identity_number" in reader.values, version=version,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            seen = member.version if isinstance(refused, ChangedMeanwhile) else version
            return _form_page(request, "members/edit.html", reader.values, errors, **_edited(member, seen))
        return _written(request, f"/{org.slug}/members/{member_id}", form.name, None)


def _written(request: Request[Any, Any, Any], path: str, name: str, warning: Refusal | None) -> Response[bytes]:
    """To the member's page, with what the board should know."""
    if warning is None:
        return redirect(request, path, flash=_("Đã ghi %(name)s.", name=name))
    said = _("Đã ghi %(name)s. Lưu ý: %(reason)s", name=name, reason=warning.whole())
    return redirect(request, path, flash=said, kind="warning")


def _edited(member: MemberDetail, version: str) -> dict[str, Any]:
    number = masked(member.identity_number)
    return {"member_id": member.id, "member_name": member.name, "masked_number": number, "version": version}


async def _shown(request: Request[Any, Any, Any], member_id: UUID, *, identity_number: str | None) -> Response[bytes]:
    org, viewer, language = organization_of(request), viewer_of(request), language_of(request)
    async with tenant(request) as session:
        member = await queries.get_member(session, org.id, member_id)
        paid_dong = await balance_of_party(session, org.id, PAID_IN, member_id)
        spells, corrections = await list_history(session, org.id, member_id)
        application_id = await find_application_of(session, org.id, member_id)
        merges = await merges_of(session, org.id, member_id)
        may_see = viewer.may(Permission.READ_PERSONAL_DATA)
        consents = await list_consents(session, org.id, member_id) if may_see else []
        looks = await list_looks(session, org.id, member_id, limit=LOOKS_SHOWN) if may_see else []
    return page(
        request, "members/show.html", member=member, paid_dong=paid_dong, merges=merges,
        kind_name=translate(KIND_NAMES[member.kind], language),
        party_kind_name=translate(PARTY_KIND_NAMES[member.party_kind], language),
        gender_name=translate(GENDER_NAMES[member.gender], language) if member.gender else None,
        country_name=country_name(member.nationality, language),
        identity_number=identity_number or masked(member.identity_number), is_open=identity_number is not None,
        may_write=viewer.may(Permission.WRITE_MEMBERS),
        may_open=viewer.may(Permission.OPEN_IDENTITY_NUMBERS) and bool(member.identity_number),
        may_see_capital=viewer.may(Permission.READ_CAPITAL), spells=spells, corrections=corrections, cited=cited,
        application_id=application_id, kind_rights=RIGHTS[member.kind], kind_names=KIND_NAMES, body_names=BODY_NAMES,
        ending_names=TERMINATION_NAMES,
        lacks_representative=needs_representative(member.party_kind) and not member.representative_name,
        may_see_personal_data=may_see,
        consents=[translate(name, language) for purpose, name in PURPOSES.items() if stands(consents, purpose)],
        looks=[(look.at, look.person, translate(LOOKS[look.verb], language)) for look in looks],
    )  # fmt: skip


router = Router(path="", route_handlers=[MembersController])
