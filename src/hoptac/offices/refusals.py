"""Why an office is not recorded or not ended, each beside its field and with its article."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

LAW = "Luật 17/2023/QH15"


class TermTooLong(Refusal):
    """Longer than the law, or the charter, lets a term be."""

    def __init__(self, office: Message, years: int, latest: date, article: str) -> None:
        message = _(
            "Nhiệm kỳ của %(office)s dài nhất %(years)s năm, tức đến ngày %(latest)s. Hết nhiệm kỳ thì bầu lại, ghi lần mới.",
            office=office,
            years=years,
            latest=format_date(latest),
        )
        super().__init__(message, field="term_until", article=f"Điều {article} {LAW}")


class TermMissing(Refusal):
    """An elected office without an end of the term."""

    def __init__(self, office: Message, article: str) -> None:
        message = _("Hãy ghi ngày hết nhiệm kỳ của %(office)s.", office=office)
        super().__init__(message, field="term_until", article=f"Điều {article} {LAW}")


class TermBeforeElection(Refusal):
    """A term that is over before it begins."""

    def __init__(self) -> None:
        super().__init__(_("Ngày hết nhiệm kỳ phải sau ngày bầu."), field="term_until")


class ElectedAhead(Refusal):
    """Nobody has been elected tomorrow."""

    def __init__(self, today: date) -> None:
        message = _("Ngày bầu không thể sau hôm nay, %(today)s.", today=format_date(today))
        super().__init__(message, field="elected_on")


class OfficesIncompatible(Refusal):
    """The same person in two offices of which one watches the other, or keeps the money."""

    def __init__(self, name: str, held: Message, article: str) -> None:
        message = _(
            "%(name)s đang là %(held)s, không được giữ thêm chức vụ này. Nếu là người khác trùng tên, hãy ghi tên kèm "
            "năm sinh.",
            name=name,
            held=held,
        )
        super().__init__(message, field="name", article=f"Điều {article} {LAW}")


class OfficeTaken(Refusal):
    """An office for one, which somebody else holds."""

    def __init__(self, office: Message, name: str) -> None:
        message = _(
            "%(name)s đang là %(office)s. Hãy ghi ngày người này thôi giữ chức vụ trước.", name=name, office=office
        )
        super().__init__(message, field="office")


class TooManyOnBoard(Refusal):
    """More on the board, or on the supervisory board, than the law allows."""

    def __init__(self, body: Message, most: int, article: str) -> None:
        message = _(
            "%(body)s có nhiều nhất %(most)s người. Hãy ghi người thôi giữ chức vụ trước.", body=body, most=most
        )
        super().__init__(message, field="office", article=f"Điều {article} {LAW}")


class BoardOfOfficialsOnly(Refusal):
    """The board is elected from among the official members."""

    def __init__(self, kind: Message) -> None:
        message = _(
            "Người này là %(kind)s. Hội đồng quản trị được bầu trong số thành viên chính thức.",
            kind=kind,
        )
        super().__init__(message, field="member_number", article=f"Điều 65.1 {LAW}")


class MemberNumberUnknown(Refusal):
    """A number that nobody in the register has."""

    def __init__(self, number: str) -> None:
        message = _(
            "Không có thành viên nào mang mã “%(number)s”. Hãy xem lại trong danh sách thành viên.", number=number
        )
        super().__init__(message, field="member_number")


class NobodyNamed(Refusal):
    """Neither a name nor a member's number."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi họ tên, hoặc mã thành viên nếu là thành viên."), field="name")


class EndedBeforeElected(Refusal):
    """An office ends on or after the day it began."""

    def __init__(self, elected_on: date) -> None:
        message = _("Ngày thôi giữ chức vụ không thể trước ngày bầu, %(day)s.", day=format_date(elected_on))
        super().__init__(message, field="ended_on")


class EndedAhead(Refusal):
    """What has not happened yet."""

    def __init__(self, today: date) -> None:
        message = _("Ngày thôi giữ chức vụ không thể sau hôm nay, %(today)s.", today=format_date(today))
        super().__init__(message, field="ended_on")


class EndedAlready(Refusal):
    """An office ends once."""

    def __init__(self, name: str, ended_on: date) -> None:
        super().__init__(_("%(name)s đã thôi giữ chức vụ này từ ngày %(day)s.", name=name, day=format_date(ended_on)))
