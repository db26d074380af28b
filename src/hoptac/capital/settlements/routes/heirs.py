"""Heirs of a member who died: who they are, and what becomes of each part."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.capital.forms import MONEY_NAMES
from hoptac.capital.refusals import TakerUnclear
from hoptac.capital.routes.telling import tell
from hoptac.capital.settlements.actions import record_heirs, record_inheritance, refund_heir
from hoptac.capital.settlements.forms import (
    CONTRIBUTING,
    TAKER_NAMES,
    read_heir_refund,
    read_heirs,
    read_inheritance,
)
from hoptac.capital.settlements.queries import get_exit, get_heir
from hoptac.capital.settlements.rules import MOST_HEIRS
from hoptac.identity.doors import PermissionMissing, organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.countries import VIETNAM, country_choices
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import _, choices_of, grouped, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.actions import propose_number
from hoptac.members.queries import get_member
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES
from hoptac.members.terminations.queries import get_termination
from hoptac.parties.queries import find_party


class HeirsController(Controller):
    """The heirs of one termination."""

    path = "/{org:str}/members/{member_id:uuid}/termination/{termination_id:uuid}/heirs"

    @get("/new", permission=Permission.END_MEMBERSHIP)
    async def new(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], termination_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The form."""
        return await _heirs_form(request, member_id, termination_id, {}, {})

    @post("/", permission=Permission.END_MEMBERSHIP)
    async def create(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], termination_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Write them; each part is counted in whole đồng."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        try:
            heirs, basis = read_heirs(reader)
            async with tenant(request) as session:
                await record_heirs(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=member_id,
                    termination_id=termination_id, heirs=heirs, basis=basis,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            errors = errors_of(refused, language_of(request))
            return await _heirs_form(request, member_id, termination_id, reader.values, errors)
        return redirect(request, _assistant(request, member_id), flash=_("Đã ghi người thừa kế."))

    @get("/{heir_id:uuid}", permission=Permission.RECORD_REFUND)
    async def show(
        self,
        request: Request[Any, Any, Any],
        member_id: FromPath[UUID],
        termination_id: FromPath[UUID],
        heir_id: FromPath[UUID],
    ) -> Response[bytes]:
        """The two ways: taking over as a member, or being paid the value."""
        return await _heir_page(request, (member_id, termination_id, heir_id), {}, {})

    @post("/{heir_id:uuid}/inheritance", permission=Permission.RECORD_REFUND)
    async def inherit(
        self,
        request: Request[Any, Any, Any],
        member_id: FromPath[UUID],
        termination_id: FromPath[UUID],
        heir_id: FromPath[UUID],
    ) -> Response[bytes]:
        """The part passes to a member, one who is there or one who is entered now."""
        org, viewer, reader = organization_of(request), viewer_of(request), FormReader(await read_form(request))
        place = (member_id, termination_id, heir_id)
        try:
            form = read_inheritance(reader, today())
            if form.newcomer is not None and not viewer.may(Permission.WRITE_MEMBERS):
                raise PermissionMissing(Permission.WRITE_MEMBERS)
            async with tenant(request) as session:
                to_party_id = form.to_party_id
                if form.newcomer is None and to_party_id is None:
                    to_party_id = await find_party(session, org.id, form.to_name)
                    if to_party_id is None:
                        raise TakerUnclear
                recorded = await record_inheritance(
                    session,
                    org_id=org.id,
                    actor_id=viewer.person_id,
                    now=now(),
                    party_id=member_id,
                    termination_id=termination_id,
                    heir_id=heir_id,
                    to_party_id=to_party_id,
                    newcomer=form.newcomer,
                    inherited_on=form.inherited_on,
                    volunteers=form.volunteers,
                    request_key=form.request_key,
                )
                heir = await get_heir(session, org.id, termination_id, heir_id)
                taker = await get_member(session, org.id, heir.taken_by) if heir.taken_by else None
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _heir_page(request, place, reader.values, errors_of(refused, language_of(request)))
        name = taker.name if taker else heir.name
        done = _("%(name)s đã nhận phần vốn %(amount)s đồng.", name=name, amount=grouped(heir.amount_dong))
        return tell(request, _assistant(request, member_id), recorded, done=done, amount_dong=heir.amount_dong)

    @post("/{heir_id:uuid}/refund", permission=Permission.RECORD_REFUND)
    async def refund(
        self,
        request: Request[Any, Any, Any],
        member_id: FromPath[UUID],
        termination_id: FromPath[UUID],
        heir_id: FromPath[UUID],
    ) -> Response[bytes]:
        """The value of the part is paid out."""
        org, viewer, reader = organization_of(request), viewer_of(request), FormReader(await read_form(request))
        place = (member_id, termination_id, heir_id)
        try:
            form = read_heir_refund(reader)
            async with tenant(request) as session:
                recorded = await refund_heir(
                    session,
                    org_id=org.id,
                    actor_id=viewer.person_id,
                    now=now(),
                    party_id=member_id,
                    termination_id=termination_id,
                    heir_id=heir_id,
                    method=form.method,
                    refunded_on=form.refunded_on,
                    basis=form.basis,
                    request_key=form.request_key,
                    may_approve=viewer.may(Permission.APPROVE_VOUCHERS),
                )
                heir = await get_heir(session, org.id, termination_id, heir_id)
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            values = reader.values | {"deed": "refund"}
            return await _heir_page(request, place, values, errors_of(refused, language_of(request)))
        path = _assistant(request, member_id)
        if recorded.warning:
            return redirect(request, path, flash=recorded.warning.whole(), kind="warning")
        done = _("Đã trả %(name)s %(amount)s đồng.", name=heir.name, amount=grouped(heir.amount_dong))
        return redirect(request, path, flash=done)


def _assistant(request: Request[Any, Any, Any], member_id: UUID) -> str:
    return f"/{organization_of(request).slug}/members/{member_id}/termination"


async def _heirs_form(
    request: Request[Any, Any, Any],
    member_id: UUID,
    termination_id: UUID,
    values: Mapping[str, Any],
    errors: dict[str, str],
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        ended = await get_termination(session, org.id, member_id, termination_id)
        found = await get_exit(session, org.id, member_id, on=today())
    here = _assistant(request, member_id)
    if found.heirs and not errors:
        return redirect(request, here)
    return page(
        request,
        "capital/settlements/heirs/new.html",
        status=422 if errors else 200,
        member=found.member,
        capital_dong=found.capital_dong,
        here=here,
        list_path=f"/{org.slug}/members",
        action=f"{here}/{ended.id}/heirs",
        places=range(1, MOST_HEIRS + 1),
        values=dict(values),
        errors=errors,
    )


async def _heir_page(
    request: Request[Any, Any, Any],
    place: tuple[UUID, UUID, UUID],
    typed: Mapping[str, Any],
    errors: dict[str, str],
) -> Response[bytes]:
    org, viewer, language = organization_of(request), viewer_of(request), language_of(request)
    member_id, termination_id, heir_id = place
    async with tenant(request) as session:
        await get_termination(session, org.id, member_id, termination_id)
        found = await get_exit(session, org.id, member_id, on=today())
        heir = await get_heir(session, org.id, termination_id, heir_id)
        number = await propose_number(session, org.id)
    here = _assistant(request, member_id)
    if heir.is_settled and not errors:
        return redirect(request, here)
    of_refund = typed.get("deed") == "refund"
    fresh = {
        "transferred_on": format_date(today()), "request_key": str(new_id()), "taker": "member", "name": heir.name,
        "party_kind": "individual", "kind": "official", "nationality": VIETNAM, "joined_on": format_date(today()),
        "number": number,
    }  # fmt: skip
    paid = {"refunded_on": format_date(today()), "method": "cash", "request_key": str(new_id())}
    return page(
        request,
        "capital/settlements/heirs/show.html",
        status=422 if errors else 200,
        member=found.member,
        heir=heir,
        debts=found.debts,
        here=here,
        list_path=f"/{org.slug}/members",
        action=f"{here}/{termination_id}/heirs/{heir_id}",
        parties=f"/{org.slug}/vouchers/parties",
        takers=choices_of(TAKER_NAMES, language),
        kinds=[(kind, translate(KIND_NAMES[kind], language)) for kind in CONTRIBUTING],
        party_kinds=choices_of(PARTY_KIND_NAMES, language),
        genders=choices_of(GENDER_NAMES, language),
        countries=country_choices(language),
        methods=choices_of(MONEY_NAMES, language),
        may_enter=viewer.may(Permission.WRITE_MEMBERS),
        values=fresh if of_refund or not typed else dict(typed),
        errors={} if of_refund else errors,
        refund_values=dict(typed) if of_refund else paid,
        refund_errors=errors if of_refund else {},
    )
