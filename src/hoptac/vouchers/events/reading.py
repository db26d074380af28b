"""What was told, put together: the form read, the facts of its day, the proposal and its vouchers, or what is missing."""

from collections.abc import Mapping
from datetime import date
from functools import partial
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.calendar import today
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader
from hoptac.kit.language import translate
from hoptac.kit.quantities import format_quantity
from hoptac.parties.queries import find_party, party_names
from hoptac.services.queries import list_seasons
from hoptac.services.rules import SeasonRow
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.events.forms import read_answers, read_day, read_head, read_parties, read_season
from hoptac.vouchers.events.goods import Goods, choices_with, cost_of, read_goods
from hoptac.vouchers.events.model import Event, Question
from hoptac.vouchers.events.proposals import Answers, Facts, Head, Proposal, asked, propose, vouchers_for
from hoptac.vouchers.events.queries import is_on, load_facts
from hoptac.vouchers.events.refusals import SwitchedOff
from hoptac.vouchers.newcomers import AddParty, nobody


class Told(msgspec.Struct, frozen=True):
    """An event as it was told so far; without a proposal `refusals` say why."""

    facts: Facts
    approval: int
    questions: tuple[Question, ...]
    names: Mapping[UUID, str]
    proposal: Proposal | None
    forms: tuple[VoucherForm, ...]
    goods: str
    seasons: tuple[SeasonRow, ...]
    refusals: tuple[Refusal, ...]


async def tell(
    session: AsyncSession, org_id: UUID, event: Event, reader: FormReader, add_party: AddParty = nobody
) -> Told:
    """Read the form and propose; nothing is written but a newcomer whom the form adds."""
    day = read_day(reader)

    async def is_known(party_id: UUID) -> bool:
        return party_id in await party_names(session, org_id, [party_id])

    parties = await read_parties(reader, event.questions, is_known, partial(find_party, session, org_id), add_party)
    seasons = tuple(await list_seasons(session, org_id))
    facts, terms = await load_facts(session, org_id, day or today(), parties.get("party"), keeps_seasons=bool(seasons))
    questions = asked(event, facts)
    if not is_on(event, terms):
        reader.refuse(SwitchedOff(event.name))
    goods = await read_goods(session, org_id, event, reader)
    answers = read_season(reader, questions, seasons, day, read_answers(reader, questions, parties))
    if goods is not None:
        costing = terms["accounting.stock_costing"]
        answers = await _with_goods(session, org_id, event, answers, goods, reader, on=day or today(), costing=costing)
    names = await party_names(session, org_id, parties.values())
    proposal = _propose(event, answers, facts, reader)
    forms: tuple[VoucherForm, ...] = ()
    if proposal is not None and day is not None:
        forms = vouchers_for(proposal, _head(reader, day, proposal, answers, names))
    return Told(
        facts=facts,
        approval=terms["accounting.approval"],
        questions=questions,
        names=names,
        proposal=proposal,
        forms=forms,
        goods=f"{format_quantity(goods.quantity)} {goods.unit} {goods.name}" if goods else "",
        seasons=seasons,
        refusals=tuple(reader.refusals),
    )


async def _with_goods(
    session: AsyncSession,
    org_id: UUID,
    event: Event,
    answers: Answers,
    goods: Goods,
    reader: FormReader,
    *,
    on: date,
    costing: int,
) -> Answers:
    """The answers as the goods make them; a cost that was left empty is the average, and a remark says so."""
    choices = choices_with(event, dict(answers.choices), goods)
    answers = msgspec.structs.replace(answers, choices=choices, goods=goods)
    try:
        costed = await cost_of(session, org_id, event, choices, goods, on=on, costing=costing)
    except Refusal as refused:
        reader.refuse(refused)
        return answers
    if costed is None or answers.sums.get("cost"):
        return answers
    return msgspec.structs.replace(answers, sums={**answers.sums, "cost": costed.cost_dong}, remarks=(costed.reason,))


def _propose(event: Event, answers: Answers, facts: Facts, reader: FormReader) -> Proposal | None:
    if reader.refusals:
        return None
    try:
        return propose(event, answers, facts)
    except Refusals as refused:
        reader.refusals += refused.refusals
        return None


def _head(reader: FormReader, day: date, proposal: Proposal, answers: Answers, names: Mapping[UUID, str]) -> Head:
    """The description is that of the event with the party; who pays or is paid is the party. Books are Vietnamese."""
    party = answers.parties.get("party")
    name = names.get(party, "") if party else ""
    event = translate(proposal.event.name, "vi")
    return read_head(reader, day, description=f"{event}: {name}" if name else event, name=name)
