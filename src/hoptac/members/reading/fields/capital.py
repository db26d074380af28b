"""Columns about capital: pledged, paid, still to pay."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field
from hoptac.members.reading.fields import contents

_SMALLEST_USUAL, _LARGEST_OF_A_MEMBER = 10_000, 10**10  # đồng, of the middle member of a list

CAPITAL = (
    Field(
        key="pledged_dong",
        label=_("Vốn cam kết góp"),
        phrases={
            1.0: (
                "vốn cam kết, cam kết góp, vốn cam kết góp, vốn góp cam kết, mức cam kết, số vốn cam kết, "
                "vốn đăng ký, đăng ký góp, vốn đăng ký góp, vốn góp đăng ký, vốn phải góp, phải góp, số vốn phải góp, "
                "số tiền cam kết, số tiền đăng ký, số tiền phải góp, cổ phần đăng ký, cổ phần phải góp, pledged, "
                "pledge, committed capital, pledged capital, pledged amount"
            ),
            0.95: "committed, commitment, subscribed",
            0.9: "cam kết, phải nộp, phải đóng, registered capital",
            0.85: "kế hoạch góp, đăng ký, phải thu, số tiền phải thu, theo kế hoạch, kế hoạch",
            0.62: "vốn điều lệ góp",
            0.6: "mức vốn góp, mức góp vốn, mức góp",
            0.58: "vốn góp theo điều lệ",
            0.55: "vốn điều lệ",
            0.45: "vốn góp",
        },
        never=(
            "ngày, thời hạn, thời gian, hạn, ngày đăng ký, còn, chưa, tỷ lệ, date, số đăng ký thành viên, nước ngoài, "
            "nơi đăng ký, đã góp, đã nộp, đã đóng, đã thu, thực góp, thực nộp, thực thu, thực tế, thực hiện, "
            "hiện nay, hiện tại, tối thiểu, tối đa, phần trăm, đầu năm, cuối năm, đầu kỳ, cuối kỳ, tăng, giảm, "
            "xác lập, thường niên, thường xuyên, mệnh giá, lãi, chia, hoàn trả, cố định, lưu động, kỳ trước, năm trước, "
            "diện tích, sản lượng, số lượng, khối lượng, kg, tấn, con giống, vay, nợ, bằng chữ, ban đầu, bổ sung"
        ),
        fits=contents.sums,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_OF_A_MEMBER,
    ),
    Field(
        key="paid_dong",
        label=_("Vốn đã góp"),
        phrases={
            1.1: (
                "vốn góp tổng cộng, vốn góp cộng, vốn góp tổng, vốn góp tổng số, vốn góp cuối năm, vốn góp cuối kỳ, "
                "số vốn góp cuối năm, vốn cuối năm, vốn góp hiện nay, vốn góp hiện tại, vốn góp lũy kế, số dư vốn góp, "
                "vốn góp đến nay, vốn góp đến yyyy, vốn góp đến ngày 31 12 yyyy, vốn góp đến 31 12 yyyy, "
                "vốn góp tính đến, góp vốn tổng, góp vốn tổng cộng, góp vốn cộng, tổng số tiền đã góp, tổng đã góp, "
                "tổng số tiền góp, tổng tiền góp, đã góp tổng cộng, đã góp cộng, đã nộp tổng cộng, đã nộp cộng"
            ),
            1.0: (
                "vốn đã góp, đã góp, số tiền góp, số tiền đóng, số tiền nộp, số tiền đã góp, số tiền đã nộp, đã nộp, "
                "đã đóng, thực góp, vốn thực góp, vốn góp thực tế, thực nộp, phần vốn góp, vốn góp số tiền, "
                "góp vốn số tiền, vốn góp giá trị, tổng vốn góp, tổng số vốn góp, đã thu, thực thu, số tiền đã thu, "
                "vốn góp thực hiện, số dư cuối kỳ, vốn góp đến, paid, paid in, paid up, paid in capital, "
                "contributed, contributed capital, capital contribution, amount paid"
            ),
            0.97: "giá trị vốn góp",
            0.95: "số vốn góp, tiền góp, tiền vốn góp, giá trị góp, vốn đóng góp",
            0.92: "vốn góp",
            0.9: "tiền cổ phần, vốn cổ phần, vốn điều lệ góp, đóng vốn, nộp vốn, tiền đóng, contribution",
            0.87: "góp vốn",
            0.85: "tiền nộp, share capital",
            0.8: "mức đóng, tổng vốn, vốn xã viên, vốn thành viên",
            0.75: "cổ phần, số vốn, thành tiền",
            0.72: "số tiền",
            0.7: "đóng góp, amount",
            0.66: "mức góp, mức vốn góp, mức góp vốn",
            0.65: "vốn điều lệ, vốn, capital",
            0.6: "giá trị, tiền",
            0.55: "tổng cộng, tổng số, cộng",
        },
        never=(
            "ngày, thời gian, thời hạn, thời điểm, giấy chứng nhận, gcn, tỷ lệ, còn, chưa, hình thức, phương thức, "
            "date, năm góp, liên kết, không góp vốn, nợ, vay, người góp vốn, số cổ phần, remaining, pledged, "
            "committed, subscribed, phần trăm, tối thiểu, tối đa, đầu năm, đầu kỳ, tăng, giảm, mệnh giá, phải thu, "
            "phải góp, phải nộp, phải đóng, lãi, chia, hoàn trả, rút, bình quân, bằng chữ, loại tài sản, cố định, "
            "lưu động, kỳ trước, năm trước, đơn giá, diện tích, sản lượng, thu nhập, doanh thu, chi phí, nước ngoài, foreign"
        ),
        fits=contents.sums,
        looks=contents.clear_sums,
        headless=0.6,
        latest=True,
        rival="other_paid",
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_OF_A_MEMBER,
    ),
    Field(
        key="other_paid",
        label=_("Có thể cũng là vốn đã góp"),
        phrases={},
        many=True,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_OF_A_MEMBER,
    ),
    Field(
        key="paid_part",
        label=_("Một phần vốn đã góp (cộng lại)"),
        phrases={
            1.1: (
                "vốn góp ban đầu, vốn góp bổ sung, vốn góp bằng tiền, vốn góp bằng hiện vật, vốn góp bằng tài sản, "
                "vốn góp tiền mặt, vốn góp tài sản, vốn góp xác lập, vốn xác lập, góp xác lập, "
                "vốn góp xác lập tư cách thành viên, vốn góp thường niên, vốn thường niên, góp thường niên, "
                "vốn góp thường xuyên, vốn thường xuyên, vốn bổ sung, góp vốn bằng tiền, góp vốn bằng hiện vật, "
                "góp vốn bằng tài sản, đã nộp đợt, đã nộp lần, đã góp đợt, đã góp lần, đã đóng đợt, đã đóng lần, "
                "số tiền đợt, số tiền lần, tiền đợt, nộp đợt, nộp lần, đóng đợt, đóng lần, vốn ban đầu, "
                "vốn góp cố định, vốn góp lưu động, vốn góp kỳ trước, vốn góp năm trước, vốn góp thêm, "
                "số tiền góp quý, tiền góp quý, góp quý, đã góp quý, đã nộp quý, nộp quý, số tiền góp tháng, "
                "tiền góp tháng, góp tháng, đã góp tháng, đã nộp tháng, nộp tháng, vốn góp quý, vốn góp tháng"
            ),
            1.05: "vốn góp lần, vốn góp đợt, vốn góp thêm, vốn góp năm yyyy, vốn góp yyyy, góp năm yyyy, góp yyyy",
            1.0: "góp lần, góp đợt, góp ban đầu, góp bổ sung",
            0.9: "góp thêm",
            0.8: "bằng tiền, tiền mặt, hiện vật, bằng tài sản",
            1.02: "đợt, lần",
        },
        never=(
            "ngày, thời gian, cam kết, phải góp, phải nộp, phải thu, đăng ký, còn, chưa, hình thức, tổng, cộng, "
            "diện tích, số lần, loại tài sản, ký nhận, ký tên, hạn, đến"
        ),
        fits=contents.sums,
        many=True,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_OF_A_MEMBER,
    ),
    Field(
        key="remaining_dong",
        label=_("Vốn còn phải góp"),
        phrases={
            1.0: (
                "còn thiếu, chưa góp, chưa nộp, còn phải góp, vốn còn thiếu, vốn chưa góp, còn phải nộp, "
                "còn phải thu, còn phải đóng, chưa thu, chưa đóng, unpaid, "
                "balance due"
            ),
            0.95: "còn lại, remaining",
            0.9: "còn nợ, outstanding",
        },
        never="ngày, thời hạn, diện tích",
        fits=contents.sums,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_OF_A_MEMBER,
    ),
    Field(
        key="contributed_on",
        label=_("Ngày góp vốn"),
        phrases={
            1.05: "vốn góp ngày, vốn góp thời gian, vốn góp thời điểm, góp vốn ngày, đã góp ngày",
            1.0: (
                "ngày góp, ngày góp vốn, ngày nộp, ngày nộp tiền, thời gian góp, thời điểm góp, thời gian góp vốn, "
                "thời điểm góp vốn, góp ngày, năm góp, năm góp vốn, ngày tháng góp, ngày tháng nộp, "
                "contribution date, date paid, paid on, payment date, date of contribution, date of payment, "
                "contributed on"
            ),
            0.95: "ngày đóng tiền",
            0.9: "ngày đóng, ngày góp đủ",
            0.85: "ngày thu",
            0.45: "ngày",
            0.4: "date",
        },
        never="cam kết, hạn, sinh, cấp, gia nhập, birth, issue, joined",
        fits=contents.days,
        looks=contents.recent_days,
        headless=0.4,
    ),
)
