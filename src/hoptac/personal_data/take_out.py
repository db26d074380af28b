"""Everything of one person as a file: a workbook to read, and JSON with every row for whoever reads it by machine.

Both are Vietnamese, whatever the language of the desk: they are for the person.
"""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

import msgspec

from hoptac.kit.calendar import VIETNAM, format_date
from hoptac.kit.language import translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.consents.rules import PURPOSES, WAYS, ConsentRow
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES
from hoptac.parties.people import LOOKS, Look
from hoptac.personal_data.queries.everything import BookLine
from hoptac.personal_data.rules.requests import KIND_NAMES as REQUEST_NAMES
from hoptac.personal_data.rules.requests import RequestRow

WORKBOOK, JSON = "du-lieu-ca-nhan.xlsx", "du-lieu-ca-nhan.json"
_PROFILE: tuple[tuple[str, str], ...] = (
    ("name", "Họ và tên"), ("kind", "Chủ thể"), ("gender", "Giới tính"), ("born_on", "Ngày sinh"),
    ("born_year", "Năm sinh"), ("identity_number", "Số căn cước"), ("identity_issued_on", "Ngày cấp"),
    ("nationality", "Quốc tịch"), ("phone", "Điện thoại"), ("address", "Địa chỉ"), ("hamlet", "Ấp, thôn"),
    ("note", "Ghi chú"), ("created_at", "Ghi vào ngày"), ("restricted_on", "Hạn chế từ ngày"),
)  # fmt: skip
_CAPITAL: tuple[tuple[str, str, str, str], ...] = (
    ("pledges", "Cam kết góp vốn", "pledged_on", "amount_dong"),
    ("contributions", "Góp vốn", "contributed_on", "amount_dong"),
    ("refunds", "Hoàn trả vốn", "refunded_on", "amount_dong"),
    ("retractions", "Bỏ lần ghi nhầm", "retracted_on", "amount_dong"),
)
"""Tables of capital: what a row is, its day and its amount."""


class Everything(msgspec.Struct, frozen=True):
    """All that is kept of one person; `rows` are those of every table that belongs to people, by its name."""

    name: str
    taken_out_at: datetime
    profile: dict[str, Any]
    rows: dict[str, list[dict[str, Any]]]
    book_lines: list[BookLine]
    consents: list[ConsentRow]
    requests: list[RequestRow]
    looks: list[Look]


def archive_of(everything: Everything) -> bytes:
    """One .zip with the workbook and the JSON."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(WORKBOOK, write_workbook(list(_sheets(everything))))
        archive.writestr(JSON, msgspec.json.format(msgspec.json.encode(everything), indent=2))
    return target.getvalue()


def _sheets(everything: Everything) -> Iterable[OutputSheet]:
    at = everything.taken_out_at.astimezone(VIETNAM)
    titles = (f"Dữ liệu cá nhân của {everything.name}", f"Lấy ra lúc {at:%H:%M} ngày {format_date(at.date())}")
    yield _sheet("Hồ sơ", (("Mục", "text"), ("Nội dung", "text")), _profile(everything), titles)
    columns: tuple[tuple[str, ColumnKind], ...]
    columns = (("Ngày", "date"), ("Việc", "text"), ("Số tiền (đ)", "balance"))
    yield _sheet("Vốn góp", columns, _capital(everything))
    columns = (("Số giấy", "text"), ("Ngày cấp", "date"), ("Số tiền (đ)", "money"))
    certificates = everything.rows.get("certificates", [])
    yield _sheet(
        "Giấy chứng nhận", columns, [[one["number"], one["issued_on"], one["amount_dong"]] for one in certificates]
    )
    columns = (
        *(("Ngày ghi sổ", "date"), ("Chứng từ", "text"), ("Nội dung", "text")),
        *(("Nợ", "text"), ("Có", "text"), ("Số tiền (đ)", "balance")),
    )
    yield _sheet("Sổ kế toán", columns, [_book_line(line) for line in everything.book_lines])
    columns = (
        ("Mục đích", "text"),
        ("Ý kiến", "text"),
        ("Ngày", "date"),
        ("Cách ghi nhận", "text"),
        ("Giấy tờ", "text"),
    )
    yield _sheet("Đồng ý", columns, [_consent(row) for row in everything.consents])
    columns = (("Yêu cầu", "text"), ("Ngày nhận", "date"), ("Hạn", "date"), ("Xong ngày", "date"), ("Nội dung", "text"))
    yield _sheet("Yêu cầu", columns, [_request(row) for row in everything.requests])
    columns = (("Lúc", "text"), ("Ai", "text"), ("Việc", "text"))
    yield _sheet("Ai đã xem", columns, [_look(look) for look in everything.looks])


def _sheet(
    name: str, columns: Sequence[tuple[str, ColumnKind]], rows: Iterable[Sequence[Cell]], titles: Sequence[str] = ()
) -> OutputSheet:
    return OutputSheet(name, [OutputColumn(heading, kind) for heading, kind in columns], rows, titles)


def _profile(everything: Everything) -> list[list[Cell]]:
    names = {"kind": PARTY_KIND_NAMES, "gender": GENDER_NAMES}
    rows: list[list[Cell]] = []
    for field, label in _PROFILE:
        value = everything.profile.get(field)
        if value in (None, ""):
            continue
        rows.append([label, translate(names[field][value], "vi") if field in names else _text(value)])
    for member in everything.rows.get("members", []):
        rows.append(["Mã thành viên", member["number"]])
        rows.append(["Loại thành viên", translate(KIND_NAMES[member["kind"]], "vi")])
        for name, label in _MEMBER:
            if member.get(name) is not None:
                rows.append([label, _text(member[name])])
    return rows


_MEMBER = (
    ("joined_on", "Ngày vào"), ("left_on", "Ngày thôi"), ("production_area_m2", "Diện tích sản xuất (m²)"),
    ("main_product", "Sản phẩm chính"),
)  # fmt: skip


def _text(value: Any) -> str:
    if isinstance(value, datetime):
        return format_date(value.astimezone(VIETNAM).date())
    return format_date(value) if hasattr(value, "year") else str(value)


def _capital(everything: Everything) -> list[list[Cell]]:
    rows: list[list[Cell]] = [
        [row[day], what, row[amount]] for table, what, day, amount in _CAPITAL for row in everything.rows.get(table, [])
    ]
    return sorted(rows, key=lambda row: str(row[0]))


def _book_line(line: BookLine) -> list[Cell]:
    told = line.description or line.entry
    return [
        line.entry_on, f"{line.series}-{line.number}", told, line.debit_account, line.credit_account, line.amount_dong
    ]  # fmt: skip


def _consent(row: ConsentRow) -> list[Cell]:
    said = "đồng ý" if row.is_given else "rút lại"
    return [translate(PURPOSES[row.purpose], "vi"), said, row.decided_on, translate(WAYS[row.way], "vi"), row.reference]


def _request(row: RequestRow) -> list[Cell]:
    return [
        translate(REQUEST_NAMES[row.kind], "vi"), row.received_on, row.last_on, row.done_on or row.refused_on, row.wish
    ]  # fmt: skip


def _look(look: Look) -> list[Cell]:
    return [f"{look.at.astimezone(VIETNAM):%d/%m/%Y %H:%M}", look.person, translate(LOOKS[look.verb], "vi")]
