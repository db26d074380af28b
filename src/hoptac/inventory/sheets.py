"""The items with what is in store, as a workbook."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hoptac.inventory.queries import ItemRow
from hoptac.inventory.rules import KIND_NAMES, Stock
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind

_COLUMNS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Mã hàng"), "text"), (_("Tên hàng"), "text"), (_("Loại"), "text"), (_("Đơn vị tính"), "text"),
    (_("Tồn kho"), "number"), (_("Giá trị (đ)"), "money"),
)  # fmt: skip


def items_workbook(items: Sequence[ItemRow], stocks: Mapping[UUID, Stock], language: Language) -> bytes:
    """An .xlsx of the items in the order given."""
    columns = [OutputColumn(translate(heading, language), kind) for heading, kind in _COLUMNS]
    rows: list[list[Cell]] = []
    for item in items:
        stock = stocks.get(item.id, Stock())
        kind = translate(KIND_NAMES[item.kind], language)
        rows.append([item.code, item.name, kind, item.unit, float(stock.quantity), stock.value_dong])
    return write_workbook([OutputSheet(translate(_("Vật tư, hàng hóa"), language), columns, rows)])
