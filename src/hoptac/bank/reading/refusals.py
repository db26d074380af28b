"""Why a file is not taken as a bank statement, each with what to do about it."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.kit.money import format_dong
from hoptac.kit.tables.cells import excerpt

REASON_TO_ASK_ANEW = _("Hãy xuất lại sao kê từ ngân hàng, không sửa trong tệp, rồi tải lên.")


class StatementRefused(Refusal):
    """A statement that is not kept; every reason below is one."""


class UnknownLayout(StatementRefused):
    """No table of dated lines is found, or no column of it holds the money."""

    def __init__(self, missing: Message) -> None:
        super().__init__(
            _(
                "Chưa nhận ra %(missing)s trong tệp này. Hãy chỉ ra các cột ở bảng dưới; lần sau tệp cùng mẫu sẽ tự nhận.",
                missing=missing,
            )
        )


class NoStatementInFile(StatementRefused):
    """There is nothing in the file that a person could point out columns in."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không tìm thấy các dòng giao dịch có ngày trong tệp này. "
                "Hãy tải sao kê dạng Excel hoặc CSV từ ngân hàng rồi thử lại."
            ),
            field="file",
        )


class NoLines(StatementRefused):
    """A statement without one transaction."""

    def __init__(self) -> None:
        super().__init__(_("Sao kê này không có giao dịch nào. Không có gì để nhập."))


class UnreadableLine(StatementRefused):
    """A line with money in it whose day or amount cannot be read: to leave it out would be to lose it."""

    def __init__(self, row: int, what: Message, cell: object) -> None:
        super().__init__(
            _(
                "Dòng %(row)s: không đọc được %(what)s “%(cell)s”. Hãy sửa ô này trong tệp hoặc xuất lại sao kê.",
                row=row,
                what=what,
                cell=excerpt(cell),
            )
        )


class DirectionUnknown(StatementRefused):
    """One column of money without a sign, a marker or a balance that tells in from out."""

    def __init__(self, row: int) -> None:
        super().__init__(
            _(
                "Dòng %(row)s: không biết tiền vào hay tiền ra. Hãy chỉ ra cột dấu Nợ/Có hoặc cột số dư ở bảng dưới.",
                row=row,
            )
        )


class ForeignCurrency(StatementRefused):
    """An account that is not kept in đồng."""

    def __init__(self, currency: str) -> None:
        super().__init__(
            _(
                "Sao kê này tính bằng %(currency)s. Hiện chỉ nhập được sao kê tiền đồng; hãy ghi tài khoản ngoại tệ bằng chứng từ.",
                currency=currency,
            )
        )


class SeveralAccounts(StatementRefused):
    """A file with the statements of several accounts."""

    def __init__(self, numbers: tuple[str, ...]) -> None:
        super().__init__(
            _(
                "Tệp này có sao kê của nhiều tài khoản: %(numbers)s. Hãy tách mỗi tài khoản một tệp.",
                numbers=", ".join(numbers),
            )
        )


class BalanceBroken(StatementRefused):
    """The running balance does not follow from the line: lines are missing, doubled or changed."""

    def __init__(self, row: int, day: date, before_dong: int, amount_dong: int, found_dong: int) -> None:
        sign = "+" if amount_dong >= 0 else "−"
        super().__init__(
            _(
                "Số dư không khớp ở dòng %(row)s ngày %(day)s: %(before)s %(sign)s %(amount)s = %(expected)s, nhưng sao kê ghi "
                "%(found)s. Có dòng bị thiếu, thừa hoặc bị sửa. %(advice)s",
                row=row,
                day=format_date(day),
                before=format_dong(before_dong),
                sign=sign,
                amount=format_dong(abs(amount_dong)),
                expected=format_dong(before_dong + amount_dong),
                found=format_dong(found_dong),
                advice=REASON_TO_ASK_ANEW,
            )
        )


class OpeningDiffers(StatementRefused):
    """The opening balance of the heading is not the one that the first line goes on from."""

    def __init__(self, row: int, stated_dong: int, derived_dong: int) -> None:
        super().__init__(
            _(
                "Sao kê ghi số dư đầu kỳ %(stated)s, nhưng dòng đầu tiên (dòng %(row)s) tính ra %(derived)s. "
                "Có dòng bị thiếu ở đầu. %(advice)s",
                row=row,
                stated=format_dong(stated_dong),
                derived=format_dong(derived_dong),
                advice=REASON_TO_ASK_ANEW,
            )
        )


class ClosingDiffers(StatementRefused):
    """Opening + credits − debits is not the closing balance that the statement states."""

    def __init__(self, opening_dong: int, credited_dong: int, debited_dong: int, stated_dong: int) -> None:
        super().__init__(
            _(
                "Số dư cuối kỳ không khớp: %(opening)s + %(credited)s − %(debited)s = %(expected)s, nhưng sao kê ghi %(stated)s. "
                "Có dòng bị thiếu hoặc thừa. %(advice)s",
                opening=format_dong(opening_dong),
                credited=format_dong(credited_dong),
                debited=format_dong(debited_dong),
                expected=format_dong(opening_dong + credited_dong - debited_dong),
                stated=format_dong(stated_dong),
                advice=REASON_TO_ASK_ANEW,
            )
        )


class TotalsDiffer(StatementRefused):
    """A statement without balances whose lines do not add up to its own totals."""

    def __init__(self, credited: tuple[int, int], debited: tuple[int, int]) -> None:
        super().__init__(
            _(
                "Các dòng cộng lại tiền vào %(credited)s, tiền ra %(debited)s, nhưng sao kê ghi tổng tiền vào %(stated_credited)s, "
                "tổng tiền ra %(stated_debited)s. Có dòng bị thiếu hoặc thừa. %(advice)s",
                credited=format_dong(credited[0]),
                stated_credited=format_dong(credited[1]),
                debited=format_dong(debited[0]),
                stated_debited=format_dong(debited[1]),
                advice=REASON_TO_ASK_ANEW,
            )
        )
