"""What each kind of member may and must, in plain words (Law 17/2023/QH15 Arts. 31, 32)."""

import msgspec

from hoptac.kit.language import Message, _

LAW = "Luật 17/2023/QH15"

_USE = _("Được hợp tác xã cung cấp sản phẩm, dịch vụ, việc làm")
_INCOME, _WELFARE = _("Được phân phối thu nhập"), _("Được hưởng phúc lợi")
_VOTE = _("Dự Đại hội thành viên, biểu quyết, ứng cử, đề cử")
_SPEAK = _("Được dự Đại hội và phát biểu khi được mời, không biểu quyết")
_DEMAND = _("Yêu cầu giải trình; yêu cầu họp Đại hội bất thường")
_EXPLAIN = _("Yêu cầu giải trình")
_INFORMED = _("Được cung cấp thông tin, được đào tạo, bồi dưỡng")
_LEAVE_WITH_CAPITAL = _("Được ra khỏi hợp tác xã và được trả lại phần vốn góp")
_LEAVE = _("Được ra khỏi hợp tác xã")
_REMAINDER = _("Được nhận phần tài sản còn lại khi hợp tác xã giải thể")
_COMPLAIN = _("Được khiếu nại, tố cáo, khởi kiện")
_PAY = _("Góp đủ và đúng hạn phần vốn đã cam kết")
_FEE = _("Nộp phí thành viên")
_DO_USE = _("Sử dụng sản phẩm, dịch vụ đã đăng ký hoặc góp sức lao động đã thỏa thuận")
_LIABLE = _("Chịu trách nhiệm về nợ của hợp tác xã trong phạm vi phần vốn góp")
_DAMAGE, _OBEY = _("Bồi thường thiệt hại do mình gây ra"), _("Tuân thủ Điều lệ và nghị quyết của hợp tác xã")


class Rights(msgspec.Struct, frozen=True):
    """What a kind of member may (`may_article`) and must (`must_article`)."""

    may: tuple[Message, ...]
    may_article: str
    must: tuple[Message, ...]
    must_article: str


RIGHTS: dict[str, Rights] = {
    "official": Rights(
        (_USE, _INCOME, _WELFARE, _VOTE, _DEMAND, _INFORMED, _LEAVE_WITH_CAPITAL, _REMAINDER, _COMPLAIN),
        f"Điều 31.1 {LAW}",
        (_PAY, _DO_USE, _LIABLE, _DAMAGE, _OBEY),
        f"Điều 32.1 {LAW}",
    ),
    "associate_contributing": Rights(
        (_INCOME, _WELFARE, _SPEAK, _EXPLAIN, _INFORMED, _LEAVE_WITH_CAPITAL, _REMAINDER, _COMPLAIN),
        f"Điều 31.2 {LAW}",
        (_PAY, _LIABLE, _DAMAGE, _OBEY),
        f"Điều 32.2 {LAW}",
    ),
    "associate_noncontributing": Rights(
        (_USE, _WELFARE, _SPEAK, _INFORMED, _LEAVE, _COMPLAIN),
        f"Điều 31.3 {LAW}",
        (_FEE, _DO_USE, _DAMAGE, _OBEY),
        f"Điều 32.3 {LAW}",
    ),
}
KIND_REMARKS: dict[str, Message] = {
    "official": _("góp vốn, sử dụng dịch vụ hoặc góp sức lao động, có quyền biểu quyết"),
    "associate_contributing": _("chỉ góp vốn, không sử dụng dịch vụ, không biểu quyết"),
    "associate_noncontributing": _("không góp vốn, nộp phí, sử dụng dịch vụ hoặc góp sức lao động, không biểu quyết"),
}
"""One line for each kind, beside the choice (Arts. 4.17–4.19)."""
