"""Why an alliance's list or address is refused."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class YearMissing(Refusal):
    """Nobody said which year the list is of, and neither does the list."""

    def __init__(self) -> None:
        super().__init__(_("Không rõ danh sách này của năm nào. Hãy ghi năm."), field="year")


class ImportAlreadyDone(Refusal):
    """The upload was taken in before, perhaps in another window."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách này đã được nhập rồi. Muốn nhập lại, hãy tải tệp lên lần nữa."))


class FileMissing(Refusal):
    """The form came without a file."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn tệp danh sách."), field="file")


class GroupingUnknown(Refusal):
    """Figures can be grouped by area, activity field or kind."""

    def __init__(self, by: str) -> None:
        super().__init__(
            _("Không xem được theo “%(by)s”. Hãy chọn địa bàn, lĩnh vực hoặc loại hình.", by=by), field="by"
        )
