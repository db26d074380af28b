"""Pages of items: the list with what is in store, one item with its card, new, change, suggestions."""

import asyncio
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath, FromQuery

from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.inventory.actions import add_item, change_item
from hoptac.inventory.forms import read_item
from hoptac.inventory.queries import ItemRow, get_item, list_all_items, list_items, suggest_items
from hoptac.inventory.rules import KIND_ACCOUNTS, KIND_NAMES, Stock
from hoptac.inventory.sheets import items_workbook
from hoptac.inventory.stock import by_item, in_store, stock_card
from hoptac.kit.calendar import now, today
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.keyset import addresses, read_bounds
from hoptac.kit.language import Language, _, translate
from hoptac.kit.pages import XLSX, dom_id, download, format_number, language_of, page, redirect


class ShownItem(NamedTuple):
    """One line of the list in the reader's words."""

    element: str
    href: str
    name: str
    code: str
    kind: str
    is_retired: bool
    quantity: str
    price: str
    value: str


def _shown(path: str, item: ItemRow, stock: Stock, language: Language) -> ShownItem:
    return ShownItem(
        dom_id("item", item.id),
        f"{path}/{item.id}",
        item.name,
        item.code,
        translate(KIND_NAMES[item.kind], language),
        item.is_retired,
        f"{format_number(stock.quantity, language, 3)} {item.unit}",
        format_number(stock.price, language, 0) if stock.quantity else "",
        format_number(stock.value_dong, language),
    )


class ItemsController(Controller):
    """The register of items."""

    path = "/{org:str}/items"

    @get("/", permission=Permission.READ_LEDGER)
    async def index(
        self,
        request: Request[Any, Any, Any],
        q: FromQuery[str] = "",
        after: FromQuery[str] = "",
        before: FromQuery[str] = "",
    ) -> Response[bytes]:
        """Items by name with what is in store today, fifty at a time."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            found, count = await list_items(session, org.id, q=q, bounds=read_bounds(after, before))
            stocks = by_item(await in_store(session, org.id, [row.id for row in found.rows], on=today()))
        path = f"/{org.slug}/items"
        previous_href, next_href = addresses(path, found, {"q": q})
        return page(
            request,
            "items/index.html",
            path=path,
            rows=[_shown(path, row, stocks.get(row.id, Stock()), language) for row in found.rows],
            count=count,
            q=q,
            previous_href=previous_href,
            next_href=next_href,
            may_write=viewer_of(request).may(Permission.WRITE_ITEMS),
        )

    @get("/export.xlsx", permission=Permission.READ_LEDGER)
    async def export(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The whole register as a workbook."""
        org = organization_of(request)
        async with tenant(request) as session:
            items = await list_all_items(session, org.id)
            stocks = by_item(await in_store(session, org.id, [item.id for item in items], on=today()))
        content = await asyncio.to_thread(items_workbook, items, stocks, language_of(request))
        return download(content, f"hang-hoa-{org.slug}.xlsx", XLSX)

    @get("/suggestions", permission=Permission.READ_LEDGER)
    async def suggestions(
        self, request: Request[Any, Any, Any], q: FromQuery[str] = ""
    ) -> Response[list[dict[str, str]]]:
        """Suggestions for an item while its name or code is typed."""
        async with tenant(request) as session:
            found = await suggest_items(session, organization_of(request).id, q)
        return Response(
            [
                {"id": str(item.id), "name": item.name, "code": item.code, "unit": item.unit, "account": KIND_ACCOUNTS[item.kind]}
                for item in found
            ],
            headers={"Cache-Control": "no-store"},
        )  # fmt: skip

    @get("/new", permission=Permission.WRITE_ITEMS)
    async def new(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """An empty form."""
        return _form(request, {"kind": "goods"}, {})

    @post("/", permission=Permission.WRITE_ITEMS)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Enter an item."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        try:
            form = read_item(reader)
            async with tenant(request) as session:
                await add_item(session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), form=form)
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)))
        return redirect(request, f"/{org.slug}/items", flash=_("Đã thêm mặt hàng %(name)s.", name=form.name))

    @get("/{item_id:uuid}", permission=Permission.READ_LEDGER)
    async def show(self, request: Request[Any, Any, Any], item_id: FromPath[UUID]) -> Response[bytes]:
        """One item: what is in store, and its last movements."""
        org, language = organization_of(request), language_of(request)
        async with tenant(request) as session:
            item = await get_item(session, org.id, item_id)
            stocks = await in_store(session, org.id, [item_id], on=today())
            movements = await stock_card(session, org.id, item_id)
        return page(
            request,
            "items/show.html",
            path=f"/{org.slug}/items",
            item=item,
            kind=translate(KIND_NAMES[item.kind], language),
            stock=by_item(stocks).get(item_id, Stock()),
            stocks=[(account, stock) for (_item, account), stock in sorted(stocks.items(), key=lambda of: of[0][1])],
            movements=movements,
            may_write=viewer_of(request).may(Permission.WRITE_ITEMS),
        )

    @get("/{item_id:uuid}/edit", permission=Permission.WRITE_ITEMS)
    async def edit(self, request: Request[Any, Any, Any], item_id: FromPath[UUID]) -> Response[bytes]:
        """The form with what was entered."""
        async with tenant(request) as session:
            item = await get_item(session, organization_of(request).id, item_id)
        values = {name: getattr(item, name) for name in ("code", "name", "unit", "kind")}
        return _form(request, values | {"is_retired": "1" if item.is_retired else ""}, {}, item)

    @post("/{item_id:uuid}", permission=Permission.WRITE_ITEMS)
    async def update(self, request: Request[Any, Any, Any], item_id: FromPath[UUID]) -> Response[bytes]:
        """Write what changed."""
        reader, org = FormReader(await read_form(request)), organization_of(request)
        async with tenant(request) as session:
            item = await get_item(session, org.id, item_id)
        try:
            form = read_item(reader)
            async with tenant(request) as session:
                await change_item(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), item_id=item_id, form=form
                )
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return _form(request, reader.values, errors_of(refused, language_of(request)), item)
        return redirect(request, f"/{org.slug}/items/{item_id}", flash=_("Đã ghi thay đổi."))


def _form(
    request: Request[Any, Any, Any], values: dict[str, Any], errors: dict[str, str], item: ItemRow | None = None
) -> Response[bytes]:
    language = language_of(request)
    return page(
        request,
        "items/edit.html" if item else "items/new.html",
        status=422 if errors else 200,
        path=f"/{organization_of(request).slug}/items",
        item=item,
        kinds=[(key, translate(name, language), KIND_ACCOUNTS[key]) for key, name in KIND_NAMES.items()],
        values=values,
        errors=errors,
    )


router = Router(path="", route_handlers=[ItemsController])
