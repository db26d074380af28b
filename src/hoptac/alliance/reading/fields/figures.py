"""Columns of figures (members, workers, capital, results, land) and of ticks (effective, converted, linked, model)."""

from hoptac.alliance.reading.fields import contents
from hoptac.kit.language import _
from hoptac.kit.tables import Field

_SMALLEST_USUAL, _LARGEST_USUAL = 1_000_000, 10**13  # đồng, of the middle organization of a list

FIGURES = (
    Field(
        key="members",
        label=_("Số thành viên"),
        phrases={
            1.1: "số thành viên tổng số, thành viên tổng số, tổng số thành viên, số thành viên tổng cộng",
            1.0: "số thành viên, số xã viên, số lượng thành viên, tổng thành viên, số tv, tổng số xã viên, members",
            0.9: "thành viên, xã viên, số hộ thành viên, number of members",
            0.7: "số hộ, tổ viên, số tổ viên, số hội viên",
            0.6: "tv",
        },
        never=(
            "nữ, mới, tăng, giảm, lao động, thu nhập, chính thức, liên kết, năm trước, vốn, khác, cá nhân, hộ gia đình, "
            "pháp nhân, doanh thu, với thành viên, cho thành viên, số htx thành viên, htx thành viên, hợp tác xã thành viên, kế hoạch, phần trăm"
        ),
        fits=contents.numbers,
        latest=True,
    ),
    Field(
        key="regular_workers",
        label=_("Lao động thường xuyên"),
        phrases={
            1.0: (
                "lao động thường xuyên, số lao động thường xuyên, lđ thường xuyên, lđtx, "
                "lao động làm việc thường xuyên, regular workers"
            ),
            0.9: "số lao động, tổng số lao động, lao động tổng số, workers, employees",
            0.8: "lao động, số lđ, người lao động",
        },
        never=(
            "nữ, thời vụ, thu nhập, là thành viên, lương, mới, tăng, giảm, năm trước, hợp đồng lao động, kế hoạch, "
            "phần trăm, bình quân, qua đào tạo"
        ),
        fits=contents.numbers,
        latest=True,
    ),
    Field(
        key="charter_capital_before_dong",
        label=_("Vốn điều lệ năm trước"),
        phrases={
            1.1: (
                "vốn điều lệ năm trước, vốn điều lệ kỳ trước, vốn điều lệ đầu năm, vốn điều lệ đầu kỳ, vốn đl năm trước"
            ),
            1.0: "charter capital before, previous charter capital, charter capital last year, vốn điều lệ trước",
        },
        never="tăng, giảm, năm nay, cuối",
        fits=contents.numbers,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_USUAL,
    ),
    Field(
        key="charter_capital_dong",
        label=_("Vốn điều lệ"),
        phrases={
            1.0: (
                "vốn điều lệ, vốn đl, tổng vốn điều lệ, vốn điều lệ đăng ký, vốn điều lệ hiện nay, "
                "vốn điều lệ năm nay, vốn điều lệ cuối năm, vốn điều lệ năm yyyy, vốn điều lệ yyyy, charter capital"
            ),
            0.8: "vốn đăng ký, vốn góp, vốn góp thành viên, vđl, registered capital",
            0.5: "vốn, tổng vốn, capital",
        },
        never=(
            "trước, đầu năm, đầu kỳ, tăng, giảm, lưu động, cố định, vay, nguồn vốn, hoạt động, before, previous, "
            "last year, tối thiểu, phần trăm, bình quân, kế hoạch"
        ),
        fits=contents.numbers,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_USUAL,
        latest=True,
        before="charter_capital_before_dong",
    ),
    Field(
        key="revenue_dong",
        label=_("Doanh thu"),
        phrases={
            1.0: (
                "doanh thu, tổng doanh thu, doanh thu năm, doanh số, revenue, turnover, doanh thu năm yyyy, "
                "doanh thu yyyy"
            ),
            0.7: "tổng thu, thu",
        },
        never="nội bộ, thành viên, trước, bình quân, thu nhập, kế hoạch, phần trăm, tăng, giảm",
        fits=contents.numbers,
        measure="money",
        smallest=_SMALLEST_USUAL,
        largest=_LARGEST_USUAL,
        latest=True,
    ),
    Field(
        key="profit_dong",
        label=_("Lợi nhuận"),
        phrases={
            1.0: "lợi nhuận, lợi nhuận sau thuế, lãi, lãi lỗ, lợi nhuận năm yyyy, lợi nhuận yyyy, profit, net income",
            0.9: "lợi nhuận trước thuế, lãi ròng, lãi sau thuế, kết quả kinh doanh",
            0.6: "thu nhập htx",
        },
        never="năm trước, bình quân, lãi suất, kế hoạch, phần trăm, tăng, giảm, tỷ suất",
        fits=contents.numbers,
        measure="money",
        largest=_LARGEST_USUAL,
        latest=True,
    ),
    Field(
        key="production_area",
        label=_("Diện tích sản xuất"),
        phrases={
            1.0: (
                "diện tích, diện tích sản xuất, diện tích canh tác, diện tích đất, diện tích phục vụ, area, "
                "production area"
            ),
            0.7: "dt, quy mô, đất",
        },
        fits=contents.numbers,
        measure="area",
    ),
    Field(
        key="effective",
        label=_("Hoạt động hiệu quả"),
        phrases={
            1.0: "hoạt động hiệu quả, hoạt động có hiệu quả, hiệu quả, đánh giá hiệu quả, effective",
            0.85: "xếp loại, đánh giá, kết quả hoạt động, đánh giá xếp loại, kết quả xếp loại, phân loại, rating",
            0.6: "tình hình hoạt động, hoạt động",
        },
        never=(
            "không, chưa, lĩnh vực, ngừng, ngưng, tạm ngừng, ngành, loại hình, nội dung, trung bình, tb, yếu, kém, "
            "tình trạng, giải thể"
        ),
        fits=contents.answers,
        latest=True,
    ),
    Field(
        key="standing",
        label=_("Tình trạng hoạt động"),
        phrases={1.0: "tình trạng, tình trạng hoạt động, trạng thái, trạng thái hoạt động, hiện trạng, status"},
        never="hiệu quả, pháp lý",
        fits=contents.texts,
    ),
    Field(
        key="stopped_mark",
        label=_("Dấu ngừng hoạt động"),
        phrases={
            1.0: (
                "ngừng hoạt động, ngưng hoạt động, tạm ngừng hoạt động, không hoạt động, chờ giải thể, giải thể, "
                "đã giải thể, dừng hoạt động"
            ),
            0.9: "ngừng, ngưng, tạm ngừng",
        },
        never="ngày, lý do, năm",
        fits=contents.marks,
        many=True,
    ),
    Field(
        key="effective_mark",
        label=_("Dấu hoạt động hiệu quả (tốt, khá)"),
        phrases={1.1: "xếp loại tốt, xếp loại khá, xếp loại giỏi, đánh giá tốt, đánh giá khá", 0.8: "tốt, khá, giỏi"},
        never="trung bình khá",
        fits=contents.marks,
        many=True,
    ),
    Field(
        key="under_2012_law",
        label=_("Theo Luật Hợp tác xã 2012"),
        phrases={
            1.0: (
                "theo luật htx yyyy, luật htx yyyy, luật hợp tác xã yyyy, theo luật yyyy, luật yyyy, "
                "chuyển đổi theo luật, chuyển đổi, đã chuyển đổi, đăng ký lại, tổ chức lại theo luật, under yyyy law, "
                "converted, luật áp dụng, hoạt động theo luật"
            ),
            0.8: "theo luật, luật hợp tác xã, tổ chức lại, chuyển đổi đăng ký lại",
        },
        never="chưa, chuyển đổi số, ngày, luật 2003, luật htx 2003, luật hợp tác xã 2003, luật 1996, luật htx 1996",
        fits=contents.answers,
        many=True,
    ),
    Field(
        key="linked",
        label=_("Liên kết chuỗi"),
        phrases={
            1.0: (
                "liên kết chuỗi, chuỗi giá trị, liên kết chuỗi giá trị, liên kết theo chuỗi, liên kết tiêu thụ, "
                "value chain, linked"
            ),
            0.9: "liên kết, chuỗi liên kết, tham gia chuỗi, bao tiêu, hợp đồng liên kết, hợp đồng bao tiêu",
        },
        never="thành viên liên kết, diện tích",
        fits=contents.answers,
    ),
    Field(
        key="main_product",
        label=_("Sản phẩm chủ lực"),
        phrases={
            1.0: "sản phẩm, sản phẩm chủ lực, sản phẩm chính, sản phẩm dịch vụ chủ yếu, main product, product",
            0.8: "cây trồng vật nuôi, cây trồng, sản phẩm dịch vụ, mặt hàng, sản phẩm ocop",
        },
        never="sản lượng, diện tích",
        fits=contents.texts,
    ),
    Field(
        key="model",
        label=_("Hợp tác xã điển hình"),
        phrases={
            1.0: (
                "điển hình, htx điển hình, mô hình điển hình, tiên tiến, điển hình tiên tiến, kiểu mới, model, "
                "htx kiểu mới"
            ),
            0.8: "tiêu biểu, mô hình mới, mô hình kiểu mới, khen thưởng",
        },
        fits=contents.answers,
    ),
)
