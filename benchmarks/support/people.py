"""Invented members in any number, the same in each run: what a row says follows from its place."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from hoptac.capital.opening import OpeningCapital, record_opening_capital
from hoptac.demo.story import GIVEN, HAMLETS, PLEDGES_MILLION, PRODUCE, SURNAMES
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import OutputColumn, OutputSheet, write_workbook
from hoptac.kit.sheets.writing import ColumnKind
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.actions import insert_members
from hoptac.members.forms import MemberForm

_MIDDLES = ("", "Ngọc", "Hữu", "Kim", "Minh", "Thanh", "Hoàng", "Bích", "Công", "Xuân")
_COLUMNS: tuple[tuple[str, ColumnKind], ...] = (
    ("Mã số", "text"), ("Họ và tên", "text"), ("Giới tính", "text"), ("Ngày sinh", "date"), ("Số CCCD", "text"),
    ("Điện thoại", "text"), ("Địa chỉ", "text"), ("Ngày gia nhập", "date"), ("Vốn cam kết (đồng)", "money"),
    ("Vốn đã góp (đồng)", "money"), ("Ngày góp", "date"), ("Diện tích (ha)", "number"), ("Sản phẩm chính", "text"),
)  # fmt: skip


def _people(count: int) -> Iterator[tuple[MemberForm, int, int, date]]:
    """Each member with what was pledged and paid, in đồng, and the day of it; every fifth has paid half."""
    for place in range(count):
        middle, given = GIVEN[place % len(GIVEN)]
        second = _MIDDLES[place // len(GIVEN) % len(_MIDDLES)]
        is_woman, year = middle == "Thị", 1950 + place * 7 % 45
        pledged = PLEDGES_MILLION[place % len(PLEDGES_MILLION)] * 1_000_000
        joined = date(2014 + place % 11, 1 + place % 12, 1 + place * 3 % 27)
        form = MemberForm(
            number=f"TV{place + 1:05d}",
            name=" ".join(filter(None, (SURNAMES[place * 5 % len(SURNAMES)], middle, second, given))),
            party_kind="individual",
            kind="official",
            gender="female" if is_woman else "male",
            born_on=date(year, 1 + place * 5 % 12, 1 + place * 11 % 28),
            born_year=year,
            # Province code 092, the gender and century digit, the year of birth, then six digits from the place.
            identity_number=f"092{1 if is_woman else 0}{year % 100:02d}{place:06d}",
            phone=f"09{10_000_000 + place * 37:08d}",
            address=f"Ấp {HAMLETS[place % len(HAMLETS)]}, xã Vĩnh Trinh, thành phố Cần Thơ",
            joined_on=joined,
            production_area_m2=6_000 + place * 13 % 40 * 1_000,
            main_product=PRODUCE[place % len(PRODUCE)],
        )
        yield form, pledged, pledged // 2 if place % 5 == 4 else pledged, joined


def member_workbook(count: int) -> bytes:
    """A tidy .xlsx list of thirteen columns with pledges and contributions, as an office would send it."""
    rows: list[list[Any]] = [
        [
            form.number, form.name, "Nữ" if form.gender == "female" else "Nam", form.born_on, form.identity_number,
            form.phone, form.address, form.joined_on, pledged, paid, joined,
            (form.production_area_m2 or 0) / 10_000, form.main_product,
        ]
        for form, pledged, paid, joined in _people(count)
    ]  # fmt: skip
    columns = [OutputColumn(heading, kind) for heading, kind in _COLUMNS]
    return write_workbook([OutputSheet("Danh sách", columns, rows, titles=("DANH SÁCH THÀNH VIÊN",))])


async def fill_members(database: Database, org_id: UUID, actor_id: UUID, count: int) -> list[UUID]:
    """Enter members with their capital in one transaction, without a workbook; their ids in the order of their numbers."""
    people = [(new_id(), *person) for person in _people(count)]
    async with enter_tenant(database, org_id) as session:
        await insert_members(session, [(person[0], person[1]) for person in people], org_id=org_id, now=now())
        opening = [
            OpeningCapital(party_id, paid_dong=paid, pledged_dong=pledged, contributed_on=day, joined_on=day)
            for party_id, _form, pledged, paid, day in people
        ]
        for start in range(0, count, 30_000):  # an entry numbers its lines up to 32,767
            await record_opening_capital(
                session, org_id=org_id, actor_id=actor_id, now=now(), entry_on=today(), source_id=new_id(),
                rows=opening[start : start + 30_000],
            )  # fmt: skip
    return [person[0] for person in people]
