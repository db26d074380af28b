"""Why a voucher cannot go on, each in a sentence that says what to do."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

APPROVAL = "Luật Kế toán 2015, Điều 19 khoản 3"
CONTENT = "Luật Kế toán 2015, Điều 16 khoản 1"
INTERNAL = "Luật 17/2023/QH15, Điều 4"
OPENING = "Luật Kế toán 2015, Điều 26"
CAPITAL = "Luật 17/2023/QH15, Điều 15"
CAPITAL_EXPLAINED = "/handbook/capital#by-hand"


class LineRefused(Refusal):
    """One line of the grid, with its number and the reason."""

    def __init__(self, number: int, reason: Refusal) -> None:
        message = _("Dòng %(number)s: %(reason)s", number=number, reason=reason.message)
        super().__init__(message, field=f"line-{number - 1}", article=reason.article, explained_at=reason.explained_at)


class AmountMissing(Refusal):
    """A line without its amount."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số tiền."))


class NotOfThisKind(Refusal):
    """A line that a voucher of this kind does not have."""

    def __init__(self, side: Message, accounts: str, kind: Message) -> None:
        message = _(
            "%(kind)s phải ghi %(side)s tài khoản %(accounts)s ở mọi dòng. Hãy đổi tài khoản hoặc chọn loại chứng từ khác.",
            kind=kind,
            side=side,
            accounts=accounts,
        )
        super().__init__(message, article="Thông tư 71/2024/TT-BTC, Phụ lục II")


class CounterpartMissing(Refusal):
    """A cash voucher that does not say who paid or was paid."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Hãy ghi họ tên người nộp hoặc nhận tiền."), field=field, article=CONTENT)


class YearBeforeTheBooks(Refusal):
    """A day so long ago that it may be a slip of the pen."""

    def __init__(self, voucher_on: date) -> None:
        message = _(
            "Ngày %(day)s đứng trước mọi việc trong sổ. Hãy xem lại năm; nếu đúng là năm %(year)s, hãy ghi số dư đầu kỳ của "
            "năm đó trước.",
            day=format_date(voucher_on),
            year=voucher_on.year,
        )
        super().__init__(message, field="voucher_on", article=OPENING, explained_at="/handbook/books#vouchers")


class ApprovalMissing(Refusal):
    """The organization wants a second pair of eyes before this is posted."""

    def __init__(self) -> None:
        super().__init__(_("Chứng từ này phải được duyệt trước khi ghi sổ. Hãy gửi duyệt."), article=APPROVAL)


class ApproverPrepared(Refusal):
    """Who prepared a voucher does not approve it."""

    def __init__(self) -> None:
        message = _("Người lập không tự duyệt chứng từ của mình. Hãy để người khác duyệt.")
        super().__init__(message, article=APPROVAL)


class NotInThisState(Refusal):
    """What is asked for does not fit the state of the voucher."""

    def __init__(self, state: Message) -> None:
        super().__init__(_("Chứng từ %(state)s nên không làm được việc này. Hãy tải lại trang.", state=state))


class ChangedElsewhere(Refusal):
    """Another tab or person saved the voucher meanwhile."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Chứng từ đã được sửa ở nơi khác sau khi bạn mở. Những gì bạn gõ còn trên trang này; hãy mở lại để so sánh."
            )
        )


class InternalNotTracked(Refusal):
    """The organization does not keep internal transactions apart, so it has no internal revenue."""

    def __init__(self, code: str) -> None:
        message = _(
            "Hợp tác xã không theo dõi riêng giao dịch nội bộ nên không dùng tài khoản %(code)s. "
            "Hãy dùng tài khoản của giao dịch bên ngoài, hoặc bật theo dõi riêng trong phần cài đặt kế toán.",
            code=code,
        )
        super().__init__(message, article="Luật 17/2023/QH15, Điều 91 khoản 2")


class InternalWithoutMember(Refusal):
    """Internal revenue with somebody who is no official member."""

    def __init__(self, code: str) -> None:
        message = _(
            "Tài khoản %(code)s chỉ dùng cho thành viên chính thức. Hãy chọn đối tượng là thành viên chính thức, "
            "hoặc dùng tài khoản của giao dịch bên ngoài.",
            code=code,
        )
        super().__init__(message, article=INTERNAL)


class InternalWithoutAgreement(Refusal):
    """Internal revenue with an official member who has signed no agreement that is in force."""

    def __init__(self, code: str) -> None:
        message = _(
            "Tài khoản %(code)s cần hợp đồng cung cấp dịch vụ còn hiệu lực với thành viên này (mẫu 03-BH). "
            "Hãy ghi hợp đồng trước, hoặc dùng tài khoản của giao dịch bên ngoài.",
            code=code,
        )
        super().__init__(message, article=INTERNAL)


class CapitalElsewhere(Refusal):
    """A line on 4111: only the register of contributions moves it, so that the two cannot disagree."""

    def __init__(self) -> None:
        message = _(
            "Vốn góp của thành viên (4111) không ghi bằng chứng từ. Hãy mở trang Vốn góp, chọn thành viên rồi ghi vốn góp, "
            "hoàn trả, hoặc bỏ lần ghi nhầm."
        )
        super().__init__(message, article=CAPITAL, explained_at=CAPITAL_EXPLAINED)


class CapitalChanged(Refusal):
    """A correction that would change whose capital an entry says, or how much."""

    def __init__(self) -> None:
        message = _(
            "Điều chỉnh không được đổi thành viên và số tiền ở tài khoản 4111. Hãy giữ nguyên phần đó; nếu lần góp ghi nhầm, "
            "hãy bỏ nó ở trang Vốn góp của thành viên."
        )
        super().__init__(message, article=CAPITAL, explained_at=CAPITAL_EXPLAINED)


class ReasonMissing(Refusal):
    """Sending back without saying why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do trả lại để người lập biết cần sửa gì."), field="note")


class PartyUnclear(Refusal):
    """A name that fits nobody, or several."""

    def __init__(self, typed: str) -> None:
        super().__init__(
            _("Chưa rõ “%(typed)s” là ai. Hãy chọn một người hoặc đơn vị trong danh sách gợi ý.", typed=typed)
        )
