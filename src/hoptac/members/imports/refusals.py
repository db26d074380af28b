"""Why an import cannot go on."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.money import format_dong
from hoptac.ledger.refusals import MOST_LINES


class ImportDone(Refusal):
    """The list is in the register already."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách này đã nhập xong. Không có gì thay đổi."))


class NothingToImport(Refusal):
    """No row of the list would change the register."""

    def __init__(self) -> None:
        super().__init__(_("Không có dòng nào để nhập. Không có gì thay đổi."))


class RegisterChanged(Refusal):
    """Somebody changed the register after the rows were shown."""

    def __init__(self) -> None:
        super().__init__(_("Sổ thành viên vừa có thay đổi. Các dòng đã được xem lại, hãy kiểm tra rồi nhập."))


class UnknownDecision(Refusal):
    """An answer that this row does not allow."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này không có lựa chọn đó. Hãy tải lại trang."))


class ListTooLong(Refusal):
    """More rows than one opening entry may have lines."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            _(
                "Danh sách có %(rows)s dòng; mỗi lần nhập nhiều nhất %(most)s dòng. Hãy chia thành nhiều tệp.",
                rows=format_dong(rows),
                most=format_dong(MOST_LINES),
            ),
            field="file",
        )


class ImportUnderWay(Refusal):
    """The list is being brought in; nothing about it may change meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách này đang được nhập. Hãy đợi nhập xong."))


class ImportChanged(Refusal):
    """The rows are not those that the person saw when confirming: another tab or person changed them."""

    def __init__(self) -> None:
        super().__init__(
            _("Danh sách đã thay đổi sau khi bạn mở trang này. Hãy xem lại số thành viên và số tiền rồi nhập.")
        )
