"""What the year and the bodies of an organization ask for: meetings, terms of office, reports to the State. Pure."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta

from hoptac.identity.permissions import Permission as P
from hoptac.kit.calendar import add_months, format_date
from hoptac.kit.language import _
from hoptac.offices.rules import BOARD, SUPERVISION, Holder, article_of_term
from hoptac.tasks.rules.facts import Facts
from hoptac.tasks.rules.grounds import LAW
from hoptac.tasks.rules.task import Task

TERMS_WITHIN_DAYS = 90
_STATEMENTS = "Thông tư 71/2024/TT-BTC, Phụ lục IV"
_NEW_RECORD = "tasks/records/new"


def of_year(facts: Facts) -> Iterator[Task]:
    """What is due once a year, or every quarter."""
    if not facts.is_group:
        yield from _of_meetings(facts)
    yield from _of_reports(facts)
    if facts.year_to_file is not None and facts.filing_due_on is not None:
        yield Task(
            f"filing:{facts.year_to_file}",
            _("Nộp báo cáo tài chính năm %(year)s", year=facts.year_to_file),
            _("Kết chuyển năm, khóa sổ, in và nộp, rồi ghi ngày nộp."),
            _STATEMENTS, facts.filing_due_on, f"statements?year={facts.year_to_file}", _("Mở báo cáo"), P.FILE_YEAR, opens=P.READ_LEDGER,
        )  # fmt: skip


def annual_meeting_due(year: int, months: int) -> date:
    """The last day of the annual general meeting for a year: so many months from its end (Art. 59.1)."""
    return add_months(date(year, 12, 31), months)


def _of_meetings(facts: Facts) -> Iterator[Task]:
    """Art. 59.1 (every year), 103.1.e (none for 18 months), 57.1 (every three months in the reduced model)."""
    laws, year = facts.laws, facts.today.year - 1
    held = facts.records_of("general_meeting")
    months = laws.number("general_meeting.annual_after_year_end")
    due_on = annual_meeting_due(year, months) if months else None
    missing = (
        due_on is not None and facts.was_asked_of(due_on, year) and not any(one.period == str(year) for one in held)
    )
    if missing:
        yield Task(
            f"annual_meeting:{year}",
            _("Họp Đại hội thành viên thường niên của năm %(year)s", year=year),
            _("Họp trong %(months)s tháng từ khi hết năm, rồi ghi ngày họp và số biên bản.", months=months),
            laws.basis("general_meeting.annual_after_year_end"), due_on,
            f"{_NEW_RECORD}?duty=general_meeting&period={year}", _("Ghi đã họp"), P.RECORD_DUTY,
            duty="general_meeting", period=str(year), opens=P.RECORD_DUTY,
        )  # fmt: skip
    ground = laws.number("alerts.annual_meeting_missing")
    if missing and held and ground and due_on is not None and facts.today > due_on:
        yield Task(
            "annual_meeting_missing",
            _("Lần họp Đại hội gần nhất được ghi là ngày %(day)s", day=format_date(held[0].done_on)),
            _("Không họp thường niên trong %(months)s tháng liền, giấy chứng nhận đăng ký có thể bị thu hồi.", months=ground),
            laws.basis("alerts.annual_meeting_missing"), add_months(held[0].done_on, ground),
            f"{_NEW_RECORD}?duty=general_meeting&period={year}", _("Ghi đã họp"), P.RECORD_DUTY,
            since=held[0].done_on, duty="general_meeting", period=str(year), opens=P.RECORD_DUTY,
        )  # fmt: skip
    every = laws.number("general_meeting.reduced_model_every")
    if facts.governance_model == "reduced" and held and every:
        yield Task(
            "quarterly_meeting",
            _("Họp Đại hội thành viên của quý (tổ chức quản trị rút gọn)"),
            _("Họp ít nhất %(months)s tháng một lần; lần gần nhất ghi là ngày %(day)s.", months=every,
              day=format_date(held[0].done_on)),
            laws.basis("general_meeting.reduced_model_every"), add_months(held[0].done_on, every),
            f"{_NEW_RECORD}?duty=general_meeting", _("Ghi đã họp"), P.RECORD_DUTY, duty="general_meeting", opens=P.RECORD_DUTY,
        )  # fmt: skip


def state_report_due(year: int, month_day: int) -> date:
    """The day of the yearly report to the State (TT 09/2024, Art. 6.1); `month_day` 1215 is 15 December."""
    return date(year, month_day // 100, month_day % 100)


def _of_reports(facts: Facts) -> Iterator[Task]:
    """TT 09/2024 Art. 6.1; Art. 103.1.c where none was sent for twelve months."""
    month_day = facts.laws.number("state_report.due")
    sent = {one.period for one in facts.records_of("state_report")}
    months = facts.laws.number("alerts.compliance_report_missing")
    for year in (facts.today.year - 1, facts.today.year):
        due_on = state_report_due(year, month_day) if month_day else None
        if due_on is None or str(year) in sent or not facts.was_asked_of(due_on, year):
            continue
        advice = _("Gửi cơ quan đăng ký ở xã, phường, rồi ghi ngày và số văn bản.")
        if months and due_on < facts.today and not facts.is_group:
            advice = _(
                "Gửi ngay, rồi ghi ngày và số văn bản. Đến %(day)s mà chưa gửi, giấy chứng nhận đăng ký có thể bị thu hồi "
                "(Điều 103.1.c).",
                day=format_date(add_months(due_on, months)),
            )
        yield Task(
            f"state_report:{year}",
            _("Gửi báo cáo hằng năm %(year)s cho cơ quan nhà nước", year=year),
            advice, facts.laws.basis("state_report.due"), due_on,
            f"{_NEW_RECORD}?duty=state_report&period={year}", _("Ghi đã gửi"), P.RECORD_DUTY,
            duty="state_report", period=str(year), opens=P.RECORD_DUTY,
        )  # fmt: skip


def of_offices(facts: Facts) -> Iterator[Task]:
    """Who holds the offices, and until when (Art. 56.1, 65.1, 65.2, 68.2, 69.1, 71.2, 72.2)."""
    if facts.is_group:
        return
    holders = [one for one in facts.holders if one.ended_on is None]
    if not holders:
        yield Task(
            "offices_unknown",
            _("Chưa ghi ai giữ chức vụ"),
            _("Ghi chủ tịch, Hội đồng quản trị, giám đốc, kiểm soát viên với ngày hết nhiệm kỳ, để được nhắc bầu lại."),
            f"Điều 56.1 {LAW}", None, "offices", _("Mở danh sách chức vụ"), P.RECORD_OFFICE,
        )  # fmt: skip
        return
    yield from _of_terms(facts, holders)
    yield from _of_sizes(facts, holders)


def _of_terms(facts: Facts, holders: list[Holder]) -> Iterator[Task]:
    by_day: dict[date, list[Holder]] = defaultdict(list)
    for one in holders:
        if one.term_until is not None and one.term_until <= facts.today + timedelta(days=TERMS_WITHIN_DAYS):
            by_day[one.term_until].append(one)
    for day, ending in sorted(by_day.items()):
        articles = sorted(
            {article_of_term(one.office, is_reduced=facts.governance_model == "reduced") for one in ending} - {""}
        )
        title = (
            _("Nhiệm kỳ của %(name)s hết ngày %(day)s", name=ending[0].name, day=format_date(day))
            if len(ending) == 1
            else _("Nhiệm kỳ của %(count)s người hết ngày %(day)s", count=len(ending), day=format_date(day))
        )
        yield Task(
            f"terms:{day.isoformat()}",
            title,
            _("Bầu lại hoặc bầu người mới, rồi ghi nhiệm kỳ mới hay ngày thôi giữ chức vụ."),
            f"Điều {articles[0]} {LAW}" if articles else "", day, "offices", _("Mở danh sách chức vụ"), P.RECORD_OFFICE,
        )  # fmt: skip


def _of_sizes(facts: Facts, holders: list[Holder]) -> Iterator[Task]:
    board = sum(one.office in BOARD for one in holders)
    least, most = facts.laws.number("governance.board_size_least"), facts.laws.number("governance.board_size_most")
    needs_board = facts.governance_model == "full" or board > 0
    if needs_board and least is not None and most is not None and not least <= board <= most:
        yield Task(
            "board_size",
            _("Hội đồng quản trị có %(count)s người, phải từ %(least)s đến %(most)s", count=board, least=least, most=most),
            _("Bầu thêm ở Đại hội gần nhất, rồi ghi người được bầu."),
            facts.laws.basis("governance.board_size_least"), None, "offices", _("Mở danh sách chức vụ"), P.RECORD_OFFICE,
            is_pressing=True,
        )  # fmt: skip
    if facts.governance_model is not None and not any(one.office in SUPERVISION for one in holders):
        yield Task(
            "supervision_missing",
            _("Chưa ghi Ban kiểm soát hoặc kiểm soát viên"),
            _("Bầu ở Đại hội nếu chưa có, rồi ghi người được bầu."),
            f"Điều 56.1 {LAW}", None, "offices/new?office=supervisor", _("Ghi người giữ chức vụ"), P.RECORD_OFFICE,
            is_pressing=True, opens=P.RECORD_OFFICE,
        )  # fmt: skip
