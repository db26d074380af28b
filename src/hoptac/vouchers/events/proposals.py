"""From what happened to the lines of the books, with the reasons: pure functions over the table of events."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

import msgspec

from hoptac.inventory.rules import STOCK_ACCOUNTS, check_account
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import Message, _
from hoptac.ledger.charts import Account
from hoptac.services.rules import is_seasonal
from hoptac.vouchers.drafts import DraftLine, VoucherForm
from hoptac.vouchers.events.goods import Goods
from hoptac.vouchers.events.model import Event, Method, Option, Pair, Question
from hoptac.vouchers.events.refusals import CostUnknown, PartyMissing, SumMissing, TakenOffTooMuch
from hoptac.vouchers.events.table import EVENTS
from hoptac.vouchers.rules import MemberStanding, sides_with_party


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What the proposal must know of the organization and of the party on the day."""

    chart: Mapping[str, Account]
    vat_deduction: bool = False
    tracks_internal: bool = False
    keeps_seasons: bool = False
    standing: MemberStanding = "none"
    party_name: str = ""

    def has(self, method: Method | None) -> bool:
        """Whether the organization keeps its books this way."""
        return has_method(
            method,
            vat_deduction=self.vat_deduction,
            tracks_internal=self.tracks_internal,
            keeps_seasons=self.keeps_seasons,
        )


def has_method(
    method: Method | None, *, vat_deduction: bool, tracks_internal: bool, keeps_seasons: bool = False
) -> bool:
    """Whether an organization that has chosen so keeps its books by this method; None is every organization's."""
    chosen: dict[Method | None, bool] = {
        None: True,
        "vat_deduction": vat_deduction,
        "vat_direct": not vat_deduction,
        "tracks_internal": tracks_internal,
        "tracks_nothing": not tracks_internal,
        "keeps_seasons": keeps_seasons,
    }
    return chosen[method]


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """What was filled in, by the keys of the questions; a sum that was left empty is missing or zero."""

    sums: Mapping[str, int]
    choices: Mapping[str, str]
    parties: Mapping[str, UUID]
    source: str = ""
    season_id: UUID | None = None
    season_of_day: UUID | None = None
    """The season of the day, for lines that are looked at by season, where the choice was left alone."""
    goods: Goods | None = None
    remarks: tuple[Message, ...] = ()
    """How an answer that was left empty was found."""


class Proposal(msgspec.Struct, frozen=True):
    """The lines with the rule they follow, which is another than the one asked for where the party makes it so."""

    event: Event
    lines: tuple[DraftLine, ...]
    reasons: tuple[Message, ...]


def asked(event: Event, facts: Facts) -> tuple[Question, ...]:
    """The questions that this organization is asked, each with the options that apply to it."""
    return tuple(
        msgspec.structs.replace(
            question, options=tuple(option for option in question.options if facts.has(option.applies))
        )
        for question in event.questions
        if facts.has(question.applies)
    )


def is_internal(event: Event, facts: Facts) -> bool:
    """Whether it is an internal transaction: with an official member under an agreement in force, where the organization
    keeps these apart (Law 17/2023/QH15, Art. 4.1, 91.2)."""
    return event.follows_agreement and facts.tracks_internal and facts.standing == "agreement"


def propose(event: Event, answers: Answers, facts: Facts) -> Proposal:
    """The lines that the answers lead to. Raises Refusals, each beside its question."""
    internal = is_internal(event, facts)
    refusals: list[Refusal] = []
    lines: list[DraftLine] = []
    for pair in event.pairs:
        amount_dong = _amount(pair, answers, refusals)
        if amount_dong and _applies(pair, answers):
            lines.append(_line(event, pair, amount_dong, answers, facts, internal, refusals))
    if not lines and not refusals:
        refusals.append(SumMissing(event.pairs[0].amount[0]))
    if answers.goods is not None and lines:
        lines = _with_goods(lines, answers.goods, refusals)
    if refusals:
        raise Refusals(refusals)
    return Proposal(followed_by(event, facts), tuple(lines), (*reasons_for(event, facts), *answers.remarks))


def followed_by(event: Event, facts: Facts) -> Event:
    """The rule that is followed: the event's own, or the one for outsiders that it becomes."""
    is_outside = event.follows_agreement and not is_internal(event, facts)
    return EVENTS[event.outside] if is_outside and event.outside else event


def reasons_for(event: Event, facts: Facts) -> tuple[Message, ...]:
    """Why it is booked so, in sentences; the last one tells what of it is our own reading."""
    reasons = [event.why]
    if event.follows_agreement:
        reasons = [followed_by(event, facts).why, _why_internal(facts)]
    elif event.id in _OUTSIDE_OF_MEMBERS and facts.tracks_internal and facts.standing == "agreement":
        reasons.append(_("%(name)s có hợp đồng còn hiệu lực: bán cho người này là giao dịch nội bộ, hãy chọn việc bán cho thành viên.", name=facts.party_name))  # fmt: skip
    if event.doubt is not None:
        reasons.append(event.doubt)
    return tuple(reasons)


_OUTSIDE_OF_MEMBERS = {event.outside for event in EVENTS.values() if event.outside} | {"PUR-02"}


