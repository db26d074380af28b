"""Vouchers on paper (TT 71/2024/TT-BTC, appendix II): forms 01-TT and 02-TT, the stock forms 01-VT, 02-VT and 06-VT, and a
voucher with its lines for the rest."""

import asyncio
import re
from datetime import date
from decimal import Decimal
from typing import Literal

import msgspec

from hoptac.inventory.rules import STOCK_ACCOUNTS
from hoptac.kit.documents import render_pdf
from hoptac.kit.money import format_dong
from hoptac.kit.quantities import format_quantity, price_of
from hoptac.kit.vietnamese import search_key
from hoptac.kit.vietnamese.number_words import amount_in_words

TITLES = {
    "receipt": "Phiếu thu",
    "payment": "Phiếu chi",
    "bank_credit": "Giấy báo Có",
    "bank_debit": "Giấy báo Nợ",
    "goods_in": "Phiếu nhập kho",
    "goods_out": "Phiếu xuất kho",
    "general": "Phiếu kế toán",
}
CASH = ("receipt", "payment")
GOODS = ("goods_in", "goods_out")


GoodsForm = Literal["goods", "purchases"]
"""01-VT or 02-VT by the way the goods go; 06-VT."""

_DIRECTOR = re.compile(r"(?<!pho )(?:tong )?giam doc")
"""Also in "Chủ tịch HĐQT kiêm Giám đốc"; a deputy is none."""


class PaperLine(msgspec.Struct, frozen=True):
    """One line of the voucher; amounts in đồng. Item, code, unit and quantity are empty where it names no goods."""

    description: str
    debit_account: str
    credit_account: str
    amount_dong: int
    item: str = ""
    code: str = ""
    unit: str = ""
    quantity: Decimal | None = None

    @property
    def goes_in(self) -> bool:
        """Whether goods come into the store."""
        return self.debit_account.startswith(STOCK_ACCOUNTS)

    @property
    def is_of_goods(self) -> bool:
        """Whether goods come in or leave."""
        return self.goes_in or self.credit_account.startswith(STOCK_ACCOUNTS)


class VoucherPaper(msgspec.Struct, frozen=True, kw_only=True):
    """What one voucher says; a text left empty becomes dots to write on. Not posted yet it says so and has no number."""

    kind: str
    form_code: str
    organization_name: str
    organization_address: str
    organization_code: str
    number: str
    voucher_on: date
    counterpart_name: str
    counterpart_address: str
    description: str
    enclosed: str
    lines: tuple[PaperLine, ...]
    director: str
    prepared_by: str
    is_posted: bool

    @property
    def file_name(self) -> str:
        """'phieu-thu-PT-12-2026'"""
        return f"chung-tu-{self.number.replace(' ', '-').replace('/', '-') or 'chua-ghi-so'}"


def director_named(legal_representative: str, title: str) -> str:
    """Whose name stands under "Giám đốc" (form 01-TT): the legal representative's, if that is what the person is. The
    chair of a board may be one too, and does not sign here."""
    return legal_representative if _DIRECTOR.search(search_key(title)) else ""


async def voucher_pdf(contents: VoucherPaper) -> bytes:
    """One A4 page and more where the lines need them. Raises UnprintableText."""
    if contents.kind in GOODS:
        return await goods_pdf(contents, "goods")
    return await asyncio.to_thread(render_pdf, "vouchers/voucher.typ", _data(contents))


def _data(contents: VoucherPaper) -> dict[str, object]:
    total = sum(line.amount_dong for line in contents.lines)
    fields = msgspec.to_builtins(contents)
    day = contents.voucher_on
    return fields | {
        "title": TITLES[contents.kind],
        "is_cash": contents.kind in CASH,
        "pays_out": contents.kind == "payment",
        "debits": ", ".join(sorted({line.debit_account for line in contents.lines if line.debit_account})),
        "credits": ", ".join(sorted({line.credit_account for line in contents.lines if line.credit_account})),
        "lines": [
            [
                line.description or contents.description,
                line.debit_account,
                line.credit_account,
                format_dong(line.amount_dong),
            ]
            for line in contents.lines
        ],
        "total": format_dong(total),
        "in_words": amount_in_words(total),
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }


async def goods_pdf(contents: VoucherPaper, form: GoodsForm) -> bytes:
    """The goods of a voucher on forms 01-VT, 02-VT or 06-VT. Raises UnprintableText."""
    return await asyncio.to_thread(render_pdf, "vouchers/goods.typ", _goods(contents, form))


def _goods(contents: VoucherPaper, form: GoodsForm) -> dict[str, object]:
    """Only what goes in or out of the store: taxes and other lines are no goods. A line without an item says what it is
    in its description."""
    lines = [line for line in contents.lines if line.is_of_goods]
    goes_in = form == "purchases" or any(line.goes_in for line in lines) or contents.kind == "goods_in"
    lines = [line for line in lines if line.goes_in is goes_in]
    total = sum(line.amount_dong for line in lines)
    code, title = ("01-VT", "Phiếu nhập kho") if goes_in else ("02-VT", "Phiếu xuất kho")
    if form == "purchases":
        code, title = "06-VT", "Bảng kê mua hàng"
    day = contents.voucher_on
    return msgspec.to_builtins(msgspec.structs.replace(contents, lines=())) | {
        "title": title,
        "form_code": code,
        "is_list": form == "purchases",
        "goes_in": goes_in,
        "debits": ", ".join(sorted({line.debit_account for line in lines if line.debit_account})),
        "credits": ", ".join(sorted({line.credit_account for line in lines if line.credit_account})),
        "lines": [_goods_line(contents, line) for line in lines],
        "total": format_dong(total),
        "in_words": amount_in_words(total),
        "date": {"year": day.year, "month": day.month, "day": day.day},
    }


def _goods_line(contents: VoucherPaper, line: PaperLine) -> dict[str, str]:
    quantity = line.quantity
    price = price_of(line.amount_dong, quantity) if quantity else None
    return {
        "name": line.item or line.description or contents.description,
        "code": line.code,
        "unit": line.unit,
        "quantity": format_quantity(quantity) if quantity is not None else "",
        "price": format_quantity(price) if price is not None else "",
        "amount": format_dong(line.amount_dong),
    }
