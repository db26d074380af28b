"""Why the charter refuses a contribution; each says the charter's value and the resolution it rests on."""

from datetime import date

from hoptac.capital.refusals.contributions import LAW
from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, grouped

EXPLAINED = "/handbook/charter#capital"


def _charter(basis: str) -> Message:
    return _("Điều lệ (%(basis)s)", basis=basis) if basis else _("Điều lệ")


class BelowCharterMinimum(Refusal):
    """A member would hold less than the charter asks of each."""

    def __init__(self, minimum_dong: int, least_dong: int, basis: str) -> None:
        message = _(
            "%(charter)s quy định vốn góp tối thiểu %(minimum)s đồng. Hãy ghi ít nhất %(least)s đồng.",
            charter=_charter(basis),
            minimum=grouped(minimum_dong),
            least=grouped(least_dong),
        )
        super().__init__(message, field="amount_dong", article=f"Điều 4.25 {LAW}", explained_at=EXPLAINED)


class CharterMaximumPassed(Refusal):
    """A member would hold more than the charter lets anybody hold."""

    def __init__(self, maximum_dong: int, room_dong: int, basis: str) -> None:
        message = _(
            "%(charter)s quy định vốn góp tối đa %(maximum)s đồng. Người này còn được góp thêm nhiều nhất %(most)s đồng.",
            charter=_charter(basis),
            maximum=grouped(maximum_dong),
            most=grouped(room_dong),
        )
        super().__init__(message, field="amount_dong", article=f"Điều 4.26 {LAW}", explained_at=EXPLAINED)


class CharterPercentPassed(Refusal):
    """A member would hold more of the charter capital than the charter lets anybody hold."""

    def __init__(self, percent: int, room_dong: int, basis: str) -> None:
        message = _(
            "%(charter)s quy định vốn góp tối đa %(percent)s%% vốn điều lệ. Người này còn được góp thêm nhiều nhất "
            "%(most)s đồng.",
            charter=_charter(basis),
            percent=percent,
            most=grouped(room_dong),
        )
        super().__init__(message, field="amount_dong", article=f"Điều 4.26 {LAW}", explained_at=EXPLAINED)


class PledgeDueAfterCharter(Refusal):
    """Within the term of the law, and past the shorter one of the charter."""

    def __init__(self, latest: date, months: int, basis: str) -> None:
        message = _(
            "%(charter)s quy định góp đủ trong %(months)s tháng: hạn góp đủ vốn chậm nhất là ngày %(latest)s. Hãy sửa lại "
            "hạn góp.",
            charter=_charter(basis),
            latest=format_date(latest),
            months=months,
        )
        super().__init__(message, field="due_on", article=f"Điều 74.4 {LAW}", explained_at=EXPLAINED)
