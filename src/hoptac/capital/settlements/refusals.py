"""Why an inheritance is not settled as it is asked, each with what to do."""

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _

HEIRS = f"Điều 90.3 {LAW}"
HEIRS_EXPLAINED = "/handbook/leaving#heirs"


class NobodyInherits(Refusal):
    """Heirs are those of somebody who died."""

    def __init__(self) -> None:
        message = _("Chỉ ghi người thừa kế khi thành viên chết hoặc bị Tòa án tuyên bố là đã chết.")
        super().__init__(message, article=HEIRS, explained_at=HEIRS_EXPLAINED)


class HeirsMissing(Refusal):
    """No heir at all."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi ít nhất một người thừa kế."), field="heir_name_1", article=HEIRS)


class HeirUnnamed(Refusal):
    """A share without a name."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Hãy ghi họ tên người thừa kế ở dòng này."), field=field)


class ShareMissing(Refusal):
    """A name without a share."""

    def __init__(self, field: str, name: str) -> None:
        super().__init__(_("Hãy ghi phần của %(name)s, ví dụ 1/2.", name=name), field=field)


class ShareUnreadable(Refusal):
    """Neither a fraction nor a part in a hundred."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi phần thừa kế bằng phân số, ví dụ 1/3, hoặc phần trăm, ví dụ 25%."))


class SharesNotWhole(Refusal):
    """The parts are not the whole."""

    def __init__(self, sum_text: str) -> None:
        message = _("Các phần cộng lại phải bằng 1. Đang cộng được %(sum)s. Hãy sửa lại.", sum=sum_text)
        super().__init__(message, field="heir_share_1", article=HEIRS, explained_at=HEIRS_EXPLAINED)


class HeirsKnown(Refusal):
    """They are recorded once."""

    def __init__(self) -> None:
        super().__init__(_("Người thừa kế đã được ghi, không ghi lại được."))


class HeirSettled(Refusal):
    """The part has gone already."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Phần của %(name)s đã được giải quyết.", name=name))


class HeirsFirst(Refusal):
    """Capital of a dead member that heirs are recorded for goes to each by the share."""

    def __init__(self) -> None:
        message = _("Vốn của người này chia cho người thừa kế. Hãy trả từng phần ở trang Thôi là thành viên.")
        super().__init__(message, article=HEIRS, explained_at=HEIRS_EXPLAINED)


class HeirNotContributing(Refusal):
    """Who takes over capital is an official member or a contributing associate."""

    def __init__(self) -> None:
        message = _(
            "Người nhận phải là thành viên chính thức hoặc thành viên liên kết góp vốn. Nếu không, hãy trả giá trị phần vốn."
        )
        super().__init__(message, field="kind", article=HEIRS, explained_at=HEIRS_EXPLAINED)


class HeirNotWilling(Refusal):
    """Nobody becomes a member without wanting to."""

    def __init__(self, name: str) -> None:
        message = _(
            "Hãy đánh dấu %(name)s tự nguyện nhận phần vốn và đủ điều kiện là thành viên; nếu không, hãy trả giá trị.",
            name=name,
        )
        super().__init__(message, field="volunteers", article=HEIRS, explained_at=HEIRS_EXPLAINED)


class BeforeTermination(Refusal):
    """Nothing is inherited or settled before the membership ended."""

    def __init__(self, left_on: str, field: str) -> None:
        super().__init__(
            _("Ngày này trước ngày thôi là thành viên, %(day)s. Hãy sửa lại ngày.", day=left_on), field=field
        )


class HeirNotFound(NotFound):
    """No such heir of this member; another member's looks the same."""

    def __init__(self) -> None:
        super().__init__(_("Không tìm thấy người thừa kế này."))
