"""What an item is, what it costs when it leaves, and that no more leaves than is there: pure functions."""

from decimal import ROUND_HALF_UP, Decimal
from typing import Literal

import msgspec

from hoptac.inventory.refusals import (
    CodeTaken,
    CodeUnreadable,
    ItemNameMissing,
    ItemOnOtherAccount,
    NotEnough,
    UnitMissing,
)
from hoptac.kit.language import Message, _
from hoptac.kit.quantities import format_quantity, price_of
from hoptac.kit.vietnamese import clean_text, strip_accents

ItemKind = Literal["material", "goods", "product"]
KIND_NAMES: dict[ItemKind, Message] = {
    "goods": _("vật tư, hàng hóa để bán"),
    "product": _("sản phẩm làm ra"),
    "material": _("vật liệu, dụng cụ để dùng"),
}
KIND_ACCOUNTS: dict[ItemKind, str] = {"material": "152", "goods": "156", "product": "156"}
STOCK_ACCOUNTS = ("152", "156", "157")
Costing = Literal[0, 1]
"""`accounting.stock_costing`: 0 average after each receipt, 1 average of the month."""
LONGEST_CODE = 20


def costing_of(value: int) -> Costing:
    """The method that a term stands for; anything unknown is the average after each receipt."""
    return 1 if value == 1 else 0


class ItemForm(msgspec.Struct, frozen=True):
    """What a person wrote."""

    code: str
    name: str
    unit: str
    kind: ItemKind
    is_retired: bool = False


class Stock(msgspec.Struct, frozen=True):
    """How much is there, at which value in đồng."""

    quantity: Decimal = Decimal(0)
    value_dong: int = 0

    @property
    def price(self) -> Decimal:
        """The average đồng of one."""
        return price_of(self.value_dong, self.quantity)


def checked(form: ItemForm, *, is_taken: bool) -> ItemForm:
    """The form, cleaned. Raises CodeUnreadable, CodeTaken, ItemNameMissing, UnitMissing."""
    code, name, unit = clean_text(form.code), clean_text(form.name), clean_text(form.unit)
    if not code or len(code) > LONGEST_CODE or " " in code:
        raise CodeUnreadable
    if is_taken:
        raise CodeTaken(code)
    if not name:
        raise ItemNameMissing
    if not unit:
        raise UnitMissing
    return ItemForm(code, name, unit, form.kind, form.is_retired)


def next_code(name: str, taken: set[str]) -> str:
    """A code from the first letters of a name: 'Phân NPK 16-16-8' -> 'PN1'; a number behind it where it is taken."""
    letters = "".join(word[0] for word in strip_accents(clean_text(name)).upper().split() if word[0].isalnum())[:4]
    place = 1
    while f"{letters or 'H'}{place}".casefold() in {code.casefold() for code in taken}:
        place += 1
    return f"{letters or 'H'}{place}"


def may_stand_on(kind: ItemKind, account: str) -> bool:
    """Whether an item of this kind may stand on the account: materials on 152, what is sold on 156, either on 157."""
    return account.startswith(("157", KIND_ACCOUNTS[kind]))


def check_account(item_name: str, kind: ItemKind, account: str) -> None:
    """Raises ItemOnOtherAccount where a stock account is that of another kind."""
    if account.startswith(STOCK_ACCOUNTS) and not may_stand_on(kind, account):
        raise ItemOnOtherAccount(item_name, KIND_NAMES[kind], KIND_ACCOUNTS[kind])


def cost_of_issue(quantity: Decimal, there: Stock, priced: Stock) -> int:
    """đồng of what leaves, at the average of `priced` (what is there, or what the month had), rounded half up; who takes all
    takes the whole value, so that no đồng stays behind without goods.

    TT 71/2024, TK 152, 156: weighted average of the period or after each receipt.
    """
    if quantity == there.quantity:
        return there.value_dong
    if not priced.quantity:
        return 0
    cost = Decimal(priced.value_dong) * quantity / priced.quantity
    return min(int(cost.quantize(Decimal(1), rounding=ROUND_HALF_UP)), there.value_dong)


def check_enough(name: str, unit: str, quantity: Decimal, available: Decimal) -> None:
    """Raises NotEnough."""
    if quantity > available:
        raise NotEnough(
            name, f"{format_quantity(max(available, Decimal(0)))} {unit}", f"{format_quantity(quantity)} {unit}"
        )
