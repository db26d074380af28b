"""What the capital asks for: pledges with their days, the caps, certificates, registration. Pure."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from hoptac.identity.permissions import Permission as P
from hoptac.kit.language import Message, _, grouped
from hoptac.tasks.rules.facts import Facts, Owed
from hoptac.tasks.rules.grounds import LAW, ground_on, with_ground
from hoptac.tasks.rules.history import Run
from hoptac.tasks.rules.task import Task

UNPAID = {"overdue": "capital/unpaid?standing=late", "soon": "capital/unpaid?standing=soon", "later": "capital/unpaid"}
"""Where the pledges that are not paid stand, by how near their day is."""


def of_capital(facts: Facts) -> Iterator[Task]:
    """Every task of the capital; of a cooperative group none but the pledges of its members."""
    yield from _of_pledges(facts)
    if not facts.is_group:
        yield from _of_caps(facts)
        yield from _of_registration(facts)
    yield from _of_papers(facts)


def _sums(owed: Owed) -> dict[str, Any]:
    return {"count": grouped(owed.members), "sum": grouped(owed.dong)}


def _of_pledges(facts: Facts) -> Iterator[Task]:
    """Art. 74.4 (the day), 74.6 (what follows), 74.7 (the charter capital is registered anew)."""
    capital, article = facts.capital, facts.laws.basis("capital.contribution_deadline")
    if capital.overdue.members:
        yield Task(
            "pledges_overdue",
            Message(_("%(count)s thành viên quá hạn góp vốn, còn thiếu %(sum)s đ").msgid, _sums(capital.overdue)),
            _("Nhắc và thu. Người đã góp từ mức tối thiểu trở lên thì quyền và nghĩa vụ tính theo số vốn đã góp (Điều 74.6.b). "
              "Hạn không tính thời gian vận chuyển, nhập khẩu, sang tên tài sản góp vốn."),
            article, capital.overdue.first_on, UNPAID["overdue"], _("Xem người còn thiếu"), P.RECORD_CONTRIBUTION,
        )  # fmt: skip
    for state, owed in (("soon", capital.soon), ("later", capital.later)):
        if owed.members:
            yield Task(
                f"pledges_{state}",
                Message(_("%(count)s thành viên sắp đến hạn góp vốn, còn phải góp %(sum)s đ").msgid, _sums(owed)),
                _("Báo cho thành viên biết ngày và số tiền."),
                article, owed.first_on, UNPAID[state], _("Xem người còn thiếu"), P.RECORD_CONTRIBUTION,
            )  # fmt: skip
    if capital.defaulted.members:
        yield Task(
            "memberships_to_end",
            _("Ghi chấm dứt tư cách của %(count)s thành viên không góp vốn hoặc góp dưới mức tối thiểu",
              count=grouped(capital.defaulted.members)),
            _("Quá hạn mà chưa góp, hoặc góp chưa đủ mức tối thiểu của điều lệ, thì đương nhiên không còn là thành viên."),
            f"Điều 74.6.a {LAW}", capital.defaulted.first_on, "tasks/people/defaulted", _("Xem danh sách"),
            P.WRITE_MEMBERS,
        )  # fmt: skip
    days = facts.laws.number("capital.reregister_after_deadline")
    if capital.to_reregister.first_on and days is not None and not facts.is_group:
        yield Task(
            "capital_reregistration",
            _("Đăng ký lại vốn điều lệ theo số vốn đã góp, giảm %(sum)s đ", sum=grouped(capital.to_reregister.dong)),
            _("Trong %(days)s ngày sau hạn góp: thu đủ phần thiếu, hoặc đăng ký lại vốn điều lệ ở cơ quan đăng ký rồi ghi vào đây.",
              days=days),
            facts.laws.basis("capital.reregister_after_deadline"),
            capital.to_reregister.first_on + timedelta(days=days), "tasks/records/new?duty=capital_registration",
            _("Ghi vốn đã đăng ký"), P.RECORD_DUTY, duty="capital_registration", opens=P.RECORD_DUTY,
        )  # fmt: skip


def _breach(
    facts: Facts, run: Run | None, key: str, title: Message, advice: Message, path: str, article: str
) -> Iterator[Task]:
    """Someone above a cap: for so many months without a break, and the certificate may be revoked (Art. 103.1.đ)."""
    if run is not None:
        alert = "alerts.contribution_above_maximum"
        yield Task(
            key, title, with_ground(advice, run, facts.laws, alert), article, ground_on(run, facts.laws, alert), path,
            _("Xem và xử lý"), P.RECORD_REFUND, is_pressing=True, since=run.since,
        )  # fmt: skip


def _of_caps(facts: Facts) -> Iterator[Task]:
    """Art. 74.1–74.3."""
    capital, caps = facts.capital, facts.caps
    yield from _breach(
        facts, capital.above_run, "above_maximum",
        _("%(count)s thành viên có vốn vượt %(percent)s %% vốn điều lệ", count=grouped(capital.above_maximum),
          percent=caps.one_official or 0),
        _("Trả lại phần vượt, hoặc để thành viên khác góp thêm."), "tasks/people/above-maximum", f"Điều 74.1 {LAW}",
    )  # fmt: skip
    yield from _breach(
        facts, capital.associates_run, "associates_above",
        _("Vốn của thành viên liên kết góp vốn cộng lại vượt %(percent)s %% vốn điều lệ", percent=caps.associates or 0),
        _("Trả lại phần vượt, hoặc để thành viên chính thức góp thêm."), "capital", f"Điều 74.2 {LAW}",
    )  # fmt: skip
    yield from _breach(
        facts, capital.foreigners_run, "foreigners_above",
        _("Vốn của nhà đầu tư nước ngoài cộng lại vượt %(percent)s %% vốn điều lệ", percent=caps.foreign or 0),
        _("Trả lại phần vượt, hoặc để thành viên trong nước góp thêm."), "capital", f"Điều 74.3 {LAW}",
    )  # fmt: skip


def is_change_to_register(charter_dong: int, registered_dong: int, *, percent: int, amount_dong: int) -> bool:
    """Is the charter capital so much larger or smaller than the registered one (Art. 47.1: 5 % of it, or 1 tỷ)?"""
    change = abs(charter_dong - registered_dong)
    return change * 100 >= percent * registered_dong or change >= amount_dong


def _of_registration(facts: Facts) -> Iterator[Task]:
    """Art. 47.1."""
    registered = next(iter(facts.records_of("capital_registration")), None)
    article, path = facts.laws.basis("registration.register_change"), "tasks/records/new?duty=capital_registration"
    if registered is None:
        if facts.capital.charter_dong:
            yield Task(
                "capital_registration_unknown",
                _("Chưa ghi vốn điều lệ đã đăng ký"),
                _("Ghi số vốn và ngày trên giấy chứng nhận đăng ký; từ đó phần mềm báo khi vốn thay đổi đến mức phải đăng ký lại."),
                article, None, path, _("Ghi vốn đã đăng ký"), P.RECORD_DUTY, duty="capital_registration", opens=P.RECORD_DUTY,
            )  # fmt: skip
        return
    run, days = facts.capital.changed_run, facts.laws.number("registration.register_change")
    if run is None or days is None:
        return
    yield Task(
        "capital_change",
        _("Đăng ký thay đổi vốn điều lệ: đã đăng ký %(registered)s đ, nay là %(now)s đ",
          registered=grouped(registered.amount_dong or 0), now=grouped(facts.capital.charter_dong)),
        _("Thay đổi từ %(percent)s %% hoặc từ %(amount)s đ thì đăng ký trong %(days)s ngày, rồi ghi số và ngày của giấy mới.",
          percent=facts.laws.number("capital.register_change_from_percent") or 0,
          amount=grouped(facts.laws.number("capital.register_change_from_amount") or 0), days=days),
        article, run.since + timedelta(days=days) if run.since else None, path, _("Ghi vốn đã đăng ký"), P.RECORD_DUTY,
        is_pressing=True, since=run.since, duty="capital_registration", opens=P.RECORD_DUTY,
    )  # fmt: skip


def _of_papers(facts: Facts) -> Iterator[Task]:
    """Art. 75.1 (certificates), 90.1 (capital of who has left)."""
    capital = facts.capital
    if capital.uncertified:
        yield Task(
            "certificates",
            _("%(count)s thành viên đã góp đủ mà chưa có giấy chứng nhận phần vốn góp", count=grouped(capital.uncertified)),
            _("Cấp giấy cho từng người."),
            f"Điều 75.1 {LAW}", None, "capital/certificates", _("Xem danh sách"), P.ISSUE_CERTIFICATE,
        )  # fmt: skip
    if capital.left_holding.members:
        yield Task(
            "capital_of_left",
            Message(_("%(count)s người đã ra còn %(sum)s đ vốn góp chưa trả").msgid, _sums(capital.left_holding)),
            _("Trả lại vốn sau khi họ làm xong nghĩa vụ, theo thời hạn của điều lệ."),
            f"Điều 90.1 {LAW}", facts.refund_due_on, "tasks/people/left", _("Xem danh sách"), P.RECORD_REFUND,
            is_pressing=True,
        )  # fmt: skip


def is_above(percent: int | None, part_dong: int, whole_dong: int) -> bool:
    """Is a part of the charter capital above its cap?"""
    return percent is not None and part_dong * 100 > percent * whole_dong
