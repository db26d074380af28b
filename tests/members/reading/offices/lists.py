"""Lists of twelve members as offices all over the country keep them: the same people every time."""

from tests.members.reading.offices.people import LAYOUT, PEOPLE
from tests.members.reading.offices.putting_together import SIGNATURES, Office, office, table, titled
from tests.support.office_sheets import Block, beside, lines, stacked, ways_of

_HALVES = "STT = no | Họ và tên = name | Số CCCD = id | Số tiền góp = paid"
_PLAIN = "TT = no | Họ và tên = name | Năm sinh = year | CMND/CCCD = id | Vốn góp = paid | Ngày góp = contributed"
_OFFICIAL = "STT = no | Họ và tên = name | CCCD = id | Vốn góp = paid"

LISTS: dict[str, Office] = {
    "register of members": titled(
        "SỔ ĐĂNG KÝ THÀNH VIÊN",
        "STT = no | Họ và tên thành viên/Tên tổ chức = name | Ngày sinh = born_text | Số định danh cá nhân = id | "
        "Địa chỉ thường trú = address | Loại thành viên = kind | Giá trị phần vốn góp (đồng) = paid_text | "
        "Tỷ lệ vốn góp (%) = percent | Thời điểm góp vốn = contributed | Số GCN vốn góp = certificate | "
        "Ngày trở thành thành viên = joined | Ngày chấm dứt tư cách thành viên = blank",
    ),
    "the form of circular 09/2024": titled(
        "DANH SÁCH THÀNH VIÊN CHÍNH THỨC, THÀNH VIÊN LIÊN KẾT GÓP VỐN",
        "STT = no | Tên thành viên = name | Ngày, tháng, năm sinh đối với thành viên là cá nhân = born_text | "
        "Giới tính = gender | Loại giấy tờ, số, ngày cấp, cơ quan cấp Giấy tờ pháp lý của cá nhân/tổ chức = id_told | "
        "Quốc tịch = ethnicity | Dân tộc = ethnicity | Địa chỉ liên lạc = address | "
        "Vốn góp > Phần vốn góp (bằng số; VNĐ và giá trị tương đương theo đơn vị tiền nước ngoài, nếu có) = paid_text | "
        "Vốn góp > Tỷ lệ (%) = percent | Vốn góp > Loại tài sản, số lượng, giá trị tài sản góp vốn = blank | "
        "Thời hạn góp vốn = deadline | Chữ ký của thành viên = signed | Ghi chú = blank",
        numbered=True,
    ),
    "two instalments with days and a sum": titled(
        "BẢNG KÊ GÓP VỐN",
        "STT = no | Họ và tên = name | Số CMND/CCCD = id_number | Vốn đã góp > Đợt 1 = part1 | "
        "Vốn đã góp > Đợt 2 = part2 | Vốn đã góp > Tổng cộng = paid | Ký nhận = signed",
    ),
    "two instalments in thousands": titled(
        "DANH SÁCH NỘP TIỀN CỔ PHẦN",
        "TT = no | Họ tên xã viên = name | Ấp = hamlet | Số tiền đã nộp (1.000đ) > Đợt 1 = part1_k | "
        "Số tiền đã nộp (1.000đ) > Đợt 2 = part2_k",
    ),
    "two instalments without an outer heading": titled(
        "DANH SÁCH GÓP VỐN",
        "TT = no | Họ tên = name | CCCD = id | Góp đợt 1 = part1 | Góp đợt 2 = part2",
    ),
    "instalments with their days": titled(
        "DANH SÁCH GÓP VỐN",
        "STT = no | Họ và tên = name | Đợt 1 > Ngày góp = contributed | Đợt 1 > Số tiền = part1 | "
        "Đợt 2 > Ngày góp = deadline_past | Đợt 2 > Số tiền = part2 | Tổng vốn góp = paid",
    ),
    "sir and madam": titled(
        "DANH SÁCH THÀNH VIÊN HTX",
        "STT = no | Ông/Bà = capitals | Năm sinh = year | CMND/CCCD/Định danh = id_spaced | ĐT liên hệ = phone_dotted | "
        "Vốn góp (VNĐ) = paid_comma",
    ),
    "contributors with a remainder and a share": titled(
        "DANH SÁCH GÓP VỐN",
        "TT = no | Người góp vốn = name | Số ĐDCN = id | Vốn cam kết = pledged | Số tiền đã nộp = paid | "
        "Còn phải nộp = rest | Tỷ lệ vốn góp (%) = percent",
    ),
    "a share before the sum": titled(
        "DANH SÁCH THÀNH VIÊN",
        "STT = no | Tên TV = name | Số CC = id | % vốn góp = percent | Vốn góp = paid | SĐT = phone",
    ),
    "genders as ticks": titled(
        "DANH SÁCH THÀNH VIÊN",
        "STT = no | Họ và tên = name | Giới tính > Nam = man | Giới tính > Nữ = woman | Năm sinh = year | "
        "Số định danh = id | Vốn góp = paid_sign",
    ),
    "years of birth by gender": titled(
        "DANH SÁCH XÃ VIÊN",
        "STT = no | Họ và tên = name | Năm sinh > Nam = year_man | Năm sinh > Nữ = year_woman | Số CMND = id | "
        "Tiền vốn góp = paid_text",
        numbered=True,
    ),
    "surname and given name": titled(
        "DANH SÁCH THÀNH VIÊN",
        "TT = no | Họ và tên đệm = before_given | Tên = given | Ngày sinh = born | CCCD = id | Mức góp = pledged | "
        "Đã góp = paid",
    ),
    "surname, middle name and given name": titled(
        "DANH SÁCH THÀNH VIÊN",
        "TT = no | Họ = surname | Tên lót = middle | Tên = given | Năm sinh = year | CCCD = id | Số tiền góp = paid",
    ),
    "hamlets as joined lines": Office(
        (
            LAYOUT.in_sections(
                _PLAIN, lambda person: person.hamlet, lambda hamlet: f"{hamlet.upper()} (6 hộ)", total="Cộng {}"
            ).sheet(),
        ),
        ways_of(_PLAIN),
    ),
    "printed pages": Office((LAYOUT.in_pages(_PLAIN).sheet(),), ways_of(_PLAIN)),
    "a sheet a hamlet and a summary": Office(
        (
            table("STT = no | Họ và tên = name | CCCD = id | Vốn góp = paid", PEOPLE[:6], total="Cộng").sheet(
                "Ấp Bình Lợi"
            ),
            table("STT = no | Họ và tên = name | CCCD = id | Vốn góp = paid", PEOPLE[6:], total="Cộng").sheet(
                "Ấp Bình Hòa"
            ),
            lines(
                "TỔNG HỢP VỐN GÓP THEO ẤP",
                ["STT", "Tên ấp", "Số thành viên", "Vốn góp"],
                [1, "Ấp Bình Lợi", 6, 24_500_000],
                [2, "Ấp Bình Hòa", 6, 25_500_000],
                ["Tổng cộng", None, 12, 50_000_000],
            ).sheet("Tổng hợp"),
        ),
        ways_of("Vốn = paid | Số = id | Tên = name | Ấp = hamlet"),
    ),
    "two halves side by side under headings of their own": office(
        _HALVES, lines("DANH SÁCH GÓP VỐN", []), beside(table(_HALVES, PEOPLE[:7]), table(_HALVES, PEOPLE[7:]))
    ),
    "two halves side by side without a gap": office(
        _HALVES, beside(table(_HALVES, PEOPLE[:6]), table(_HALVES, PEOPLE[6:]), gap=0), SIGNATURES
    ),
    "officials and associates one below the other": office(
        _OFFICIAL,
        lines("I. THÀNH VIÊN CHÍNH THỨC"),
        table(_OFFICIAL, PEOPLE[:9], total="Cộng"),
        lines([], "II. THÀNH VIÊN LIÊN KẾT GÓP VỐN"),
        table(
            "STT = no | Điện thoại = phone | Họ tên = name | Số tiền = paid | Số CCCD = id", PEOPLE[9:], total="Cộng"
        ),
        SIGNATURES,
    ),
    "kinds as section lines": office(
        _OFFICIAL,
        table(_OFFICIAL, ()),
        lines(["A", "THÀNH VIÊN CHÍNH THỨC"]),
        table(_OFFICIAL, PEOPLE[:9])._replace(joined=[]),
        lines(["B", "THÀNH VIÊN LIÊN KẾT GÓP VỐN"]),
        table(_OFFICIAL, PEOPLE[9:])._replace(joined=[]),
        lines(["Tổng cộng", None, None, sum(person.paid for person in PEOPLE)]),
    ),
    "thousands as text": titled(
        "DANH SÁCH XÃ VIÊN",
        "STT = no | Họ tên xã viên = name | CMND = id | Tiền góp = paid_k_text",
        unit="ĐVT: 1.000 đồng",
    ),
    "thousands with commas": titled(
        "DANH SÁCH XÃ VIÊN", "STT = no | Họ tên xã viên = name | CMND = id | Vốn góp (nghìn đồng) = paid_k_comma"
    ),
    "millions with decimal commas": titled(
        "DANH SÁCH",
        "STT = no | Họ tên xã viên = name | CMND = id | Cam kết = pledged_m_text | Đã góp = paid_m_text",
        unit="(Đơn vị tính: triệu đồng)",
    ),
    "the unit of the column before the one above": titled(
        "DANH SÁCH",
        "STT = no | Tên = name | CMND = id | Cam kết (triệu đồng) = pledged_m | Đã góp (đồng) = paid",
        unit="ĐVT: nghìn đồng",
    ),
    "a unit row below the headings": office(
        _OFFICIAL,
        lines(
            ["STT", "Họ và tên", "CCCD", "Vốn góp"],
            [None, None, None, "(triệu đồng)"],
            *([p.place, p.name, p.identity_number, p.paid / 1_000_000] for p in PEOPLE),
        ),
    ),
    "shares at their face value": titled(
        "DANH SÁCH CỔ PHẦN",
        "STT = no | Họ tên = name | CCCD = id | Số cổ phần = shares | Mệnh giá = share_value | Thành tiền (đồng) = paid",
    ),
    "a credit fund": titled(
        "DANH SÁCH THÀNH VIÊN QUỸ TÍN DỤNG NHÂN DÂN",
        "STT = no | Mã TV = code | Tên thành viên = name | Số CMND/CCCD = id | Vốn góp xác lập = part1 | "
        "Vốn góp thường niên = part2 | Tổng vốn góp = paid | Số sổ = certificate",
    ),
    "a credit fund without a sum": titled(
        "DANH SÁCH THÀNH VIÊN QUỸ TÍN DỤNG NHÂN DÂN",
        "STT = no | Tên thành viên = name | Số CMND/CCCD = id | Vốn góp xác lập = part1 | Vốn góp thường niên = part2",
    ),
    "capital at the end of the year": titled(
        "BẢNG TÌNH HÌNH VỐN GÓP NĂM 2025",
        "STT = no | Họ và tên = name | CCCD = id | Vốn góp đầu năm = opening | Tăng trong năm = increase | "
        "Giảm trong năm = decrease | Vốn góp cuối năm = paid",
    ),
    "balances of two days": titled(
        "BẢNG TÌNH HÌNH VỐN GÓP",
        "STT = no | Họ và tên = name | CCCD = id | Vốn góp đến 31/12/2024 = opening | Vốn góp đến 31/12/2025 = paid",
    ),
    "the lowest contribution": titled(
        "DANH SÁCH", "STT = no | Họ và tên = name | CCCD = id | Vốn góp tối thiểu = lowest | Vốn đã góp = paid"
    ),
    "registered and done": titled(
        "DANH SÁCH",
        "STT = no | Họ và tên = name | CCCD = id | Vốn góp > Đăng ký = pledged | Vốn góp > Thực hiện = paid",
    ),
    "planned and done": titled(
        "DANH SÁCH",
        "STT = no | Họ và tên = name | CCCD = id | Vốn góp > Kế hoạch = pledged | Vốn góp > Thực hiện = paid | "
        "Vốn góp > Còn thiếu = rest",
    ),
    "to collect and collected": titled(
        "BẢNG THU VỐN GÓP", "STT = no | Họ và tên = name | Phải thu = pledged | Đã thu = paid | Còn phải thu = rest"
    ),
    "capital by the charter and in fact": titled(
        "DANH SÁCH",
        "STT = no | Họ và tên = name | CCCD = id | Vốn góp theo điều lệ = pledged | Vốn góp thực tế = paid",
    ),
    "columns in another order": office(
        "Vốn góp (đồng) = paid | Điện thoại = phone | Số CCCD = id | Địa chỉ = address | Họ và tên thành viên = name | "
        "Năm sinh = year"
    ),
    "begun at C with empty columns between": Office(
        (
            stacked(
                lines(*[""] * 8, [None, None, "DANH SÁCH HỘ"], []),
                table(
                    "STT = no | = blank | Nông hộ = name | = blank | Ấp = hamlet | Vốn góp = paid | = blank | SĐT = phone_number"
                ).shifted(2),
            ).sheet(),
        ),
        ways_of("a = name | b = hamlet | c = paid | d = phone_number"),
    ),
    "people called sir and madam": titled(
        "DANH SÁCH", "STT = no_text | Họ và tên = polite | Năm sinh = year | Số CCCD = id_number | Vốn góp = paid"
    ),
    "spouses, heirs and representatives": titled(
        "DANH SÁCH HỘ THÀNH VIÊN",
        "STT = no | Họ tên vợ/chồng = spouse | Họ tên chủ hộ = name | Người thừa kế = spouse | Số nhân khẩu = household | "
        "CCCD chủ hộ = id | Vốn góp = paid",
    ),
    "a list for the bank": titled(
        "DANH SÁCH CHI TRẢ",
        "STT = no | Số tài khoản = account | Tên khách hàng = capitals | Ngân hàng = bank | Số CMND/CCCD = id | "
        "Ngày cấp = issued | Nơi cấp = office | Số tiền góp vốn = paid",
    ),
    "a list for the tax office": titled(
        "DANH SÁCH CÁ NHÂN",
        "STT = no | Họ và tên = name | Mã số thuế cá nhân = tax_code | Số CMND/CCCD/Hộ chiếu = id | Ngày sinh = born_text | "
        "Giá trị vốn góp = paid",
    ),
    "line breaks and footnote marks": titled(
        "DANH SÁCH",
        "Số\nTT = no | Họ\nvà\ntên (1) = name | Năm\nsinh = year | Số CMND/\nCCCD (2) = id | Vốn góp (*)\n(đồng) = paid | "
        "Diện tích\n(m2) = area_m2",
    ),
    "capitals without accents": titled(
        "DANH SACH THANH VIEN",
        "STT = no | HO VA TEN = name | NAM SINH = year | SO CCCD = id | DIEN THOAI = phone | VON GOP (DONG) = paid | "
        "NGAY VAO HTX = joined_text",
        total="TONG CONG",
    ),
    "capitals": titled(
        "DANH SÁCH",
        "STT = no | HỌ VÀ TÊN = capitals | PHÁI = gender | SINH NGÀY = born_text | SỐ CĂN CƯỚC = id | NƠI CƯ TRÚ = address | "
        "VỐN CAM KẾT = pledged | VỐN THỰC GÓP = paid",
    ),
    "English": office(
        "No. = no | Member = name | Gender = gender | Birth date = born | Citizen ID = id | Phone = phone | Joined = joined | "
        "Subscribed capital = pledged | Paid-up capital = paid"
    ),
    "the office held": office("Họ tên = name | Chức vụ = officer | SĐT = phone | Vốn góp = paid"),
    "ages": titled(
        "DANH SÁCH", "STT = no | Họ tên = name | Tuổi = age | Phái = gender | Số CMND = id | Tiền góp = paid"
    ),
    "kinds as ticks": titled(
        "DANH SÁCH",
        "STT = no | Họ tên = name | Thành viên > Chính thức = official | Thành viên > Liên kết góp vốn = contributing | "
        "CCCD = id | Vốn góp = paid",
    ),
    "years of birth and of joining": titled(
        "DANH SÁCH",
        "STT = no | Xã viên = name | Năm sinh = year | Năm vào = joined_year | Cổ phần = paid_k | Ghi chú = blank",
        unit="Đvt: ngàn đồng",
    ),
    "day, month and year of birth": titled(
        "DANH SÁCH",
        "STT = no | Họ, tên = name | Ngày tháng năm sinh > Ngày = birth_day | Ngày tháng năm sinh > Tháng = birth_month | "
        "Ngày tháng năm sinh > Năm = birth_year | CCCD = id | Vốn = paid",
    ),
    "two kinds of land and of contributions": titled(
        "DANH SÁCH",
        "STT = no | Chủ hộ = name | Diện tích (công) = area_cong | Cây trồng = crop | Góp vốn > Bằng tiền = part1 | "
        "Góp vốn > Bằng hiện vật (quy tiền) = part2 | Góp vốn > Tổng = paid",
    ),
    "the name of the hamlet in the title": Office(
        (
            stacked(lines("DANH SÁCH THÀNH VIÊN ẤP BÌNH LỢI - XÃ TÂN BÌNH", []), table(_HALVES, PEOPLE[:6])).sheet("1"),
            stacked(lines("DANH SÁCH THÀNH VIÊN ẤP BÌNH HÒA - XÃ TÂN BÌNH", []), table(_HALVES, PEOPLE[6:])).sheet("2"),
        ),
        ways_of("a = name | b = hamlet | c = paid | d = id"),
    ),
    "headings on the first sheet alone": Office(
        (
            table(_PLAIN, PEOPLE[:7]).sheet("Trang 1"),
            Block(table(_PLAIN, PEOPLE[7:]).rows[1:], []).sheet("Trang 2"),
        ),
        ways_of(_PLAIN),
    ),
    "dates before births": titled(
        "DANH SÁCH",
        "STT = no | Mã số = code | Ngày vào HTX = joined | Họ và tên = name | Ngày sinh = born | Số giấy CMND = id_number | "
        "Cấp ngày = issued | Số tiền đã góp = paid | Ngày nộp = contributed",
    ),
    "an empty row between the members": office(
        _PLAIN, *[table(_PLAIN, PEOPLE[:1])], *[lines([], *table(_PLAIN, [person]).rows[1:]) for person in PEOPLE[1:]]
    ),
}
