"""What the demo tells: names, places and sums, all invented; numbers follow from positions, so each build is the same
but for the days of who joined lately."""

from datetime import date, timedelta

from hoptac.kit.sheets import Cell

SURNAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Dương", "Lý")
GIVEN = (
    ("Văn", "An"), ("Thị", "Ánh"), ("Văn", "Bảy"), ("Thị", "Cúc"), ("Hoàng", "Dũng"), ("Thị", "Đào"), ("Văn", "Em"),
    ("Ngọc", "Giàu"), ("Văn", "Hai"), ("Thị", "Hằng"), ("Minh", "Khoa"), ("Thị", "Lài"), ("Văn", "Lành"), ("Thị", "Mai"),
    ("Văn", "Năm"), ("Thị", "Oanh"), ("Thanh", "Phong"), ("Thị", "Phượng"), ("Văn", "Quý"), ("Văn", "Sang"),
    ("Thị", "Tươi"), ("Văn", "Út"), ("Thị", "Vân"), ("Văn", "Xuân"), ("Thị", "Yến"), ("Văn", "Ẩn"), ("Thị", "Ổi"),
    ("Hữu", "Ý"),
)  # fmt: skip
HAMLETS = ("Thạnh Hòa", "Thạnh Lợi", "Vĩnh Lân", "Vĩnh Quy")
PRODUCE = ("Lúa ST25", "Lúa OM18", "Cá tra", "Sầu riêng", "Rau an toàn")
DISTRICTS = ("Ninh Kiều", "Bình Thủy", "Cái Răng", "Ô Môn", "Thốt Nốt", "Vĩnh Thạnh", "Cờ Đỏ", "Phong Điền", "Thới Lai")
FIELDS = (
    "Nông nghiệp",
    "Nông nghiệp",
    "Nông nghiệp",
    "Thương mại - dịch vụ",
    "Vận tải",
    "Xây dựng",
    "Tiểu thủ công nghiệp",
)
PLACES = (
    "Tân Thạnh",
    "Long Tuyền",
    "Thường Thạnh",
    "Thới An",
    "Thuận Hưng",
    "Thạnh Lộc",
    "Đông Hiệp",
    "Nhơn Ái",
    "Trường Xuân",
)

MEMBER_HEADINGS = (
    "Mã số", "Họ và tên", "Giới tính", "Ngày sinh", "Số CCCD", "Điện thoại", "Địa chỉ", "Loại thành viên",
    "Ngày gia nhập", "Vốn cam kết (đồng)", "Vốn đã góp (đồng)", "Ngày góp", "Diện tích (ha)", "Sản phẩm chính",
)  # fmt: skip
REGISTRY_HEADINGS = (
    "STT", "Tên đơn vị", "Loại hình", "Lĩnh vực", "Quận/huyện", "Xã/phường", "Năm thành lập", "Mã số thuế", "Người đại diện",
    "Điện thoại", "Số thành viên", "Lao động thường xuyên", "Vốn điều lệ (triệu đồng)",
    "Vốn điều lệ năm trước (triệu đồng)", "Doanh thu (triệu đồng)", "Lợi nhuận (triệu đồng)",
    "Diện tích sản xuất (ha)", "Hoạt động hiệu quả", "Theo Luật HTX 2012", "Liên kết chuỗi", "Sản phẩm chủ lực", "Điển hình",
)  # fmt: skip
CHARTER: dict[str, int | str] = {
    "charter.admission_conditions": "Cư trú hoặc có đất sản xuất tại xã Vĩnh Trinh.\nCó đơn tự nguyện và góp đủ vốn tối thiểu.",
    "charter.membership_fee_dong": 100_000,
    "charter.inactivity_months": 24,
    "charter.expulsion": "Gian lận, làm hại uy tín của hợp tác xã. Hội đồng quản trị đề nghị, Đại hội thành viên quyết định.",
    "charter.contribution_minimum_dong": 2_000_000,
    "charter.contribution_deadline_months": 6,
    "charter.refund_days": 90,
    "charter.governance_model": 1,
    "charter.board_members": 5,
    "charter.board_term_years": 5,
    "charter.indivisible_of_external_percent": 10,
    "charter.by_usage_and_labour_percent": 60,
    "charter.disputes": "Hòa giải tại Hội đồng quản trị trước, không được thì Đại hội thành viên.",
}
"""What the charter of the cooperative says, by the keys of its clauses."""
CHARTER_ADOPTED_ON = date(2024, 8, 10)
CHARTER_RESOLUTION = "Nghị quyết 01/NQ-ĐHTV"
PLEDGES_MILLION = (5, 10, 2, 20, 3, 10, 5, 30)
HALF_PAID_SINCE_DAYS = (130, 20, 60, 170, 95, 200, 5, 260)
"""How long ago they joined who have paid half, in turn: two of them are late today, one is due within a month."""


