"""Why an alliance's list or address is refused."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class YearMissing(Refusal):
    """Nobody said which year the list is of, and neither does the list."""

    def __init__(self) -> None:
        super().__init__(_("Không rõ danh sách này của năm nào. Hãy ghi năm."), field="year")


class GroupingUnknown(Refusal):
    """Figures can be grouped by area, activity field or kind."""

    def __init__(self, by: str) -> None:
        super().__init__(
            _("Không xem được theo “%(by)s”. Hãy chọn địa bàn, lĩnh vực hoặc loại hình.", by=by), field="by"
        )


class RegistryChanged(Refusal):
    """The registry or the declared figures are not what the rows were shown against."""

    def __init__(self) -> None:
        super().__init__(_("Sổ đăng ký vừa có thay đổi. Các dòng đã được xem lại, hãy kiểm tra rồi ghi."))


class ListChanged(Refusal):
    """The rows are not those that the person saw when confirming: another tab or person changed them."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách đã thay đổi sau khi bạn mở trang này. Hãy xem lại số đơn vị rồi ghi."))


class OrganizationTaken(Refusal):
    """Two rows cannot be one organization."""

    def __init__(self, sheet: str, row: int) -> None:
        message = _(
            "Đơn vị này đã là dòng %(row)s của trang “%(sheet)s”. Hãy chọn đơn vị khác, hoặc bỏ qua một trong hai dòng.",
            sheet=sheet,
            row=row,
        )
        super().__init__(message)
