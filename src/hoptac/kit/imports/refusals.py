"""Why an import cannot go on, whatever it brings in."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class ImportDone(Refusal):
    """The list was brought in before, perhaps from another tab."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách này đã nhập xong. Không có gì thay đổi."))


class ImportUnderWay(Refusal):
    """The list is being brought in; nothing about it may change meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Danh sách này đang được nhập. Hãy đợi nhập xong."))


class NothingToImport(Refusal):
    """No row of the list would change anything."""

    def __init__(self) -> None:
        super().__init__(_("Không có dòng nào để nhập. Không có gì thay đổi."))


class UnknownDecision(Refusal):
    """An answer that this row does not allow."""

    def __init__(self) -> None:
        super().__init__(_("Dòng này không có lựa chọn đó. Hãy tải lại trang."))
