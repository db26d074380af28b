"""The papers of a leave: the decision, and the minutes of the settlement with the sums in words."""

import asyncio
from collections.abc import Iterable
from datetime import date
from typing import Any

from hoptac.capital.refusals.refunds import DUTY_NAMES
from hoptac.capital.rules import Debt
from hoptac.capital.settlements.queries import Exit
from hoptac.capital.settlements.showing import DUE_NAMES
from hoptac.kit.calendar import format_date
from hoptac.kit.documents import breakable, render_pdf
from hoptac.kit.language import Message, translate
from hoptac.kit.money import format_dong
from hoptac.kit.vietnamese.number_words import amount_in_words
from hoptac.members.memberships import TERMINATION_NAMES
from hoptac.members.memberships.rules import BODY_NAMES
from hoptac.members.rules import KIND_NAMES
from hoptac.members.terminations.queries import TerminationRow
from hoptac.members.terminations.rules import CIRCUMSTANCE_NAMES, REASONS
from hoptac.organizations.profile import Profile


def _vi(message: Message) -> str:
    return translate(message, "vi")


def _money(dong: int) -> dict[str, str]:
    return {"figure": f"{format_dong(dong)} đồng", "words": amount_in_words(dong)}


def _day(day: date) -> dict[str, int]:
    return {"year": day.year, "month": day.month, "day": day.day}


def _shared(profile: Profile, found: Exit, ended: TerminationRow) -> dict[str, Any]:
    """What both papers say of the two sides and of the reason; Vietnamese whoever prints them."""
    member = found.member
    about = {
        "organization_name": profile.name,
        "organization_address": profile.head_office,
        "organization_code": profile.registration_code or "",
        "representative": profile.legal_representative,
        "representative_title": profile.legal_representative_title,
        "member_name": member.name,
        "member_number": member.number,
        "member_address": member.address or "",
        "member_kind": _vi(KIND_NAMES[member.kind]),
        "receiver": ended.receiver,
        "bank_account": ended.bank_account,
        "reason": _vi(
            CIRCUMSTANCE_NAMES[ended.circumstance] if ended.circumstance else TERMINATION_NAMES[ended.reason]
        ),
        "article": REASONS[ended.reason][1].partition(" Luật")[0],
        "number": ended.number,
    }
    texts = {name: breakable(text) for name, text in about.items()}
    return texts | {
        "is_individual": member.party_kind == "individual",
        "left_on": format_date(ended.left_on),
        "decided_on": format_date(ended.decided_on),
        "refund_due_on": format_date(ended.refund_due_on) if ended.refund_due_on else "",
    }


async def decision_pdf(profile: Profile, found: Exit, ended: TerminationRow) -> bytes:
    """The decision as it was recorded. Raises UnprintableText."""
    withdrawn = [one.number for one in found.capital.certificates if one.state == "withdrawn"]
    data = _shared(profile, found, ended) | {
        "body": _vi(BODY_NAMES[ended.body]),
        "is_resolution": ended.body == "general_meeting",
        "requested_on": format_date(ended.requested_on) if ended.requested_on else "",
        "is_request": ended.reason == "resignation",
        "grounds": breakable(ended.grounds),
        "notified_on": format_date(ended.notified_on) if ended.notified_on else "",
        "answered_on": format_date(ended.answered_on) if ended.answered_on else "",
        "answer": breakable(ended.answer),
        "capital": _money(ended.capital_dong) if ended.capital_dong else None,
        "cancelled": _money(ended.cancelled_pledge_dong) if ended.cancelled_pledge_dong else None,
        "certificate": withdrawn[-1] if withdrawn else "",
        "date": _day(ended.decided_on),
    }
    return await asyncio.to_thread(render_pdf, "capital/settlements/decision.typ", data)


async def settlement_pdf(profile: Profile, found: Exit, ended: TerminationRow, today: date) -> bytes:
    """The minutes as the books stand today: both sides' debts, what was returned and what is still to be. Raises
    UnprintableText."""
    refunds = [
        [f"{one.number}/{one.year}", format_date(one.refunded_on), _told(one.reason), format_dong(one.amount_dong)]
        for one in found.capital.refunds
        if one.refunded_on >= ended.left_on and one.taken_back is None
    ]
    returned = sum(
        one.amount_dong for one in found.capital.refunds if one.refunded_on >= ended.left_on and one.taken_back is None
    )
    data = _shared(profile, found, ended) | {
        "capital": _money(found.capital_dong + returned),
        "debts": _rows(found.debts, DUTY_NAMES),
        "owed": _money(sum(debt.amount_dong for debt in found.debts)),
        "has_debts": bool(found.debts),
        "dues": _rows(found.dues, DUE_NAMES),
        "owing": _money(sum(due.amount_dong for due in found.dues)),
        "refunds": refunds,
        "returned": _money(returned),
        "rest": _money(found.capital_dong),
        "is_settled": found.capital_dong == 0,
        "heirs": [
            [breakable(heir.name), breakable(heir.relation), heir.share, format_dong(heir.amount_dong)]
            for heir in found.heirs
        ],
        "heirs_basis": breakable(found.heirs[0].basis) if found.heirs else "",
        "date": _day(today),
    }
    return await asyncio.to_thread(render_pdf, "capital/settlements/minutes.typ", data)


def _told(reason: str) -> str:
    return {"inheritance": "thừa kế", "transfer": "chuyển nhượng"}.get(reason, "trả lại")


def _rows(debts: Iterable[Debt], names: dict[str, Message]) -> list[list[str]]:
    return [[_vi(names[debt.account[:3]]), debt.account, format_dong(debt.amount_dong)] for debt in debts]
