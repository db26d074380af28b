"""Why a thing is not taken as a contribution, or not yet."""

from datetime import date

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _, grouped

IN_KIND_EXPLAINED = "/handbook/capital#in-kind"


class AssetKindUnknown(Refusal):
    """A kind of asset the law does not name."""

    def __init__(self) -> None:
        message = _("Hãy chọn loại tài sản trong danh sách. Tài sản khác phải định giá được bằng đồng.")
        super().__init__(message, field="asset_kind", article=f"Điều 73.1 {LAW}", explained_at=IN_KIND_EXPLAINED)


class AssetUnnamed(Refusal):
    """A contribution in kind that does not say what was contributed."""

    def __init__(self) -> None:
        message = _("Chưa ghi góp tài sản gì. Hãy ghi rõ tài sản như trong biên bản giao nhận.")
        super().__init__(message, field="asset", article=f"Điều 76.3 {LAW}")


class ValuationMissing(Refusal):
    """A contribution in kind whose value nobody has set."""

    def __init__(self) -> None:
        message = _(
            "Chưa ghi ai định giá tài sản. Hãy ghi Hội đồng quản trị, Đại hội thành viên hoặc tổ chức thẩm định giá đã "
            "định giá cùng người góp."
        )
        super().__init__(message, field="valued_by", article=f"Điều 77 {LAW}")


class ValuationUndocumented(Refusal):
    """No minutes and no appraisal to point at."""

    def __init__(self) -> None:
        message = _("Chưa ghi số biên bản định giá hoặc chứng thư thẩm định giá.")
        super().__init__(message, field="valuation_number", article=f"Điều 77 {LAW}", explained_at=IN_KIND_EXPLAINED)


class ValuedAfterHandover(Refusal):
    """A value set after the thing was handed over."""

    def __init__(self, handed_over_on: date) -> None:
        message = _(
            "Ngày định giá không được sau ngày giao nhận (%(day)s): biên bản giao nhận phải ghi giá trị.",
            day=format_date(handed_over_on),
        )
        super().__init__(message, field="valued_on", article=f"Điều 76.3 {LAW}")


class HandoverInFuture(Refusal):
    """A day that has not come."""

    def __init__(self, today: date) -> None:
        message = _("Ngày giao nhận không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="handed_over_on")


class PeriodMissing(Refusal):
    """A right of use given for nobody knows how long."""

    def __init__(self) -> None:
        message = _(
            "Góp quyền sử dụng thì phải ghi thời hạn như trong hợp đồng; giấy chứng nhận cũng ghi thời hạn này."
        )
        super().__init__(message, field="right_of_use_period", article=f"Điều 76.2 {LAW}")


class AssetAccountRefused(Refusal):
    """An account that no contributed thing becomes."""

    def __init__(self, code: str) -> None:
        message = _(
            "Tài sản góp vốn không ghi vào tài khoản %(code)s. Hãy chọn hàng hóa, vật tư hoặc tài sản cố định trong danh "
            "sách.",
            code=code or "?",
        )
        super().__init__(message, field="account", article="Thông tư 71/2024/TT-BTC, Phụ lục I")


class AssetOtherThanPledged(Refusal):
    """Another kind than was pledged, or more of it, and nobody has agreed."""

    def __init__(self, open_dong: int) -> None:
        message = _(
            "Loại tài sản này chỉ còn cam kết %(open)s đồng. Góp bằng loại khác với cam kết phải được Hội đồng quản trị chấp "
            "thuận (quản trị rút gọn: Đại hội thành viên). Hãy ghi số, ngày văn bản chấp thuận.",
            open=grouped(open_dong),
        )
        super().__init__(message, field="approval", article=f"Điều 74.5 {LAW}", explained_at=IN_KIND_EXPLAINED)


class AssetNotComplete(Refusal):
    """Handed over, but not the cooperative's yet."""

    def __init__(self) -> None:
        message = _(
            "Chưa ghi ngày quyền sở hữu, quyền sử dụng thuộc hợp tác xã. Trước ngày đó tài sản chưa tính là đã góp và chưa "
            "ghi sổ."
        )
        super().__init__(message, field="completed_on", article=f"Điều 76.4 {LAW}", explained_at=IN_KIND_EXPLAINED)


class CompletedBeforeHandover(Refusal):
    """The cooperative's before it was handed over."""

    def __init__(self, handed_over_on: date) -> None:
        message = _(
            "Ngày hoàn thành không được trước ngày giao nhận (%(day)s). Hãy sửa lại ngày.",
            day=format_date(handed_over_on),
        )
        super().__init__(message, field="completed_on", article=f"Điều 76.4 {LAW}")


class AssetDropped(Refusal):
    """It was given up before it was complete."""

    def __init__(self) -> None:
        super().__init__(_("Tài sản này đã thôi góp nên không ghi sổ được. Nếu vẫn góp, hãy ghi lại từ đầu."))


class AssetBooked(Refusal):
    """It is complete and in the books."""

    def __init__(self) -> None:
        message = _("Tài sản này đã ghi sổ. Nếu ghi nhầm, hãy bỏ lần góp đó ở trang vốn góp của thành viên.")
        super().__init__(message)


class DropReasonMissing(Refusal):
    """Given up without a word."""

    def __init__(self) -> None:
        super().__init__(_("Chưa ghi lý do. Hãy ghi ngắn gọn vì sao thôi góp tài sản này."), field="reason")


class AssetNotFound(NotFound):
    """No such thing of this member; another member's looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy tài sản góp vốn này."))
