"""The sentences about rows of a yearly list beside the registry."""

from hoptac.indicators.rules import YearFigures
from hoptac.kit.language import Message, _, grouped
from hoptac.kit.tables.cells import Reason

CODE_ELSEWHERE = Reason(
    "code_elsewhere", _("Mã số này đã thuộc một đơn vị ngoài liên minh nên không ghi lại. Hãy kiểm tra lại mã số.")
)


def several_known(count: int) -> Reason:
    message = _("Trong sổ đăng ký có %(count)s đơn vị cùng tên có thể là dòng này. Hãy chọn đúng đơn vị.", count=count)
    return Reason("several_known", message)


def other_figures(figures: YearFigures, source: str) -> Reason:
    message = _(
        "Năm này đã có số liệu khác, từ tệp “%(source)s”: %(members)s, vốn điều lệ %(capital)s.",
        source=source,
        members=_count(figures.members),
        capital=_amount(figures.charter_capital_dong),
    )
    return Reason("other_figures", message)


def _count(members: int | None) -> Message:
    return _("%(count)s thành viên", count=grouped(members)) if members is not None else _("không ghi thành viên")


def _amount(dong: int | None) -> Message:
    return _("%(amount)s đ", amount=grouped(dong)) if dong is not None else _("không ghi")
