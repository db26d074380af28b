"""An exit in the reader's words: what comes first, what it sums to, and where each thing is done."""

import re
from datetime import date
from typing import Literal, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from hoptac.capital.refusals.refunds import DUTY_NAMES
from hoptac.capital.rules import Debt
from hoptac.capital.settlements.queries import Exit
from hoptac.kit.language import Language, Message, _, translate

DUE_NAMES: dict[str, Message] = {
    "131": _("tiền thành viên trả trước"),
    "132": _("vay nội bộ thu thừa"),
    "138": _("phải thu khác thu thừa"),
    "141": _("tạm ứng chi thêm"),
    "331": _("tiền mua nông sản, hàng hóa"),
    "334": _("tiền công, tiền lương"),
    "338": _("lợi nhuận được chia, khoản phải trả khác"),
}
"""What the cooperative owes on each account, in plain words."""
STEP_NAMES = (_("Ghi quyết định"), _("Hết nợ hai bên"), _("Trả vốn"), _("Xong"))
_COLLECTED_BY = {"131": "COL-01", "132": "ILN-05"}
_PAID_BY = {"334": "LAB-04", "338": "DIV-02"}
_DIGITS = re.compile(r"\d(?=(?:\D*\d){3})")

What = Literal["owes", "is_owed"]


class Sum(NamedTuple):
    """One sum that is open between the two, with its lines and the form that settles it."""

    what: str
    account: str
    amount_dong: int
    lines_href: str
    deed: str
    deed_href: str


def current_step(found: Exit) -> int:
    """From 1: the decision, the debts, the capital, done. What the cooperative owes her does not stop the capital."""
    if found.termination is None:
        return 1
    if not found.capital_dong:
        return 4
    return 2 if found.debts else 3


def masked_account(text: str) -> str:
    """'•••••••789 Agribank': the last three digits tell whose it is."""
    return _DIGITS.sub("•", text)


def open_sums(
    debts: tuple[Debt, ...], party_id: UUID, slug: str, language: Language, today: date, *, what: What
) -> list[Sum]:
    """Each sum by its account, the first account first."""
    names, forms = (DUTY_NAMES, _COLLECTED_BY) if what == "owes" else (DUE_NAMES, _PAID_BY)
    searched = _("thu nợ") if what == "owes" else _("trả tiền")
    return [
        Sum(
            translate(names[debt.account[:3]], language),
            debt.account,
            debt.amount_dong,
            _lines(slug, debt.account, party_id, today),
            translate(_("Ghi thu") if what == "owes" else _("Ghi trả"), language),
            _event(slug, forms.get(debt.account[:3]), translate(searched, "vi")),
        )
        for debt in debts
    ]


def _lines(slug: str, account: str, party_id: UUID, today: date) -> str:
    days = {"from": today.replace(month=1, day=1).isoformat(), "to": today.isoformat()}
    return f"/{slug}/books/lines?{urlencode({'accounts': account, 'party': str(party_id)} | days)}"


def _event(slug: str, event_id: str | None, words: str) -> str:
    path = f"/{slug}/vouchers/events"
    return f"{path}/{event_id}" if event_id else f"{path}?{urlencode({'q': words})}"


def offset_href(found: Exit, slug: str) -> str | None:
    """Where her debt is set off against what is owed her, where both are there (131 and 331)."""
    both = any(debt.account.startswith("131") for debt in found.debts) and any(
        due.account.startswith("331") for due in found.dues
    )
    return f"/{slug}/vouchers/events/COL-02" if both else None
