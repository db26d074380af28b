"""Registers as workbooks."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from hoptac.capital.rules import ratio_in_hundredths
from hoptac.kit.calendar import format_date
from hoptac.kit.countries import country_name
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.rules import KIND_NAMES, PARTY_KIND_NAMES
from hoptac.parties.identity_numbers import masked
from hoptac.registers.lines import NOTHING_HELD, held_by, percent_text
from hoptac.registers.queries.contributions import HoldingRow, HoldingSums
from hoptac.registers.queries.head import Head
from hoptac.registers.queries.members import Deed, RegisterMember, Sums

_MEMBERS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("STT"), "integer"), (_("Mã"), "text"), (_("Họ và tên"), "text"), (_("Chủ thể"), "text"),
    (_("Loại thành viên"), "text"), (_("Từ ngày"), "date"), (_("Địa chỉ liên lạc"), "text"), (_("Quốc tịch"), "text"),
    (_("Số định danh"), "text"), (_("Vốn đã góp (đ)"), "balance"), (_("Tỷ lệ"), "text"), (_("Ngày góp"), "date"),
    (_("Loại tài sản"), "text"), (_("Số lượng"), "text"), (_("Giá trị (đ)"), "balance"),
    (_("Giấy chứng nhận số"), "text"), (_("Ngày cấp"), "date"),
)  # fmt: skip
_HOLDINGS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("STT"), "integer"), (_("Mã"), "text"), (_("Họ và tên"), "text"), (_("Loại thành viên"), "text"),
    (_("Cam kết (đ)"), "money"), (_("Đã góp vào (đ)"), "money"), (_("Đã trả lại (đ)"), "money"),
    (_("Vốn góp còn (đ)"), "balance"), (_("Tỷ lệ"), "text"), (_("Còn phải góp (đ)"), "balance"),
)  # fmt: skip
LEFT = _("đã ra, còn vốn")


def _columns(columns: tuple[tuple[Message, ColumnKind], ...], language: Language) -> list[OutputColumn]:
    return [OutputColumn(translate(heading, language), kind) for heading, kind in columns]


def _titles(head: Head, name: Message, day: date, language: Language) -> tuple[str, ...]:
    code = translate(_("Mã số: %(code)s", code=head.registration_code or "…"), language)
    office = translate(_("Trụ sở: %(office)s", office=head.head_office or "…"), language)
    on = translate(_("Tính đến hết ngày %(day)s", day=format_date(day)), language)
    return (head.name, f"{code}. {office}", f"{translate(name, language)}. {on}")


def members_workbook(
    head: Head,
    day: date,
    members: Sequence[RegisterMember],
    deeds: Mapping[UUID, Sequence[Deed]],
    sums: Sums,
    language: Language,
    *,
    is_open: bool,
) -> bytes:
    """The register of members; identity numbers are masked unless `is_open`. A member with several contributions or
    certificates takes several rows, the first of them with the name."""
    kinds = {key: translate(name, language) for key, name in KIND_NAMES.items()}
    parties = {key: translate(name, language) for key, name in PARTY_KIND_NAMES.items()}
    rows: list[Sequence[Any]] = []
    for place, member in enumerate(members, start=1):
        held = held_by(deeds[member.id], language) if member.id in deeds else NOTHING_HELD
        about: Sequence[Any] = (
            *(place, member.number, member.name, parties[member.party_kind], kinds[member.kind], member.since),
            *(member.address, country_name(member.nationality, language)),
            (member.identity_number if is_open else masked(member.identity_number)) or None,
            held.paid_dong,
            percent_text(held.ratio(sums.pledged_dong), held.paid_dong, language),
        )
        for paid, certificate in held.lines():
            rows.append(
                (
                    *about,
                    *((paid.day, paid.asset, paid.quantity, paid.dong) if paid else (None,) * 4),
                    *((certificate.whole, certificate.issued_on) if certificate else (None,) * 2),
                )
            )
            about = (None,) * len(about)
    sheet = OutputSheet(
        translate(_("Sổ đăng ký thành viên"), language),
        _columns(_MEMBERS, language),
        rows,
        _titles(head, _("Sổ đăng ký thành viên"), day, language),
    )
    return write_workbook([sheet])


def contributions_workbook(
    head: Head, day: date, holdings: Sequence[HoldingRow], sums: HoldingSums, language: Language
) -> bytes:
    """The register of contributions (S31) with its sum below."""
    kinds = {key: translate(name, language) for key, name in KIND_NAMES.items()}
    left = translate(LEFT, language)
    rows: list[Sequence[Any]] = [
        (
            *(place, row.number, row.name, kinds[row.kind] if row.kind else left, row.pledged_dong, row.came_dong),
            *(row.went_dong, row.paid_dong, ratio_text(row.paid_dong, sums, language), row.rest_dong),
        )
        for place, row in enumerate(holdings, start=1)
    ]
    rows.append(
        (
            *(None, None, translate(_("Tổng cộng"), language), None, sums.pledged_dong, sums.came_dong),
            *(sums.went_dong, sums.paid_dong, ratio_text(sums.paid_dong, sums, language), sums.rest_dong),
        )
    )
    name = _("Sổ theo dõi vốn góp của thành viên (S31-HTX)")
    sheet = OutputSheet(
        translate(_("Vốn góp"), language),
        _columns(_HOLDINGS, language),
        rows,
        _titles(head, name, day, language),
    )
    return write_workbook([sheet])


def ratio_text(paid_dong: int, sums: HoldingSums, language: Language) -> str:
    """The share of the charter capital as it is read."""
    return percent_text(ratio_in_hundredths(paid_dong, sums.pledged_dong), paid_dong, language)
