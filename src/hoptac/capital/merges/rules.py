"""When two records may become one, and what passes between them, as pure functions."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

import msgspec

from hoptac.capital.postings import CONTRIBUTED_CAPITAL
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.ledger.entries import Line
from hoptac.members.forms import MemberForm

FIELDS = (
    "name", "gender", "born", "identity_number", "identity_issued_on", "phone", "address", "hamlet", "nationality",
    "production_area_m2", "main_product", "note",
)  # fmt: skip
"""What may be taken from the merged record; its number, its kind and its days stay where they are."""


class SameRecord(Refusal):
    """A record cannot be merged into itself."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn hai hồ sơ khác nhau."))


class TwoIdentityNumbers(Refusal):
    """Two identity numbers are two people."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hai hồ sơ có hai số căn cước khác nhau, nên là hai người. Nếu một số ghi nhầm, hãy xóa số đó trong "
                "hồ sơ trước."
            )
        )


class KeptHasLeft(Refusal):
    """The record that stays must be of a member of today."""

    def __init__(self, name: str, number: str) -> None:
        super().__init__(
            _("%(name)s (%(number)s) không còn là thành viên. Hãy giữ hồ sơ kia.", name=name, number=number)
        )


class MergedAlready(Refusal):
    """One of the two was merged before."""

    def __init__(self) -> None:
        super().__init__(_("Một trong hai hồ sơ đã được gộp trước đó. Hãy tải lại trang."))


class CapitalOfNoncontributing(Refusal):
    """Who keeps the record of an associate without capital cannot take capital."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hồ sơ được giữ là thành viên liên kết không góp vốn, hồ sơ kia có vốn. Hãy giữ hồ sơ có vốn, hoặc "
                "đổi loại thành viên trước."
            ),
            article="Điều 4.19 Luật 17/2023/QH15",
        )


class SidesChanged(Refusal):
    """What the page said is no longer so."""

    def __init__(self) -> None:
        super().__init__(_("Vốn hoặc công nợ vừa thay đổi. Hãy xem lại rồi gộp."))


class Standing(msgspec.Struct, frozen=True):
    """One of the two records as the rules see it; đồng pledged and paid."""

    name: str
    number: str
    kind: str
    has_left: bool
    identity_number: str | None
    pledged_dong: int
    paid_dong: int
    is_merged: bool = False

    @property
    def rest_dong(self) -> int:
        """Pledged and not paid."""
        return self.pledged_dong - self.paid_dong


def check_merge(kept_id: UUID, merged_id: UUID, kept: Standing, merged: Standing) -> None:
    """May the second record be taken up by the first? Raises SameRecord, MergedAlready, KeptHasLeft, TwoIdentityNumbers,
    CapitalOfNoncontributing."""
    if kept_id == merged_id:
        raise SameRecord
    if kept.is_merged or merged.is_merged:
        raise MergedAlready
    if kept.has_left:
        raise KeptHasLeft(kept.name, kept.number)
    if kept.identity_number and merged.identity_number and kept.identity_number != merged.identity_number:
        raise TwoIdentityNumbers
    if kept.kind == "associate_noncontributing" and merged.pledged_dong:
        raise CapitalOfNoncontributing


def passing_lines(
    balances: Iterable[tuple[str, int]], *, kept_id: UUID, merged_id: UUID, description: str
) -> tuple[Line, ...]:
    """Every balance (debit minus credit, by account) of the one becomes the other's; capital passes in its own entry."""
    lines = []
    for account, dong in balances:
        if not dong or account == CONTRIBUTED_CAPITAL:
            continue
        debit, credit = (kept_id, merged_id) if dong > 0 else (merged_id, kept_id)
        lines.append(
            Line(
                debit_account=account, credit_account=account, amount_dong=abs(dong), debit_party_id=debit,
                credit_party_id=credit, description=description,
            )
        )  # fmt: skip
    return tuple(lines)


def form_with(kept: MemberForm, merged: MemberForm, taken: Collection[str]) -> MemberForm:
    """The kept record with the fields that are taken from the merged one."""
    values: dict[str, Any] = {}
    for field in FIELDS:
        if field not in taken:
            continue
        if field == "born":
            values |= {"born_on": merged.born_on, "born_year": merged.born_year}
        else:
            values[field] = getattr(merged, field)
    return msgspec.structs.replace(kept, **values)


def fillable(kept: MemberForm, merged: MemberForm) -> set[str]:
    """The fields that the kept record lacks and the merged one has: what is proposed to be taken."""
    found = {field for field in FIELDS if field != "born" and not getattr(kept, field) and getattr(merged, field)}
    if not kept.born_on and (merged.born_on or (not kept.born_year and merged.born_year)):
        found.add("born")
    return found
