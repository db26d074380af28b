"""What a person types to pledge, to contribute, to give back and to take back, read into plain values."""

from datetime import date
from typing import cast
from uuid import UUID

import msgspec

from hoptac.capital.postings import Method, MoneyMethod
from hoptac.capital.rules import (
    Asked,
    AskedTransfer,
    AssetKind,
    HandedOver,
    InKind,
    RefundReason,
    ReplacementReason,
    Valuation,
    WithdrawalReason,
    in_kind_refusals,
)
from hoptac.kit.forms import FormReader
from hoptac.kit.language import Message, _

MONEY_NAMES: dict[MoneyMethod, Message] = {"cash": _("Tiền mặt"), "bank": _("Chuyển khoản ngân hàng")}
METHOD_NAMES: dict[Method, Message] = {**MONEY_NAMES, "in_kind": _("Hiện vật")}
REASON_NAMES: dict[RefundReason, Message] = {
    "membership_ended": _("Thôi là thành viên"),
    "above_maximum": _("Phần vượt mức tối đa"),
}
ASSET_NAMES: dict[str, Message] = {
    "2113": _("Quyền sử dụng đất, tài sản vô hình"),
    "2111": _("Nhà, máy móc, xe và tài sản hữu hình khác"),
    "2117": _("Bất động sản đầu tư"),
    "152": _("Vật liệu, dụng cụ"),
    "156": _("Thành phẩm, hàng hóa"),
}
"""What a contributed thing may become, in plain words, the most usual first."""
ASSET_KIND_NAMES: dict[AssetKind, Message] = {
    "dong": _("Tiền Việt Nam"),
    "land_use_right": _("Quyền sử dụng đất"),
    "other": _("Tài sản khác định giá được bằng đồng"),
    "foreign_currency": _("Ngoại tệ tự do chuyển đổi"),
    "gold": _("Vàng"),
    "intellectual_property": _("Quyền sở hữu trí tuệ"),
    "technology": _("Công nghệ"),
    "know_how": _("Bí quyết kỹ thuật"),
}
"""What may be contributed (Art. 73.1), the most usual first."""
VALUATION_NAMES: dict[Valuation, Message] = {
    "board": _("Hội đồng quản trị và người góp thỏa thuận (Điều 77.2)"),
    "general_meeting": _("Đại hội thành viên và người góp thỏa thuận (Điều 77.2)"),
    "appraisal_firm": _("Tổ chức thẩm định giá được hai bên chấp thuận (Điều 77.1, 77.2)"),
    "unanimous": _("Khi thành lập: mọi thành viên góp vốn nhất trí (Điều 77.1)"),
}
REPLACEMENT_NAMES: dict[ReplacementReason, Message] = {
    "lost": _("Cấp lại: giấy bị mất"),
    "damaged": _("Cấp lại: giấy bị rách, hỏng"),
    "contents_changed": _("Cấp đổi: nội dung ghi trên giấy đã thay đổi"),
}
WITHDRAWAL_NAMES: dict[WithdrawalReason, Message] = {
    "membership_ended": _("Chấm dứt tư cách thành viên"),
    "issued_wrongly": _("Giấy cấp sai"),
}
CERTIFICATE_REASON_NAMES: dict[str, Message] = {
    "": _("cấp lần đầu"),
    "lost": _("cấp lại, giấy cũ mất"),
    "damaged": _("cấp lại, giấy cũ hỏng"),
    "contents_changed": _("cấp đổi"),
}
"""By which deed a paper came to be."""
ENDING_NAMES: dict[str, Message] = {
    **WITHDRAWAL_NAMES,
    "capital_reduced": _("Vốn góp đã giảm"),
}
LONGEST_NOTE = 500
LONGEST_ASSET = 200


class PledgeForm(msgspec.Struct, frozen=True):
    """A pledge as typed."""

    amount_dong: int
    pledged_on: date
    due_on: date | None
    basis: str
    asset_kind: AssetKind
    request_key: UUID


class ContributionForm(msgspec.Struct, frozen=True):
    """A contribution as typed."""

    amount_dong: int
    contributed_on: date
    method: MoneyMethod
    approval: str
    note: str
    request_key: UUID


class AssetForm(msgspec.Struct, frozen=True):
    """A thing that is handed over, as typed."""

    amount_dong: int
    account: str
    thing: InKind
    handed: HandedOver
    approval: str
    note: str
    request_key: UUID


class RefundForm(msgspec.Struct, frozen=True):
    """A refund as typed."""

    asked: Asked
    method: MoneyMethod
    note: str
    request_key: UUID


class TransferForm(msgspec.Struct, frozen=True):
    """A transfer as typed; `to_party_id` where the name was chosen from the suggestions."""

    asked: AskedTransfer
    to_name: str
    to_party_id: UUID | None
    request_key: UUID


def read_pledge(reader: FormReader) -> PledgeForm:
    """Read the pledge's fields; raises Refusals, one beside each field that cannot be read."""
    amount_dong = reader.money("amount_dong", required=True, label=_("số tiền cam kết"))
    pledged_on = reader.date("pledged_on", required=True, label=_("ngày cam kết"))
    due_on = reader.date("due_on", label=_("hạn góp đủ"))
    basis = reader.text("basis")[:LONGEST_NOTE]
    kind = cast(AssetKind, reader.choice("asset_kind", ASSET_KIND_NAMES, required=False) or "dong")
    reader.finish()
    return PledgeForm(amount_dong or 0, pledged_on or date.min, due_on, basis, kind, reader.request_key())


