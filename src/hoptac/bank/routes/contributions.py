"""Recording a line as a member's contribution with another day or note than the statement has."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get, post
from litestar.params import FromPath

from hoptac.bank.actions import contribute
from hoptac.bank.actions.matching import said_of
from hoptac.bank.queries.accounts import get_account
from hoptac.bank.queries.lines import get_line
from hoptac.bank.refusals import LineGoesOut, LineMatched
from hoptac.capital.actions import Recorded
from hoptac.capital.forms import LONGEST_NOTE
from hoptac.capital.queries import get_standing
from hoptac.capital.routes.telling import tell
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, beside_fields, errors_of, read_form
from hoptac.kit.language import _, grouped
from hoptac.kit.pages import language_of, page, redirect


class LineContributionController(Controller):
    """The contribution that a line of the bank is."""

    path = "/{org:str}/bank/lines/{line_id:uuid}/contributions/{party_id:uuid}"

    @get("/new", permission=Permission.MATCH_BANK)
    async def new(
        self, request: Request[Any, Any, Any], line_id: FromPath[UUID], party_id: FromPath[UUID]
    ) -> Response[bytes]:
        """The form with what the statement says: sum and account stand, day and note may be changed."""
        return await _form(request, line_id, party_id, None, {})

    @post("/", permission=Permission.MATCH_BANK)
    async def create(
        self, request: Request[Any, Any, Any], line_id: FromPath[UUID], party_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Record it and match the line, both or neither."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        contributed_on = reader.date("contributed_on", required=True, label=_("Ngày góp"))
        try:
            reader.finish()
            async with tenant(request) as session:
                row = await get_line(session, org.id, line_id)
                done = await contribute(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), line_id=line_id,
                    party_id=party_id, contributed_on=contributed_on or row.line.transacted_on,
                    note=reader.text("note")[:LONGEST_NOTE],
                )  # fmt: skip
        except NotFound:
            raise
        except (LineMatched, LineGoesOut) as refused:
            return await _back(request, line_id, refused)
        except (Refusal, Refusals) as refused:
            return await _form(request, line_id, party_id, reader.values, errors_of(refused, language_of(request)))
        told = _("Đã ghi sổ góp vốn %(amount)s đồng.", amount=grouped(row.line.dong))
        back = f"/{org.slug}/bank/accounts/{row.bank_account_id}/lines"
        return tell(request, back, Recorded(party_id, warning=done.warning), done=told, amount_dong=row.line.dong)


async def _back(request: Request[Any, Any, Any], line_id: UUID, refused: Refusal) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        row = await get_line(session, org.id, line_id)
    back = f"/{org.slug}/bank/accounts/{row.bank_account_id}/lines"
    return redirect(request, back, flash=refused.whole(), kind="error")


async def _form(
    request: Request[Any, Any, Any],
    line_id: UUID,
    party_id: UUID,
    values: dict[str, str] | None,
    errors: dict[str, str],
) -> Response[bytes]:
    org = organization_of(request)
    async with tenant(request) as session:
        row = await get_line(session, org.id, line_id)
        account = await get_account(session, org.id, row.bank_account_id)
        standing = await get_standing(session, org.id, party_id, on=today())
    if not row.is_open or not row.line.is_in:
        return await _back(request, line_id, LineMatched() if row.line.is_in else LineGoesOut())
    note = " · ".join(filter(None, (said_of(row.line), row.line.reference)))
    return page(
        request,
        "bank/lines/contribution.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/bank",
        line=row.line,
        account=account,
        party_id=party_id,
        standing=standing,
        values=values or {"contributed_on": row.line.transacted_on, "note": note},
        errors=beside_fields(errors, ("contributed_on", "note")),
    )
