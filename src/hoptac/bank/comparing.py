"""The bank's balance and the book's on one day, and what makes the difference; the parts are the whole. Pure."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.language import Message, _


class Item(msgspec.Struct, frozen=True):
    """One thing that only one side has: a line of the bank, an entry of the book, or a pair that differs in day or amount.

    `dong` is what it adds to book minus bank.
    """

    day: date
    text: str
    dong: int
    line_id: UUID | None = None
    entry_id: UUID | None = None


class Part(msgspec.Struct, frozen=True):
    """Items of one kind; `dong` is their sum, also of those that are too many to list."""

    name: Message
    advice: Message
    dong: int
    count: int
    items: tuple[Item, ...] = ()


class Figures(msgspec.Struct, frozen=True):
    """What the statements and the books say up to a day; `opening` is before the first statement's first day."""

    bank_opening_dong: int
    bank_dong: int
    book_opening_dong: int
    book_dong: int
    lines_dong: int
    """Σ of all lines up to the day."""


class Comparison(msgspec.Struct, frozen=True):
    """Both balances of one day, and the parts of their difference."""

    day: date
    bank_dong: int
    book_dong: int
    parts: tuple[Part, ...]

    @property
    def difference_dong(self) -> int:
        """Book minus bank."""
        return self.book_dong - self.bank_dong

    @property
    def unexplained_dong(self) -> int:
        """What the parts leave over: nothing."""
        return self.difference_dong - sum(part.dong for part in self.parts)


def compare(day: date, figures: Figures, *, only_book: Part, only_bank: Part, apart: Part) -> Comparison:
    """Book minus bank, part by part (TT 71/2024, TK 112: what is not explained is booked by the bank at the month's end).

    The book stands at its opening plus its entries, the bank at its opening plus its lines, plus what lines are missing
    between statements; entries and lines that are matched cancel, save for pairs that differ in day or amount.
    """
    missing = figures.bank_dong - figures.bank_opening_dong - figures.lines_dong
    opening = figures.book_opening_dong - figures.bank_opening_dong
    parts = [
        Part(
            _("Chênh lệch số dư đầu kỳ"),
            _("Trước ngày đầu của sao kê đầu tiên, sổ và ngân hàng đã lệch nhau. Hãy ghi số dư đầu kỳ cho đúng."),
            opening,
            1,
        ),
        only_book,
        only_bank,
        apart,
        Part(
            _("Thiếu sao kê ở giữa"),
            _("Số dư các sao kê không nối tiếp nhau. Hãy nhập sao kê của những ngày còn thiếu."),
            -missing,
            1,
        ),
    ]
    return Comparison(
        day, figures.bank_dong, figures.book_dong, tuple(part for part in parts if part.dong or part.items)
    )


def part_only_in_book(items: Sequence[Item], dong: int, count: int) -> Part:
    """Entries that no line of the bank is tied to."""
    advice = _("Sổ đã ghi nhưng sao kê chưa có. Ngân hàng chưa thực hiện, ghi nhầm tài khoản, hoặc ghi hai lần.")
    return Part(_("Có trong sổ, chưa có ở ngân hàng"), advice, dong, count, tuple(items))


def part_only_at_bank(items: Sequence[Item], dong: int, count: int) -> Part:
    """Lines that nothing was posted for."""
    advice = _("Ngân hàng đã ghi nhưng sổ chưa có. Hãy đối chiếu và ghi sổ các dòng này.")
    return Part(_("Có ở ngân hàng, chưa có trong sổ"), advice, dong, count, tuple(items))


def part_apart(items: Sequence[Item], dong: int, count: int) -> Part:
    """Pairs of a line and an entry on two sides of the day, or of two amounts."""
    advice = _("Đã khớp nhau nhưng ghi khác ngày hoặc khác số tiền.")
    return Part(_("Khớp nhưng lệch ngày hoặc lệch số"), advice, dong, count, tuple(items))
