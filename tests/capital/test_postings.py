"""What capital writes into the books, in the accountants' notation."""

from datetime import date

import pytest
from tests.ledger.notation import lines, party

from hoptac.capital.postings import PaidIn, contribution_entry, opening_capital_entry
from hoptac.kit.identifiers import new_id

ON = date(2026, 3, 5)


def pairs(draft):
    return [(line.debit_account, line.credit_account, line.amount_dong, line.credit_party_id) for line in draft.lines]


@pytest.mark.parametrize(
    ("method", "series", "expected"),
    [("cash", "PT", "Nợ 1111 / Có 4111 5.000.000 @an"), ("bank", "BC", "Nợ 1121 / Có 4111 5.000.000 @an")],
)
def test_contribution(method, series, expected):
    draft = contribution_entry(
        new_id(), party_id=party("an"), name="Nguyễn Văn An", amount_dong=5_000_000, method=method, contributed_on=ON
    )
    wanted = [
        (line.debit_account, line.credit_account, line.amount_dong, line.credit_party_id) for line in lines(expected)
    ]
    assert (draft.series, draft.entry_on, pairs(draft)) == (series, ON, wanted)
    assert draft.description == "Nguyễn Văn An góp vốn"


def test_opening_capital():
    source_id = new_id()
    paid = [PaidIn(party("an"), 2_000_000), PaidIn(party("binh"), 3_500_000)]
    draft = opening_capital_entry(source_id, entry_on=ON, paid_in=paid)
    expected = lines("Nợ 1111 / Có 4111 2.000.000 @an\nNợ 1111 / Có 4111 3.500.000 @binh")
    wanted = [(line.debit_account, line.credit_account, line.amount_dong, line.credit_party_id) for line in expected]
    assert pairs(draft) == wanted
    assert (draft.series, draft.source_id, draft.purpose) == ("DK", source_id, "opening")
    assert draft.description == "Số dư đầu kỳ vốn góp theo danh sách nhập"
