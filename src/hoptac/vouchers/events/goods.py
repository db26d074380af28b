"""Goods of an event: which item, how much, which accounts follow from it, and what it costs when it leaves."""

from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.inventory.queries import choose_item
from hoptac.inventory.refusals import ItemUnclear
from hoptac.inventory.rules import KIND_ACCOUNTS, STOCK_ACCOUNTS, ItemKind, check_enough, costing_of
from hoptac.inventory.stock import cost_on, least_from
from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FieldMissing, FormReader
from hoptac.kit.language import Message, _
from hoptac.kit.money import format_dong
from hoptac.kit.quantities import format_quantity, parse_quantity, price_of, value_of
from hoptac.vouchers.events.model import Event, codes_of

CONSIGNED = "157"
_OF_KIND: dict[ItemKind, str] = {"material": "goods", "goods": "goods", "product": "products"}
"""The answer to what is sold, by the kind of item."""


class Goods(msgspec.Struct, frozen=True, kw_only=True):
    """So much of one item."""

    item_id: UUID
    name: str
    unit: str
    kind: ItemKind
    quantity: Decimal


async def read_goods(session: AsyncSession, org_id: UUID, event: Event, reader: FormReader) -> Goods | None:
    """The item and its quantity, where the event asks for them. Where the sum is left empty it is quantity times unit
    price, and put into the form."""
    if event.question("item") is None:
        return None
    typed = reader.text("item")
    quantity = reader.read("quantity", parse_quantity)
    price = reader.read("price", parse_quantity)
    if quantity and price and not reader.values.get("amount", "").strip():
        reader.values["amount"] = format_dong(value_of(quantity, price))
    if not typed:
        return None
    item = await choose_item(session, org_id, typed, reader.uuid("item-id"))
    if item is None:
        reader.refuse(ItemUnclear(typed))
        return None
    if not quantity:
        if not reader.values.get("quantity", "").strip() or quantity is not None:
            reader.refuse(FieldMissing("quantity", _("Số lượng")))
        return None
    return Goods(item_id=item.id, name=item.name, unit=item.unit, kind=item.kind, quantity=quantity)


def choices_with(event: Event, choices: dict[str, str], goods: Goods) -> dict[str, str]:
    """The answers as the item makes them: materials stand on 152, what is sold on 156, unless goods on consignment were
    chosen; products made are sold as products."""
    fitted = dict(choices)
    for question in event.questions:
        chosen = question.option(choices.get(question.key, ""))
        if question.kind != "choice" or chosen is None:
            continue
        if question.key in ("what", "cost_of"):
            if question.option(_OF_KIND[goods.kind]) and chosen.key in ("goods", "products", "services"):
                fitted[question.key] = _OF_KIND[goods.kind]
        elif chosen.account.startswith((*STOCK_ACCOUNTS, "154")) and chosen.account != CONSIGNED:
            own = next((option for option in question.options if option.account == KIND_ACCOUNTS[goods.kind]), None)
            fitted[question.key] = own.key if own else chosen.key
    return fitted


class Costed(msgspec.Struct, frozen=True):
    """What goods cost, and the sentence that says how it was found."""

    cost_dong: int
    reason: Message


async def cost_of(
    session: AsyncSession, org_id: UUID, event: Event, choices: dict[str, str], goods: Goods, *, on: date, costing: int
) -> Costed | None:
    """What the goods cost as they leave, or come back, on a day; None for an event that has no cost. Raises NotEnough, with
    the field of the quantity, where more would leave than is there on that day or any later one."""
    pair = next((pair for pair in event.pairs if pair.amount == ("cost",)), None)
    if pair is None:
        return None
    leaves = any(code.startswith(STOCK_ACCOUNTS) for code in codes_of(event, pair.credit))
    account = _stock_account(event, pair.credit if leaves else pair.debit, choices, goods)
    cost_dong, there = await cost_on(
        session, org_id, goods.item_id, account, goods.quantity, on=on, costing=costing_of(costing)
    )
    if leaves:
        least = await least_from(session, org_id, [goods.item_id], on=on)
        try:
            check_enough(goods.name, goods.unit, goods.quantity, least.get((goods.item_id, account), Decimal(0)))
        except Refusal as refused:
            refused.field = "quantity"
            raise
    else:
        cost_dong = value_of(goods.quantity, there.price)
    reason = _(
        "Giá vốn bình quân %(price)s đ một %(unit)s; trong kho có %(available)s %(unit)s.",
        price=format_quantity(price_of(cost_dong, goods.quantity)),
        unit=goods.unit,
        available=format_quantity(there.quantity),
    )
    return Costed(cost_dong, reason)


def _stock_account(event: Event, side: str, choices: dict[str, str], goods: Goods) -> str:
    if side[:1].isdigit():
        return side
    question = event.question(side)
    option = question.option(choices.get(side, "")) if question else None
    return option.account if option else KIND_ACCOUNTS[goods.kind]
