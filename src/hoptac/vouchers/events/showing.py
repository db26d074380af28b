"""An event as its page shows it: the questions with what was typed, and the lines with names and reasons."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal
from hoptac.kit.forms import FieldMissing
from hoptac.kit.language import Language, Message, _, translate
from hoptac.ledger.charts import Account
from hoptac.services.rules import BY_DAY, SeasonRow
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.events.model import Confidence, Event, Option, Question, codes_of
from hoptac.vouchers.events.proposals import Facts
from hoptac.vouchers.rules import KINDS, needs_approval

CONFIDENCE_NAMES: dict[Confidence, Message] = {
    "confirmed": _("theo Thông tư"),
    "partly": _("suy ra một phần"),
    "derived": _("suy ra"),
}


class ShownQuestion(msgspec.Struct, frozen=True):
    """One question in the reader's language; `chosen_id` goes with the name of a party or item."""

    key: str
    kind: str
    label: str
    help: str
    is_required: bool
    options: tuple[tuple[str, str], ...]
    value: str
    chosen_id: str = ""


class ShownLine(msgspec.Struct, frozen=True):
    """One proposed line; accounts as code and name."""

    debit: tuple[str, str]
    debit_party: str
    credit: tuple[str, str]
    credit_party: str
    amount_dong: int
    goods: str = ""
    season: str = ""


class ShownProposal(msgspec.Struct, frozen=True):
    """What the panel beside the form says. Without lines `hints` tell what is still needed. `total_dong` is the sum of the
    first voucher: of a sale with its cost, what the buyer pays or owes."""

    lines: tuple[ShownLine, ...] = ()
    total_dong: int = 0
    kinds: tuple[str, ...] = ()
    waits: bool = False
    reasons: tuple[str, ...] = ()
    reference: str = ""
    hints: tuple[str, ...] = ()


def shown_questions(
    questions: Iterable[Question],
    values: Mapping[str, str],
    facts: Facts,
    seasons: Sequence[SeasonRow],
    language: Language,
) -> list[ShownQuestion]:
    """The questions as they are asked, each with its answer so far; the first option stands chosen."""
    return [_shown(question, values, facts, seasons, language) for question in questions]


def _shown(
    question: Question, values: Mapping[str, str], facts: Facts, seasons: Sequence[SeasonRow], language: Language
) -> ShownQuestion:
    options = tuple((option.key, _option_label(option, facts, language)) for option in question.options)
    if question.kind == "season":
        first_two = ((BY_DAY, _("Theo ngày")), ("", _("Không theo vụ")))
        options = tuple((key, translate(label, language)) for key, label in first_two)
        options += tuple((str(season.id), season.name) for season in seasons)
    first = options[0][0] if options else ""
    return ShownQuestion(
        key=question.key,
        kind=question.kind,
        label=translate(question.label, language),
        help=translate(question.help, language) if question.help else "",
        is_required=question.is_required,
        options=options,
        value=values.get(question.key, first) if question.kind == "season" else values.get(question.key, "") or first,
        chosen_id=values.get(f"{question.key}-id", ""),
    )


def _option_label(option: Option, facts: Facts, language: Language) -> str:
    """'tiền mặt (1111)'; of internal and external the one that it will be, both while nobody is named."""
    label = translate(option.label, language)
    codes = [option.account]
    if option.internal and facts.tracks_internal:
        codes = [option.internal] if facts.standing == "agreement" else codes
        codes = codes if facts.party_name else [option.internal, option.account]
    shown = ", ".join(filter(None, codes))
    return f"{label} ({shown})" if shown else label


def shown_proposal(
    forms: Iterable[VoucherForm],
    *,
    reasons: Iterable[Message],
    reference: str,
    chart: Mapping[str, Account],
    names: Mapping[UUID, str],
    goods: str,
    seasons: Sequence[SeasonRow],
    approval: int,
    language: Language,
) -> ShownProposal:
    """The lines of the vouchers one after the other, and which vouchers they are. `goods`: '20 bao Phân NPK'."""
    forms = tuple(forms)
    season_names = {season.id: season.name for season in seasons}

    def account(code: str) -> tuple[str, str]:
        found = chart.get(code)
        return (code, (found.name_en if language == "en" else found.name_vi) if found else "")

    lines = tuple(
        ShownLine(
            account(line.debit_account),
            names.get(line.debit_party_id, "") if line.debit_party_id else "",
            account(line.credit_account),
            names.get(line.credit_party_id, "") if line.credit_party_id else "",
            line.amount_dong or 0,
            goods if line.item_id else "",
            season_names.get(line.season_id, "") if line.season_id else "",
        )
        for form in forms
        for line in form.lines
    )
    return ShownProposal(
        lines=lines,
        total_dong=forms[0].total_dong,
        kinds=tuple(translate(KINDS[form.kind].name, language) for form in forms),
        waits=any(needs_approval(form.kind, approval, pays_out=form.pays_out) for form in forms),
        reasons=tuple(translate(reason, language) for reason in reasons),
        reference=reference,
    )


def hints_of(refusals: Iterable[Refusal], language: Language) -> tuple[str, ...]:
    """What is still needed before lines can be shown; that a field is empty is said once for all of them."""
    told = [refusal.sentence(language) for refusal in refusals if not isinstance(refusal, FieldMissing)]
    return tuple(told) or (translate(_("Điền các ô bên cạnh để xem định khoản."), language),)


def sides_of(event: Event, *, tracks_internal: bool) -> tuple[str, str]:
    """The accounts that the event's own lines may debit and credit, for lists: '1111, 1121' and '4118'."""
    own = [pair for pair in event.pairs if not pair.rule]
    sides = []
    for side in ("debit", "credit"):
        of_pairs = (codes_of(event, getattr(pair, side), tracks_internal=tracks_internal) for pair in own)
        codes = dict.fromkeys(code for codes in of_pairs for code in codes)
        sides.append(", ".join(codes))
    return sides[0], sides[1]
