"""Why a month or a year is not closed, each in a sentence that says what to do."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong

_RESULT = "Thông tư 71/2024/TT-BTC, Phụ lục I, tài khoản 911"


class ShareOutOfRange(Refusal):
    """More than the whole expense, or a share of the other sign, on internal transactions."""

    def __init__(self, whole_dong: int, field: str) -> None:
        message = _(
            "Phần cho giao dịch nội bộ phải từ 0 đến %(whole)s đồng. Hãy sửa lại.", whole=format_dong(whole_dong)
        )
        super().__init__(message, field=field, article=_RESULT)


class YearNotOver(Refusal):
    """A year is closed after its last day."""

    def __init__(self, year: int) -> None:
        message = _("Năm %(year)s chưa kết thúc. Hãy kết chuyển sau ngày 31/12/%(year)s.", year=year)
        super().__init__(message, article="Luật Kế toán 2015, Điều 26")


class NothingToClose(Refusal):
    """No account of income, cost or result holds anything."""

    def __init__(self, year: int) -> None:
        super().__init__(_("Sổ năm %(year)s không còn số dư nào phải kết chuyển.", year=year))


class FiledYearStaysClosed(Refusal):
    """After filing, errors are corrected in the year of discovery, and the filed year's closing stays as it is."""

    def __init__(self, year: int) -> None:
        message = _(
            "Báo cáo năm %(year)s đã nộp nên không kết chuyển lại. Hãy sửa sai sót bằng chứng từ điều chỉnh trong năm nay.",
            year=year,
        )
        super().__init__(message, article="Luật Kế toán 2015, Điều 27 khoản 3")


class ClosingChanged(Refusal):
    """The books moved between the look at the closing and its confirmation."""

    def __init__(self) -> None:
        super().__init__(_("Sổ đã có chứng từ mới sau khi bạn mở trang này. Hãy xem lại bút toán rồi ghi sổ."))
