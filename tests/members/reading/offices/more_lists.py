"""More lists of the twelve members, each told by the line of its columns."""

from tests.members.reading.offices.putting_together import Office, titled

_COMMON = "STT = no | Họ tên = name | CCCD = id"
_UNITS = {
    "k": ("ng.đ", "nghìn đ", "ngđ", "1000đ", "1.000 đồng", "x1000", "x 1.000 đ", "nghìn VNĐ", "K", "ngàn đồng", "'000 VND", "nghìn"),
    "m": ("Tr. đồng", "tr.đ", "triệu", "trđ", "1.000.000đ", "Đvt: Trđ", "triệu VNĐ", "Tr.đ", "million VND"),
}  # fmt: skip

COLUMNS: dict[str, str] = {
    "abbrev": "STT = no | Họ tên = name | NS = year | GT = gender | CCCD = id | ĐC = address | ĐT = phone | Vốn góp = paid",
    "name with year": "STT = no | Họ và tên, năm sinh = name_year | CCCD = id | Vốn góp = paid",
    "name sn": "STT = no | Họ và tên = name_sn | CCCD = id | Vốn góp = paid",
    "cmnd and cccd": "STT = no | Họ tên = name | Số CMND = old_id | Số CCCD = id | Vốn góp = paid",
    "cmnd or cccd": "STT = no | Họ tên = name | Số CMND = old_id | Số CCCD = id_if | Vốn góp = paid",
    "cccd then cmnd cũ": "STT = no | Họ tên = name | Số CCCD = id | CMND cũ = old_id | Vốn góp = paid",
    "day month year no parent": "STT = no | Họ tên = name | Ngày sinh = birth_day | Tháng sinh = birth_month | Năm sinh = birth_year | CCCD = id | Vốn góp = paid",
    "number and words": f"{_COMMON} | Số tiền góp > Bằng số = paid | Số tiền góp > Bằng chữ = words",
    "fixed and current": f"{_COMMON} | Vốn góp cố định = part1 | Vốn góp lưu động = part2 | Tổng vốn = paid",
    "groups over headings": "THÔNG TIN THÀNH VIÊN > STT = no | THÔNG TIN THÀNH VIÊN > Họ tên = name | THÔNG TIN THÀNH VIÊN > CCCD = id | THÔNG TIN GÓP VỐN > Cam kết = pledged | THÔNG TIN GÓP VỐN > Đã góp = paid | THÔNG TIN GÓP VỐN > Ngày góp = contributed",
    "loans beside": f"{_COMMON} | Vốn góp = paid | Số tiền vay = loan | Lãi = interest",
    "opening, more, total": f"{_COMMON} | Vốn góp kỳ trước = part1 | Góp thêm trong kỳ = part2 | Tổng vốn góp = paid",
    "opening, more": f"{_COMMON} | Vốn ban đầu = part1 | Vốn góp thêm = part2",
    "paid in years": f"{_COMMON} | Góp năm 2023 = part2 | Góp năm 2024 = part1",
    "quarters": f"{_COMMON} | Số tiền góp > Quý I = quarter | Số tiền góp > Quý II = quarter | Số tiền góp > Quý III = quarter | Số tiền góp > Quý IV = quarter | Cộng = paid",
    "quarters no sum": f"{_COMMON} | Số tiền góp > Quý I = quarter | Số tiền góp > Quý II = quarter | Số tiền góp > Quý III = quarter | Số tiền góp > Quý IV = quarter",
    "months": f"{_COMMON} | Tháng 1 = quarter | Tháng 2 = quarter | Tháng 3 = quarter | Tháng 4 = quarter | Tổng cộng = paid",
    "deadline": f"{_COMMON} | Mức vốn góp = pledged | Số tiền đã góp = paid | Hạn góp = deadline",
    "interest table": f"{_COMMON} | Vốn góp = paid | Tiền lãi được chia = interest | Ký nhận = signed",
    "member card no": "STT = no | Số thẻ TV = code | Họ tên = name | CCCD = id | Số sổ góp vốn = certificate | Tổng số tiền = paid",
    "address parts": "STT = no | Họ tên = name | Địa chỉ > Ấp = hamlet | Địa chỉ > Xã = commune | CCCD > Số = id | CCCD > Ngày cấp = issued | CCCD > Nơi cấp = office | Góp vốn > Ngày = contributed | Góp vốn > Số tiền = paid",
    "dates all": "STT = no | Họ tên = name | Ngày sinh = born_text | Ngày cấp CCCD = issued | Số CCCD = id | Ngày vào = joined_text | Ngày góp = contributed | Tiền = paid",
    "m unit bracket": f"{_COMMON} | Vốn góp [trđ] = paid_m",
}
UNIT_LINES: dict[str, str] = {
    "(Đơn vị: triệu đồng)": f"{_COMMON} | Vốn góp = paid_m",
    "Đơn vị tính: Nghìn đồng Việt Nam": f"{_COMMON} | Vốn góp = paid_k",
    "ĐVT : 1000 Đ": f"{_COMMON} | Vốn góp = paid_k",
    "Đơn vị tính: VNĐ": f"{_COMMON} | Vốn góp = paid",
}

MORE_LISTS: dict[str, Office] = (
    {name: titled("DANH SÁCH THÀNH VIÊN", line) for name, line in COLUMNS.items()}
    | {unit: titled("DANH SÁCH THÀNH VIÊN", line, unit=unit) for unit, line in UNIT_LINES.items()}
    | {
        f"in {unit}": titled("DANH SÁCH THÀNH VIÊN", f"{_COMMON} | Vốn góp ({unit}) = paid_{scale}")
        for scale, units in _UNITS.items()
        for unit in units
    }
)
