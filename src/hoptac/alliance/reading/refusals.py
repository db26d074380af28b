"""Why a whole workbook is not taken for a registry of organizations."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class OrganizationColumnMissing(Refusal):
    """No sheet has a column that could be the organizations' names."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Không tìm thấy cột tên đơn vị trong tệp này. "
                "Hãy đặt tiêu đề “Tên đơn vị” phía trên cột tên hợp tác xã rồi tải lên lại."
            )
        )
