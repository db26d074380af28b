"""Applications as a workbook."""

from collections.abc import Sequence

from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.applications.queries import ApplicationDetail
from hoptac.members.applications.rules import SOURCE_NAMES, STATE_NAMES
from hoptac.members.rules import KIND_NAMES, PARTY_KIND_NAMES
from hoptac.parties.identity_numbers import masked

_COLUMNS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Ngày nhận"), "date"), (_("Họ và tên"), "text"), (_("Chủ thể"), "text"), (_("Loại thành viên"), "text"),
    (_("Ngày sinh"), "date"), (_("Số căn cước"), "text"), (_("Điện thoại"), "text"), (_("Địa chỉ"), "text"),
    (_("Ấp, thôn"), "text"), (_("Người đại diện"), "text"), (_("Vốn sẽ góp (đ)"), "money"),
    (_("Dịch vụ sử dụng, sức lao động góp"), "text"), (_("Ghi chú"), "text"), (_("Cách nộp"), "text"),
    (_("Tình trạng"), "text"), (_("Ngày quyết định"), "date"), (_("Lý do"), "text"),
)  # fmt: skip


def applications_workbook(applications: Sequence[ApplicationDetail], language: Language) -> bytes:
    """An .xlsx of the applications in the order given; identity numbers are masked."""
    columns = [OutputColumn(translate(heading, language), kind) for heading, kind in _COLUMNS]
    rows: list[list[Cell]] = [_cells(one, language) for one in applications]
    return write_workbook([OutputSheet(translate(_("Đơn gia nhập"), language), columns, rows)])


def _cells(one: ApplicationDetail, language: Language) -> list[Cell]:
    applying = one.applying
    return [
        applying.received_on, applying.name, translate(PARTY_KIND_NAMES[applying.party_kind], language),
        translate(KIND_NAMES[applying.kind], language),
        applying.born_on or (str(applying.born_year) if applying.born_year else None),
        masked(applying.identity_number) or None, applying.phone, applying.address, applying.hamlet,
        applying.representative_name, applying.pledge_dong, applying.services or None, applying.note or None,
        translate(SOURCE_NAMES[one.source], language), translate(STATE_NAMES[one.state], language), one.ended_on,
        one.reason or None,
    ]  # fmt: skip
