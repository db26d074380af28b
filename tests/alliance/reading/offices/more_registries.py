"""More registries of the twelve organizations, each told by the line of its columns."""

from tests.alliance.reading.offices.registries import Registry, titled

COLUMNS: dict[str, str] = {
    "names in capitals": "TT = no | TÊN HỢP TÁC XÃ = shouted | ĐỊA CHỈ = address | VỐN ĐIỀU LỆ (TRIỆU ĐỒNG) = capital_m",
    "chairman etc": "STT = no | Tên HTX = name | Chủ tịch HĐQT kiêm Giám đốc = head | Năm sinh = born | Số ĐT = phone | Vốn điều lệ (triệu đồng) = capital_m",
    "members tv": "STT = no | Tên HTX = name | Thành viên = members_short | Vốn ĐL (tr.đ) = capital_m",
    "laws by column": "STT = no | Tên HTX = name | Luật HTX 2003 = law2003 | Luật HTX 2012 = law2012 | Luật HTX 2023 = law2023 | Số TV = members",
    "converted yes no cols": "STT = no | Tên HTX = name | Chuyển đổi theo Luật 2012 > Đã = law | Chuyển đổi theo Luật 2012 > Chưa = not_converted | Số TV = members",
    "growth percent": "STT = no | Tên HTX = name | Doanh thu năm 2022 (tr.đ) = revenue_m | Tăng so với 2021 (%) = percent | Vốn điều lệ (tr.đ) = capital_m",
    "revenue inside": "STT = no | Tên HTX = name | Doanh thu (tr.đ) > Tổng số = revenue_m | Doanh thu (tr.đ) > Trong đó: với thành viên = average_m | Lợi nhuận (tr.đ) = profit_m",
    "labour kinds": "STT = no | Tên HTX = name | Lao động > Tổng số = workers | Lao động > Thường xuyên là thành viên = women | Lao động > Thời vụ = households | Số thành viên = members",
    "members official and linked": "STT = no | Tên HTX = name | Thành viên > Tổng = members | Thành viên > Chính thức = people | Thành viên > Liên kết = households | Vốn điều lệ (trđ) = capital_m",
    "new members": "STT = no | Tên HTX = name | Số thành viên = members | Thành viên mới = women | Vốn điều lệ (trđ) = capital_m | Vốn điều lệ tăng thêm (trđ) = average_m",
    "debts": "STT = no | Tên QTD = name | Vốn điều lệ (trđ) = capital_m | Vốn huy động (trđ) = other_m | Dư nợ cho vay (trđ) = other_m | Nợ xấu (%) = percent | Số thành viên = members",
    "sector long": "STT = no | Tên tổ chức = name | Ngành nghề sản xuất kinh doanh chính = activity | Loại hình tổ chức = kind",
    "registration paper": "STT = no | Tên HTX = name | Giấy chứng nhận ĐKKD > Số = code | Giấy chứng nhận ĐKKD > Ngày cấp = founded_text | Vốn điều lệ (đồng) = capital",
    "dates two": "STT = no | Tên HTX = name | Ngày thành lập = founded_text | Ngày ĐK lại = text | MST = code",
    "ocop": "STT = no | Tên HTX = name | Sản phẩm OCOP = product | Tham gia liên kết chuỗi giá trị (x) = linked | HTX ứng dụng CNC = any",
    "rate words": "STT = no | Tên HTX = name | Đánh giá xếp loại năm 2022 = rating | Số TV = members",
    "rate of two years": "STT = no | Tên HTX = name | Xếp loại năm 2021 = text | Xếp loại năm 2022 = rating | Số TV = members",
    "effective of kinds": "STT = no | Tên HTX = name | HTX hoạt động hiệu quả = effective | HTX hoạt động chưa hiệu quả = not_effective | HTX ngưng hoạt động = stopped",
    "working column": "STT = no | Tên HTX = name | Đang hoạt động = any | Ngừng hoạt động = stopped | Số TV = members",
    "area kinds": "STT = no | Tên HTX = name | Diện tích sản xuất (ha) = area_ha | Diện tích liên kết (ha) = percent | Số TV = members",
    "address detailed": "STT = no | Tên HTX = name | Địa chỉ > Ấp = text | Địa chỉ > Xã, phường = commune | Địa chỉ > Huyện = district | SĐT = phone",
    "old and new commune": "STT = no | Tên HTX = name | Xã cũ (trước 01/7/2025) = text | Xã mới = commune | Số TV = members",
    "union list": "STT = no | Tên Liên hiệp HTX = name | Số HTX thành viên = member_cooperatives | Vốn điều lệ (tỷ đồng) = capital_b",
    "groups": "STT = no | Tên tổ hợp tác = name | Tổ trưởng = head | Số tổ viên = members | Nội dung hoạt động = activity | Ngày chứng thực = founded_text",
    "percent members": "STT = no | Tên HTX = name | Số thành viên = members | Tỷ lệ nữ (%) = percent | Vốn điều lệ (trđ) = capital_m | Vốn góp bình quân (trđ) = average_m",
    "numbers row": "STT = no | Tên HTX = name | Số TV = members | Số LĐ = workers | Vốn điều lệ (trđ) = capital_m | Doanh thu (trđ) = revenue_m",
    "income": "STT = no | Tên HTX = name | Thu nhập BQ của LĐTX (trđ/năm) = average_m | LĐTX = workers | TV = members",
    "model yes": "STT = no | Tên HTX = name | HTX kiểu mới = model | Tiên tiến, hiện đại = any | Số TV = members",
    "thousand households": "STT = no | Tên HTXNN = name | Số hộ = members | Vốn ĐL (trđ) = capital_m",
}
UNIT_LINES: dict[str, tuple[str, str]] = {
    "million vnd unit line": (
        "Đơn vị tính: 1.000.000 đồng",
        "STT = no | Tên HTX = name | Vốn điều lệ = capital_m | Doanh thu = revenue_m | Lợi nhuận = profit_m",
    ),
    "billion unit line": (
        "ĐVT: Tỷ đồng",
        "STT = no | Tên HTX = name | Vốn điều lệ = capital_b | Doanh thu = revenue_b",
    ),
    "two revenue planned": (
        "ĐVT: triệu đồng",
        "STT = no | Tên HTX = name | KH doanh thu 2022 = other_m | Doanh thu 2022 = revenue_m | KH doanh thu 2023 = other_m",
    ),
    "estimate": (
        "ĐVT: triệu đồng",
        "STT = no | Tên HTX = name | Vốn điều lệ TH 2021 = before_m | Vốn điều lệ ước TH 2022 = capital_m | Vốn điều lệ KH 2023 = other_m",
    ),
}

MORE_REGISTRIES: dict[str, Registry] = {name: titled(line) for name, line in COLUMNS.items()} | {
    name: titled(line, unit=unit) for name, (unit, line) in UNIT_LINES.items()
}
