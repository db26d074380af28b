"""What the register of seasons refuses, each in a sentence that says what to do."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class SeasonNameMissing(Refusal):
    """A season without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi tên vụ, ví dụ Đông Xuân 2025–2026."), field="name")


class SeasonNameLong(Refusal):
    """A name that no column has room for."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Tên vụ dài quá %(most)s ký tự. Hãy ghi ngắn hơn.", most=most), field="name")


class SeasonNameTaken(Refusal):
    """Another season has the name."""

    def __init__(self, name: str) -> None:
        message = _("Đã có vụ tên “%(name)s”. Hãy thêm năm, hoặc sửa vụ đã có.", name=name)
        super().__init__(message, field="name")


class SeasonReversed(Refusal):
    """A last day before the first."""

    def __init__(self) -> None:
        super().__init__(_("Ngày cuối vụ phải sau ngày đầu vụ. Hãy xem lại hai ngày."), field="last_on")


class SeasonTooLong(Refusal):
    """More days than any season has: mostly a year typed wrongly."""

    def __init__(self, days: int, most: int) -> None:
        message = _("Vụ này dài %(days)s ngày, nhiều hơn %(most)s ngày. Hãy xem lại năm của hai ngày.", days=days, most=most)  # fmt: skip
        super().__init__(message, field="last_on")


class SeasonUnknown(Refusal):
    """A season that is none of the organization's."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy vụ đã chọn. Hãy chọn lại trong danh sách."), field="season")
