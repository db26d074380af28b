"""Why an import of members cannot go on; `hoptac.kit.imports` has the refusals that every import shares."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class RegisterChanged(Refusal):
    """Somebody changed the register after the rows were shown."""

    def __init__(self) -> None:
        super().__init__(_("Sổ thành viên vừa có thay đổi. Các dòng đã được xem lại, hãy kiểm tra rồi nhập."))
