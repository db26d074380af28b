"""One person: what they agreed to, who looked, what they asked for, take-out and erasing."""

import asyncio
from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _, choices_of, translate
from hoptac.kit.pages import download, language_of, page, redirect
from hoptac.members.consents.actions import record_consent
from hoptac.members.consents.queries import list_consents
from hoptac.members.consents.rules import PURPOSES, WAYS, WITHOUT_CONSENT, last_word
from hoptac.parties.people import LOOKS, get_party, list_looks
from hoptac.personal_data.actions.erasure import erase, plan_erasure
from hoptac.personal_data.actions.take_out import take_out
from hoptac.personal_data.forms import read_consent
from hoptac.personal_data.queries.requests import requests_of
from hoptac.personal_data.queries.standing import erasures_of
from hoptac.personal_data.routes.shown import shown_requests
from hoptac.personal_data.rules.erasure import STAYS_FOR_GOOD
from hoptac.personal_data.take_out import archive_of

ZIP = "application/zip"


class PeopleController(Controller):
    """What is kept of one person and what may be done about it."""

    path = "/{org:str}/personal-data/people"

    @get("/{party_id:uuid}", permission=Permission.READ_PERSONAL_DATA)
    async def show(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Consents, requests and looks."""
        return await _person_page(request, party_id, {}, {})

    @post("/{party_id:uuid}/consents", permission=Permission.WRITE_PERSONAL_DATA)
    async def consent(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Record what the person agreed to or took back."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_consent(reader)
            async with tenant(request) as session:
                await record_consent(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    form=form,
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _person_page(request, party_id, reader.values, errors_of(refused, language_of(request)))
        said = _("Đã ghi đồng ý.") if form.is_given else _("Đã ghi việc rút lại đồng ý.")
        return redirect(request, f"/{org.slug}/personal-data/people/{party_id}", flash=said)

    @post("/{party_id:uuid}/take-out", permission=Permission.HAND_OUT_PERSONAL_DATA)
    async def take_out(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Everything of the person as one file; the look is logged."""
        org = organization_of(request)
        async with tenant(request) as session:
            everything = await take_out(
                session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id
            )
        content = await asyncio.to_thread(archive_of, everything)
        return download(content, f"du-lieu-ca-nhan-{today():%Y%m%d}.zip", ZIP)

    @get("/{party_id:uuid}/erasure", permission=Permission.ERASE_PERSONAL_DATA)
    async def plan(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """What the next phase will do; nothing is done yet."""
        return await _erasure_page(request, party_id, {}, {})

    @post("/{party_id:uuid}/erasure", permission=Permission.ERASE_PERSONAL_DATA)
    async def erase(self, request: Request[Any, Any, Any], party_id: FromPath[UUID]) -> Response[bytes]:
        """Do it."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            async with tenant(request) as session:
                await erase(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), party_id=party_id,
                    basis=reader.text("basis"),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _erasure_page(request, party_id, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/personal-data/people/{party_id}", flash=_("Đã xóa những gì được xóa."))


async def _person_page(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language, viewer = organization_of(request), language_of(request), viewer_of(request)
    async with tenant(request) as session:
        party = await get_party(session, org.id, party_id)
        consents = await list_consents(session, org.id, party_id)
        looks = await list_looks(session, org.id, party_id)
        requests = await requests_of(session, org.id, party_id)
        erasures = await erasures_of(session, org.id, party_id)
    return page(
        request, "personal_data/person.html", status=422 if errors else 200, party=party,
        path=f"/{org.slug}/personal-data", members_path=f"/{org.slug}/members",
        purposes=[(translate(name, language), last_word(consents, purpose)) for purpose, name in PURPOSES.items()],
        without_consent=[(translate(name, language), translate(cited(article), language)) for name, article in WITHOUT_CONSENT],
        ways={way: translate(name, language) for way, name in WAYS.items()},
        history=[(translate(PURPOSES[row.purpose], language), row) for row in reversed(consents)],
        looks=[(look.at, look.person, translate(LOOKS[look.verb], language)) for look in looks],
        requests=shown_requests(requests, today(), language), erasures=erasures,
        purpose_choices=choices_of(PURPOSES, language),
        way_choices=choices_of(WAYS, language),
        values=values or {"decided_on": format_date(today())}, errors=errors,
        may_write=viewer.may(Permission.WRITE_PERSONAL_DATA),
        may_hand_out=viewer.may(Permission.HAND_OUT_PERSONAL_DATA),
        may_erase=viewer.may(Permission.ERASE_PERSONAL_DATA) and party.kind != "organization",
    )  # fmt: skip


async def _erasure_page(
    request: Request[Any, Any, Any], party_id: UUID, values: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        party = await get_party(session, org.id, party_id)
        plan = await plan_erasure(session, org.id, party_id, now())
    return page(
        request, "personal_data/erasure.html", status=422 if errors else 200, party=party, plan=plan,
        path=f"/{org.slug}/personal-data", values=values, errors=errors,
        goes=[translate(what, language) for what in plan.goes],
        kept=[(translate(one.what, language), translate(cited(one.basis), language), one.until) for one in plan.kept],
        stays=[translate(what, language) for what in STAYS_FOR_GOOD],
        against=[refusal.sentence(language) for refusal in plan.refusals],
    )  # fmt: skip
