"""Why a whole workbook is not taken for a member list."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class NameColumnMissing(Refusal):
    """No sheet has a column that could be the members' names."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không tìm thấy cột họ tên trong tệp này. "
                "Hãy đặt tiêu đề “Họ và tên” phía trên cột tên thành viên rồi tải lên lại."
            )
        )
