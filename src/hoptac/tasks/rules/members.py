"""What the register of members asks for: enough official members, few enough foreign ones, agreements that go on. Pure."""

from collections.abc import Iterator

from hoptac.identity.permissions import Permission as P
from hoptac.kit.language import Message, _, grouped
from hoptac.tasks.rules.facts import Facts
from hoptac.tasks.rules.grounds import LAW, ground_on, with_ground
from hoptac.tasks.rules.history import Run
from hoptac.tasks.rules.task import SOON_DAYS, Task

_FEWEST = {
    "cooperative": "membership.cooperative_official_members",
    "cooperative_union": "membership.cooperative_union_cooperatives",
    "cooperative_group": "membership.cooperative_group_members",
}


def fewest(facts: Facts) -> tuple[int, str]:
    """The least number of official members and its article (Art. 4.7, 4.8, 4.21); 0 where the law of today has none."""
    key = _FEWEST.get(facts.organization_kind, "")
    return facts.laws.number(key) or 0, facts.laws.basis(key)


def is_few(officials: int, least: int) -> bool:
    """Fewer official members than the law asks for?"""
    return officials < least


def is_foreign_quota_passed(foreign: int, officials: int, percent: int | None) -> bool:
    """Are the foreign official members not under the quota any more (Art. 30.7, 34.6: under 35 %)?"""
    return percent is not None and foreign > 0 and foreign * 100 >= percent * officials


def of_members(facts: Facts) -> Iterator[Task]:
    """Every task of the register."""
    found = facts.members
    least, article = fewest(facts)
    if found.few_run is not None and found.members:
        yield _ground(
            facts, found.few_run, "few_officials",
            _("Chỉ có %(count)s thành viên chính thức, phải có ít nhất %(least)s", count=grouped(found.officials), least=least),
            _("Kết nạp thêm thành viên chính thức."), article, "alerts.below_minimum_members", "members",
        )  # fmt: skip
    if found.foreign_run is not None and not facts.is_group:
        percent = facts.laws.number("membership.foreign_official_members") or 0
        yield _ground(
            facts, found.foreign_run, "foreign_officials",
            _("%(count)s trong %(all)s thành viên chính thức là người nước ngoài, phải dưới %(percent)s %%",
              count=grouped(found.foreign_officials), all=grouped(found.officials), percent=percent),
            _("Kết nạp thêm thành viên chính thức trong nước."),
            facts.laws.basis("membership.foreign_official_members"), "alerts.foreign_quota_exceeded", "members",
        )  # fmt: skip
    if found.agreements_ending:
        yield Task(
            "agreements_ending",
            _("%(count)s hợp đồng với thành viên hết hiệu lực trong %(days)s ngày", count=grouped(found.agreements_ending),
              days=SOON_DAYS),
            _("Ký tiếp, nếu không giao dịch sau ngày ấy là giao dịch bên ngoài."),
            f"Điều 4.1 {LAW}", found.agreements_end_on, "tasks/people/agreements", _("Xem danh sách"),
            P.RECORD_AGREEMENT,
        )  # fmt: skip


def _ground(
    facts: Facts, run: Run, key: str, title: Message, advice: Message, article: str, alert: str, path: str
) -> Task:
    """A breach that lets the certificate be revoked when it has lasted so long (Art. 103.1); a cooperative group has none."""
    due_on = None
    if not facts.is_group:
        advice, due_on = with_ground(advice, run, facts.laws, alert), ground_on(run, facts.laws, alert)
    return Task(
        key,
        title,
        advice,
        article,
        due_on,
        path,
        _("Xem thành viên"),
        P.WRITE_MEMBERS,
        is_pressing=True,
        since=run.since,
    )