def member_rows(today: date, count: int = 42) -> list[list[Cell]]:
    """The board's own list: most joined years ago and have paid in full, every fifth joined lately and has paid half, two
    associates are without capital."""
    rows: list[list[Cell]] = []
    for index in range(count):
        middle, given = GIVEN[index % len(GIVEN)]
        is_woman = middle == "Thị"
        year = 1950 + index * 7 % 45
        is_guest = index in (17, 34)
        pledged = 0 if is_guest else PLEDGES_MILLION[index % len(PLEDGES_MILLION)] * 1_000_000
        paid, joined = pledged, date(2016 + index % 9, 1 + index % 12, 1 + index * 3 % 27)
        if index % 5 == 4 and not is_guest:
            paid, joined = pledged // 2, today - timedelta(days=HALF_PAID_SINCE_DAYS[index // 5])
        # Province code 092, the gender and century digit, the year of birth, then six digits from the position.
        identity = f"092{1 if is_woman else 0}{year % 100:02d}{740_000 + index * 37:06d}"
        rows.append(
            [
                f"TH-{index + 1:03d}",
                f"{SURNAMES[index * 5 % len(SURNAMES)]} {middle} {given}",
                "Nữ" if is_woman else "Nam",
                date(year, 1 + index * 5 % 12, 1 + index * 11 % 28),
                identity,
                f"09{39_000_000 + index * 12_347:08d}",
                f"Ấp {HAMLETS[index % len(HAMLETS)]}, xã Vĩnh Trinh, thành phố Cần Thơ",
                "Liên kết không góp vốn" if is_guest else "Liên kết góp vốn" if index in (9, 27) else "Chính thức",
                joined,
                pledged,
                paid,
                joined if paid else None,
                round(0.6 + index * 13 % 40 / 10, 1),
                PRODUCE[index % len(PRODUCE)],
            ]
        )
    return rows


def registry_rows(year: int, count: int = 36) -> list[list[Cell]]:
    """The alliance's yearly list; figures grow a little from year to year."""
    rows: list[list[Cell]] = []
    growth = year - 2020
    for index in range(count):
        is_group, is_fund = index % 6 == 5, index == 20
        kind = "Tổ hợp tác" if is_group else "Quỹ tín dụng nhân dân" if is_fund else "Hợp tác xã"
        prefix = "Tổ hợp tác" if is_group else "Quỹ TDND" if is_fund else "HTX"
        capital = None if is_group else 800 + index * 173 % 2_400 + growth * (20 + index % 7 * 5)
        revenue = None if is_group else 1_200 + index * 311 % 3_600 + growth * 60
        profit = None if is_group else (revenue or 0) * (index % 9 - 1) // 40
        rows.append(
            [
                index + 1,
                f"{prefix} {PLACES[index % len(PLACES)]} {index // len(PLACES) + 1}",
                kind,
                "Tín dụng" if is_fund else FIELDS[index % len(FIELDS)],
                DISTRICTS[index % len(DISTRICTS)],
                f"xã {PLACES[index % len(PLACES)]}",
                2004 + index % 18,
                None if is_group else f"18{10_000_000 + index * 91_193:08d}",
                f"{SURNAMES[index * 7 % len(SURNAMES)]} Văn {GIVEN[index * 3 % len(GIVEN)][1]}",
                f"09{18_000_000 + index * 22_221:08d}",
                9 + index * 5 % 60 + growth,
                None if is_group else 7 + index * 3 % 30,
                capital,
                None if is_group else (capital or 0) - 20 - index % 7 * 5,
                revenue,
                profit,
                None if index % 3 else 40 + index * 17 % 400,
                "" if is_group or index % 4 == 3 else "x",
                "" if is_group else "x",
                "x" if index % 5 == 0 and not is_group else "",
                PRODUCE[index % len(PRODUCE)],
                "x" if index % 9 == 0 else "",
            ]
        )
    return rows
