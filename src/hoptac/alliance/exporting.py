"""Lists of an alliance as workbooks."""

from collections.abc import Iterable

from hoptac.alliance.names import FIELD_NAMES, SOURCE_NAMES
from hoptac.alliance.queries import ListedOrganization
from hoptac.kit.language import Message, _, translate
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.organizations.names import KIND_NAMES

_COLUMNS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Tên đơn vị"), "text"),
    (_("Loại hình"), "text"),
    (_("Lĩnh vực"), "text"),
    (_("Địa bàn"), "text"),
    (_("Thành viên"), "integer"),
    (_("Lao động thường xuyên"), "integer"),
    (_("Vốn điều lệ (đ)"), "money"),
    (_("Doanh thu (đ)"), "money"),
    (_("Lợi nhuận (đ)"), "money"),
    (_("Hoạt động hiệu quả"), "text"),
    (_("Nguồn số liệu"), "text"),
    (_("Tính đến ngày"), "date"),
)
_ANSWERS: dict[int | None, Message | str] = {1: _("có"), 0: _("không"), None: ""}


def organizations_workbook(rows: Iterable[ListedOrganization], year: int, language: str) -> bytes:
    """The organizations with their figures of a year, in full đồng."""

    def text(message: Message | str) -> str:
        return translate(message, language)

    lines = [
        (
            row.name, text(KIND_NAMES[row.kind]), text(FIELD_NAMES[row.activity_field]) if row.activity_field else None,
            row.area_name, row.members, row.regular_workers, row.charter_capital_dong, row.revenue_dong,
            row.profit_dong, text(_ANSWERS[row.effective]), text(SOURCE_NAMES[row.source or "missing"]), row.as_of,
        )
        for row in rows
    ]  # fmt: skip
    columns = [OutputColumn(text(heading), kind) for heading, kind in _COLUMNS]
    title = text(_("Các đơn vị, số liệu năm %(year)s", year=year))
    return write_workbook([OutputSheet(str(year), columns, lines, (title,))])
