"""Columns about the membership: its kind, its beginning."""

from hoptac.kit.language import _
from hoptac.kit.tables import Field
from hoptac.members.reading.fields import contents

MEMBERSHIP = (
    Field(
        key="member_kind",
        label=_("Loại thành viên"),
        phrases={
            1.0: (
                "loại thành viên, loại tv, tư cách thành viên, hình thức thành viên, hình thức tv, diện thành viên, "
                "diện tv, loại xã viên, tư cách tv, loại hội viên, member type, member kind, type of member, "
                "membership type"
            ),
            0.85: "hình thức tham gia",
            0.8: "tư cách, nhóm thành viên, membership",
            0.7: "phân loại",
            0.65: "loại, type",
            0.6: "kind, category",
        },
        never="giới tính, loại cây, loại hình sản xuất, cccd",
        fits=contents.texts,
    ),
    Field(
        key="official_mark",
        label=_("Dấu thành viên chính thức"),
        phrases={
            1.0: "thành viên chính thức, tv chính thức, loại thành viên chính thức",
            0.9: "chính thức",
        },
        never="liên kết",
        fits=contents.marks,
    ),
    Field(
        key="contributing_mark",
        label=_("Dấu thành viên liên kết góp vốn"),
        phrases={
            1.0: "liên kết góp vốn, lk góp vốn, tvlk góp vốn, liên kết có góp vốn",
        },
        never="không góp vốn, chính thức",
        fits=contents.marks,
    ),
    Field(
        key="noncontributing_mark",
        label=_("Dấu thành viên liên kết không góp vốn"),
        phrases={
            1.0: "liên kết không góp vốn, lk không góp vốn, tvlk không góp vốn",
            0.9: "không góp vốn",
        },
        fits=contents.marks,
    ),
    Field(
        key="party_kind",
        label=_("Cá nhân, hộ hay tổ chức"),
        phrases={
            1.0: "cá nhân hộ tổ chức, party kind",
            0.9: "loại đối tượng, cá nhân tổ chức, individual organization",
            0.8: "loại hình",
            0.75: "đối tượng",
            0.5: "hình thức",
        },
        never="loại hình sản xuất, tên",
    ),
    Field(
        key="standing",
        label=_("Tình trạng"),
        phrases={
            1.0: "tình trạng, trạng thái, tình trạng thành viên, trạng thái thành viên, status",
            0.9: "hiện trạng, tình trạng tham gia, tình trạng hoạt động, biến động, diễn biến",
        },
        never="hôn nhân, nhà ở, đất, sức khỏe",
        fits=contents.texts,
    ),
    Field(
        key="left_on",
        label=_("Ngày ra hợp tác xã"),
        phrases={
            1.1: (
                "ngày ra htx, ngày ra hợp tác xã, ngày ra khỏi, ngày ra, ngày xin ra, ngày chấm dứt, "
                "ngày chấm dứt tư cách, ngày chấm dứt tư cách thành viên, thời điểm chấm dứt, ngày thôi, năm ra, "
                "ngày rút vốn, ngày mất, date left, left on, leaving date"
            ),
            0.9: "chấm dứt tư cách, ra htx, xin ra",
        },
    ),
    Field(
        key="joined_on",
        label=_("Ngày gia nhập"),
        phrases={
            1.0: (
                "ngày gia nhập, ngày vào htx, ngày vào, ngày vào hợp tác xã, ngày tham gia, ngày kết nạp, "
                "năm gia nhập, năm vào htx, năm tham gia, năm kết nạp, thời gian gia nhập, thời điểm gia nhập, "
                "thời điểm tham gia, tháng năm gia nhập, ngày trở thành thành viên, ngày vào xã viên, ngày công nhận, "
                "ngày được công nhận, ngày công nhận thành viên, date joined, join date, joined on, joining date, "
                "admission date, date of admission, member since"
            ),
            0.95: "năm vào, thời gian tham gia, ngày vào tổ",
            0.9: "vào htx, tham gia htx, joined",
            0.85: "gia nhập, kết nạp",
            0.8: "admitted",
            0.7: "tham gia",
        },
        never="góp, hình thức tham gia, lý do",
        fits=contents.days,
    ),
)
