"""The register as a workbook."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from hoptac.kit.countries import country_name
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.sheets import Cell, OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.members.queries import MemberDetail
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES
from hoptac.parties.identity_numbers import masked

_COLUMNS: tuple[tuple[Message, ColumnKind], ...] = (
    (_("Mã"), "text"), (_("Họ và tên"), "text"), (_("Chủ thể"), "text"), (_("Loại thành viên"), "text"),
    (_("Giới tính"), "text"), (_("Ngày sinh"), "date"), (_("Số căn cước"), "text"), (_("Điện thoại"), "text"),
    (_("Địa chỉ"), "text"), (_("Ấp, thôn"), "text"), (_("Ngày vào"), "date"), (_("Đã góp (đ)"), "money"),
    (_("Diện tích (m²)"), "integer"), (_("Sản phẩm chính"), "text"), (_("Ghi chú"), "text"),
    (_("Quốc tịch"), "text"), (_("Có vốn đầu tư nước ngoài"), "text"),
)  # fmt: skip


def members_workbook(members: Sequence[MemberDetail], paid: Mapping[UUID, int], language: Language) -> bytes:
    """An .xlsx of the members in the order given; `paid` are đồng by party. Identity numbers are masked."""
    columns = [OutputColumn(translate(heading, language), kind) for heading, kind in _COLUMNS]
    kinds, party_kinds, genders = (_named(names, language) for names in (KIND_NAMES, PARTY_KIND_NAMES, GENDER_NAMES))
    yes = translate(_("có"), language)
    rows: list[list[Cell]] = [
        [
            member.number, member.name, party_kinds[member.party_kind], kinds[member.kind],
            genders[member.gender] if member.gender else None,
            member.born_on or (str(member.born_year) if member.born_year else None),
            masked(member.identity_number) or None, member.phone, member.address, member.hamlet, member.joined_on,
            paid.get(member.id, 0), member.production_area_m2, member.main_product, member.note,
            country_name(member.nationality, language), yes if member.is_foreign_invested else None,
        ]
        for member in members
    ]  # fmt: skip
    return write_workbook([OutputSheet(translate(_("Thành viên"), language), columns, rows)])


def _named(names: Mapping[str, Message], language: str) -> dict[str, str]:
    return {key: translate(name, language) for key, name in names.items()}
