"""Paper codes and what a member's page says of money, as pure functions; refusals of both."""

import hashlib
import hmac
import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple
from uuid import UUID

from hoptac.identity.rules.people import UnreadablePhone, normal_phone
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.kit.vietnamese import search_key

CODE_LIFE = timedelta(days=60)
CODE_LENGTH = 12
MOST_CODES = 500
"""Printed at a time."""
CODE_TRIES = 20
"""Unknown codes from one network address within the window of the sign-in's limit."""
CONTACT_TRIES = 8
"""Phone numbers and addresses tried with one code within that window: a code is no leave to ask which ones are known."""

_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 letters, without 0, 1, I and O
_GROUP = 4

Owing = Literal["owes", "is_owed"]


class CodeUnknown(Refusal):
    """No code of this organization; mistyped, or guessed."""

    def __init__(self) -> None:
        message = _("Mã trên phiếu chưa đúng. Hãy xem lại từng chữ, hoặc quét mã QR trên phiếu.")
        super().__init__(message, field="code")


class CodeUsed(Refusal):
    """A code opens once."""

    def __init__(self) -> None:
        message = _("Phiếu này đã dùng rồi. Hãy đăng nhập bằng số điện thoại và mã PIN; quên mã PIN thì xin phiếu mới.")
        super().__init__(message, field="code")


class CodeExpired(Refusal):
    """Nobody used it in time."""

    def __init__(self) -> None:
        super().__init__(_("Phiếu này đã hết hạn. Hãy xin hợp tác xã một phiếu mới."), field="code")


class CodeReplaced(Refusal):
    """A later paper was printed, or the board took this one back."""

    def __init__(self) -> None:
        message = _("Phiếu này không còn dùng được: hợp tác xã đã in phiếu mới hoặc đã thu lại. Hãy hỏi hợp tác xã.")
        super().__init__(message, field="code")


class ContactTaken(Refusal):
    """A phone or e-mail address that cannot be used here; the sentence says what to do and names nobody."""

    def __init__(self) -> None:
        message = _(
            "Không dùng được số này để đăng nhập. Nếu người nhà đang dùng chung số, hãy chọn số khác hoặc thư điện tử; "
            "nếu chính bạn đã có trang với số này, hãy đăng nhập rồi mở lại phiếu. Cần giúp thì hỏi hợp tác xã."
        )
        super().__init__(message, field="contact")


class ContactMissing(Refusal):
    """Neither phone nor e-mail address."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi số điện thoại hoặc thư điện tử để đăng nhập."), field="contact")


class AnotherPerson(Refusal):
    """The paper of one member, the sign-in of another."""

    def __init__(self) -> None:
        message = _(
            "Tên trên phiếu khác tên đang đăng nhập. Hãy đặt mã PIN riêng cho người có tên trên phiếu ở mục dưới."
        )
        super().__init__(message)


class SignInElsewhere(Refusal):
    """One cooperative's paper must not open what a person reads in another."""

    def __init__(self) -> None:
        message = _(
            "Số này còn dùng để vào nơi khác, nên phiếu này không đổi được mã PIN. Hãy đăng nhập rồi mở lại phiếu; "
            "quên cả mật khẩu lẫn mã PIN thì nhờ người quản trị hệ thống."
        )
        super().__init__(message, field="contact")


class NobodyChosen(Refusal):
    """A print for no member."""

    def __init__(self) -> None:
        super().__init__(_("Chưa chọn thành viên nào. Hãy đánh dấu ít nhất một người."))


class TooManyChosen(Refusal):
    """More than one print holds."""

    def __init__(self) -> None:
        super().__init__(_("Mỗi lần in nhiều nhất %(count)s phiếu. Hãy in làm nhiều lần.", count=MOST_CODES))


class PrintedBefore(Refusal):
    """The form of an earlier print, sent again when its codes are used or replaced."""

    def __init__(self) -> None:
        super().__init__(_("Phiếu của lần in này đã dùng hoặc đã thay. Hãy tải lại trang rồi in phiếu mới."))


