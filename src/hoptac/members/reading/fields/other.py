"""Columns about the farm, notes, and what a list holds besides that is not taken in."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field
from hoptac.members.reading.fields import contents

OTHER = (
    Field(
        key="production_area",
        label=_("Diện tích sản xuất"),
        phrases={
            1.0: (
                "diện tích, diện tích sản xuất, diện tích đất, diện tích canh tác, diện tích gieo trồng, "
                "diện tích nuôi, area, land area, production area"
            ),
            0.9: "dt đất",
            0.85: "đất sản xuất",
            0.7: "dt, quy mô",
            0.6: "land",
        },
        never="điện thoại",
        fits=contents.numbers,
        measure="area",
    ),
    Field(
        key="main_product",
        label=_("Sản phẩm chính"),
        phrases={
            1.0: (
                "sản phẩm, sản phẩm chính, cây trồng, cây trồng vật nuôi, loại cây trồng, product, main product, "
                "products, crop, crops"
            ),
            0.95: "vật nuôi",
            0.9: "loại cây",
            0.8: "cây con, loại hình sản xuất",
            0.7: "ngành nghề sản xuất",
            0.65: "giống",
            0.55: "ngành nghề",
            0.5: "nghề, lĩnh vực",
        },
        never="diện tích, sản lượng, năng suất, giá",
        fits=contents.texts,
    ),
    Field(
        key="note",
        label=_("Ghi chú"),
        phrases={
            1.0: "ghi chú, note, notes, remarks",
            0.9: "chú thích",
            0.7: "chức vụ, chức danh",
            0.6: "gc",
        },
        many=True,
    ),
    Field(
        key="ignored",
        label=_("Không nhập"),
        phrases={
            1.0: (
                "ký nhận, ký tên, chữ ký, nơi cấp, cơ quan cấp, dân tộc, tôn giáo, trình độ, học vấn, "
                "email, e mail, thư điện tử, số tài khoản, ngân hàng, tỷ lệ, tỉ lệ, nhân khẩu, giấy chứng nhận, "
                "thừa kế, hạn góp, hình thức góp, lý do, dòng gốc, nơi sinh, phần trăm, tỷ trọng, mệnh giá, tối thiểu, "
                "tối đa, mã số thuế cá nhân, mst cá nhân, cif, mã khách hàng, vợ chồng, tên vợ, tên chồng, bằng chữ, "
                "signature, ethnicity, place of issue, "
                "issued by, bank account, occupation, education"
            ),
            0.9: (
                "xác nhận, nghề nghiệp, tài khoản, tuổi, lao động, quan hệ, gcn, thời hạn, số cổ phần, "
                "người đại diện, số thửa, tờ bản đồ, reason, age, đảng viên, sản lượng, đầu năm, đầu kỳ, tăng, giảm"
            ),
            0.8: "số lượng",
        },
        many=True,
    ),
)
