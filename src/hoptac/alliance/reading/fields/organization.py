"""Columns about the organization: name, kind, field, place, founding, who represents it."""

from hoptac.alliance.reading.fields import contents
from hoptac.kit.language import _
from hoptac.kit.tables import Field

ORGANIZATION = (
    Field(
        key="ordinal",
        label=_("Số thứ tự"),
        phrases={1.0: "stt, số tt, số thứ tự", 0.95: "thứ tự", 0.9: "tt", 0.7: "no, order", 0.4: "số"},
        never="số thành viên, số lao động, mã số, số htx, số điện thoại",
        fits=contents.numbers,
        looks=contents.running_numbers,
        headless=0.9,
    ),
    Field(
        key="name",
        label=_("Tên đơn vị"),
        phrases={
            1.0: (
                "tên đơn vị, tên htx, tên hợp tác xã, tên tổ hợp tác, tên tht, tên liên hiệp, tên quỹ, tên tổ chức, "
                "tên cơ sở, tên đơn vị kinh tế tập thể, tên qtdnd, cooperative name, organization name, "
                "name of cooperative"
            ),
            0.9: "hợp tác xã, name, tên gọi, tên kttt",
            0.85: "htx, đơn vị, cooperative, organization",
            0.8: "tên, tổ hợp tác, tht, tên tổ",
        },
        never=(
            "người, giám đốc, chủ tịch, đại diện, sản phẩm, mã, số, năm, ngày, luật, loại hình, vốn, doanh thu, đvt, "
            "đơn vị tính, thành viên, lao động, địa chỉ, huyện, xã phường, lĩnh vực, điện thoại, ghi chú, kế toán"
        ),
        fits=contents.texts,
        looks=contents.organizations,
        alone=0.6,
        headless=0.7,
    ),
    Field(
        key="kind",
        label=_("Loại hình"),
        phrases={
            1.0: "loại hình, loại hình tổ chức, loại hình kttt, loại hình kinh tế tập thể, loại hình htx, kind, type",
            0.8: "mô hình, loại tổ chức, loại đơn vị, hình thức tổ chức",
            0.6: "loại, hình thức",
        },
        never="sản xuất, liên kết, hoạt động",
        fits=contents.kinds,
        alone=0.5,
        headless=0.6,
    ),
    Field(
        key="cooperative_mark",
        label=_("Dấu hợp tác xã"),
        phrases={1.1: "loại hình htx, loại hình hợp tác xã, loại hình kttt htx", 0.8: "htx, hợp tác xã"},
        never="lhhtx, liên hiệp, tên, thành viên, số, mã",
        fits=contents.marks,
    ),
    Field(
        key="union_mark",
        label=_("Dấu liên hiệp hợp tác xã"),
        phrases={
            1.1: "loại hình lhhtx, loại hình liên hiệp htx, loại hình liên hiệp hợp tác xã, loại hình liên hiệp",
            0.8: "lhhtx, lh htx, liên hiệp htx, liên hiệp hợp tác xã, liên hiệp",
        },
        never="tên, thành viên, mã",
        fits=contents.marks,
    ),
    Field(
        key="fund_mark",
        label=_("Dấu quỹ tín dụng nhân dân"),
        phrases={
            1.1: "loại hình qtdnd, loại hình qtd, loại hình quỹ tín dụng, loại hình quỹ tdnd",
            0.8: "qtdnd, qtd, quỹ tdnd, quỹ tín dụng, quỹ tín dụng nhân dân",
        },
        never="tên, mã",
        fits=contents.marks,
    ),
    Field(
        key="group_mark",
        label=_("Dấu tổ hợp tác"),
        phrases={1.1: "loại hình tht, loại hình tổ hợp tác", 0.8: "tht, tổ hợp tác"},
        never="tên, mã, số",
        fits=contents.marks,
    ),
    Field(
        key="activity_field",
        label=_("Lĩnh vực hoạt động"),
        phrases={
            1.0: (
                "lĩnh vực, lĩnh vực hoạt động, ngành nghề, ngành nghề kinh doanh, lĩnh vực kinh doanh, "
                "lĩnh vực sản xuất, activity field, field, sector"
            ),
            0.9: "ngành, ngành hoạt động, ngành nghề hoạt động, lĩnh vực ngành nghề, activity",
            0.7: "loại hình hoạt động, loại hình sản xuất, hoạt động chính, nội dung hoạt động",
        },
        fits=contents.activity_fields,
        alone=0.55,
        headless=0.6,
    ),
    Field(
        key="agriculture_mark",
        label=_("Dấu nông nghiệp"),
        phrases={
            1.1: "lĩnh vực nông nghiệp, ngành nông nghiệp, lĩnh vực nn, ngành nn",
            0.8: "nông nghiệp, nn, nông lâm ngư nghiệp",
        },
        never="phi nông nghiệp, diện tích",
        fits=contents.marks,
    ),
    Field(
        key="handicraft_mark",
        label=_("Dấu tiểu thủ công nghiệp"),
        phrases={
            1.1: "lĩnh vực tiểu thủ công nghiệp, lĩnh vực ttcn, lĩnh vực cn ttcn",
            0.8: "tiểu thủ công nghiệp, ttcn, cn ttcn, công nghiệp",
        },
        fits=contents.marks,
    ),
    Field(
        key="construction_mark",
        label=_("Dấu xây dựng"),
        phrases={1.1: "lĩnh vực xây dựng, ngành xây dựng, lĩnh vực xd", 0.8: "xây dựng, xd"},
        fits=contents.marks,
    ),
    Field(
        key="trade_services_mark",
        label=_("Dấu thương mại, dịch vụ"),
        phrases={
            1.1: "lĩnh vực thương mại dịch vụ, lĩnh vực thương mại, lĩnh vực tm dv, lĩnh vực dịch vụ",
            0.8: "thương mại dịch vụ, tm dv, tmdv, thương mại, dịch vụ, tm, dv",
        },
        fits=contents.marks,
    ),
    Field(
        key="transport_mark",
        label=_("Dấu vận tải"),
        phrases={
            1.1: "lĩnh vực vận tải, lĩnh vực giao thông vận tải, lĩnh vực gtvt",
            0.8: "vận tải, giao thông vận tải, gtvt, vt",
        },
        fits=contents.marks,
    ),
    Field(
        key="credit_mark",
        label=_("Dấu tín dụng"),
        phrases={1.1: "lĩnh vực tín dụng, ngành tín dụng", 0.8: "tín dụng, td"},
        never="quỹ",
        fits=contents.marks,
    ),
    Field(
        key="environment_mark",
        label=_("Dấu môi trường"),
        phrases={1.1: "lĩnh vực môi trường, lĩnh vực vệ sinh môi trường", 0.8: "môi trường, vệ sinh môi trường"},
        fits=contents.marks,
    ),
    Field(
        key="other_mark",
        label=_("Dấu lĩnh vực khác"),
        phrases={1.1: "lĩnh vực khác, ngành khác, ngành nghề khác", 0.7: "khác"},
        never="vốn, thu, chi, ghi chú",
        fits=contents.marks,
    ),
    Field(
        key="district",
        label=_("Quận, huyện"),
        phrases={
            1.0: "quận huyện, huyện quận, huyện thị, huyện thành phố, quận huyện thị xã, district, cấp huyện",
            0.95: "huyện, quận",
            0.8: "địa bàn, thị xã, địa phương",
            0.6: "thành phố",
        },
        never="xã phường, sản phẩm",
        fits=contents.texts,
    ),
    Field(
        key="commune",
        label=_("Xã, phường"),
        phrases={1.0: "xã phường, phường xã, xã phường thị trấn, commune, ward", 0.9: "xã, phường, thị trấn, cấp xã"},
        never="hợp tác xã, xã viên, xã hội, quận huyện, thị xã",
        fits=contents.texts,
    ),
    Field(
        key="address",
        label=_("Địa chỉ trụ sở"),
        phrases={
            1.0: "địa chỉ, địa chỉ trụ sở, trụ sở, trụ sở chính, nơi đặt trụ sở, address, head office",
            0.7: "địa điểm",
        },
        never="email",
        fits=contents.texts,
    ),
    Field(
        key="founded_year",
        label=_("Năm thành lập"),
        phrases={
            1.0: (
                "năm thành lập, ngày thành lập, thành lập, thời gian thành lập, ngày tháng năm thành lập, founded, "
                "year founded"
            ),
            0.8: "ngày chứng thực, năm chứng thực, ngày hoạt động, năm hoạt động",
            0.9: "năm tl, thành lập năm, năm đăng ký, ngày đăng ký, năm cấp, ngày cấp, tháng năm thành lập, established",
        },
        never="quyết định thành lập, số quyết định, qđ thành lập, ngừng, giải thể, căn cước",
        fits=contents.years,
    ),
    Field(
        key="registration_code",
        label=_("Mã số thuế, mã số đăng ký"),
        phrases={
            1.0: (
                "mã số thuế, mst, mã số htx, mã số hợp tác xã, mã số đăng ký, mã số doanh nghiệp, tax code, "
                "registration code, registration number"
            ),
            0.9: "số đkkd, số gcn đkkd, số gcn, số giấy chứng nhận, giấy chứng nhận đăng ký, số đăng ký, mã số",
            0.7: "mã",
        },
        never="ngày cấp, thành viên",
        fits=contents.codes,
        alone=0.5,
        headless=0.6,
    ),
    Field(
        key="representative",
        label=_("Người đại diện"),
        phrases={
            1.0: (
                "người đại diện, đại diện pháp luật, người đại diện theo pháp luật, đại diện theo pháp luật, "
                "họ tên giám đốc, họ và tên giám đốc, chủ tịch hđqt, họ tên người đại diện, legal representative"
            ),
            0.95: "giám đốc, họ và tên người đại diện, tổ trưởng, chủ nhiệm, representative, director",
            0.8: "người đứng đầu, chủ tịch, đại diện, họ và tên, họ tên, người liên hệ",
        },
        never="trình độ, điện thoại, năm sinh, số điện thoại",
        fits=contents.texts,
        headless=0.5,
        looks=contents.people,
    ),
    Field(
        key="phone",
        label=_("Điện thoại"),
        phrases={
            1.0: "điện thoại, số điện thoại, sđt, số đt, di động, phone, telephone",
            0.9: "đt, tel, mobile, zalo",
            0.5: "liên hệ, contact",
        },
        never="người liên hệ",
        fits=contents.phones,
        headless=0.7,
    ),
    Field(
        key="note",
        label=_("Ghi chú"),
        phrases={1.0: "ghi chú, note, notes, remarks", 0.7: "chú thích, gc"},
        many=True,
    ),
    Field(
        key="ignored",
        label=_("Không nhập"),
        phrases={
            1.0: (
                "email, e mail, thư điện tử, website, trình độ, kế toán, nữ, thành viên nữ, dân tộc, thuế, "
                "nộp ngân sách, tổng tài sản, tổng nguồn vốn, nợ, lý do, dòng gốc, thu nhập bình quân, lương, "
                "tiền lương, kiểm soát viên"
            ),
            0.9: "vốn lưu động, vốn cố định, vốn hoạt động, tài sản, đảng viên, năm sinh, thu nhập, quỹ",
        },
        never="tên quỹ, quỹ tín dụng, mã số thuế",
        many=True,
    ),
)
