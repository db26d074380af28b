"""Why a certificate is not given, given again, exchanged or withdrawn."""

from datetime import date

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import Message, _, grouped

CERTIFICATE_EXPLAINED = "/handbook/capital#certificate-life"


class CertificateBeforePaidInFull(Refusal):
    """The certificate is given when what was pledged is paid in full."""

    def __init__(self, rest_dong: int) -> None:
        if rest_dong > 0:
            message: Message = _(
                "Chưa cấp được giấy chứng nhận: còn phải góp %(rest)s đồng nữa mới đủ số đã cam kết.",
                rest=grouped(rest_dong),
            )
        else:
            message = _("Chưa cấp được giấy chứng nhận: người này chưa góp vốn.")
        super().__init__(message, article=f"Điều 75.1 {LAW}")


class CertificateAlreadyIssued(Refusal):
    """The certificate in force says the same sums already."""

    def __init__(self, number: str) -> None:
        super().__init__(_("Giấy chứng nhận số %(number)s đã ghi đúng số vốn này. Hãy tải giấy đó về.", number=number))


class CertificateNotFound(NotFound):
    """No such certificate of this member; another member's looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy giấy chứng nhận này."))


class CertificateNotInForce(Refusal):
    """It was replaced or withdrawn before."""

    def __init__(self, number: str) -> None:
        message = _(
            "Giấy chứng nhận số %(number)s không còn hiệu lực. Hãy chọn giấy đang có hiệu lực của người này.",
            number=number,
        )
        super().__init__(message, article=f"Điều 75.3 {LAW}", explained_at=CERTIFICATE_EXPLAINED)


class CertificateBasisMissing(Refusal):
    """Nobody is said to have asked for it or decided it."""

    def __init__(self) -> None:
        message = _("Chưa ghi căn cứ. Hãy ghi số, ngày của đơn đề nghị hoặc quyết định, theo thủ tục trong Điều lệ.")
        super().__init__(message, field="basis", article=f"Điều 75.4 {LAW}", explained_at=CERTIFICATE_EXPLAINED)


class ContentsUnchanged(Refusal):
    """The new paper would say what the old one does."""

    def __init__(self, number: str) -> None:
        message = _(
            "Giấy số %(number)s đã ghi đúng như sổ, không có gì để cấp đổi. Hãy sửa tên, địa chỉ hoặc số vốn trong sổ trước; "
            "giấy mất hay hỏng thì chọn cấp lại.",
            number=number,
        )
        super().__init__(message, field="reason", article=f"Điều 75.3 {LAW}", explained_at=CERTIFICATE_EXPLAINED)


class WithdrawalBeforeIssue(Refusal):
    """A paper cannot be taken back before it was given."""

    def __init__(self, issued_on: date) -> None:
        message = _("Ngày thu hồi không được trước ngày cấp (%(day)s). Hãy sửa lại ngày.", day=format_date(issued_on))
        super().__init__(message, field="withdrawn_on", article=f"Điều 75.3 {LAW}")


class HolderStillMember(Refusal):
    """A membership that goes on withdraws no paper."""

    def __init__(self) -> None:
        message = _(
            "Người này vẫn là thành viên. Ghi thôi là thành viên thì giấy tự bị thu hồi; ở đây chỉ thu hồi giấy cấp sai."
        )
        super().__init__(message, field="reason", article=f"Điều 75.3 {LAW}")


class WithdrawalInFuture(Refusal):
    """A day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày thu hồi không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="withdrawn_on")


class NobodyDue(Refusal):
    """Nobody among those chosen is to get a certificate."""

    def __init__(self) -> None:
        message = _(
            "Không còn ai trong số đã chọn cần cấp giấy: người chưa góp đủ thì chưa được cấp, người có giấy đúng thì không cấp "
            "lại."
        )
        super().__init__(message, article=f"Điều 75.1 {LAW}")
