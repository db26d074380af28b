"""Pages of how the books are kept."""

from typing import Any

from litestar import Controller, Request, Response, Router, get, post

from hoptac.accounting.actions import change_term
from hoptac.accounting.forms import read_change, term_of
from hoptac.accounting.queries import list_terms
from hoptac.accounting.rules import FIXED, TERMS, Term, TermRow, in_force, value_name
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import Language, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.terms import DEFAULTS


class SettingsController(Controller):
    """What the law and the regime leave to the organization."""

    path = "/{org:str}/accounting"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Where the place in the menu leads."""
        return redirect(request, f"/{organization_of(request).slug}/accounting/settings")

    @get("/settings", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Each choice: what counts today, since when, on what basis, what it does, and what it was before."""
        return await _settings_page(request, {}, {})

    @post("/settings", permission=Permission.SET_ACCOUNTING_TERMS)
    async def change(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Set one choice from a day on."""
        reader, org, viewer = FormReader(await read_form(request)), organization_of(request), viewer_of(request)
        term = term_of(reader)
        try:
            wanted = read_change(reader, term)
            async with tenant(request) as session:
                await change_term(
                    session, org_id=org.id, actor_id=viewer.person_id, now=now(), change=wanted,
                    may_approve=viewer.may(Permission.APPROVE_VOUCHERS),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _settings_page(request, reader.values, errors_of(refused, language_of(request)))
        done = _(
            "Từ ngày %(day)s: %(value)s.", day=format_date(wanted.valid_from), value=value_name(term, wanted.value)
        )
        return redirect(request, f"/{org.slug}/accounting/settings", flash=done)


async def _settings_page(
    request: Request[Any, Any, Any], typed: dict[str, str], errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        rows = await list_terms(session, org.id)
    return page(
        request,
        "accounting/settings.html",
        status=422 if errors else 200,
        path=f"/{org.slug}/accounting",
        terms=[_shown(term, rows, typed, errors, language) for term in TERMS.values()],
        fixed=FIXED,
        may_change=viewer_of(request).may(Permission.SET_ACCOUNTING_TERMS),
    )


def _shown(
    term: Term, rows: list[TermRow], typed: dict[str, str], errors: dict[str, str], language: Language
) -> dict[str, Any]:
    """One choice as the page shows it; what was typed and refused stands in its own form alone."""
    day, is_typed = today(), typed.get("key") == term.key
    counts = in_force(rows, term.key, day)
    value = counts.value if counts else DEFAULTS[term.key]
    offered = [(str(one), translate(name, language)) for one, name in term.choices.items()]
    if term.has_percent:
        offered.append((FIXED, translate(_("Theo tỷ lệ cố định"), language)))
    is_fixed = value not in term.choices
    standing = {"value": FIXED if is_fixed else str(value), "percent": str(value) if is_fixed else ""}
    return {
        "key": term.key,
        "id": term.key.rpartition(".")[2],
        "title": translate(term.title, language),
        "effect": translate(term.effect, language),
        "article": translate(term.article, language),
        "value": translate(value_name(term, value), language),
        "counts": counts,
        "history": [
            (row, translate(value_name(term, row.value), language), row.valid_from > day)
            for row in rows
            if row.key == term.key
        ],
        "offered": offered,
        "has_percent": term.has_percent,
        "values": typed if is_typed else standing | {"valid_from": format_date(day)},
        "errors": errors if is_typed else {},
    }


router = Router(path="", route_handlers=[SettingsController])
