"""A voucher before it is posted: its lines may be unfinished. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from uuid import UUID

import msgspec

from hoptac.ledger.entries import Line


class DraftLine(msgspec.Struct, frozen=True, kw_only=True):
    """One row of the grid; accounts are codes, an empty text or None is not filled in yet."""

    debit_account: str = ""
    credit_account: str = ""
    amount_dong: int | None = None
    debit_party_id: UUID | None = None
    credit_party_id: UUID | None = None
    description: str = ""
    item_id: UUID | None = None
    quantity: Decimal | None = None
    season_id: UUID | None = None
    contract_id: UUID | None = None
    source: str = ""

    @property
    def is_blank(self) -> bool:
        """Whether nothing was written into the row; a description that was copied down alone does not count."""
        return not (self.debit_account or self.credit_account or self.amount_dong or self.item_id or self.quantity)

    def line(self) -> Line:
        """The line of the entry; amount 0 where none was written."""
        return Line(
            debit_account=self.debit_account or None,
            credit_account=self.credit_account or None,
            amount_dong=self.amount_dong or 0,
            debit_party_id=self.debit_party_id,
            credit_party_id=self.credit_party_id,
            description=self.description,
            item_id=self.item_id,
            quantity=self.quantity,
            season_id=self.season_id,
            contract_id=self.contract_id,
            source=self.source,
        )


class VoucherForm(msgspec.Struct, frozen=True, kw_only=True):
    """What a person wrote: the head of the form and its rows."""

    kind: str
    voucher_on: date
    description: str
    lines: tuple[DraftLine, ...]
    counterpart_name: str = ""
    counterpart_address: str = ""
    enclosed: str = ""
    event_id: str = ""
    adjusts_entry_id: UUID | None = None

    @property
    def total_dong(self) -> int:
        """What the rows add up to; class 0 counts too."""
        return sum(line.amount_dong or 0 for line in self.lines)

    @property
    def pays_out(self) -> bool:
        """Whether a row takes money out of the fund or the bank, whatever the voucher is called; between them it stays."""
        return any(
            line.credit_account.startswith(_MONEY) and not line.debit_account.startswith(_MONEY) for line in self.lines
        )


_MONEY = ("111", "112")


def draft_line(line: Line) -> DraftLine:
    """A posted line as a row of the grid."""
    return DraftLine(
        debit_account=line.debit_account or "",
        credit_account=line.credit_account or "",
        amount_dong=line.amount_dong,
        debit_party_id=line.debit_party_id,
        credit_party_id=line.credit_party_id,
        description=line.description,
        item_id=line.item_id,
        quantity=line.quantity,
        season_id=line.season_id,
        contract_id=line.contract_id,
        source=line.source,
    )


_ENCODER = msgspec.msgpack.Encoder(decimal_format="string")
_DECODER = msgspec.msgpack.Decoder(tuple[DraftLine, ...])


def pack(lines: Sequence[DraftLine]) -> bytes:
    """The rows as they are stored."""
    return _ENCODER.encode(lines)


def unpack(packed: bytes) -> tuple[DraftLine, ...]:
    """The rows again."""
    return _DECODER.decode(packed)


def written(lines: Iterable[DraftLine]) -> tuple[DraftLine, ...]:
    """The rows that hold something."""
    return tuple(line for line in lines if not line.is_blank)
