"""What a breach leads to when it lasts: the grounds on which a certificate of registration may be revoked (Art. 103.1)."""

from datetime import date

from hoptac.kit.articles import cited
from hoptac.kit.calendar import add_months, format_date
from hoptac.kit.language import Message, _
from hoptac.tasks.rules.facts import Laws
from hoptac.tasks.rules.history import Run

LAW = "Luật 17/2023/QH15"


def with_ground(advice: Message, run: Run, laws: Laws, alert: str) -> Message:
    """The advice, and what follows if nothing is done; the advice alone where the law of the day names no such ground."""
    months, ground = laws.number(alert), cited(laws.basis(alert))
    if months is None:
        return advice
    if run.since is None:
        told = _(
            "Quá %(months)s tháng liền, giấy chứng nhận đăng ký có thể bị thu hồi (%(ground)s). Không rõ từ ngày nào.",
            months=months,
            ground=ground,
        )
    else:
        told = _(
            "Như vậy từ %(since)s; quá %(months)s tháng liền, giấy chứng nhận đăng ký có thể bị thu hồi (%(ground)s).",
            months=months,
            ground=ground,
            since=format_date(run.since),
        )
    return Message("%(first)s %(second)s", {"first": advice, "second": told})


def ground_on(run: Run, laws: Laws, alert: str) -> date | None:
    """The day from which the certificate may be revoked; None where the beginning is not known or the law names none."""
    months = laws.number(alert)
    return add_months(run.since, months) if run.since and months else None
