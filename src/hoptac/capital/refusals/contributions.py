"""Why a pledge, a contribution or a certificate is refused."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _, grouped

LAW = "Luật 17/2023/QH15"
ONE_MEMBER_ARTICLE = f"Điều 74.1 {LAW}"
ASSOCIATES_ARTICLE = f"Điều 74.2 {LAW}"
FOREIGN_ARTICLE = f"Điều 74.3 {LAW}"
CAPS_EXPLAINED = "/handbook/capital#caps"


class AmountNotPositive(Refusal):
    """Nothing, or less than nothing, is pledged or contributed."""

    def __init__(self) -> None:
        super().__init__(_("Số tiền phải lớn hơn 0 đồng. Hãy nhập lại số tiền."), field="amount_dong")


class AmountTooLarge(Refusal):
    """More than all money of the country: a slip of the keyboard, and a sum the books could not add up."""

    def __init__(self, largest_dong: int) -> None:
        most = grouped(largest_dong)
        super().__init__(
            _("Số tiền quá lớn, nhiều nhất là %(most)s đồng. Hãy nhập lại số tiền.", most=most), field="amount_dong"
        )


class ContributionInFuture(Refusal):
    """Money cannot have been received on a day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày góp vốn không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="contributed_on")


class PledgeInFuture(Refusal):
    """A promise cannot have been made on a day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày cam kết không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="pledged_on")


class PledgeDueTooLate(Refusal):
    """The charter may shorten the term of the law, never lengthen it."""

    def __init__(self, latest: date, months: int) -> None:
        message = _(
            "Hạn góp đủ vốn chậm nhất là ngày %(latest)s, %(months)s tháng sau ngày kết nạp hoặc ngày cam kết. "
            "Hãy sửa lại hạn góp.",
            latest=format_date(latest),
            months=months,
        )
        super().__init__(message, field="due_on", article=f"Điều 74.4 {LAW}")


class PledgeDueBeforePledged(Refusal):
    """A term that is over before it begins."""

    def __init__(self) -> None:
        super().__init__(_("Hạn góp đủ vốn không được trước ngày cam kết. Hãy sửa lại hạn góp."), field="due_on")


class ContributionBeforeJoining(Refusal):
    """Money received before the admission is not yet a member's contribution."""

    def __init__(self, joined_on: date) -> None:
        message = _(
            "Người này vào ngày %(joined)s. Ngày góp vốn không được trước ngày đó. Hãy sửa lại ngày góp hoặc ngày vào.",
            joined=format_date(joined_on),
        )
        super().__init__(message, field="contributed_on")


class ContributionBeforePledge(Refusal):
    """What is paid was pledged before."""

    def __init__(self, pledged_on: date) -> None:
        message = _(
            "Người này cam kết góp từ ngày %(pledged)s. Ngày góp vốn không được trước ngày đó. Hãy sửa lại ngày góp, hoặc "
            "ghi cam kết theo ngày đã cam kết.",
            pledged=format_date(pledged_on),
        )
        super().__init__(message, field="contributed_on", article="Điều 74.4 Luật 17/2023/QH15")


class ContributionAbovePledge(Refusal):
    """Only what is pledged can be paid; to pay more, the pledge is raised first."""

    def __init__(self, rest_dong: int) -> None:
        if rest_dong > 0:
            message = _(
                "Chỉ còn phải góp %(rest)s đồng theo cam kết. Hãy góp số đó, hoặc ghi thêm cam kết trước rồi góp.",
                rest=grouped(rest_dong),
            )
        else:
            message = _("Đã góp đủ số đã cam kết. Muốn góp thêm, hãy ghi thêm cam kết trước rồi góp.")
        super().__init__(message, field="amount_dong", article=f"Điều 74.4 {LAW}")


class ContributionAboveCeiling(Refusal):
    """One official member would hold more of the charter capital than the law allows."""

    def __init__(self, percent: int, most_dong: int) -> None:
        message = _(
            "Một thành viên chính thức góp không quá %(percent)s%% vốn điều lệ. Người này còn được góp thêm "
            "nhiều nhất %(most)s đồng.",
            percent=percent,
            most=grouped(most_dong),
        )
        super().__init__(message, field="amount_dong", article=ONE_MEMBER_ARTICLE, explained_at=CAPS_EXPLAINED)


class AssociatesAboveCeiling(Refusal):
    """All contributing associates together would hold more of the charter capital than the law allows."""

    def __init__(self, percent: int, most_dong: int) -> None:
        message = _(
            "Tất cả thành viên liên kết góp vốn cùng nhau góp không quá %(percent)s%% vốn điều lệ. Còn được góp "
            "thêm nhiều nhất %(most)s đồng.",
            percent=percent,
            most=grouped(most_dong),
        )
        super().__init__(message, field="amount_dong", article=ASSOCIATES_ARTICLE, explained_at=CAPS_EXPLAINED)


class ForeignersAboveCeiling(Refusal):
    """All foreign investors together would hold more of the charter capital than the law allows."""

    def __init__(self, percent: int, most_dong: int) -> None:
        message = _(
            "Tất cả nhà đầu tư nước ngoài cùng nhau góp không quá %(percent)s%% vốn điều lệ. Còn được góp thêm "
            "nhiều nhất %(most)s đồng.",
            percent=percent,
            most=grouped(most_dong),
        )
        super().__init__(message, field="amount_dong", article=FOREIGN_ARTICLE, explained_at=CAPS_EXPLAINED)


class NoncontributingAssociateContributes(Refusal):
    """An associate of this kind pays a fee and holds no capital."""

    def __init__(self) -> None:
        message = _(
            "Đây là thành viên liên kết không góp vốn nên không ghi vốn góp được. Nếu người này góp vốn, hãy sửa "
            "loại thành viên trước."
        )
        super().__init__(message, article=f"Điều 4.19 {LAW}")


class MemberNotFound(NotFound):
    """No member under that id in this organization; another organization's member looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy thành viên này trong tổ chức. Hãy chọn lại trong danh sách."))
