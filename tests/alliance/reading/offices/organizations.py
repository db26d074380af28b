"""Twelve invented organizations, and how alliances write what is known of each of them."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from tests.support.office_sheets import Layout, Way

from hoptac.kit.sheets import Cell

YEAR = 2022  # the year the figures are of, unless said


class Org(NamedTuple):
    """An organization as it is; amounts in triệu đồng, `stopped` says that it no longer works."""

    place: int
    bare: str
    kind: str
    activity: str
    district: str
    stopped: bool

    @property
    def name(self) -> str:
        if self.kind == "cooperative":
            return f"HTX {self.bare}"
        return f"{ {'cooperative_union': 'LHHTX', 'people_credit_fund': 'Quỹ TDND', 'cooperative_group': 'THT'}[self.kind] } {self.bare}"  # fmt: skip

    def figure(self, base: int, year: int = YEAR) -> int:
        """A figure that is another one each year."""
        return base * self.place + 10 * (year - 2020)


_BARE = (
    "nông nghiệp An Bình", "thủy sản Đất Mũi", "vận tải Tân Thành", "xây dựng Phú Lợi", "TTCN Mỹ Đức", "TM-DV Đông Hòa",
    "rau sạch Hòa An", "Tân Tiến", "Cửu Long", "Ngọc Hiển", "nuôi tôm ấp 3", "trồng màu ấp 5",
)  # fmt: skip
_ACTIVITIES = (
    "agriculture", "agriculture", "transport", "construction", "handicraft", "trade_services", "agriculture",
    "agriculture", "agriculture", "credit", "agriculture", "agriculture",
)  # fmt: skip
_KINDS = ("cooperative",) * 8 + ("cooperative_union", "people_credit_fund", "cooperative_group", "cooperative_group")
_DISTRICTS = ("Cái Nước", "Đầm Dơi", "U Minh")

ORGS = tuple(
    Org(place, *said, district=_DISTRICTS[(place - 1) // 4], stopped=place in (4, 8))
    for place, said in enumerate(zip(_BARE, _KINDS, _ACTIVITIES, strict=True), 1)
)

_KIND_WORDS = {
    "cooperative": ("Hợp tác xã", "HTX"), "cooperative_union": ("Liên hiệp hợp tác xã", "LHHTX"),
    "people_credit_fund": ("Quỹ tín dụng nhân dân", "QTDND"), "cooperative_group": ("Tổ hợp tác", "THT"),
}  # fmt: skip
_ACTIVITY_WORDS = {
    "agriculture": ("Nông nghiệp", "NN"), "transport": ("Giao thông vận tải", "GTVT"),
    "construction": ("Xây dựng", "XD"), "handicraft": ("Tiểu thủ công nghiệp", "TTCN"),
    "trade_services": ("Thương mại - dịch vụ", "TMDV"), "credit": ("Tín dụng", "TD"),
}  # fmt: skip


def dots(number: float) -> str:
    """'1.234,5'"""
    return f"{number:,.1f}".removesuffix(".0").translate(str.maketrans(",.", ".,"))


_SUMS: dict[str, Callable[[int], Cell]] = {
    "_m": lambda million: million,
    "_m_text": lambda million: dots(million + 0.5),
    "_b": lambda million: million / 1_000,
    "_b_text": lambda million: f"{million / 1_000:.3f}".rstrip("0").rstrip(".").replace(".", ","),
    "": lambda million: million * 1_000_000,
    "_text": lambda million: dots(million * 1_000_000),
}


def _sums(ending: str, cell: Callable[[int], Cell]) -> dict[str, Way[Org]]:
    extra = 500_000 if ending == "_m_text" else 0
    found: dict[str, Way[Org]] = {}
    for key, field, base in (
        ("capital", "charter_capital_dong", 500), ("revenue", "revenue_dong", 1_300),
    ):  # fmt: skip
        for year in (2020, 2021, 2022, 2023):
            found[f"{key}{year}{ending}"] = Way(
                lambda o, base=base, year=year: cell(o.figure(base, year)),
                field if year == YEAR else "",
                lambda o, base=base: o.figure(base) * 1_000_000 + extra,
                is_sum=True,
            )
        found[f"{key}{ending}"] = found[f"{key}{YEAR}{ending}"]
    found[f"before{ending}"] = Way(
        lambda o: cell(o.figure(500, 2021)),
        "charter_capital_before_dong",
        lambda o: o.figure(500, 2021) * 1_000_000 + extra,
        is_sum=True,
    )
    found[f"other{ending}"] = Way(lambda o: cell(o.figure(7_000)), is_sum=True)
    found[f"average{ending}"] = Way(lambda o: cell(o.figure(3)))
    return found


def _profit(org: Org) -> int:
    return -30 * org.place if org.place % 5 == 0 else org.figure(20)


def _is_effective(org: Org) -> bool:
    return not org.stopped and org.place % 3 != 0


def _rating(org: Org) -> str:
    if org.stopped:
        return "Ngừng hoạt động"
    return ("Trung bình", "Tốt", "Khá")[org.place % 3]


def _is_converted(org: Org) -> bool:
    return org.place % 4 != 0


def _mark(cell: Callable[[Org], bool], mark: Cell = "x", otherwise: Cell = None) -> Callable[[Org], Cell]:
    return lambda org: mark if cell(org) else otherwise


def _figure(field: str, base: int, year: int = YEAR) -> Way[Org]:
    return Way(lambda o: o.figure(base, year), field, lambda o: o.figure(base, year), is_sum=True)


_EFFECTIVE = ("effective", _is_effective)
_LAW = ("under_2012_law", _is_converted)
_KIND = ("kind", lambda o: o.kind)
_ACTIVITY = ("activity_field", lambda o: o.activity)
_NAME = ("name", lambda o: o.name)

WAYS: dict[str, Way[Org]] = {
    "blank": Way(lambda _o: None),
    "no": Way(lambda o: o.place),
    "name": Way(lambda o: o.name, *_NAME),
    "bare": Way(lambda o: o.bare, "name", lambda o: o.bare),
    "full": Way(lambda o: f"Hợp tác xã {o.bare}" if o.kind == "cooperative" else o.name),
    "kind": Way(lambda o: _KIND_WORDS[o.kind][0], *_KIND),
    "kind_short": Way(lambda o: _KIND_WORDS[o.kind][1], *_KIND),
    "is_cooperative": Way(_mark(lambda o: o.kind == "cooperative"), *_KIND),
    "is_union": Way(_mark(lambda o: o.kind == "cooperative_union"), *_KIND),
    "is_fund": Way(_mark(lambda o: o.kind == "people_credit_fund"), *_KIND),
    "is_group": Way(_mark(lambda o: o.kind == "cooperative_group"), *_KIND),
    "activity": Way(lambda o: _ACTIVITY_WORDS[o.activity][0], *_ACTIVITY),
    "activity_short": Way(lambda o: _ACTIVITY_WORDS[o.activity][1], *_ACTIVITY),
    "district": Way(lambda o: o.district, "district", lambda o: o.district),
    "district_full": Way(lambda o: f"Huyện {o.district}", "district", lambda o: f"Huyện {o.district}"),
    "district_once": Way(lambda o: o.district if o.place % 4 == 1 else None, "district", lambda o: o.district),
    "commune": Way(lambda o: f"xã Tân {o.place}", "commune", lambda o: f"xã Tân {o.place}"),
    "address": Way(
        lambda o: f"Ấp {o.place}, xã Tân {o.place}, huyện {o.district}", "commune", lambda o: f"xã Tân {o.place}"
    ),
    "founded": Way(lambda o: 2005 + o.place, "founded_year", lambda o: 2005 + o.place),
    "founded_on": Way(lambda o: date(2005 + o.place, o.place, 3), "founded_year", lambda o: 2005 + o.place),
    "founded_text": Way(lambda o: f"03/{o.place:02d}/{2005 + o.place}", "founded_year", lambda o: 2005 + o.place),
    "founded_month": Way(lambda o: f"{o.place}/{2005 + o.place}", "founded_year", lambda o: 2005 + o.place),
    "decision": Way(lambda o: f"QĐ số {o.place}/QĐ-UBND ngày 05/3/2014"),
    "code": Way(lambda o: f"20{o.place:02d}123456", "registration_code", lambda o: f"20{o.place:02d}123456"),
    "code_number": Way(lambda o: 301_200_000 + o.place, "registration_code", lambda o: f"0{301_200_000 + o.place}"),
    "head": Way(lambda o: f"Nguyễn Văn {o.place}", "representative", lambda o: f"Nguyễn Văn {o.place}"),
    "accountant": Way(lambda o: f"Trần Thị {o.place}"),
    "phone": Way(lambda o: f"09131230{o.place:02d}", "phone", lambda o: f"09131230{o.place:02d}"),
    "members": _figure("members", 7),
    "members2021": Way(lambda o: o.figure(7, 2021), is_sum=True),
    "members2022": _figure("members", 7),
    "members_told": Way(lambda o: f"{dots(o.figure(700))} hộ", "members", lambda o: o.figure(700)),
    "people": Way(lambda o: o.figure(5), is_sum=True),
    "households": Way(lambda o: o.figure(2) - 20, is_sum=True),
    "women": Way(lambda o: o.figure(2), is_sum=True),
    "member_cooperatives": Way(lambda o: 4 if o.kind == "cooperative_union" else None),
    "workers": _figure("regular_workers", 9),
    "workers2021": Way(lambda o: o.figure(9, 2021), is_sum=True),
    "workers2022": _figure("regular_workers", 9),
    "profit_m": Way(_profit, "profit_dong", lambda o: _profit(o) * 1_000_000),
    "profit_brackets": Way(
        lambda o: f"({-_profit(o)})" if _profit(o) < 0 else _profit(o), "profit_dong", lambda o: _profit(o) * 1_000_000
    ),
    "area_ha": Way(lambda o: o.place * 1.5, "production_area_m2", lambda o: o.place * 15_000),
    "area_told": Way(
        lambda o: f"{o.place * 1.5:g} ha".replace(".", ","), "production_area_m2", lambda o: o.place * 15_000
    ),
    "effective": Way(_mark(_is_effective), *_EFFECTIVE),
    "effective_number": Way(_mark(_is_effective, 1, 0), *_EFFECTIVE),
    "effective_word": Way(_mark(_is_effective, "Có", "Không"), *_EFFECTIVE),
    "effective_told": Way(
        lambda o: "Ngừng hoạt động" if o.stopped else "Hiệu quả" if _is_effective(o) else "Chưa hiệu quả", *_EFFECTIVE
    ),
    "not_effective": Way(_mark(lambda o: not _is_effective(o) and not o.stopped)),
    "stopped": Way(_mark(lambda o: o.stopped)),
    "works": Way(_mark(lambda o: not o.stopped, "Đang hoạt động", "Ngưng hoạt động")),
    "rating": Way(_rating, *_EFFECTIVE),
    "good": Way(_mark(lambda o: _rating(o) == "Tốt"), *_EFFECTIVE),
    "fair": Way(_mark(lambda o: _rating(o) == "Khá")),
    "average_rating": Way(_mark(lambda o: _rating(o) == "Trung bình")),
    "weak": Way(_mark(lambda o: o.stopped)),
    "law": Way(_mark(_is_converted), *_LAW),
    "law_true": Way(_is_converted, *_LAW),
    "law_told": Way(_mark(_is_converted, "Đã chuyển đổi", "Chưa chuyển đổi"), *_LAW),
    "law_name": Way(_mark(_is_converted, "Luật HTX 2012", "Luật HTX 2003"), *_LAW),
    "not_converted": Way(_mark(lambda o: not _is_converted(o))),
    "law2003": Way(_mark(lambda o: not _is_converted(o))),
    "law2012": Way(_mark(lambda o: _is_converted(o) and o.place != 1), *_LAW),
    "law2023": Way(_mark(lambda o: o.place == 1), *_LAW),
    "members_short": Way(lambda o: f"{o.figure(7)} TV", "members", lambda o: o.figure(7)),
    "shouted": Way(
        lambda o: f"HỢP TÁC XÃ {o.bare.upper()}" if o.kind == "cooperative" else o.name.upper(), *_KIND
    ),
    "any": Way(_mark(lambda _o: True)),
    "text": Way(lambda _o: "Theo hồ sơ"),
    "percent": Way(lambda o: 1.3 * o.place),
    "born": Way(lambda o: 1960 + o.place),
    "linked": Way(_mark(lambda o: o.place % 2 == 0, "✓"), "linked", lambda o: o.place % 2 == 0),
    "product": Way(lambda _o: "Tôm", "main_product", lambda _o: "Tôm"),
    "model": Way(_mark(lambda o: o.place == 1), "model", lambda o: o.place == 1),
    "in_agriculture": Way(_mark(lambda o: o.activity == "agriculture"), *_ACTIVITY),
    "in_handicraft": Way(_mark(lambda o: o.activity == "handicraft"), *_ACTIVITY),
    "in_construction": Way(_mark(lambda o: o.activity == "construction"), *_ACTIVITY),
    "in_trade": Way(_mark(lambda o: o.activity == "trade_services"), *_ACTIVITY),
    "in_transport": Way(_mark(lambda o: o.activity == "transport"), *_ACTIVITY),
    "in_credit": Way(_mark(lambda o: o.activity == "credit"), *_ACTIVITY),
}  # fmt: skip
for _ending, _cell in _SUMS.items():
    WAYS |= _sums(_ending, _cell)

LAYOUT = Layout(WAYS, ORGS)
