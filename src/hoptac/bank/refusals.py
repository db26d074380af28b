"""Why the bank's room says no, each in a sentence that says what to do. A file that is no statement: `reading.refusals`."""

from datetime import datetime

from hoptac.kit.calendar import format_moment
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped


class NumberUnreadable(Refusal):
    """No account number."""

    def __init__(self) -> None:
        super().__init__(_("Số tài khoản chỉ gồm chữ số và chữ cái, nhiều nhất 19 ký tự. Hãy xem lại."), field="number")


class BankUnknown(Refusal):
    """A BIN that the list of banks does not have."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ngân hàng trong danh sách."), field="bank_bin")


class BookNotBelow112(Refusal):
    """A ledger account that is no account for money at a bank in đồng."""

    def __init__(self, code: str) -> None:
        message = _(
            "Tài khoản %(code)s không phải tài khoản tiền gửi ngân hàng bằng đồng. Hãy chọn 1121 hoặc tài khoản chi tiết của nó.",
            code=code,
        )
        super().__init__(message, field="ledger_account", article="Thông tư 71/2024/TT-BTC, Phụ lục I, TK 112")


class BookUnknown(Refusal):
    """A detailed account that the organization has not opened."""

    def __init__(self, code: str) -> None:
        message = _("Chưa có tài khoản %(code)s trong sổ. Hãy mở tài khoản chi tiết này dưới 1121 trước.", code=code)
        super().__init__(message, field="ledger_account")


class BookTaken(Refusal):
    """Another bank account has this book: the two could not be compared with it."""

    def __init__(self, code: str, number: str) -> None:
        message = _(
            "Tài khoản %(code)s đã dùng cho tài khoản ngân hàng %(number)s. Mỗi tài khoản ngân hàng cần một sổ riêng; "
            "hãy mở tài khoản chi tiết mới dưới 1121, ví dụ 11212.",
            code=code,
            number=number,
        )
        super().__init__(message, field="ledger_account")


class NumberTaken(Refusal):
    """The account is there already."""

    def __init__(self, number: str) -> None:
        super().__init__(
            _("Tài khoản %(number)s của ngân hàng này đã có trong danh sách.", number=number), field="number"
        )


class NoBankAccount(Refusal):
    """Nothing to receive money on, or to bring a statement into."""

    def __init__(self) -> None:
        super().__init__(_("Chưa khai tài khoản ngân hàng nào. Hãy thêm tài khoản ngân hàng trước."))


class AccountNotForQr(Refusal):
    """A bank account of which the number or the bank is not known."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Tài khoản ngân hàng này chưa có số hoặc chưa rõ ngân hàng nên chưa lập được mã VietQR. Hãy bổ sung trước."
            ),
            field="bank_account_id",
        )


class StatementOfAnotherAccount(Refusal):
    """The number in the file is another account's."""

    def __init__(self, stated: str, chosen: str) -> None:
        super().__init__(
            _(
                "Sao kê này của tài khoản %(stated)s, không phải %(chosen)s. Hãy chọn đúng tài khoản hoặc đúng tệp.",
                stated=stated,
                chosen=chosen,
            )
        )


class AccountToChoose(Refusal):
    """The file does not say whose it is, or of an account that nobody has entered."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn sao kê này thuộc tài khoản ngân hàng nào."), field="bank_account_id")


class StatementImportedAlready(Refusal):
    """The same file once more."""

    def __init__(self, at: datetime, lines: int) -> None:
        super().__init__(
            _(
                "Sao kê này đã nhập lúc %(at)s (%(lines)s dòng). Không nhập lại; hãy mở danh sách sao kê để xem.",
                at=format_moment(at),
                lines=grouped(lines),
            ),
            field="file",
        )


class NothingNew(Refusal):
    """Every line is there from statements before."""

    def __init__(self, lines: int) -> None:
        super().__init__(
            _(
                "Cả %(lines)s dòng của sao kê này đã có từ các sao kê trước. Không có gì để nhập.",
                lines=grouped(lines),
            )
        )


class StatementRefusedStill(Refusal):
    """A statement whose reading was refused cannot be confirmed."""

    def __init__(self) -> None:
        super().__init__(_("Sao kê này chưa đọc được trọn vẹn nên chưa nhập. Hãy xem lý do và sửa các cột."))


class LineMatched(Refusal):
    """The line was booked or put aside before, perhaps in another tab."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này đã được xử lý rồi, có thể ở cửa sổ khác. Không ghi lần nữa."))


class LineInWork(LineMatched):
    """A voucher is being written for the line; a second one would book it twice."""

    def __init__(self) -> None:
        Refusal.__init__(
            self,
            _(
                "Dòng này đang có một chứng từ chưa ghi sổ. Hãy mở chứng từ đó để làm tiếp, hoặc bấm Gỡ ra để bỏ nó rồi "
                "chọn lại."
            ),
        )


class LineGoesOut(Refusal):
    """Money that went out is nobody's contribution."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này là tiền ra nên không ghi góp vốn được. Hãy chọn một dòng tiền vào."))


class ProposalGone(Refusal):
    """What was proposed does not hold any more: the debt was paid, the entry was taken by another line."""

    def __init__(self) -> None:
        super().__init__(_("Đề xuất này không còn đúng vì sổ sách vừa thay đổi. Hãy xem lại các đề xuất của dòng."))


class NotMatched(Refusal):
    """Nothing to take back."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này chưa được xử lý nên không có gì để gỡ."))


class PostedByMatch(Refusal):
    """What the match posted stays; it is corrected by an adjustment."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Dòng này đã ghi sổ một chứng từ nên không gỡ được. Nếu ghi sai, hãy mở chứng từ đó và bấm Điều chỉnh; góp vốn "
                "ghi nhầm thì bỏ ở trang vốn góp của thành viên. Bỏ hết số tiền thì dòng chờ lại."
            ),
            article="Luật Kế toán 2015, Điều 27",
        )


class AmountMissing(Refusal):
    """A request for no money, or for more than a code can carry."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số tiền lớn hơn không và không quá 13 chữ số."), field="amount_dong")


class NobodyUnpaid(Refusal):
    """Nobody among those chosen owes anything any more."""

    def __init__(self) -> None:
        super().__init__(_("Trong số đã chọn không còn ai phải góp. Không in thư nào."))


class NothingDue(Refusal):
    """Nobody owes anything here."""

    def __init__(self) -> None:
        super().__init__(_("Người này không còn khoản nào phải nộp nên không có mã để lập."))
