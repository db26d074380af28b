"""Why nothing is printed, or what was printed is no more there."""

from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _


class NothingChosen(Refusal):
    """No row of a list was chosen."""

    def __init__(self) -> None:
        super().__init__(_("Chưa chọn ai. Hãy đánh dấu ít nhất một dòng trong danh sách."))


class PrintNotFound(NotFound):
    """No such file of this organization."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy tệp đã in này."))


class PrintGone(Refusal):
    """Its time is over."""

    def __init__(self) -> None:
        super().__init__(_("Tệp này đã hết hạn giữ. Giấy vẫn còn trong sổ: hãy in lại."))
