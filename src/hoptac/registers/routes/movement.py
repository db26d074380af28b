"""The movement of members and of capital between two days, and the names behind each figure."""

from typing import Any, cast

from litestar import Controller, Request, Response, get
from litestar.params import FromQuery

from hoptac.identity.doors import organization_of, reading, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.errors import NotFound
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import _, translate
from hoptac.kit.pages import language_of, page
from hoptac.members.models import KINDS
from hoptac.members.rules import KIND_NAMES
from hoptac.registers.movement import (
    capital_step_name,
    days_of,
    kind_headings,
    member_step_name,
    shown_capital,
    shown_members,
)
from hoptac.registers.queries.head import get_head
from hoptac.registers.queries.waterfall import (
    Side,
    count_movements,
    list_deed_names,
    list_member_names,
    sum_movements,
)
from hoptac.registers.routes.asking import asked_span


class MemberMovementController(Controller):
    """Members at the start, joined, left by reason, changed kind, at the end."""

    path = "/{org:str}/members/movement"

    @get("/", permission=Permission.READ_MEMBERS)
    async def show(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """By kind of member, as a drawing and as a table."""
        org, language = organization_of(request), language_of(request)
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_span(request, head)
            steps = await count_movements(session, org.id, asked.span)
        return page(
            request, "registers/movement.html", status=asked.status, asked=asked, face="members",
            shown=shown_members(org.slug, asked.span, steps, language), headings=kind_headings(language),
            path=f"/{org.slug}/members", action=f"/{org.slug}/members/movement",
            may_see_capital=viewer_of(request).may(Permission.READ_CAPITAL),
        )  # fmt: skip

    @get("/names", permission=Permission.READ_MEMBERS)
    async def names(
        self,
        request: Request[Any, Any, Any],
        step: FromQuery[str] = "",
        kind: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Who joined, left or changed kind; raises NotFound for a step that there is not."""
        org, language = organization_of(request), language_of(request)
        name = member_step_name(step)
        if name is None or (kind and kind not in KINDS):
            raise NotFound
        side, _colon, reason = step.partition(":")
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_span(request, head)
            found = await list_member_names(
                session, org.id, asked.span, side=cast(Side, side), reason=reason, kind=kind,
                bounds=read_bounds(after, before),
            )  # fmt: skip
        path, days = f"/{org.slug}/members", days_of(asked.span)
        previous, following = addresses(f"{path}/movement/names", found, {"step": step, "kind": kind} | days)
        return page(
            request, "registers/member_names.html", status=asked.status, asked=asked, title=name,
            kind_name=translate(KIND_NAMES[kind], language) if kind else "", rows=found.rows, days=days,
            kind_names={key: translate(words, language) for key, words in KIND_NAMES.items()}, path=path,
            previous_href=previous, next_href=following,
        )  # fmt: skip


class CapitalMovementController(Controller):
    """Capital at the start, paid in, given back, passed on, at the end."""

    path = "/{org:str}/capital/movement"

    @get("/", permission=Permission.READ_CAPITAL)
    async def show(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """By what moved it, as a drawing and as a table."""
        org, language = organization_of(request), language_of(request)
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_span(request, head)
            steps = await sum_movements(session, org.id, asked.span)
        headings = [translate(name, language) for name in (_("Đã góp (đ)"), _("Cam kết (đ)"))]
        return page(
            request, "registers/movement.html", status=asked.status, asked=asked, face="capital",
            shown=shown_capital(org.slug, asked.span, steps, language), headings=headings,
            path=f"/{org.slug}/capital", action=f"/{org.slug}/capital/movement", may_see_capital=True,
        )  # fmt: skip

    @get("/names", permission=Permission.READ_CAPITAL)
    async def names(
        self,
        request: Request[Any, Any, Any],
        step: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """The deeds of a step; raises NotFound for one that there is not."""
        org = organization_of(request)
        name = capital_step_name(step)
        if name is None:
            raise NotFound
        async with reading(request) as session:
            head = await get_head(session, org.id)
            asked = asked_span(request, head)
            found = await list_deed_names(session, org.id, asked.span, step=step, bounds=read_bounds(after, before))
        path, days = f"/{org.slug}/capital", days_of(asked.span)
        previous, following = addresses(f"{path}/movement/names", found, {"step": step} | days)
        return page(
            request, "registers/deed_names.html", status=asked.status, asked=asked, title=name, rows=found.rows,
            days=days, path=path, previous_href=previous, next_href=following,
            may_read_books=viewer_of(request).may(Permission.READ_LEDGER),
        )  # fmt: skip
