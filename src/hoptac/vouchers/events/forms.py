"""The posted form of an event: what it asks, read by the kinds of its questions; nothing typed is lost."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FieldMissing, FormReader
from hoptac.kit.identifiers import read_uuid
from hoptac.kit.language import _
from hoptac.services.rules import BY_DAY, SeasonRow, chosen, season_on
from hoptac.vouchers.events.model import Question
from hoptac.vouchers.events.proposals import Answers, Head
from hoptac.vouchers.events.refusals import RateUnclear, SumNegative
from hoptac.vouchers.newcomers import KINDS as NEWCOMERS
from hoptac.vouchers.newcomers import AddParty
from hoptac.vouchers.refusals import PartyUnclear

FindParty = Callable[[str], Awaitable[UUID | None]]
RATE_FIELD = "vat_rate"


async def read_parties(
    reader: FormReader,
    questions: Iterable[Question],
    known: Callable[[UUID], Awaitable[bool]],
    find_party: FindParty,
    add_party: AddParty,
) -> dict[str, UUID]:
    """Whoever is named, by the keys of the questions: chosen from the suggestions, the only one of the name typed, or a
    newcomer if that was chosen."""
    found: dict[str, UUID] = {}
    for question in questions:
        if question.kind != "party":
            continue
        typed = reader.text(question.key)
        said = reader.values.get(f"{question.key}-id", "")
        chosen = read_uuid(said)
        if not typed:
            if question.is_required:
                reader.refuse(FieldMissing(question.key, question.label))
            continue
        party_id = chosen if chosen is not None and await known(chosen) else await find_party(typed)
        if party_id is None and said in NEWCOMERS:
            party_id = await add_party(typed, NEWCOMERS[said])
        if party_id is None:
            refusal = PartyUnclear(typed)
            refusal.field = question.key
            reader.refuse(refusal)
            continue
        found[question.key] = party_id
    return found


def read_answers(reader: FormReader, questions: Iterable[Question], parties: dict[str, UUID]) -> Answers:
    """Sums and choices; what cannot be read is kept as a refusal of the reader."""
    sums: dict[str, int] = {}
    choices: dict[str, str] = {}
    for question in questions:
        if question.kind == "money":
            amount_dong = _sum(reader, question)
            if amount_dong is not None:
                sums[question.key] = amount_dong
        elif question.kind == "vat":
            tax_dong = _tax(reader, question, sums.get(question.of, 0))
            if tax_dong is not None:
                sums[question.key] = tax_dong
        elif question.kind == "choice":
            choices[question.key] = _choice(reader, question)
    return Answers(sums=sums, choices=choices, parties=parties, source=reader.text("source"))


def read_season(
    reader: FormReader,
    questions: Iterable[Question],
    seasons: Sequence[SeasonRow],
    day: date | None,
    answers: Answers,
) -> Answers:
    """The answers with the season that was chosen, or with that of the day where the choice was left alone; a season that is
    none is kept as a refusal of the reader."""
    if not any(question.kind == "season" for question in questions):
        return answers
    said = reader.values.get("season", BY_DAY)
    if said == BY_DAY:
        return msgspec.structs.replace(answers, season_of_day=season_on(seasons, day) if day else None)
    try:
        return msgspec.structs.replace(answers, season_id=chosen(said, seasons))
    except Refusal as refused:
        reader.refuse(refused)
        return answers


def _choice(reader: FormReader, question: Question) -> str:
    """The answer, or the first one where none was given: it stands chosen on the form."""
    keys = tuple(option.key for option in question.options)
    return reader.choice(question.key, keys, required=False) or keys[0]


def _sum(reader: FormReader, question: Question) -> int | None:
    amount_dong = reader.money(question.key, required=question.is_required, label=question.label)
    if amount_dong is not None and (amount_dong < 0 or (amount_dong == 0 and question.is_required)):
        reader.refuse(SumNegative(question.key))
        return None
    return amount_dong


def _tax(reader: FormReader, question: Question, base_dong: int) -> int | None:
    """The tax that was typed, else the rate of the sum, rounded half up to whole đồng."""
    typed = _sum(reader, question)
    if typed is not None or question.key not in reader.values:
        return typed
    try:
        rate = read_rate(reader.values.get(RATE_FIELD, ""))
    except Refusal as refused:
        reader.refuse(refused)
        return None
    return None if rate is None else tax_of(base_dong, rate)


def read_rate(typed: str) -> Decimal | None:
    """'5', '5%', '7,5' -> percent; None where nothing is typed. Raises RateUnclear."""
    plain = typed.replace("%", "").replace(",", ".").strip()
    if not plain:
        return None
    try:
        rate = Decimal(plain)
    except InvalidOperation:
        raise RateUnclear(typed) from None
    if not rate.is_finite() or not 0 <= rate <= 100:
        raise RateUnclear(typed)
    return rate


def tax_of(base_dong: int, rate: Decimal) -> int:
    """The tax on a sum, in whole đồng, rounded half up."""
    return int((Decimal(base_dong) * rate / 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def read_day(reader: FormReader) -> date | None:
    """The day of the voucher."""
    return reader.date("voucher_on", required=True, label=_("ngày chứng từ"))


def read_head(reader: FormReader, day: date, *, description: str, name: str) -> Head:
    """What stands above the lines; what was left empty is filled from the event and the party."""
    return Head(
        voucher_on=day,
        description=reader.text("description") or description,
        counterpart_name=reader.text("counterpart_name") or name,
        counterpart_address=reader.text("counterpart_address"),
        enclosed=reader.text("enclosed"),
    )
