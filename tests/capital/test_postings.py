"""What capital writes into the books, in the accountants' notation."""

from datetime import date

import msgspec
import pytest
from tests.ledger.notation import lines, party

from hoptac.capital.postings import (
    PaidIn,
    contribution_entry,
    opening_capital_entry,
    refund_entry,
    retraction_entry,
    transfer_entry,
)
from hoptac.kit.identifiers import new_id
from hoptac.ledger import adjustment

ON = date(2026, 3, 5)


def pairs(draft):
    return [msgspec.structs.replace(line, description="") for line in draft.lines]


@pytest.mark.parametrize(
    ("method", "series", "expected"),
    [("cash", "PT", "Nợ 1111 / Có 4111 5.000.000 @an"), ("bank", "BC", "Nợ 1121 / Có 4111 5.000.000 @an")],
)
def test_contribution(method, series, expected):
    draft = contribution_entry(
        new_id(), party_id=party("an"), name="Nguyễn Văn An", amount_dong=5_000_000, method=method, contributed_on=ON
    )
    assert (draft.series, draft.entry_on, pairs(draft)) == (series, ON, [*lines(expected)])
    assert draft.description == "Nguyễn Văn An góp vốn"


# CAP-02: what the thing becomes, the voucher (goods are received into the store), the lines
@pytest.mark.parametrize(
    ("account", "series", "expected"),
    [
        ("152", "PN", "Nợ 152 / Có 4111 5.000.000 @an"),
        ("156", "PN", "Nợ 156 / Có 4111 5.000.000 @an"),
        ("1561", "PN", "Nợ 1561 / Có 4111 5.000.000 @an"),
        ("2111", "GV", "Nợ 2111 / Có 4111 5.000.000 @an"),
        ("2113", "GV", "Nợ 2113 / Có 4111 5.000.000 @an"),
        ("2117", "GV", "Nợ 2117 / Có 4111 5.000.000 @an"),
    ],
)
def test_contribution_in_kind(account, series, expected):
    draft = contribution_entry(
        new_id(), party_id=party("an"), name="Nguyễn Văn An", amount_dong=5_000_000, method="in_kind",
        contributed_on=ON, account=account, asset="1.500 m² đất lúa",
    )  # fmt: skip
    assert (draft.series, draft.entry_on, pairs(draft)) == (series, ON, [*lines(expected)])
    assert draft.description == "Nguyễn Văn An góp vốn bằng 1.500 m² đất lúa"


@pytest.mark.parametrize(
    ("method", "series", "expected"),
    [("cash", "PC", "Nợ 4111 / Có 1111 5.000.000 @an"), ("bank", "BN", "Nợ 4111 / Có 1121 5.000.000 @an")],
)
def test_refund(method, series, expected):
    draft = refund_entry(
        new_id(), party_id=party("an"), name="Nguyễn Văn An", amount_dong=5_000_000, method=method, refunded_on=ON
    )
    assert (draft.series, draft.entry_on, pairs(draft)) == (series, ON, [*lines(expected)])
    assert (draft.purpose, draft.description) == ("refund", "Hoàn trả vốn góp cho Nguyễn Văn An")


def test_transfer():
    draft = transfer_entry(
        new_id(), party_id=party("an"), to_party_id=party("binh"), names=("Nguyễn Văn An", "Trần Thị Bình"),
        amount_dong=5_000_000, on=ON,
    )  # fmt: skip
    assert (draft.series, pairs(draft)) == ("GV", [*lines("Nợ 4111@an / Có 4111@binh 5.000.000")])
    assert draft.description == "Nguyễn Văn An chuyển phần vốn góp cho Trần Thị Bình"


def test_retraction_says_what_should_have_been_there():
    kept = lines("Nợ 1111 / Có 4111 2.000.000 @binh")
    draft = retraction_entry(new_id(), on=ON, description="Bỏ", lines=kept)
    original = retraction_entry(new_id(), on=ON, description="", lines=lines("Nợ 1111 / Có 4111 5.000.000 @an") + kept)
    assert (draft.series, draft.purpose) == ("GV", "retraction")
    assert adjustment(original, draft) == lines("Nợ 1111 / Có 4111 -5.000.000 @an")


def test_opening_capital():
    source_id = new_id()
    paid = [PaidIn(party("an"), 2_000_000), PaidIn(party("binh"), 3_500_000)]
    draft = opening_capital_entry(source_id, entry_on=ON, paid_in=paid)
    expected = lines("Nợ 1111 / Có 4111 2.000.000 @an\nNợ 1111 / Có 4111 3.500.000 @binh")
    assert pairs(draft) == [*expected]
    assert (draft.series, draft.source_id, draft.purpose) == ("DK", source_id, "opening")
    assert draft.description == "Số dư đầu kỳ vốn góp theo danh sách nhập"
