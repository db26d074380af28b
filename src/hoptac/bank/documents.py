"""The letter that reminds a member of a pledge, with a code that pays it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from hoptac.bank.codes import payment_code, purpose_with_code
from hoptac.bank.queries.accounts import BankAccountRow
from hoptac.capital.queries.certificates import Holder
from hoptac.capital.queries.unpaid import UnpaidRow
from hoptac.kit.calendar import format_date
from hoptac.kit.documents import breakable, qr_svg, render_parts
from hoptac.kit.money import format_dong
from hoptac.kit.vietnamese.number_words import amount_in_words
from hoptac.kit.vietqr import LARGEST_AMOUNT_DONG, vietqr

_PART = 50  # letters laid out at a time


def asked_dong(row: UnpaidRow) -> int:
    """What the letter asks for: what is late, or all that is left where nothing is late yet."""
    return row.late_dong or row.rest_dong


def purpose_of(row: UnpaidRow) -> str:
    """The purpose of the payment: its code leads the money to this member's pledge when the statement comes in."""
    return purpose_with_code(payment_code("pledge", row.id), f"{row.number} gop von")


def letter_of(row: UnpaidRow, holder: Holder, account: BankAccountRow | None, *, today: date) -> dict[str, Any]:
    """What the template is given of one letter. Without an account that a code can lead to, it names the office alone."""
    asked, purpose = asked_dong(row), purpose_of(row)
    texts = {
        "organization_name": holder.organization_name,
        "head_office": holder.head_office,
        "legal_representative": holder.legal_representative,
        "legal_representative_title": holder.legal_representative_title,
        "name": row.name,
        "number": row.number,
        "address": holder.address or "",
    }
    qr = None
    if account is not None and asked <= LARGEST_AMOUNT_DONG:
        qr = qr_svg(vietqr(account.bank_bin, account.number, amount_dong=asked, purpose=purpose))
    return {name: breakable(text) for name, text in texts.items()} | {
        "pledged": format_dong(row.pledged_dong),
        "paid": format_dong(row.paid_dong),
        "rest": format_dong(row.rest_dong),
        "late": format_dong(row.late_dong),
        "is_late": row.late_dong > 0,
        "days_late": row.days_late(today),
        "due_on": format_date(row.due_on),
        "asked": format_dong(asked),
        "asked_in_words": amount_in_words(asked),
        "account": breakable(account.label) if account else "",
        "holder": breakable(account.holder) if account else "",
        "purpose": purpose,
        "qr": qr,
    }


def reminder_pdf(
    rows: Sequence[UnpaidRow],
    holders: Mapping[UUID, Holder],
    account: BankAccountRow | None,
    *,
    today: date,
    laid_out: Callable[[int], None],
) -> bytes:
    """One A4 letter for each, in the order given, as one PDF file. Raises UnprintableText."""
    date_of_all = {"year": today.year, "month": today.month, "day": today.day}
    parts = [rows[start : start + _PART] for start in range(0, len(rows), _PART)]

    def data() -> Iterator[dict[str, Any]]:
        for part in parts:
            letters = [letter_of(row, holders[row.id], account, today=today) for row in part]
            yield {"letters": letters, "date": date_of_all}

    done = iter(map(len, parts))
    return render_parts("bank/reminder.typ", data(), laid_out=lambda: laid_out(next(done)))
