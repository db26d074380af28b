"""Why a choice about the books cannot be made, each in a sentence that says what to do."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.ledger.refusals import month_text


class BasisMissing(Refusal):
    """A choice that does not say what it rests on."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi căn cứ, ví dụ số và ngày của nghị quyết hay quyết định."), field="basis")


class ValueUnknown(Refusal):
    """None of the choices, or no percentage."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn một mục trong danh sách."), field="value")


class PercentUnreadable(Refusal):
    """No whole number from 0 to 100."""

    def __init__(self) -> None:
        message = _("Hãy ghi phần trăm là số nguyên từ 0 đến 100, ví dụ 70.")
        super().__init__(message, field="percent")


class NothingChanges(Refusal):
    """The value is in force on that day already."""

    def __init__(self, day: date) -> None:
        message = _("Lựa chọn này đã có hiệu lực vào ngày %(day)s. Không cần ghi lại.", day=format_date(day))
        super().__init__(message, field="value")


class MonthClosed(Refusal):
    """What is closed was posted by the choice of that time."""

    def __init__(self, month: date) -> None:
        message = _(
            "Sổ tháng %(month)s đã khóa theo lựa chọn cũ. Hãy chọn ngày sau tháng đó, hoặc mở lại sổ trước.",
            month=month_text(month),
        )
        super().__init__(message, field="valid_from", article="Luật Kế toán 2015, Điều 26")


class InternalStillPosted(Refusal):
    """Internal transactions are no longer to be kept apart from a day after which some are posted."""

    def __init__(self, code: str, day: date) -> None:
        message = _(
            "Ngày %(day)s đã ghi sổ tài khoản %(code)s của giao dịch nội bộ. Hãy chọn ngày sau đó, hoặc điều chỉnh chứng "
            "từ ấy sang tài khoản của giao dịch bên ngoài trước.",
            day=format_date(day),
            code=code,
        )
        super().__init__(message, field="valid_from", article="Luật 17/2023/QH15, Điều 91 khoản 2")


class ApprovalLoweredByPreparer(Refusal):
    """Whoever is watched does not take the watch away."""

    def __init__(self) -> None:
        message = _(
            "Chỉ người có quyền duyệt chứng từ mới bớt được việc duyệt. Hãy để chủ tịch hoặc giám đốc làm việc này."
        )
        super().__init__(message, field="value", article="Luật Kế toán 2015, Điều 19 khoản 3")
