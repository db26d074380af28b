"""What a voucher must be, who decides about it, and what may be done in which state. Pure."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal
from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.language import Message, _
from hoptac.ledger import charts
from hoptac.ledger.charts import Account
from hoptac.ledger.entries import Line
from hoptac.ledger.rules import check_line
from hoptac.vouchers.drafts import DraftLine, VoucherForm
from hoptac.vouchers.refusals import (
    AmountMissing,
    ApprovalMissing,
    ApproverPrepared,
    CapitalChanged,
    CapitalElsewhere,
    ChangedElsewhere,
    CounterpartMissing,
    InternalNotTracked,
    InternalWithoutAgreement,
    InternalWithoutMember,
    LineRefused,
    NotInThisState,
    NotOfThisKind,
    YearBeforeTheBooks,
)

State = Literal["draft", "submitted", "approved", "posted", "discarded"]
Side = Literal["debit", "credit"]


class Kind(msgspec.Struct, frozen=True):
    """One kind of voucher: its series of numbers, its form, and the account that every line of it has on one side."""

    key: str
    series: str
    name: Message
    form: str = ""
    side: Side | None = None
    accounts: tuple[str, ...] = ()
    pays_out: bool = False
    is_cash: bool = False
    has_items: bool = False


KINDS: dict[str, Kind] = {
    kind.key: kind
    for kind in (
        Kind("receipt", "PT", _("Phiếu thu"), "01-TT", "debit", ("111",), is_cash=True),
        Kind("payment", "PC", _("Phiếu chi"), "02-TT", "credit", ("111",), pays_out=True, is_cash=True),
        Kind("bank_credit", "BC", _("Báo có ngân hàng"), side="debit", accounts=("112",)),
        Kind("bank_debit", "BN", _("Báo nợ ngân hàng"), side="credit", accounts=("112",), pays_out=True),
        Kind("goods_in", "PN", _("Phiếu nhập kho"), "01-VT", "debit", ("152", "156", "157", "133"), has_items=True),
        Kind("goods_out", "PX", _("Phiếu xuất kho"), "02-VT", "credit", ("152", "156", "157"), has_items=True),
        Kind("general", "GV", _("Phiếu kế toán")),
    )
}
STATE_NAMES: dict[str, Message] = {
    "draft": _("đang soạn"),
    "submitted": _("chờ duyệt"),
    "approved": _("đã duyệt"),
    "posted": _("đã ghi sổ"),
    "discarded": _("đã bỏ"),
}
SIDE_NAMES: dict[Side, Message] = {"debit": _("Nợ"), "credit": _("Có")}
CONTRIBUTED_CAPITAL = "4111"
INTERNAL_ACCOUNTS = (*charts.INTERNAL_ACCOUNTS, "132")
AGREEMENT_ACCOUNTS = ("512", "132")
COST_ACCOUNTS = ("612",)
"""The cost of a season's services to members is booked in one sum (TT 71/2024, 154 §7); where a line of cost names
somebody, that must be a member with an agreement too."""

Approval = Literal[0, 1, 2]
"""Nobody, payments, everything: `accounting.approval`."""
MemberStanding = Literal["none", "member", "agreement"]
"""Of a party: no official member; an official member; one with an agreement in force on the day."""


def check_state(state: str, *allowed: State) -> None:
    """Raises NotInThisState."""
    if state not in allowed:
        raise NotInThisState(STATE_NAMES[state])


def check_year(voucher_on: date, today: date, first_on: date | None) -> None:
    """Raises YearBeforeTheBooks for a day in a year before last year of which the books know nothing yet: a slip of the
    pen would begin them anew. `first_on` is the day of the first entry."""
    oldest = min(today.year - 1, first_on.year if first_on else today.year)
    if voucher_on.year < oldest:
        raise YearBeforeTheBooks(voucher_on)


def check_version(seen: int, current: int) -> None:
    """Raises ChangedElsewhere where the voucher is not as the person saw it."""
    if seen != current:
        raise ChangedElsewhere


def needs_approval(kind: str, approval: int, *, pays_out: bool = False) -> bool:
    """Whether somebody else must approve before posting (Accounting Law, Art. 19.3, for payments; the organization may
    ask it of every voucher). `pays_out` says it of a voucher of another kind whose rows take money out."""
    return approval >= 2 or (approval == 1 and (KINDS[kind].pays_out or pays_out))


def check_approver(prepared_by: UUID, approver: UUID) -> None:
    """Raises ApproverPrepared."""
    if prepared_by == approver:
        raise ApproverPrepared


def check_approved(kind: str, state: str, approval: int, *, pays_out: bool = False) -> None:
    """Raises NotInThisState, ApprovalMissing."""
    check_state(state, "draft", "submitted", "approved")
    if state != "approved" and needs_approval(kind, approval, pays_out=pays_out):
        raise ApprovalMissing


def complete_lines(
    form: VoucherForm, *, chart: Mapping[str, Account], check_internal: Callable[[Line], None]
) -> tuple[Line, ...]:
    """The lines as they will be posted. Raises Refusals with every line that cannot be, each beside its row.

    Accounting Law, Art. 16.1; TT 71/2024 appendix II (what each form holds). What a correction may say of capital is for
    `check_capital_kept`.
    """
    kind = KINDS[form.kind]
    refusals: list[Refusal] = []
    if kind.is_cash and not form.counterpart_name:
        refusals.append(CounterpartMissing("counterpart_name"))
    lines: list[Line] = []
    for number, row in enumerate(form.lines, start=1):
        if row.is_blank:
            continue
        try:
            lines.append(_checked(row, kind, chart, check_internal, is_adjustment=form.adjusts_entry_id is not None))
        except Refusal as refused:
            refusals.append(LineRefused(number, refused))
    if refusals:
        raise Refusals(refusals)
    return tuple(lines)


def _checked(
    row: DraftLine,
    kind: Kind,
    chart: Mapping[str, Account],
    check_internal: Callable[[Line], None],
    *,
    is_adjustment: bool,
) -> Line:
    if not row.amount_dong:
        raise AmountMissing
    line = row.line()
    check_line(line, chart=chart, may_be_negative=False)
    if not is_adjustment:
        check_kind(line, kind)
        check_capital(line)
    check_internal(line)
    return line


def check_kind(line: Line, kind: Kind) -> None:
    """Raises NotOfThisKind: a receipt debits cash in every line, a payment credits it, and so on."""
    if kind.side is None:
        return
    account = line.debit_account if kind.side == "debit" else line.credit_account
    if account is None or not account.startswith(kind.accounts):
        raise NotOfThisKind(SIDE_NAMES[kind.side], ", ".join(kind.accounts), kind.name)


def check_internal(line: Line, *, tracks_internal: bool, standings: Mapping[UUID, MemberStanding]) -> None:
    """Raises InternalNotTracked, InternalWithoutMember, InternalWithoutAgreement.

    Internal transactions are those with official members under a written agreement (Law 17/2023/QH15, Art. 4.1–4.2);
    keeping them apart is the organization's choice (Art. 91.2).
    """
    sides = ((line.debit_account, line.debit_party_id), (line.credit_account, line.credit_party_id))
    internal = [code for code, _party in sides if code is not None and code.startswith(INTERNAL_ACCOUNTS)]
    # What was lent is paid back by whoever owes it, a member still or no more.
    lent = line.debit_account is not None and line.debit_account.startswith("132")
    internal = internal if lent else [code for code in internal if not code.startswith("132")]
    if not internal:
        return
    if not tracks_internal and any(not code.startswith("132") for code in internal):
        raise InternalNotTracked(next(code for code in internal if not code.startswith("132")))
    names_somebody = any(party is not None for _code, party in sides)
    wanted = (*AGREEMENT_ACCOUNTS, *(COST_ACCOUNTS if names_somebody else ()))
    with_member = [code for code in internal if code.startswith(wanted)]
    is_closing = any(code is not None and code.startswith(("911", "521", "3331")) for code, _party in sides)
    if not with_member or is_closing:
        return
    best = max(
        (standings.get(party, "none") for _code, party in sides if party is not None),
        key=("none", "member", "agreement").index,
        default="none",
    )
    if best == "none":
        raise InternalWithoutMember(with_member[0])
    if best == "member":
        raise InternalWithoutAgreement(with_member[0])


def _capital_sides(line: Line) -> list[tuple[str, UUID | None]]:
    sides = (("debit", line.debit_account, line.debit_party_id), ("credit", line.credit_account, line.credit_party_id))
    return [(side, party) for side, code, party in sides if code is not None and code.startswith(CONTRIBUTED_CAPITAL)]


def check_capital(line: Line) -> None:
    """Raises CapitalElsewhere: 4111 by member is the register of contributions (Law 17/2023/QH15, Art. 15; TT 71/2024, S31), so
    only what is recorded there moves it."""
    if _capital_sides(line):
        raise CapitalElsewhere


def check_capital_kept(before: Iterable[Line], after: Iterable[Line], *, may_lessen: bool = False) -> None:
    """Raises CapitalChanged: a correction may say of an entry with capital where the money lies or what it was for, but not
    whose capital it is and how much; that is corrected in the register. `may_lessen`: of capital that was once booked by
    hand, which the register does not know, less may be left."""
    was, left = _capital_of(before), _capital_of(after)
    is_less = may_lessen and all(0 < dong <= was.get(side, 0) for side, dong in left.items())
    if left != was and not is_less:
        raise CapitalChanged


def _capital_of(lines: Iterable[Line]) -> dict[tuple[str, UUID | None], int]:
    """What is said of 4111: đồng by side and party."""
    said: dict[tuple[str, UUID | None], int] = {}
    for line in lines:
        for side in _capital_sides(line):
            said[side] = said.get(side, 0) + line.amount_dong
    return {side: dong for side, dong in said.items() if dong}


_INCOME_AND_COST = ("5", "6")
_NOBODYS = ("111", "112", "133", "15", "21", "333")
"""Money, goods, assets and taxes: a party stands on the other side."""


def sides_with_party(debit: str, credit: str, chart: Mapping[str, Account]) -> tuple[bool, bool]:
    """On which sides a line names its party: those whose account is kept by party; where none is, that of income or cost,
    or else the one that is neither money nor goods, so that a cash sale knows its buyer."""
    by_party = [bool((account := chart.get(code)) and account.needs_party) for code in (debit, credit)]
    if not any(by_party):
        by_party = [code.startswith(_INCOME_AND_COST) for code in (debit, credit)]
    if not any(by_party):
        by_party = [bool(code) and not code.startswith(_NOBODYS) for code in (debit, credit)]
    return by_party[0], by_party[1]


def place_party(
    debit: str, credit: str, party_id: UUID | None, chart: Mapping[str, Account]
) -> tuple[UUID | None, UUID | None]:
    """The one party of a row on the sides where it belongs."""
    if party_id is None:
        return None, None
    on_debit, on_credit = sides_with_party(debit, credit, chart)
    return (party_id if on_debit else None), (party_id if on_credit else None)
