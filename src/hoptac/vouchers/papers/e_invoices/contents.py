"""What an e-invoice says, in the words of the code; beside each field the element of the tax authority's format."""

from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

Relation = Literal["", "replaces", "adjusts"]
SALES_FORM = "2"
"""The form number of sales invoices (direct method): they have one sum, with no tax apart (TT 91/2026, Art. 3)."""


class Trader(msgspec.Struct, frozen=True):
    """Who sells (NBan) or buys (NMua); the tax code (MST) without spaces, '' where none is written."""

    name: str
    tax_code: str
    address: str


class Item(msgspec.Struct, frozen=True):
    """One line (HHDVu). `nature` (TChat): 1 goods or services, 2 promotion, 3 trade discount, 4 a remark."""

    nature: str
    name: str
    unit: str
    quantity: Decimal | None
    price: Decimal | None
    amount_dong: int | None
    rate: str


class Rate(msgspec.Struct, frozen=True):
    """What is taxed at one rate (LTSuat): '8%', '10%', 'KCT' not taxable, 'KKKNT' not declared."""

    rate: str
    net_dong: int
    vat_dong: int


class EInvoice(msgspec.Struct, frozen=True):
    """One invoice. Sums are whole đồng: of an invoice in another currency at the rate that it names itself (TGia).

    `series` is form number and sign together ('1' and 'C26TAA': 1C26TAA), `number` without leading zeros. `is_signed` says
    that a signature stands in the file; nobody has verified it. `original` is what an adjustment or replacement names.
    """

    title: str
    form: str
    series: str
    number: str
    issued_on: date
    currency: str
    exchange_rate: Decimal
    payment: str
    seller: Trader
    buyer: Trader
    items: tuple[Item, ...]
    rates: tuple[Rate, ...]
    net_dong: int
    vat_dong: int
    fees_dong: int
    discount_dong: int
    total_dong: int
    is_signed: bool
    has_authority_code: bool
    relation: Relation
    original: str

    @property
    def is_sales_invoice(self) -> bool:
        """Of the direct method: no tax apart."""
        return self.form == SALES_FORM

    @property
    def label(self) -> str:
        """'1C26TAA số 123', as it is written in the books, which are Vietnamese."""
        return f"{self.series} số {self.number}"


_ENCODER = msgspec.msgpack.Encoder(decimal_format="string")
_DECODER = msgspec.msgpack.Decoder(EInvoice)


def pack_invoice(invoice: EInvoice) -> bytes:
    """The invoice as it is stored beside its file."""
    return _ENCODER.encode(invoice)


def unpack_invoice(packed: bytes) -> EInvoice:
    """The invoice again."""
    return _DECODER.decode(packed)
