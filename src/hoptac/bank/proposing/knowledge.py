"""What proposals are made from: one line as the bank tells it, and what the books and registers know that may concern it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.language import Message

ProposalKind = Literal["entry", "contribution", "voucher", "grid"]


class OpenLine(msgspec.Struct, frozen=True):
    """A line of a statement that nothing has become of yet; `amount_dong` above zero came in."""

    id: UUID
    transacted_on: date
    amount_dong: int
    balance_dong: int | None
    reference: str
    description: str
    party_name: str
    party_account: str
    memory_key: str

    @property
    def is_in(self) -> bool:
        """Whether money came in."""
        return self.amount_dong > 0

    @property
    def dong(self) -> int:
        """Without its sign."""
        return abs(self.amount_dong)


class KnownParty(msgspec.Struct, frozen=True):
    """Somebody the organization deals with. `debts`: debit minus credit by account (131: above zero owes us); `rest_dong`
    what is pledged and not paid, None for who may not contribute."""

    id: UUID
    name: str
    key: str
    is_organization: bool = False
    member_number: str = ""
    phone: str = ""
    rest_dong: int | None = None
    debts: Mapping[str, int] = {}


class KnownEntry(msgspec.Struct, frozen=True):
    """A posted entry that no line of this bank account is tied to; `signed_dong` is what it moved on the account."""

    id: UUID
    position: int
    day: date
    signed_dong: int
    number: str
    description: str
    party_ids: frozenset[UUID] = frozenset()


class Memory(msgspec.Struct, frozen=True):
    """What lines of the same words, or of the same payer's account, were booked against the last time."""

    account: str
    party_id: UUID | None


class Request(msgspec.Struct, frozen=True):
    """A request for payment that a code in the description names."""

    id: UUID
    party_id: UUID | None
    account: str
    amount_dong: int
    purpose: str


class Document(msgspec.Struct, frozen=True):
    """A posted document that a description names: an invoice or a voucher of a debt."""

    name: str
    account: str
    party_id: UUID


class Knowledge(msgspec.Struct, frozen=True):
    """Everything that may concern the lines of one page; tests write it by hand."""

    book: str
    """The ledger account that is the book of this bank account."""
    parties: Mapping[UUID, KnownParty] = {}
    by_number: Mapping[str, Sequence[UUID]] = {}
    by_name: Mapping[str, Sequence[UUID]] = {}
    by_phone: Mapping[str, Sequence[UUID]] = {}
    by_tail: Mapping[str, UUID] = {}
    organizations: Sequence[tuple[frozenset[str], UUID]] = ()
    """The telling words of each organization's name."""
    requests: Mapping[str, Request] = {}
    entries: Mapping[int, Sequence[KnownEntry]] = {}
    """By what they moved."""
    by_words: Mapping[tuple[str, bool], Memory] = {}
    by_payer: Mapping[tuple[str, bool], Memory] = {}
    owing: Mapping[tuple[str, int], Sequence[UUID]] = {}
    """Who owes, or is owed, exactly an amount on an account, by (account, debit minus credit)."""
    documents: Mapping[str, Document] = {}
    own_numbers: Mapping[str, str] = {}
    """The book of each other bank account of the organization, by its number."""


class Proposal(msgspec.Struct, frozen=True):
    """One thing that a line may be, with its reason in words. `key` names it, so that what is accepted is what was seen."""

    key: str
    kind: ProposalKind
    score: int
    reason: Message
    debit_account: str = ""
    credit_account: str = ""
    party_id: UUID | None = None
    party_name: str = ""
    entry_id: UUID | None = None
    entry_position: int = 0
    entry_number: str = ""
    must_be_picked: bool = False
    """The payer's name in the line and the party's disagree: never the one that stands first, chosen unasked."""

    @property
    def contra_account(self) -> str:
        """The side that is not money at the bank."""
        return self.credit_account if self.debit_account.startswith("112") else self.debit_account
