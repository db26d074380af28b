"""A small year of a rice cooperative in the test database, and the parties it deals with."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
from sqlalchemy import insert
from tests.ledger.notation import lines, party

from hoptac.inventory.models import Item
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.ledger import DraftEntry, post_entry
from hoptac.parties.models import Party

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
NAMES = {
    "an": "Nguyễn Văn An",
    "binh": "Trần Thị Bình",
    "cong_ty": "Công ty Lương thực Sông Hậu",
    "phan_bon": "Công ty Phân bón Miền Tây",
    "bank": "Agribank Vĩnh Thạnh",
    "sau": "Lê Văn Sáu",
}
FERTILIZER, SEASON = new_id(), new_id()
STORY = (
    (date(2025, 12, 31), "DK", "Số dư đầu kỳ", "Nợ 1121 / Có 4118 500.000.000\nNợ 1111 / Có 4111 30.000.000 @an", {}),
    (date(2026, 1, 5), "NK", "Mua phân bón", "Nợ 156 / Có 331 80.000.000 @phan_bon",
     {"item_id": FERTILIZER, "quantity": Decimal(4000)}),
    (date(2026, 1, 9), "BN", "Trả trước tiền phân bón", "Nợ 331 / Có 1121 95.000.000 @phan_bon", {}),
    (date(2026, 2, 3), "HD", "Bán phân bón cho thành viên", "Nợ 131 / Có 5121 12.000.000 @an",
     {"item_id": FERTILIZER, "quantity": Decimal(500), "season_id": SEASON}),
    (date(2026, 2, 3), "XK", "Giá vốn phân bón", "Nợ 6121 / Có 156 10.000.000",
     {"item_id": FERTILIZER, "quantity": Decimal(500)}),
    (date(2026, 3, 8), "HD", "Bán lúa", "Nợ 131 / Có 5111 200.000.000 @cong_ty", {}),
    (date(2026, 3, 8), "GV", "Chi phí sản xuất lúa", "Nợ 154 / Có 334 150.000.000 @sau", {"season_id": SEASON}),
    (date(2026, 3, 9), "XK", "Giá vốn lúa", "Nợ 6111 / Có 154 150.000.000", {}),
    (date(2026, 4, 2), "PT", "Thu tiền phân bón và đặt cọc", "Nợ 1111 / Có 131 15.000.000 @an", {}),
    (date(2026, 4, 5), "GV", "Chi phí quản lý", "Nợ 642 / Có 334 9.000.000 @sau", {}),
    (date(2026, 4, 6), "BC", "Vay ngân hàng", "Nợ 1121 / Có 341 60.000.000 @bank", {}),
    (date(2026, 5, 1), "PC", "Cho vay nội bộ", "Nợ 13211 / Có 1111 7.000.000 @binh", {}),
    (date(2026, 5, 2), "BC", "Hỗ trợ vào quỹ chung", "Nợ 1121 / Có 4421 40.000.000", {"source": "Chương trình OCOP"}),
    (date(2026, 5, 3), "BC", "Hỗ trợ phải hoàn lại", "Nợ 1121 / Có 342 20.000.000", {"source": "Sở Nông nghiệp"}),
    (date(2026, 5, 4), "GV", "Trích quỹ", "Nợ 4211 / Có 418 1.000.000", {}),
    (date(2026, 6, 1), "NG", "Nhận giữ hộ", "Nợ 002 5.000.000", {}),
)  # fmt: skip


async def tell(database, org_id, actor_id=None):
    """Post the year; the ids of its entries in order."""
    actor_id = actor_id or new_id()
    posted = []
    async with enter_tenant(database, org_id) as session:
        for key, name in NAMES.items():
            row = {"org_id": org_id, "id": party(key), "kind": "organization", "name": name, "created_at": NOW}
            await session.execute(
                insert(Party.__table__), row | {"sort_key": sort_key(name), "search_key": search_key(name)}
            )
        item = {
            "org_id": org_id,
            "id": FERTILIZER,
            "code": "NPK",
            "code_key": "npk",
            "name": "Phân NPK 16-16-8",
            "unit": "kg",
        }
        await session.execute(
            insert(Item.__table__),
            item | {"kind": "goods", "sort_key": sort_key(item["name"]), "search_key": search_key(item["name"])}
            | {"recorded_by": actor_id, "recorded_at": NOW},
        )  # fmt: skip
        for on, series, description, text, dimensions in STORY:
            draft = DraftEntry(
                entry_on=on, description=description, series=series, source_kind="test", source_id=new_id(),
                purpose="story", lines=tuple(msgspec.structs.replace(one, **dimensions) for one in lines(text)),
            )  # fmt: skip
            posted.append(await post_entry(session, org_id=org_id, actor_id=actor_id, draft=draft, now=NOW))
    return posted
