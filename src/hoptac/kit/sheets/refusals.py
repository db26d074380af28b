"""Why a file is not taken in, each with what to do about it."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.sheets.limits import LARGEST_BYTES, MOST_ROWS


class NotAWorkbook(Refusal):
    """The content is no spreadsheet that can be read, whatever its name says."""

    def __init__(self) -> None:
        super().__init__(
            _("Tệp này không phải là bảng tính đọc được. Hãy mở tệp bằng Excel, lưu lại theo kiểu .xlsx rồi tải lên.")
        )


class EmptyWorkbook(Refusal):
    """There is not a single filled cell."""

    def __init__(self) -> None:
        super().__init__(_("Tệp này trống, không có dòng nào để đọc. Hãy kiểm tra lại tệp đã chọn."))


class ProtectedWorkbook(Refusal):
    """The content is encrypted with a password."""

    def __init__(self) -> None:
        super().__init__(_("Tệp này có mật khẩu nên không đọc được. Hãy mở tệp, bỏ mật khẩu, lưu lại rồi tải lên."))


class WorkbookTooLarge(Refusal):
    """More bytes than one import may hold, packed or unfolded."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tệp này quá lớn (giới hạn %(limit)s MB). "
                "Hãy bỏ hình ảnh, trang tính không cần, hoặc chia thành nhiều tệp.",
                limit=LARGEST_BYTES // 2**20,
            )
        )


class TooManyCells(WorkbookTooLarge):
    """More rows, or a larger rectangle of rows and columns, than one import may hold."""

    def __init__(self) -> None:
        message = _(
            "Bảng tính này quá dài hoặc quá rộng (giới hạn %(limit)s dòng). "
            "Hãy xóa các dòng, cột trống ở cuối bảng, hoặc chia thành nhiều tệp.",
            limit=f"{MOST_ROWS:,}".replace(",", "."),
        )
        Refusal.__init__(self, message)
