"""What a business event is: the questions it asks and the pairs of accounts it proposes. Pure data, no functions of law."""

from typing import Literal

import msgspec

from hoptac.kit.language import Message

Confidence = Literal["confirmed", "partly", "derived"]
"""confirmed: read in the circular's wording; partly: some side, sum or title is our reading; derived: all of it is ours."""
Place = Literal["form", "capital", "closing"]
"""Where it is recorded: in its form; in the register of contributions, which 4111 must equal; by closing the year."""
Deed = Literal["contribution", "in_kind", "refund", "transfer"]
"""What the list of members in the capital room is opened for."""
QuestionKind = Literal["money", "vat", "choice", "party", "text", "item", "quantity", "price", "season"]
Method = Literal["vat_deduction", "vat_direct", "tracks_internal", "tracks_nothing", "keeps_seasons"]
"""What the organization must have chosen for a thing to apply to it (`accounting.*` of its terms), or keep a register of."""


class Option(msgspec.Struct, frozen=True):
    """One answer of a choice. `account` is what it books to; `internal` with an official member under agreement."""

    key: str
    label: Message
    account: str = ""
    internal: str = ""
    applies: Method | None = None


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that the form asks. `of`: the sum that a tax is worked out from. A question that does not apply to the
    organization is not asked."""

    key: str
    kind: QuestionKind
    label: Message
    help: Message | None = None
    options: tuple[Option, ...] = ()
    is_required: bool = True
    applies: Method | None = None
    of: str = "amount"

    def option(self, key: str) -> Option | None:
        """The option of this key."""
        return next((option for option in self.options if option.key == key), None)


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One line that is proposed.

    A side is a code ("4118"), two codes of which the first is for internal and the second for external transactions
    ("5123/5118"), the key of a choice, or empty in class 0. `amount` is added up from the sums named, those with a minus
    taken off; a pair without an amount is left out. `when`: a choice and the answers with which the pair is there.
    `rule`: the rule it comes from where that is another than the event's own; "note" where the event's remark names it.
    """

    debit: str = ""
    credit: str = ""
    amount: tuple[str, ...] = ("amount",)
    when: tuple[str, tuple[str, ...]] | None = None
    rule: str = ""
    debit_party: str = "party"
    credit_party: str = "party"


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One rule of posting. `why` tells in a sentence why it is booked so, `doubt` what of it is our own reading.

    `deed`: of what is recorded in the register of contributions, which of its forms it leads to. `starts_off`: not offered
    until the organization has switched it on with its basis.
    `follows_agreement`: booked as internal or external by the party's standing; `outside`: the rule that it becomes when
    it is external. `words`: further words to find it by, without accents.
    """

    id: str
    group: str
    name: Message
    why: Message
    reference: str = ""
    confidence: Confidence = "confirmed"
    doubt: Message | None = None
    place: Place = "form"
    deed: Deed | None = None
    starts_off: bool = False
    questions: tuple[Question, ...] = ()
    pairs: tuple[Pair, ...] = ()
    applies: Method | None = None
    follows_agreement: bool = False
    outside: str = ""
    words: str = ""

    def question(self, key: str) -> Question | None:
        """The question of this key."""
        return next((question for question in self.questions if question.key == key), None)

    @property
    def is_switchable(self) -> bool:
        """What the circular does not say in full is the organization's choice."""
        return self.confidence != "confirmed"


def codes_of(event: Event, side: str, *, tracks_internal: bool = True) -> tuple[str, ...]:
    """Every account that a side of one of the event's pairs may turn out to be, those of internal transactions only where
    the organization keeps these apart."""
    if not side:
        return ()
    if side[0].isdigit():
        codes = side.split("/")
        return tuple(codes if tracks_internal else codes[-1:])
    question = event.question(side)
    options = question.options if question else ()
    if not tracks_internal:
        return tuple(option.account for option in options if option.applies != "tracks_internal")
    return tuple(code for option in options for code in (option.internal, option.account) if code)
