"""When the kind of a membership may change, as pure functions that name their article."""

from datetime import date

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, grouped
from hoptac.members.rules import KIND_NAMES, check_age

LAW = "Luật 17/2023/QH15"
NONCONTRIBUTING = "associate_noncontributing"


class SameKind(Refusal):
    """A change to what it is already."""

    def __init__(self, kind: Message) -> None:
        super().__init__(_("Người này đang là %(kind)s. Hãy chọn loại khác.", kind=kind), field="kind")


class CapitalMissing(Refusal):
    """Who has no capital in the cooperative cannot be a kind that contributes."""

    def __init__(self, kind: Message, article: str) -> None:
        super().__init__(
            _("%(kind)s phải góp vốn. Hãy ghi số vốn người này cam kết góp.", kind=kind),
            field="pledge_dong",
            article=article,
        )


class PledgeBelowMinimum(Refusal):
    """Less than the charter asks for."""

    def __init__(self, pledged_dong: int, least_dong: int) -> None:
        super().__init__(
            _(
                "Tổng vốn cam kết sẽ là %(pledged)s đồng, ít hơn mức tối thiểu %(least)s đồng của Điều lệ.",
                pledged=grouped(pledged_dong),
                least=grouped(least_dong),
            ),
            field="pledge_dong",
            article=f"Điều 4.25 {LAW}",
        )


class ServicesMissing(Refusal):
    """An official member uses products and services or contributes labour."""

    def __init__(self, kind: Message, article: str) -> None:
        super().__init__(
            _("%(kind)s phải sử dụng sản phẩm, dịch vụ hoặc góp sức lao động. Hãy ghi đã thỏa thuận gì.", kind=kind),
            field="services",
            article=article,
        )


class CapitalHeld(Refusal):
    """Who holds capital is no associate without a contribution."""

    def __init__(self, pledged_dong: int, paid_dong: int) -> None:
        super().__init__(
            _(
                "Người này đang cam kết %(pledged)s đồng, đã góp %(paid)s đồng. Loại không góp vốn thì không giữ vốn: "
                "hãy hoàn trả hoặc chuyển phần vốn đó trước.",
                pledged=grouped(pledged_dong),
                paid=grouped(paid_dong),
            ),
            field="kind",
            article=f"Điều 4.19 {LAW}",
        )


class PledgeOfNoncontributing(Refusal):
    """A pledge beside a kind that holds no capital."""

    def __init__(self) -> None:
        super().__init__(_("Loại không góp vốn thì để trống số vốn."), field="pledge_dong", article=f"Điều 4.19 {LAW}")


class EffectiveBeforeDecided(Refusal):
    """A change that counts before anybody decided it."""

    def __init__(self, decided_on: date) -> None:
        super().__init__(
            _("Ngày có hiệu lực không thể trước ngày quyết định, %(day)s.", day=format_date(decided_on)),
            field="effective_on",
        )


class EffectiveAhead(Refusal):
    """A change that has not come yet: the register says what is."""

    def __init__(self, today: date) -> None:
        super().__init__(
            _("Ngày có hiệu lực không thể sau hôm nay, %(today)s; hãy ghi khi đến ngày.", today=format_date(today)),
            field="effective_on",
        )


class ReasonMissing(Refusal):
    """A change or a correction without a reason."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do."), field="reason")


class FewOfficials(Refusal):
    """A warning: fewer official members than the law asks for."""

    def __init__(self, count: int, least: int, article: str) -> None:
        super().__init__(
            _(
                "Sau khi đổi chỉ còn %(count)s thành viên chính thức, Luật đòi ít nhất %(least)s.",
                count=count,
                least=least,
            ),
            article=article,
        )


class ChangedPerson(msgspec.Struct, frozen=True):
    """The member whose kind changes, with what is pledged and paid in đồng before the change."""

    kind: str
    party_kind: str
    born_on: date | None
    born_year: int | None
    pledged_dong: int
    paid_dong: int


class AskedKind(msgspec.Struct, frozen=True):
    """What is asked: the new kind, how much more is pledged with it, which services or labour were agreed."""

    kind: str
    pledge_dong: int
    services: str
    reason: str


def check_kind(person: ChangedPerson, asked: AskedKind, *, least_dong: int | None, day: date) -> None:
    """May this member be of that kind from a day on? `least_dong` is the charter's minimum contribution.

    Official: 18 years (Art. 30.1.a), capital of at least the charter's minimum, services or labour (Arts. 4.17, 4.25).
    Contributing associate: 18 years and capital (Art. 4.18). Non-contributing: no capital (Art. 4.19), 15 years (30.2).
    Raises SameKind, ReasonMissing, TooYoung, CapitalMissing, PledgeBelowMinimum, ServicesMissing, CapitalHeld,
    PledgeOfNoncontributing.
    """
    if asked.kind == person.kind:
        raise SameKind(KIND_NAMES[person.kind])
    if not asked.reason:
        raise ReasonMissing
    _check_age(person, asked.kind, day)
    if asked.kind == NONCONTRIBUTING:
        if asked.pledge_dong:
            raise PledgeOfNoncontributing
        if person.pledged_dong or person.paid_dong:
            raise CapitalHeld(person.pledged_dong, person.paid_dong)
    else:
        _check_capital(person.pledged_dong + asked.pledge_dong, asked.kind, least_dong)
    if asked.kind != "associate_contributing" and not asked.services:
        article = "4.17" if asked.kind == "official" else "4.19"
        raise ServicesMissing(KIND_NAMES[asked.kind], f"Điều {article} {LAW}")


def _check_age(person: ChangedPerson, kind: str, day: date) -> None:
    try:
        check_age(
            kind=kind, party_kind=person.party_kind, born_on=person.born_on, born_year=person.born_year, today=day
        )
    except Refusal as refusal:
        refusal.field = "kind"
        raise


def _check_capital(pledged_dong: int, kind: str, least_dong: int | None) -> None:
    if not pledged_dong:
        raise CapitalMissing(KIND_NAMES[kind], f"Điều {'4.17' if kind == 'official' else '4.18'} {LAW}")
    if least_dong is not None and pledged_dong < least_dong:
        raise PledgeBelowMinimum(pledged_dong, least_dong)


def check_correction(person: ChangedPerson, asked: AskedKind) -> None:
    """A wrong kind is set right: nothing was decided, so age and services are not asked; capital cannot contradict it.

    Raises SameKind, ReasonMissing, CapitalHeld (Art. 4.19).
    """
    if asked.kind == person.kind:
        raise SameKind(KIND_NAMES[person.kind])
    if not asked.reason:
        raise ReasonMissing
    if asked.kind == NONCONTRIBUTING and (person.pledged_dong or person.paid_dong):
        raise CapitalHeld(person.pledged_dong, person.paid_dong)


def check_effective(effective_on: date, *, decided_on: date, today: date) -> None:
    """Raises EffectiveAhead, EffectiveBeforeDecided."""
    if effective_on > today:
        raise EffectiveAhead(today)
    if effective_on < decided_on:
        raise EffectiveBeforeDecided(decided_on)


def find_few_officials(
    before: str, after: str, *, officials_after: int, least: int, organization_kind: str
) -> FewOfficials | None:
    """The warning where an official member becomes something else and fewer than the law asks for remain (Art. 4.7;
    unions: 4.8; groups have no such number)."""
    if (
        before != "official"
        or after == "official"
        or organization_kind == "cooperative_group"
        or officials_after >= least
    ):
        return None
    article = "4.8" if organization_kind == "cooperative_union" else "4.7"
    return FewOfficials(officials_after, least, f"Điều {article} {LAW}")