def _why_internal(facts: Facts) -> Message:
    if not facts.tracks_internal:
        return _("Hợp tác xã không theo dõi riêng giao dịch nội bộ nên ghi như giao dịch bên ngoài.")
    if not facts.party_name:
        return _("Chọn người để biết là giao dịch nội bộ hay bên ngoài.")
    if facts.standing == "none":
        return _("%(name)s không phải thành viên chính thức nên đây là giao dịch bên ngoài.", name=facts.party_name)
    if facts.standing == "member":
        return _("Chưa có hợp đồng còn hiệu lực với %(name)s (mẫu 03-BH) nên đây là giao dịch bên ngoài.", name=facts.party_name)  # fmt: skip
    return _("%(name)s là thành viên chính thức có hợp đồng còn hiệu lực nên đây là giao dịch nội bộ.", name=facts.party_name)  # fmt: skip


def _applies(pair: Pair, answers: Answers) -> bool:
    return pair.when is None or answers.choices.get(pair.when[0]) in pair.when[1]


def _amount(pair: Pair, answers: Answers, refusals: list[Refusal]) -> int:
    """The đồng of a pair: the sums that are named, less those with a minus."""
    added = sum(answers.sums.get(key, 0) for key in pair.amount if not key.startswith("-"))
    taken = {key[1:]: answers.sums.get(key[1:], 0) for key in pair.amount if key.startswith("-")}
    if added and added <= sum(taken.values()):
        refusals.append(TakenOffTooMuch(next(iter(taken))))
        return 0
    return added - sum(taken.values()) if added else 0


def _line(
    event: Event,
    pair: Pair,
    amount_dong: int,
    answers: Answers,
    facts: Facts,
    internal: bool,
    refusals: list[Refusal],
) -> DraftLine:
    debit = _account(event, pair.debit, answers, internal)
    credit = _account(event, pair.credit, answers, internal)
    on_debit, on_credit = sides_with_party(debit, credit, facts.chart)
    return DraftLine(
        debit_account=debit,
        credit_account=credit,
        amount_dong=amount_dong,
        debit_party_id=_party(event, pair.debit_party, debit, on_debit, answers, facts, refusals),
        credit_party_id=_party(event, pair.credit_party, credit, on_credit, answers, facts, refusals),
        source=answers.source,
        season_id=answers.season_id or (answers.season_of_day if is_seasonal(debit, credit) else None),
    )


def _with_goods(lines: list[DraftLine], goods: Goods, refusals: list[Refusal]) -> list[DraftLine]:
    """The goods on the one line that moves them."""
    for place, line in enumerate(lines):
        account = next(
            (code for code in (line.debit_account, line.credit_account) if code.startswith(STOCK_ACCOUNTS)), ""
        )
        if account:
            try:
                check_account(goods.name, goods.kind, account)
            except Refusal as refused:
                refused.field = "item"
                refusals.append(refused)
            moved = msgspec.structs.replace(line, item_id=goods.item_id, quantity=goods.quantity)
            return [*lines[:place], moved, *lines[place + 1 :]]
    refusals.append(CostUnknown())
    return lines


def _account(event: Event, side: str, answers: Answers, internal: bool) -> str:
    if not side or side[0].isdigit():
        first, _slash, other = side.partition("/")
        return first if internal or not other else other
    question = event.question(side)
    option = question.option(answers.choices.get(side, "")) if question else None
    if question is None or option is None:
        raise ValueError(f"{event.id}: no answer for {side}")
    return _code(option, internal)


def _code(option: Option, internal: bool) -> str:
    return option.internal if internal and option.internal else option.account


def _party(
    event: Event,
    key: str,
    code: str,
    is_named: bool,
    answers: Answers,
    facts: Facts,
    refusals: list[Refusal],
) -> UUID | None:
    if not is_named:
        return None
    named = answers.parties.get(key)
    account = facts.chart.get(code)
    if named is None and account is not None and account.needs_party:
        field = key if event.question(key) else "party"
        if not any(isinstance(refusal, PartyMissing) and refusal.field == field for refusal in refusals):
            refusals.append(PartyMissing(field, code))
    return named


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What stands above the lines of each voucher."""

    voucher_on: date
    description: str
    counterpart_name: str = ""
    counterpart_address: str = ""
    enclosed: str = ""


def kind_of(line: DraftLine, *, with_goods_in: bool = False) -> str:
    """The kind of voucher that a line belongs on: what moves money is a receipt or payment whatever else it moves, what
    moves goods a stock voucher (TT 71/2024 appendix II); input tax goes with the goods that came in."""
    for codes, when_debit, when_credit in (
        (("111",), "receipt", "payment"),
        (("112",), "bank_credit", "bank_debit"),
        (STOCK_ACCOUNTS, "goods_in", "goods_out"),
    ):
        if line.debit_account.startswith(codes):
            return when_debit
        if line.credit_account.startswith(codes):
            return when_credit
    return "goods_in" if with_goods_in and line.debit_account.startswith("133") else "general"


def vouchers_for(proposal: Proposal, head: Head) -> tuple[VoucherForm, ...]:
    """The vouchers that hold the lines, one for each kind, in the order of the lines."""
    with_goods_in = any(kind_of(line) == "goods_in" for line in proposal.lines)
    by_kind: dict[str, list[DraftLine]] = {}
    for line in proposal.lines:
        by_kind.setdefault(kind_of(line, with_goods_in=with_goods_in), []).append(line)
    return tuple(_voucher(kind, lines, proposal.event.id, head) for kind, lines in by_kind.items())


def _voucher(kind: str, lines: Sequence[DraftLine], event_id: str, head: Head) -> VoucherForm:
    return VoucherForm(
        kind=kind,
        voucher_on=head.voucher_on,
        description=head.description,
        lines=tuple(lines),
        counterpart_name=head.counterpart_name,
        counterpart_address=head.counterpart_address,
        enclosed=head.enclosed,
        event_id=event_id,
    )