def new_code(secret: str, org_id: UUID, party_id: UUID, request_key: UUID) -> str:
    """'7KQ4-B2MX-9HTR', 60 bits. From the site's secret and the form that asks for it, so that a form that is sent twice
    prints the same code, while the database alone does not give it away."""
    seed = b"member-code" + org_id.bytes + party_id.bytes + request_key.bytes
    value = int.from_bytes(hmac.digest(secret.encode(), seed, "sha256"), "big")
    letters = "".join(_ALPHABET[value >> 5 * place & 31] for place in range(CODE_LENGTH))
    return "-".join(letters[start : start + _GROUP] for start in range(0, CODE_LENGTH, _GROUP))


def hash_of_code(org_id: UUID, typed: str) -> bytes:
    """What the database keeps of a code; case, hyphens and spaces are as one types them."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return hashlib.sha256(org_id.bytes + letters.encode()).digest()


def check_code(ended_how: str | None, expires_at: datetime, now: datetime) -> None:
    """Raises CodeUsed, CodeReplaced or CodeExpired."""
    if ended_how is not None:
        raise CodeUsed if ended_how == "used" else CodeReplaced
    if expires_at <= now:
        raise CodeExpired


def check_chosen(count: int) -> None:
    """Raises NobodyChosen or TooManyChosen."""
    if not count:
        raise NobodyChosen
    if count > MOST_CODES:
        raise TooManyChosen


def fits(party_kind: str, party_name: str, person_name: str) -> bool:
    """Whether a sign-in may be linked to a party: to oneself, or to a household, group or body that one acts for."""
    return party_kind != "individual" or search_key(party_name) == search_key(person_name)


def known_phone(phone: str | None) -> str | None:
    """The register's phone as one signs in with it; None where there is none, or none that is a number."""
    try:
        return normal_phone(phone) if phone else None
    except UnreadablePhone:
        return None


def masked_contact(contact: str) -> str:
    """'0912•••678', 't•••@example.vn': enough to know one's own, too little to learn another's."""
    name, at, place = contact.partition("@")
    return f"{name[:1]}•••@{place}" if at else f"{contact[:4]}•••{contact[-3:]}"


class Instalment(NamedTuple):
    """What is left to pay of one pledge, in đồng, and by when."""

    due_on: date
    amount_dong: int


def what_is_left(pledges: Iterable[tuple[date, int]], rest_dong: int) -> list[Instalment]:
    """The unpaid part by due date, the earliest first: what was paid has paid the earliest pledges.

    `pledges` are (due on, đồng); a pledge that fell by a refund fell from its beginning too, so the last ones are unpaid.
    """
    left: dict[date, int] = {}
    for due_on, amount_dong in sorted(pledges, reverse=True):
        part = min(amount_dong, rest_dong)
        if part > 0:
            left[due_on] = left.get(due_on, 0) + part
            rest_dong -= part
    return [Instalment(due_on, left[due_on]) for due_on in sorted(left)]


DEBT_NAMES: dict[tuple[str, Owing], Message] = {
    ("131", "owes"): _("Tiền mua hàng, dịch vụ còn nợ"),
    ("131", "is_owed"): _("Tiền đã trả trước cho hợp tác xã"),
    ("132", "owes"): _("Tiền vay hợp tác xã"),
    ("138", "owes"): _("Khoản khác phải trả hợp tác xã"),
    ("138", "is_owed"): _("Khoản khác hợp tác xã phải trả"),
    ("141", "owes"): _("Tiền tạm ứng chưa thanh toán"),
    ("331", "is_owed"): _("Tiền nông sản, hàng hóa hợp tác xã chưa trả"),
    ("331", "owes"): _("Tiền hợp tác xã đã ứng trước"),
    ("332", "is_owed"): _("Tiền cho hợp tác xã vay"),
    ("334", "is_owed"): _("Tiền công hợp tác xã chưa trả"),
    ("334", "owes"): _("Tiền công đã lĩnh trước"),
    ("338", "is_owed"): _("Khoản khác hợp tác xã phải trả"),
    ("338", "owes"): _("Khoản khác phải trả hợp tác xã"),
}
"""An account in a member's words, by its first three digits and the side that its balance is on."""


class Debt(NamedTuple):
    """One account between the member and the cooperative; `amount_dong` is above zero."""

    account: str
    side: Owing
    amount_dong: int


def debts_of(balances: Sequence[tuple[str, int]]) -> list[Debt]:
    """Claims and debts among a party's balances (debit minus credit), none netted against another; capital is no debt."""
    return [
        Debt(account, "owes" if dong > 0 else "is_owed", abs(dong))
        for account, dong in balances
        if dong and account[:1] in ("1", "3")
    ]
