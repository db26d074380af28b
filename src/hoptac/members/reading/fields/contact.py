"""Columns about where a member lives and how to reach them."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field
from hoptac.members.reading.fields import contents

CONTACT = (
    Field(
        key="phone",
        label=_("Điện thoại"),
        phrases={
            1.0: (
                "điện thoại, số điện thoại, sđt, sdt, số đt, di động, điện thoại di động, đtdđ, số di động, phone, "
                "phone number, mobile, telephone"
            ),
            0.95: "tel",
            0.9: "đt",
            0.85: "zalo",
            0.8: "số máy, số liên lạc",
            0.6: "liên hệ, liên lạc, cell",
            0.5: "contact",
        },
        never="địa chỉ, address",
        fits=contents.phones,
        alone=0.6,
        headless=0.78,
    ),
    Field(
        key="address",
        label=_("Địa chỉ"),
        phrases={
            1.0: (
                "địa chỉ, nơi ở, nơi cư trú, chỗ ở, chỗ ở hiện nay, nơi ở hiện nay, thường trú, nơi thường trú, "
                "địa chỉ thường trú, address, place of residence"
            ),
            0.95: "hộ khẩu thường trú, hktt, nơi đăng ký thường trú, nơi cư ngụ, địa chỉ liên hệ, địa chỉ liên lạc",
            0.9: "trú quán, cư ngụ, cư trú, residence",
            0.85: "hộ khẩu, đc",
            0.6: "tạm trú",
            0.55: "quê quán",
            0.5: "nguyên quán",
        },
        never="email, thư điện tử, thửa đất, e mail",
        fits=contents.texts,
        looks=contents.addresses,
        headless=0.4,
    ),
    Field(
        key="hamlet",
        label=_("Ấp, thôn, xóm, khóm"),
        phrases={
            1.0: "ấp, khóm, thôn, xóm, địa chỉ ấp, địa chỉ thôn, hamlet, village",
            0.95: "khu phố",
            0.9: "buôn, làng, tổ dân phố",
            0.8: "bản, khu vực, phum, sóc",
            0.7: "tổ",
            0.6: "địa bàn",
        },
        never="tổ hợp tác, tổ chức, tổ trưởng, tổ viên",
        looks=contents.hamlets,
        alone=0.5,
    ),
    Field(
        key="commune",
        label=_("Xã, phường"),
        phrases={
            1.0: "xã phường, phường xã, commune, ward",
            0.9: "phường, thị trấn",
            0.85: "xã",
        },
        never="xã viên, hợp tác xã, xã hội",
    ),
    Field(
        key="district",
        label=_("Quận, huyện"),
        phrases={
            1.0: "quận huyện, huyện quận, district",
            0.9: "huyện, quận, thị xã",
        },
    ),
    Field(
        key="province",
        label=_("Tỉnh, thành phố"),
        phrases={
            1.0: "tỉnh thành, tỉnh thành phố, province",
            0.9: "tỉnh, thành phố, city",
        },
    ),
)
