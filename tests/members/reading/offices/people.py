"""Twelve invented members, and how offices write what is known of each of them."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.support.office_sheets import Layout, Way

from hoptac.kit.sheets import Cell


class Person(NamedTuple):
    """A member as he or she is; amounts in đồng."""

    place: int
    name: str
    gender: str
    born_on: date
    identity_number: str
    phone: str
    hamlet: str
    joined_on: date
    pledged: int
    paid: int

    @property
    def is_woman(self) -> bool:
        return self.gender == "female"

    @property
    def contributed_on(self) -> date:
        return self.joined_on.replace(day=self.joined_on.day + 3)

    @property
    def first_part(self) -> int:
        """What was paid first, the rest came later."""
        return self.paid // 2_000_000 * 1_000_000

    @property
    def area_m2(self) -> int:
        return 1_500 * self.place


_NAMES = (
    "Nguyễn Văn An", "Trần Thị Bé", "Lê Hoàng Cường", "Phạm Thị Diễm", "Huỳnh Văn Em", "Võ Thị Gấm", "Đặng Văn Hai",
    "Tống Thị Kiều", "Đỗ Văn Khoa", "Ngô Thị Lành", "Ông Văn Mười", "Sơn Thị Ngọc Ánh",
)  # fmt: skip
_HAMLETS = ("Ấp Bình Lợi", "Ấp Bình Hòa")


def _person(place: int, name: str) -> Person:
    is_woman = "Thị" in name
    born_on = date(1950 + 2 * place, place, 10 + place)
    number = f"092{int(is_woman)}{born_on.year % 100:02d}{204_600 + 137 * place:06d}"
    paid = (1 + place % 3) * 2_000_000 + 500_000 * (place % 2)
    return Person(
        place, name, "female" if is_woman else "male", born_on, number, f"09{12_345_000 + 111 * place:08d}",
        _HAMLETS[(place - 1) // 6], date(2010 + place, place, 5 + place), paid + 1_000_000 * (place % 4), paid,
    )  # fmt: skip


PEOPLE = tuple(_person(place, name) for place, name in enumerate(_NAMES, 1))


def dots(number: int) -> str:
    """'2.500.000'"""
    return f"{number:,}".replace(",", ".")


def day(when: date) -> str:
    return f"{when:%d/%m/%Y}"


def _sum(cell: Callable[[int], Cell]) -> dict[str, Way[Person]]:
    return {
        "paid": Way(lambda p: cell(p.paid), "paid_dong", lambda p: p.paid, is_sum=True),
        "pledged": Way(lambda p: cell(p.pledged), "pledged_dong", lambda p: p.pledged, is_sum=True),
        "rest": Way(lambda p: cell(p.pledged - p.paid), is_sum=True),
        "part1": Way(lambda p: cell(p.first_part), "paid_dong", lambda p: p.paid, is_sum=True),
        "part2": Way(lambda p: cell(p.paid - p.first_part), "paid_dong", lambda p: p.paid, is_sum=True),
        "lowest": Way(lambda _p: cell(1_000_000), is_sum=True),
        "opening": Way(lambda p: cell(p.paid - 500_000), is_sum=True),
        "increase": Way(lambda p: cell(500_000 + 100_000 * p.place), is_sum=True),
        "decrease": Way(lambda p: cell(100_000 * p.place), is_sum=True),
    }


_SUMS: dict[str, Callable[[int], Cell]] = {
    "": lambda dong: dong,
    "_text": dots,
    "_sign": lambda dong: f"{dots(dong)} đ",
    "_comma": lambda dong: f"{dong:,}",
    "_k": lambda dong: dong // 1_000,
    "_k_text": lambda dong: dots(dong // 1_000),
    "_k_comma": lambda dong: f"{dong // 1_000:,}",
    "_m": lambda dong: dong / 1_000_000,
    "_m_text": lambda dong: f"{dong / 1_000_000:g}".replace(".", ","),
}


def _born(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "born_on", lambda p: p.born_on)


def _year(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "born_year", lambda p: p.born_on.year)


def _gender(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "gender", lambda p: p.gender)


def _identity(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "identity_number", lambda p: p.identity_number)


def _phone(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "phone", lambda p: p.phone)


def _name(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "name", lambda p: p.name)


def _joined(cell: Callable[[Person], Cell]) -> Way[Person]:
    return Way(cell, "joined_on", lambda p: p.joined_on)


WAYS: dict[str, Way[Person]] = {
    "blank": Way(lambda _p: None),
    "no": Way(lambda p: p.place),
    "no_text": Way(lambda p: f"{p.place:02d}"),
    "no_dot": Way(lambda p: f"{p.place}."),
    "code": Way(lambda p: f"TV{p.place:03d}", "number", lambda p: f"TV{p.place:03d}"),
    "name": _name(lambda p: p.name),
    "capitals": _name(lambda p: p.name.upper()),
    "polite": _name(lambda p: f"{'Bà' if p.is_woman else 'Ông'} {p.name}"),
    "before_given": _name(lambda p: p.name.rpartition(" ")[0]),
    "given": _name(lambda p: p.name.rpartition(" ")[2]),
    "surname": _name(lambda p: p.name.partition(" ")[0]),
    "middle": _name(lambda p: " ".join(p.name.split()[1:-1])),
    "gender": _gender(lambda p: "Nữ" if p.is_woman else "Nam"),
    "man": _gender(lambda p: None if p.is_woman else "x"),
    "woman": _gender(lambda p: "x" if p.is_woman else None),
    "born": _born(lambda p: p.born_on),
    "born_text": _born(lambda p: day(p.born_on)),
    "birth_day": _born(lambda p: p.born_on.day),
    "birth_month": _born(lambda p: p.born_on.month),
    "birth_year": _born(lambda p: p.born_on.year),
    "year": _year(lambda p: p.born_on.year),
    "year_man": _year(lambda p: None if p.is_woman else p.born_on.year),
    "year_woman": _year(lambda p: p.born_on.year if p.is_woman else None),
    "age": Way(lambda p: 2026 - p.born_on.year),
    "id": _identity(lambda p: p.identity_number),
    "id_number": _identity(lambda p: int(p.identity_number)),
    "id_spaced": _identity(lambda p: f"{p.identity_number[:3]} {p.identity_number[3:6]} {p.identity_number[6:]}"),
    "id_told": _identity(lambda p: f"CCCD số {p.identity_number}, cấp ngày 01/02/2021, Cục CS QLHC về TTXH"),
    "issued": Way(lambda p: date(2021, 1, p.place), "identity_issued_on", lambda p: date(2021, 1, p.place)),
    "office": Way(lambda _p: "Cục Cảnh sát QLHC về TTXH"),
    "tax_code": Way(lambda p: f"80{12_345_000 + 77 * p.place:08d}"),
    "account": Way(lambda p: f"1808205{100_000 + 13 * p.place}"),
    "bank": Way(lambda _p: "Agribank Phong Điền"),
    "phone": _phone(lambda p: p.phone),
    "phone_number": _phone(lambda p: int(p.phone)),
    "phone_dotted": _phone(lambda p: f"{p.phone[:4]}.{p.phone[4:7]}.{p.phone[7:]}"),
    "hamlet": Way(lambda p: p.hamlet, "hamlet", lambda p: p.hamlet),
    "address": Way(lambda p: f"{p.hamlet}, xã Tân Bình", "hamlet", lambda p: p.hamlet),
    "commune": Way(lambda _p: "xã Tân Bình"),
    "joined": _joined(lambda p: p.joined_on),
    "joined_text": _joined(lambda p: day(p.joined_on)),
    "joined_year": Way(lambda p: p.joined_on.year, "joined_on", lambda p: date(p.joined_on.year, 1, 1)),
    "contributed": Way(lambda p: p.contributed_on, "contributed_on", lambda p: p.contributed_on),
    "deadline_past": Way(lambda p: day(date(2025, 12, p.place))),
    "deadline": Way(lambda p: day(date(2026, 12, p.place))),
    "percent": Way(lambda p: round(p.paid * 100 / sum(one.paid for one in PEOPLE), 2)),
    "shares": Way(lambda p: p.paid // 100_000),
    "share_value": Way(lambda _p: 100_000),
    "certificate": Way(lambda p: f"{p.place:02d}/GCN-HTX"),
    "area_ha": Way(lambda p: p.area_m2 / 10_000, "production_area_m2", lambda p: p.area_m2),
    "area_m2": Way(lambda p: p.area_m2, "production_area_m2", lambda p: p.area_m2),
    "area_cong": Way(lambda p: p.area_m2 / 1_000, "production_area_m2", lambda p: p.area_m2),
    "crop": Way(lambda _p: "Lúa", "main_product", lambda _p: "Lúa"),
    "ethnicity": Way(lambda _p: "Kinh"),
    "spouse": Way(lambda p: f"{'Lý Văn' if p.is_woman else 'Lý Thị'} {p.name.rpartition(' ')[2]}"),
    "household": Way(lambda p: 2 + p.place % 4),
    "officer": Way(lambda p: {1: "Giám đốc", 2: "Kế toán", 3: "Trưởng ban kiểm soát"}.get(p.place, "Thành viên")),
    "official": Way(lambda p: None if p.place > 9 else "x", "member_kind", lambda p: _kind(p)),
    "contributing": Way(lambda p: "x" if p.place > 9 else None, "member_kind", lambda p: _kind(p)),
    "kind": Way(lambda p: "TVLK góp vốn" if p.place > 9 else "TVCT", "member_kind", lambda p: _kind(p)),
    "signed": Way(lambda _p: None),
    "name_year": Way(lambda p: f"{p.name} ({p.born_on.year})", "born_year", lambda p: p.born_on.year),
    "name_sn": Way(lambda p: f"{p.name} - SN {p.born_on.year}", "born_year", lambda p: p.born_on.year),
    "old_id": Way(lambda p: f"36{p.place:02d}11223"),
    "id_if": Way(
        lambda p: p.identity_number if p.place % 3 else None,
        "identity_number",
        lambda p: p.identity_number if p.place % 3 else f"36{p.place:02d}11223",
    ),
    "words": Way(lambda _p: "Hai triệu đồng"),
    "kg": Way(lambda p: 500 * p.place),
    "loan": Way(lambda _p: 20_000_000),
    "interest": Way(lambda p: p.paid // 100),
    "quarter": Way(lambda p: p.paid // 4, "paid_dong", lambda p: p.paid),
} | {
    f"{key}{ending}": way for ending, cell in _SUMS.items() for key, way in _sum(cell).items()
}  # fmt: skip


def _kind(person: Person) -> str:
    return "associate_contributing" if person.place > 9 else "official"


LAYOUT = Layout(WAYS, PEOPLE)