def read_contribution(reader: FormReader) -> ContributionForm:
    """Read the contribution's fields; raises Refusals, one beside each field that cannot be read."""
    amount_dong = reader.money("amount_dong", required=True, label=_("số tiền góp"))
    contributed_on = reader.date("contributed_on", required=True, label=_("ngày góp"))
    method: MoneyMethod = "bank" if reader.choice("method", MONEY_NAMES) == "bank" else "cash"
    approval, note = reader.text("approval")[:LONGEST_NOTE], reader.text("note")[:LONGEST_NOTE]
    reader.finish()
    return ContributionForm(amount_dong or 0, contributed_on or date.min, method, approval, note, reader.request_key())


def read_asset(reader: FormReader) -> AssetForm:
    """Read the fields of a thing that is handed over; what it must say beside being readable is for the rules."""
    amount_dong = reader.money("amount_dong", required=True, label=_("giá trị"))
    valuation = reader.choice("valuation", VALUATION_NAMES)
    valued_on = reader.date("valued_on", required=True, label=_("ngày định giá"))
    handed_over_on = reader.date("handed_over_on", required=True, label=_("ngày giao nhận"))
    thing = InKind(
        asset=reader.text("asset")[:LONGEST_ASSET],
        quantity=reader.text("asset_quantity")[:LONGEST_ASSET],
        valued_by=reader.text("valued_by")[:LONGEST_ASSET],
        right_of_use_period=reader.text("right_of_use_period")[:LONGEST_ASSET],
        kind=reader.text("asset_kind"),
    )
    account, number = reader.text("account"), reader.text("valuation_number")[:LONGEST_ASSET]
    approval, note = reader.text("approval")[:LONGEST_NOTE], reader.text("note")[:LONGEST_NOTE]
    if reader.refusals:
        for refusal in in_kind_refusals(account, thing):
            reader.refuse(refusal)
    reader.finish()
    handed = HandedOver(
        valuation=cast(Valuation, valuation),
        number=number,
        valued_on=valued_on or date.min,
        handed_over_on=handed_over_on or date.min,
        is_right_of_use=reader.text("is_right_of_use") == "1",
    )
    return AssetForm(amount_dong or 0, account, thing, handed, approval, note, reader.request_key())


def read_refund(reader: FormReader) -> RefundForm:
    """Read the refund's fields; raises Refusals, one beside each field that cannot be read."""
    chosen = reader.choice("reason", REASON_NAMES)
    reason: RefundReason = "above_maximum" if chosen == "above_maximum" else "membership_ended"
    amount_dong = reader.money("amount_dong", required=True, label=_("số tiền hoàn trả"))
    refunded_on = reader.date("refunded_on", required=True, label=_("ngày hoàn trả"))
    basis = reader.text("basis", required=True, label=_("nghị quyết"))[:LONGEST_NOTE]
    method: MoneyMethod = "bank" if reader.choice("method", MONEY_NAMES) == "bank" else "cash"
    note = reader.text("note")[:LONGEST_NOTE]
    reader.finish()
    return RefundForm(
        Asked(reason, amount_dong or 0, refunded_on or date.min, basis), method, note, reader.request_key()
    )


def read_transfer(reader: FormReader) -> TransferForm:
    """Read the transfer's fields; raises Refusals, one beside each field that cannot be read."""
    to_name = reader.text("to_party", required=True, label=_("người nhận"))
    amount_dong = reader.money("amount_dong", required=True, label=_("số tiền chuyển"))
    transferred_on = reader.date("transferred_on", required=True, label=_("ngày chuyển"))
    basis = reader.text("basis", required=True, label=_("căn cứ trong Điều lệ"))[:LONGEST_NOTE]
    reader.finish()
    asked = AskedTransfer(amount_dong or 0, transferred_on or date.min, basis)
    return TransferForm(asked, to_name, reader.uuid("to_party-id"), reader.request_key())


def read_reason(reader: FormReader) -> str:
    """Why something is taken back; whether there must be one is for the deed to say."""
    return reader.text("reason")[:LONGEST_NOTE]


def read_replacement(reader: FormReader) -> tuple[ReplacementReason, str]:
    """Why a certificate is issued again or exchanged, and on what basis; raises Refusals."""
    chosen = reader.choice("reason", REPLACEMENT_NAMES)
    basis = reader.text("basis")[:LONGEST_NOTE]
    reader.finish()
    reason: ReplacementReason = (
        "contents_changed" if chosen == "contents_changed" else "damaged" if chosen == "damaged" else "lost"
    )
    return reason, basis


def read_withdrawal(reader: FormReader) -> tuple[WithdrawalReason, str, date]:
    """Why a certificate is withdrawn, by which decision, on which day; raises Refusals."""
    chosen = reader.choice("reason", WITHDRAWAL_NAMES)
    basis = reader.text("basis")[:LONGEST_NOTE]
    withdrawn_on = reader.date("withdrawn_on", required=True, label=_("ngày thu hồi"))
    reader.finish()
    return "issued_wrongly" if chosen == "issued_wrongly" else "membership_ended", basis, withdrawn_on or date.min
