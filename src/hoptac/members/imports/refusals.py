"""Why an import of members cannot go on; `hoptac.kit.imports` has the refusals that every import shares."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, grouped
from hoptac.ledger.refusals import MOST_LINES


class RegisterChanged(Refusal):
    """Somebody changed the register after the rows were shown."""

    def __init__(self) -> None:
        super().__init__(_("Sổ thành viên vừa có thay đổi. Các dòng đã được xem lại, hãy kiểm tra rồi nhập."))


class ListTooLong(Refusal):
    """More rows than one opening entry may have lines."""

    def __init__(self, rows: int) -> None:
        super().__init__(
            _(
                "Danh sách có %(rows)s dòng; mỗi lần nhập nhiều nhất %(most)s dòng. Hãy chia thành nhiều tệp.",
                rows=grouped(rows),
                most=grouped(MOST_LINES),
            ),
            field="file",
        )


class ImportChanged(Refusal):
    """The rows are not those that the person saw when confirming: another tab or person changed them."""

    def __init__(self) -> None:
        super().__init__(
            _("Danh sách đã thay đổi sau khi bạn mở trang này. Hãy xem lại số thành viên và số tiền rồi nhập.")
        )
