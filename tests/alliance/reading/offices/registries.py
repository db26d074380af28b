"""Registries of twelve organizations as alliances all over the country keep them: the same ones every time."""

from itertools import groupby
from typing import NamedTuple

from tests.alliance.reading.offices.organizations import LAYOUT, ORGS, YEAR
from tests.members.reading.workbooks import SheetOf
from tests.support.office_sheets import Block, columns_of, headings, lines, stacked, ways_of

table = LAYOUT.table


class Registry(NamedTuple):
    """A workbook, the ways its columns are written, and the year asked for."""

    sheets: tuple[SheetOf, ...]
    ways: frozenset[str]
    year: int = YEAR


def registry(line: str, *blocks: Block, also: str = "") -> Registry:
    block = stacked(*blocks) if blocks else table(line)
    return Registry((block.sheet(),), ways_of(line) | ways_of(also))


def titled(line: str, *, unit: str = "", total: str = "TỔNG CỘNG", numbered: bool = False) -> Registry:
    head = lines(
        ["LIÊN MINH HỢP TÁC XÃ TỈNH CÀ MAU", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
        [],
        "DANH SÁCH KINH TẾ TẬP THỂ TRÊN ĐỊA BÀN TỈNH NĂM 2022",
        "(Kèm theo Báo cáo số 15/BC-LM ngày 05/01/2023)",
        [None, None, None, unit or None],
        [],
    )
    foot = lines(
        [], [None, None, None, "Cà Mau, ngày 05 tháng 01 năm 2023"], [None, "NGƯỜI LẬP", None, "CHỦ TỊCH"],
        [None, "Trần Văn Lập", None, "Nguyễn Thị Chủ"],
    )  # fmt: skip
    return registry(line, head, table(line, total=total, numbered=numbered), foot)


def _a_sheet_for_each(line: str, key: str, *, also: str = "", title: str = "{}", name: str = "{}") -> Registry:
    sheets = [
        stacked(lines(title.format(str(said).upper())), table(line, list(group), total="Cộng")).sheet(name.format(said))
        for said, group in groupby(ORGS, key=lambda org: getattr(org, key))
    ]
    return Registry(tuple(sheets), ways_of(line) | ways_of(also))


_KINDS = {
    "cooperative": ("HỢP TÁC XÃ", "HTX"), "cooperative_union": ("LIÊN HIỆP HỢP TÁC XÃ", "LHHTX"),
    "people_credit_fund": ("QUỸ TÍN DỤNG NHÂN DÂN", "QTDND"), "cooperative_group": ("TỔ HỢP TÁC", "THT"),
}  # fmt: skip


def _a_sheet_for_each_kind(line: str) -> Registry:
    sheets = [
        stacked(lines(f"DANH SÁCH {_KINDS[kind][0]} NĂM 2022"), table(line, list(group), total="Cộng")).sheet(
            _KINDS[kind][1]
        )
        for kind, group in groupby(ORGS, key=lambda org: org.kind)
    ]
    return Registry(tuple(sheets), ways_of(line) | {"kind"})


def _in_kinds(line: str) -> Block:
    return LAYOUT.in_sections(line, lambda org: org.kind, lambda kind: _KINDS[kind][0], total="Cộng")


def _kinds_and_districts(line: str) -> Block:
    columns = columns_of(line)
    whole = headings(columns)
    for letter, (kind, of_kind) in zip("ABCD", groupby(ORGS, key=lambda org: org.kind), strict=False):
        whole = stacked(whole, lines([letter, _KINDS[kind][0]]))
        for number, (district, group) in enumerate(groupby(of_kind, key=lambda org: org.district), 1):
            body = [LAYOUT.row(columns, org) for org in group]
            whole = stacked(whole, lines(["I" * number, f"Huyện {district}"]), Block(body, []))
    return stacked(whole, Block([LAYOUT.total(columns, ORGS, "Tổng cộng (A+B+C+D)")], []))


def _joined_districts(line: str, column: int) -> Registry:
    block = table(line)
    joined = [(1 + 4 * number, column, 4 + 4 * number, column) for number in range(3)]
    return Registry((Block(block.rows, block.joined + joined).sheet(),), ways_of(line))


_COMMON = "STT = no | Tên đơn vị = name | Số thành viên = members | Vốn điều lệ (triệu đồng) = capital_m"
_BARE = "TT = no | Tên đơn vị = bare | Xã, phường = commune | Số thành viên = members | Vốn điều lệ (trđ) = capital_m"

REGISTRIES: dict[str, Registry] = {
    "a sheet a district": _a_sheet_for_each(_COMMON, "district", also="Huyện = district", name="{}"),
    "a sheet a district, named in full": _a_sheet_for_each(
        _COMMON, "district", also="Huyện = district_full", title="DANH SÁCH HTX, THT HUYỆN {}", name="H. {}"
    ),
    "a sheet a kind": _a_sheet_for_each_kind(_BARE),
    "sections of kinds": registry(_BARE, _in_kinds(_BARE), also="Loại = kind"),
    "kinds and districts": registry(_COMMON, _kinds_and_districts(_COMMON), also="Loại = kind | Huyện = district_full"),
    "billions and dong": titled(
        "STT = no | Tên HTX, LHHTX, THT = name | Vốn điều lệ (tỷ đồng) = capital_b | Doanh thu (đồng) = revenue | "
        "Lợi nhuận (triệu đồng) = profit_m"
    ),
    "billions as text": titled(
        "STT = no | Tên tổ chức = name | Vốn điều lệ = capital_b_text | Doanh thu = revenue_b_text", unit="ĐVT: tỷ đồng"
    ),
    "millions with decimal commas": titled(
        "STT = no | Tên tổ chức = name | Vốn điều lệ = capital_m_text | Doanh thu = revenue_m_text",
        unit="Đơn vị tính: Triệu đồng",
    ),
    "dong as text": titled(
        "STT = no | Tên tổ chức KTTT = name | Vốn điều lệ = capital_text | Doanh thu = revenue_text"
    ),
    "ones and noughts": titled(
        "STT = no | Tên đơn vị = name | Hiệu quả = effective_number | Theo Luật HTX 2012 = law | Liên kết = linked | "
        "HTX điển hình = model"
    ),
    "yes and no": titled(
        "STT = no | Tên đơn vị = name | Hoạt động có hiệu quả = effective_word | Luật 2012 = law_true | Số TV = members"
    ),
    "effective, not effective, stopped": titled(
        "STT = no | Tên HTX = name | Tình hình hoạt động > Hiệu quả = effective | "
        "Tình hình hoạt động > Không hiệu quả = not_effective | Tình hình hoạt động > Ngừng hoạt động = stopped | "
        "Số lao động = workers"
    ),
    "how they work, in words": titled(
        "STT = no | Tên HTX = name | Tình hình hoạt động = effective_told | Chuyển đổi theo Luật HTX 2012 = law_told"
    ),
    "stopped in one column and rated in another": titled(
        "STT = no | Tên HTX = name | Tình trạng hoạt động = works | Kết quả xếp loại = rating | Luật áp dụng = law_name"
    ),
    "ratings as ticks": titled(
        "STT = no | Tên HTX = name | Xếp loại > Tốt = good | Xếp loại > Khá = fair | Xếp loại > TB = average_rating | "
        "Xếp loại > Yếu = weak | Số thành viên = members"
    ),
    "years side by side": titled(
        "STT = no | Tên đơn vị = name | Vốn điều lệ (triệu đồng) > 2021 = before_m | "
        "Vốn điều lệ (triệu đồng) > 2022 = capital2022_m | Vốn điều lệ (triệu đồng) > 2023 = capital2023_m | "
        "Doanh thu (triệu đồng) > 2021 = revenue2021_m | Doanh thu (triệu đồng) > 2022 = revenue2022_m | "
        "Doanh thu (triệu đồng) > 2023 = revenue2023_m"
    ),
    "years in other words": titled(
        "STT = no | Tên đơn vị = name | Thành viên > Năm 2021 = members2021 | Thành viên > Năm 2022 = members2022 | "
        "Lao động > Năm 2021 = workers2021 | Lao động > Năm 2022 = workers2022 | "
        "Doanh thu 2023 (trđ) = revenue2023_m | Doanh thu 2022 (trđ) = revenue2022_m"
    ),
    "years as outer headings": titled(
        "STT = no | Tên đơn vị = name | Năm 2021 > Số thành viên = members2021 | Năm 2021 > Vốn điều lệ = before_m | "
        "Năm 2021 > Doanh thu = revenue2021_m | Năm 2022 > Số thành viên = members2022 | "
        "Năm 2022 > Vốn điều lệ = capital_m | Năm 2022 > Doanh thu = revenue_m",
        unit="ĐVT: triệu đồng",
    ),
    "planned and done": titled(
        "STT = no | Tên đơn vị = name | Doanh thu năm 2022 (triệu đồng) > Kế hoạch = other_m | "
        "Doanh thu năm 2022 (triệu đồng) > Thực hiện = revenue_m | Vốn điều lệ (triệu đồng) = capital_m"
    ),
    "districts joined downwards": _joined_districts(
        "Huyện = district_once | STT = no | Tên HTX = name | Xã = commune | Số TV = members", 0
    ),
    "districts said once": Registry(
        (table("STT = no | Huyện, thành phố = district_once | Tên HTX = name | Số thành viên = members").sheet(),),
        ways_of("a = district_once | b = name | c = members"),
    ),
    "communes of the new map": titled(
        "STT = no | Tên HTX = name | Xã/phường (mới) = commune | Người đại diện = head | SĐT = phone | Lĩnh vực = activity"
    ),
    "short words for fields": titled(
        "STT = no | Tên đơn vị = bare | Loại hình = kind_short | Ngành nghề = activity_short | Địa bàn = district"
    ),
    "kinds as ticks": titled(
        "STT = no | Tên đơn vị = bare | Loại hình > HTX = is_cooperative | Loại hình > LHHTX = is_union | "
        "Loại hình > QTDND = is_fund | Loại hình > THT = is_group | Số thành viên = members"
    ),
    "fields as ticks": titled(
        "STT = no | Tên đơn vị = name | Lĩnh vực hoạt động > NN = in_agriculture | Lĩnh vực hoạt động > TTCN = in_handicraft | "
        "Lĩnh vực hoạt động > XD = in_construction | Lĩnh vực hoạt động > TM-DV = in_trade | "
        "Lĩnh vực hoạt động > GTVT = in_transport | Lĩnh vực hoạt động > Tín dụng = in_credit"
    ),
    "members by kind": titled(
        "STT = no | Tên HTX = name | Số lượng thành viên > Tổng số = members | Số lượng thành viên > Cá nhân = people | "
        "Số lượng thành viên > Hộ gia đình = households | Số lượng thành viên > Pháp nhân = blank | "
        "Lao động thường xuyên > Tổng số = workers | Lao động thường xuyên > Trong đó: Nữ = women"
    ),
    "members of unions": titled(
        "STT = no | Tên đơn vị = name | Số HTX thành viên = member_cooperatives | Tổng số thành viên = members | "
        "Tổng số lao động = workers | Lao động là thành viên = women"
    ),
    "other capital first": titled(
        "STT = no | Tên đơn vị = name | Tổng nguồn vốn = other_m | Vốn hoạt động = other_m | Tài sản = other_m | "
        "Vốn điều lệ = capital_m | Dư nợ = other_m | Doanh thu bình quân = average_m | Doanh thu = revenue_m | "
        "Thu nhập bình quân người lao động = average_m | Nộp ngân sách = average_m",
        unit="Đvt: triệu đồng",
    ),
    "losses in brackets": titled(
        "STT = no | Tên đơn vị = name | Vốn điều lệ (tr.đ) = capital_m | Lãi (lỗ) (tr.đ) = profit_brackets"
    ),
    "areas and counts in words": titled(
        "STT = no | Tên đơn vị = name | Số hộ thành viên = members_told | Diện tích = area_told | Sản phẩm = product"
    ),
    "founded in many shapes": titled(
        "STT = no | Tên đơn vị = name | Quyết định thành lập = decision | Ngày thành lập = founded_text | "
        "Mã số HTX = code_number | Giám đốc = head | Kế toán = accountant"
    ),
    "founded in a month": titled(
        "STT = no | Tên đơn vị = name | Tháng, năm thành lập = founded_month | Mã số thuế = code | "
        "Chủ tịch HĐQT/Giám đốc = head | Điện thoại = phone | Địa chỉ = address",
        numbered=True,
    ),
    "English": registry(
        "No = no | Cooperative name = name | Type = kind | Sector = activity | District = district | Members = members | "
        "Employees = workers | Charter capital (million VND) = capital_m | Revenue (million VND) = revenue_m | "
        "Year founded = founded"
    ),
    "printed pages": Registry((LAYOUT.in_pages(_COMMON).sheet(),), ways_of(_COMMON)),
    "a unit row below the headings": registry(
        "Vốn = capital_m | Tên = name | Diện tích = area_ha | TV = members",
        lines(
            ["STT", "Tên HTX", "Số thành viên", "Vốn điều lệ", "Diện tích"],
            [None, None, "(người)", "(triệu đồng)", "(ha)"],
            *([o.place, o.name, o.figure(7), o.figure(500), o.place * 1.5] for o in ORGS),
        ),
    ),
    "a section of those that stopped": registry(
        _COMMON,
        table(_COMMON, [org for org in ORGS if not org.stopped]),
        lines(["II", "HTX NGỪNG HOẠT ĐỘNG"]),
        Block(table(_COMMON, [org for org in ORGS if org.stopped]).rows[1:], []),
    ),
    "capital before and after": titled(
        "STT = no | Tên đơn vị = name | Vốn điều lệ đầu năm (triệu đồng) = before_m | "
        "Vốn điều lệ cuối năm (triệu đồng) = capital_m"
    ),
    "the year of the capital in the heading": titled(
        "STT = no | Tên đơn vị = name | Vốn điều lệ đến 31/12/2022 (triệu đồng) = capital_m | "
        "Vốn điều lệ đến 31/12/2021 (triệu đồng) = before_m"
    ),
}
