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
            0.85: "kế hoạch góp, đăng ký",
            0.62: "vốn điều lệ góp",
            0.6: "mức vốn góp, mức góp vốn, mức góp",
            0.55: "vốn điều lệ",
            0.5: "vốn góp",
        },
        never=(
            "ngày, thời hạn, thời gian, hạn, ngày đăng ký, còn, chưa, tỷ lệ, date, số đăng ký thành viên, nước ngoài, "
            "nơi đăng ký, đã góp, đã nộp, đã đóng, thực góp, thực nộp"
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
            1.1: "vốn góp tổng cộng, vốn góp cộng, vốn góp tổng, vốn góp tổng số",
            1.0: (
                "vốn đã góp, đã góp, số tiền góp, số tiền đóng, số tiền nộp, số tiền đã góp, số tiền đã nộp, đã nộp, "
                "đã đóng, thực góp, vốn thực góp, vốn góp thực tế, thực nộp, phần vốn góp, vốn góp số tiền, "
                "góp vốn số tiền, vốn góp giá trị, tổng vốn góp, tổng số vốn góp, paid, paid in, paid in capital, "
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
            0.6: "giá trị",
        },
        never=(
            "ngày, thời gian, thời hạn, thời điểm, giấy chứng nhận, gcn, tỷ lệ, còn, chưa, hình thức, phương thức, "
            "date, năm góp, liên kết, không góp vốn, nợ, vay, người góp vốn, số cổ phần, remaining, pledged, "
            "committed, nước ngoài, foreign"
        ),
        fits=contents.sums,
        looks=contents.clear_sums,
        headless=0.6,
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
                "vốn góp tiền mặt, vốn góp tài sản"
            ),
            1.05: "vốn góp lần, vốn góp đợt, vốn góp thêm, vốn góp năm yyyy, vốn góp yyyy, góp năm yyyy, góp yyyy",
            1.0: "góp lần, góp đợt, góp ban đầu, góp bổ sung",
            0.9: "góp thêm",
            0.8: "bằng tiền, tiền mặt, hiện vật, bằng tài sản",
            0.7: "lần, đợt",
        },
        never="ngày, cam kết, phải góp, đăng ký, còn, chưa, hình thức, tổng, cộng, diện tích",
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
                "còn thiếu, chưa góp, chưa nộp, còn phải góp, vốn còn thiếu, vốn chưa góp, còn phải nộp, unpaid, "
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
