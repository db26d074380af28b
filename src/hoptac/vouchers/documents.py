"""Vouchers on paper: forms 01-TT and 02-TT (TT 71/2024/TT-BTC, appendix II), and a voucher with its lines for the rest."""

import asyncio
import re
from datetime import date

import msgspec

from hoptac.kit.documents import render_pdf
from hoptac.kit.money import format_dong
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
_DIRECTOR = re.compile(r"(?<!pho )(?:tong )?giam doc")
"""Also in "Chủ tịch HĐQT kiêm Giám đốc"; a deputy is none."""


class PaperLine(msgspec.Struct, frozen=True):
    """One line of the voucher; amounts in đồng."""

    description: str
    debit_account: str
    credit_account: str
    amount_dong: int


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
