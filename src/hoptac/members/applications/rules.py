"""What the law and the charter ask of who wants to join, as pure functions; each finding names its article."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.countries import VIETNAM
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, grouped
from hoptac.members.applications.refusals import (
    LAW,
    DecisionBeforeApplication,
    NotAdmissible,
    PledgeNotPositive,
    PledgeOfNoncontributing,
    ReasonMissing,
    ReceivedAhead,
    WhoUnanswered,
    WithdrawalReasonMissing,
    WithdrawnBeforeReceived,
    WrongBody,
)
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.reading.days import age_on
from hoptac.members.rules import (
    KIND_NAMES,
    ForeignShare,
    Officials,
    find_share_broken,
    needs_representative,
)
from hoptac.organizations.charter import Charter
from hoptac.parties.foreign import counts_as_foreign

Level = Literal["met", "note", "question", "refused"]
NONCONTRIBUTING = "associate_noncontributing"
STATE_NAMES: dict[str, Message] = {
    "waiting": _("Chờ xét"),
    "admitted": _("Đã kết nạp"),
    "refused": _("Đã từ chối"),
    "withdrawn": _("Đã rút đơn"),
}
SOURCE_NAMES: dict[str, Message] = {"paper": _("Đơn giấy"), "online": _("Gửi trực tuyến")}
MOST_WAITING_ONLINE = 1_000
"""Beyond it the public form takes nothing more: no board reads so many."""


class Applying(msgspec.Struct, frozen=True, gc=False):
    """What an application says; `born_year` also where the day is known, the pledge in đồng."""

    name: str
    party_kind: str
    kind: str
    received_on: date
    gender: str | None = None
    born_on: date | None = None
    born_year: int | None = None
    identity_number: str | None = None
    phone: str | None = None
    address: str | None = None
    hamlet: str | None = None
    nationality: str = VIETNAM
    is_foreign_invested: bool = False
    representative_name: str | None = None
    representative_relation: str | None = None
    representative_phone: str | None = None
    pledge_dong: int | None = None
    services: str = ""
    note: str = ""

    @property
    def contributes(self) -> bool:
        """Whether this kind of member holds capital (Art. 4.17, 4.18)."""
        return self.kind != NONCONTRIBUTING

    @property
    def is_foreign(self) -> bool:
        """Whether the law counts the applicant as foreign (Art. 30.7, 74.3)."""
        return counts_as_foreign(self.nationality, is_foreign_invested=self.is_foreign_invested)


class Known(msgspec.Struct, frozen=True):
    """Somebody whom the organization knows: a member (`number`, `left_on` None), one who left, or another party."""

    id: UUID
    name: str
    born_year: int | None = None
    number: str | None = None
    left_on: date | None = None

    @property
    def is_member(self) -> bool:
        """A member now."""
        return self.number is not None and self.left_on is None


class Ages(msgspec.Struct, frozen=True):
    """The least age in years: of who contributes (Art. 30.1.a, or the charter's), of foreigners and of others who do not."""

    contributing: int
    noncontributing_foreign: int
    noncontributing: int


class Facts(msgspec.Struct, frozen=True):
    """What an application is judged by."""

    day: date
    charter: Charter
    ages: Ages
    officials: Officials
    share: ForeignShare
    same_identity: Known | None = None
    """Who has the identity number already."""
    same_party: Known | None = None
    """Whom the board said the applicant is."""
    namesakes: tuple[Known, ...] = ()
    """Who has the same name and no other birth or number."""
    is_somebody_else: bool = False
    waiting_alike: tuple[str, ...] = ()
    """The days on which other applications of what may be the same applicant came in."""

    @property
    def returns_as(self) -> Known | None:
        """The record that the applicant already has here."""
        return self.same_identity or self.same_party


class Finding(msgspec.Struct, frozen=True):
    """One condition and how it stands: `met`, `note` (the board should know), `question` (the board must answer it first)
    or `refused`; `asks_who`: who of several people the applicant is."""

    level: Level
    message: Message
    article: str = ""
    asks_who: bool = False


def check_applying(applying: Applying, *, today: date) -> Iterator[Refusal]:
    """What an application can be refused for by itself, beside its fields (Art. 4.19)."""
    if applying.received_on > today:
        yield ReceivedAhead(today)
    if not applying.contributes and applying.pledge_dong:
        yield PledgeOfNoncontributing()
    elif applying.pledge_dong is not None and applying.pledge_dong <= 0:
        yield PledgeNotPositive()


def examine(applying: Applying, facts: Facts) -> list[Finding]:
    """Every condition of Arts. 4.17–4.19, 30.1, 30.2, 30.7 and of the charter, with how it stands on the day."""
    return [
        *_duplicates(facts),
        *_age(applying, facts),
        *_representative(applying),
        *_nationality(applying, facts),
        *_kind(applying),
        *_capital(applying, facts.charter),
        *_charter(facts.charter),
    ]


def check_admissible(findings: Sequence[Finding]) -> None:
    """Raises NotAdmissible for the first condition that is not met or question that is open."""
    for finding in findings:
        if finding.level in ("refused", "question"):
            raise (WhoUnanswered if finding.asks_who else NotAdmissible)(finding.message, finding.article or None)


def _duplicates(facts: Facts) -> Iterator[Finding]:
    known = facts.returns_as
    if known is not None and known.is_member:
        yield Finding(
            "refused", _("Đang là thành viên: %(name)s, mã %(number)s.", name=known.name, number=known.number)
        )
    elif known is not None and known.left_on is not None:
        words = _(
            "Từng là thành viên, mã %(number)s, ra từ ngày %(day)s; hồ sơ cũ được dùng lại.",
            number=known.number,
            day=format_date(known.left_on),
        )
        yield Finding("met", words)
    elif known is not None:
        yield Finding("met", _("Đã có trong danh sách đối tượng: %(name)s; hồ sơ đó được dùng lại.", name=known.name))
    elif facts.namesakes and not facts.is_somebody_else:
        names = ", ".join(f"{one.name} ({one.number or '–'}{f', {one.born_year}' if one.born_year else ''})"
                          for one in facts.namesakes)  # fmt: skip
        words = _("Có người cùng tên: %(names)s. Hãy chọn có phải người đó không.", names=names)
        yield Finding("question", words, asks_who=True)
    else:
        yield Finding("met", _("Chưa có trong danh sách thành viên."))
    if facts.waiting_alike:
        days = ", ".join(facts.waiting_alike)
        yield Finding("note", _("Có thể đã nộp đơn khác, cũng đang chờ: ngày %(days)s.", days=days))


def _age(applying: Applying, facts: Facts) -> Iterator[Finding]:
    """Art. 30.1.a: 18 years for who contributes, or what the charter says above it; Art. 30.2: 15 for citizens and 18 for
    foreigners who do not contribute."""
    if applying.party_kind != "individual":
        return
    article = f"Điều {'30.1.a' if applying.contributes else '30.2'} {LAW}"
    if applying.contributes:
        least = facts.ages.contributing
    else:
        least = facts.ages.noncontributing if applying.nationality == VIETNAM else facts.ages.noncontributing_foreign
    age = age_on(facts.day, applying.born_on, applying.born_year)
    if age is None:
        yield Finding("question", _("Chưa ghi ngày sinh nên chưa xét được tuổi. Hãy sửa đơn theo giấy tờ."), article)
    elif age < least:
        yield Finding("refused", _("%(age)s tuổi, phải đủ %(least)s tuổi.", age=age, least=least), article)
    else:
        yield Finding("met", _("Đủ %(least)s tuổi.", least=least), article)


def _representative(applying: Applying) -> Iterator[Finding]:
    """Art. 30.1: a household, a group or another body without legal personality names one representative."""
    if not needs_representative(applying.party_kind):
        return
    article = f"Điều 30.1 {LAW}"
    if applying.representative_name:
        yield Finding("met", _("Người đại diện: %(name)s.", name=applying.representative_name), article)
    else:
        yield Finding("refused", _("Chưa cử người đại diện."), article)


def _nationality(applying: Applying, facts: Facts) -> Iterator[Finding]:
    """Art. 30.1: citizens and Vietnamese legal persons; foreign individuals with an investment registration certificate.
    Art. 30.2: foreigners who live here lawfully. Art. 30.7: the share of foreign official members."""
    article = f"Điều {'30.1' if applying.contributes else '30.2'} {LAW}"
    if not applying.is_foreign:
        yield Finding("met", _("Công dân hoặc tổ chức Việt Nam."), article)
        return
    if applying.nationality != VIETNAM and applying.contributes:
        yield Finding("note", _("Người nước ngoài: hãy xem giấy chứng nhận đăng ký đầu tư."), article)
    elif applying.nationality != VIETNAM:
        yield Finding("note", _("Người nước ngoài: hãy xem giấy tờ cư trú hợp pháp."), article)
    if applying.kind != "official":
        return
    after = Officials(facts.officials.count + 1, facts.officials.foreign + 1)
    broken = find_share_broken(after, facts.share)
    if broken is None:
        yield Finding("met", _("Tỷ lệ thành viên chính thức nước ngoài vẫn trong mức cho phép."), facts.share.article)
    else:
        level: Level = "refused" if after.count >= facts.share.founders else "note"
        yield Finding(level, broken.message, facts.share.article)


def _kind(applying: Applying) -> Iterator[Finding]:
    """Arts. 4.17–4.19: who uses products and services or contributes labour."""
    uses, name = bool(applying.services), KIND_NAMES[applying.kind]
    if applying.kind == "associate_contributing":
        if uses:
            words = _("%(kind)s không sử dụng dịch vụ, không góp sức lao động; đơn lại ghi có.", kind=name)
            yield Finding("note", words, f"Điều 4.18 {LAW}")
        return
    article = f"Điều {'4.17' if applying.kind == 'official' else '4.19'} {LAW}"
    if uses:
        yield Finding("met", _("Sử dụng dịch vụ hoặc góp sức: %(services)s", services=applying.services), article)
    else:
        words = _("%(kind)s phải sử dụng sản phẩm, dịch vụ hoặc góp sức lao động; đơn chưa ghi.", kind=name)
        yield Finding("note", words, article)


def _capital(applying: Applying, charter: Charter) -> Iterator[Finding]:
    """Art. 30.3: capital or fee; Arts. 4.25, 4.26: between the charter's minimum and maximum."""
    if not applying.contributes:
        fee = charter.membership_fee_dong
        if fee:
            yield Finding("met", _("Phí thành viên phải nộp: %(fee)s đồng.", fee=grouped(fee)), f"Điều 30.3 {LAW}")
        else:
            yield Finding("note", _("Điều lệ chưa ghi phí thành viên, nên không thu."), f"Điều 40.9 {LAW}")
        return
    pledge = applying.pledge_dong
    least, most = charter.contribution_minimum_dong, charter.contribution_maximum_dong
    if not pledge:
        yield Finding("question", _("Đơn chưa ghi số vốn sẽ góp. Hãy sửa đơn."), f"Điều 30.3 {LAW}")
    elif least is not None and pledge < least:
        words = _("Vốn góp %(pledge)s đồng, ít hơn mức tối thiểu %(least)s đồng của Điều lệ.")
        yield Finding("refused", _filled(words, pledge, least=grouped(least)), f"Điều 4.25 {LAW}")
    elif most is not None and pledge > most:
        words = _("Vốn góp %(pledge)s đồng, nhiều hơn mức tối đa %(most)s đồng của Điều lệ.")
        yield Finding("refused", _filled(words, pledge, most=grouped(most)), f"Điều 4.26 {LAW}")
    else:
        yield Finding("met", _filled(_("Vốn góp %(pledge)s đồng."), pledge), f"Điều 30.3 {LAW}")


def _filled(words: Message, pledge: int, **sums: Message) -> Message:
    return Message(words.msgid, {"pledge": grouped(pledge), **sums})


def _charter(charter: Charter) -> Iterator[Finding]:
    """Art. 30.3: what else the charter asks is for people to judge."""
    if charter.admission_conditions:
        words = _("Điều lệ còn đòi: %(conditions)s", conditions=charter.admission_conditions)
        yield Finding("note", words, f"Điều 40.3 {LAW}")


def bodies_for(kind: str, charter: Charter) -> tuple[str, ...]:
    """Who may decide on a kind of member; two while nobody has said which model governs.

    Non-contributing associates: the director (Arts. 68.4.đ, 71.3.g). Others: the board in the full model (66.6), the
    general meeting in the reduced one (70.9)."""
    body = charter.admission_body(kind)
    return (body,) if body else ("board", "general_meeting")


_ARTICLES = {"board": "Điều 66.6", "general_meeting": "Điều 70.9"}


def check_body(kind: str, body: str, charter: Charter) -> None:
    """Raises WrongBody where another one decides (Arts. 66.6, 68.4.đ, 70.9, 71.3.g)."""
    right = bodies_for(kind, charter)
    if body in right:
        return
    if right == ("director",):
        article = "Điều 71.3.g" if charter.governance_model == "reduced" else "Điều 68.4.đ"
    else:
        article = _ARTICLES[right[0]]
    raise WrongBody(KIND_NAMES[kind], BODY_NAMES[right[0]], f"{article} {LAW}")


def check_decided_after(decided_on: date, received_on: date) -> None:
    """Raises DecisionBeforeApplication."""
    if decided_on < received_on:
        raise DecisionBeforeApplication(received_on)


def check_reason(reason: str) -> None:
    """Who satisfies the conditions must be admitted, so a refusal says why (Art. 10.1). Raises ReasonMissing."""
    if not reason:
        raise ReasonMissing


def check_withdrawal(ended_on: date, reason: str, *, received_on: date) -> None:
    """Raises WithdrawalReasonMissing, WithdrawnBeforeReceived."""
    if not reason:
        raise WithdrawalReasonMissing
    if ended_on < received_on:
        raise WithdrawnBeforeReceived(received_on)


def births_agree(born_on: date | None, born_year: int | None, other_on: date | None, other_year: int | None) -> bool:
    """Whether two births do not contradict each other: an unknown one agrees with any, a year with each of its days."""
    if born_on and other_on:
        return born_on == other_on
    return born_year is None or other_year is None or born_year == other_year
