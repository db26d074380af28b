"""Items in a cooperative, and stock vouchers posted through the room's own actions."""

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from tests.conftest import Cooperative

from hoptac.inventory.actions import add_item
from hoptac.inventory.rules import ItemForm
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.vouchers.actions import post_voucher, save_draft
from hoptac.vouchers.drafts import DraftLine, VoucherForm

NOW = datetime(2026, 3, 20, 3, 0, tzinfo=UTC)
ACTOR = new_id()


async def enter_item(session, org, name="Phân NPK 16-16-8", unit="bao", kind="goods", code="") -> UUID:
    """An item of the organization."""
    form = ItemForm(code, name, unit, kind)
    return await add_item(session, org_id=org.id, actor_id=ACTOR, now=NOW, form=form)


def move(kind, item_id, quantity, amount_dong, on, debit, credit, adjusts=None):
    """A voucher of one line that moves goods."""
    line = DraftLine(
        debit_account=debit, credit_account=credit, amount_dong=amount_dong, item_id=item_id, quantity=Decimal(quantity)
    )
    return VoucherForm(
        kind=kind,
        voucher_on=on,
        description="Nhập xuất",
        lines=(line,),
        counterpart_name="Năm",
        adjusts_entry_id=adjusts,
    )


def receipt(item_id, quantity, amount_dong, on=date(2026, 3, 1)):
    """Nợ 156 / Có 558: a surplus found, so that no party is needed."""
    return move("goods_in", item_id, quantity, amount_dong, on, "156", "558")


def issue(item_id, quantity, amount_dong, on=date(2026, 3, 10)):
    """Nợ 6111 / Có 156."""
    return move("goods_out", item_id, quantity, amount_dong, on, "6111", "156")


async def post(session, org, voucher):
    """Save and post at once."""
    of = {"org_id": org.id, "actor_id": ACTOR, "now": NOW}
    voucher_id = await save_draft(session, form=voucher, request_key=new_id(), **of)
    return await post_voucher(session, voucher_id=voucher_id, **of)


@pytest.fixture
async def npk(database: Database, tan_hung: Cooperative) -> UUID:
    """An item with nothing in store."""
    async with enter_tenant(database, tan_hung.id) as session:
        return await enter_item(session, tan_hung)
