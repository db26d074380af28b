"""What may be posted and what is refused, in the accountants' notation; refused rows beside accepted ones."""

from datetime import date

import msgspec
import pytest
from tests.ledger.notation import entry, line, party

from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.kit.language import translate
from hoptac.ledger import Line, chart, find_account, list_accounts, refusals
from hoptac.ledger.rules import check_closing, check_entry, check_line, checked_reason

TODAY = date(2026, 6, 20)
OK = None


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("Nợ 1121 / Có 4111 5.000.000 @an", OK),
        ("Nợ 1121 / Có 4111 5.000.000", refusals.MissingParty),
        ("Nợ 1111 / Có 5121 120.000", OK),
        ("Nợ 1111 / Có 131 120.000 @buyer", OK),
        ("Nợ 1111 / Có 131 120.000", refusals.MissingParty),
        ("Nợ 331 / Có 1121 120.000", refusals.MissingParty),
        ("Nợ 138 / Có 1121 120.000", refusals.MissingParty),
        ("Nợ 1121 / Có 338 120.000", refusals.MissingParty),
        ("Nợ 642 / Có 334 120.000", refusals.MissingParty),
        ("Nợ 13211 / Có 1121 120.000", refusals.MissingParty),
        ("Nợ 1121 / Có 341 120.000 @bank", OK),
        ("Nợ 4111@an / Có 4111@binh 1.000.000", OK),
        ("Nợ 4111@an / Có 4111@an 1.000.000", refusals.SameSides),
        ("Nợ 1111 / Có 1111 1.000.000", refusals.SameSides),
        ("Nợ 1111 / Có 1121 1.000.000", OK),
        ("Nợ 111 / Có 1121 1.000.000", refusals.AccountWithChildren),
        ("Nợ 1121 / Có 411 1.000.000", refusals.AccountWithChildren),
        ("Nợ 1121 / Có 711 1.000.000", refusals.UnknownAccount),
        ("Nợ 632 / Có 156 1.000.000", refusals.UnknownAccount),
        ("Nợ 002 3.000.000", OK),
        ("Có 002 3.000.000", OK),
        ("Nợ 1121 3.000.000", refusals.OneSidedLine),
        ("Có 4111 3.000.000 @an", refusals.OneSidedLine),
        ("Nợ 002 / Có 1121 3.000.000", refusals.TwoSidedOffBalanceLine),
        ("Nợ 1121 / Có 002 3.000.000", refusals.TwoSidedOffBalanceLine),
        ("Nợ 009 3.000.000", refusals.UnknownAccount),
        ("Nợ 1121 / Có 5111 0", refusals.AmountZero),
        ("Nợ 1121 / Có 5111 -1", refusals.NegativeAmount),
        ("Nợ 1121 / Có 5111 1.000.000.000.000.000", OK),
        ("Nợ 1121 / Có 5111 1.000.000.000.000.001", refusals.AmountTooLarge),
    ],
)
def test_lines(text: str, refusal: type[Refusal] | None) -> None:
    draft = entry(text)
    if refusal is OK:
        check_entry(draft, chart=chart(), today=TODAY)
        return
    with pytest.raises(refusal) as raised:
        check_entry(draft, chart=chart(), today=TODAY)
    assert raised.value.field == "lines"


def test_a_negative_amount_is_for_adjustments() -> None:
    draft = msgspec.structs.replace(entry("Nợ 1121 / Có 5111 -1"), adjusts_entry_id=new_id())
    check_entry(draft, chart=chart(), today=TODAY)


def test_a_party_needs_an_account_on_its_side() -> None:
    with pytest.raises(refusals.PartyWithoutAccount):
        check_line(Line("002", None, 5, credit_party_id=party("an")), chart=chart(), may_be_negative=False)
    with pytest.raises(refusals.OneSidedLine):
        check_line(Line(None, None, 5), chart=chart(), may_be_negative=False)


def test_the_whole_entry() -> None:
    draft = entry("Nợ 1121 / Có 5111 1.000")
    row = line("Nợ 1121 / Có 5111 1")
    for changed, refusal in (
        ({"lines": ()}, refusals.EmptyEntry),
        ({"lines": (row,) * (refusals.MOST_LINES + 1)}, refusals.TooManyLines),
        ({"description": "  "}, refusals.MissingDescription),
        ({"entry_on": date(2026, 6, 21)}, refusals.FutureEntryDate),
    ):
        with pytest.raises(refusal):
            check_entry(msgspec.structs.replace(draft, **changed), chart=chart(), today=TODAY)
    for changed in ({"lines": (row,) * refusals.MOST_LINES}, {"entry_on": TODAY}):
        check_entry(msgspec.structs.replace(draft, **changed), chart=chart(), today=TODAY)


@pytest.mark.parametrize(("month", "may"), [(5, True), (6, False), (7, False)])
def test_a_month_is_closed_after_its_last_day(month: int, may: bool) -> None:
    day = date(2026, month, 1)
    if may:
        check_closing(day, today=date(2026, 6, 1))
    else:
        with pytest.raises(refusals.PeriodNotEnded, match=f"{month:02d}/2026"):
            check_closing(day, today=date(2026, 6, 30))


def test_a_reason_is_said() -> None:
    assert checked_reason(" Nộp  báo cáo ") == "Nộp báo cáo"
    with pytest.raises(refusals.MissingReason):
        checked_reason(" \u200b ")


def test_refusals_speak_both_languages_and_name_the_law() -> None:
    refusal = refusals.MissingParty("4111")
    assert str(refusal) == (
        "Tài khoản 4111 phải theo dõi từng đối tượng. Hãy chọn người hoặc đơn vị liên quan. "
        "(Thông tư 71/2024/TT-BTC, Phụ lục I)"
    )
    assert (
        translate(refusal.message, "en")
        == "Account 4111 is kept by party. Choose the person or organization concerned."
    )


def test_the_chart_is_that_of_tt_71() -> None:
    accounts = list_accounts()
    assert len(accounts) == 112
    assert sum(account.parent is None for account in accounts) == 51
    assert [account.code for account in accounts if account.parent == "132"] == ["1321", "1322"]
    assert all(find_account(account.parent).has_children for account in accounts if account.parent)
    assert not any(account.has_children for account in list_accounts(only_postable=True))
    by_party = {account.code for account in list_accounts(only_postable=True) if account.needs_party}
    assert {"131", "138", "331", "334", "338", "4111"} <= by_party
    assert by_party.isdisjoint({"1121", "4118", "511", "3331", "335", "442"})
    assert find_account("009") is None
    assert (find_account("4111").normal_side, find_account("331").is_dual) == ("credit", True)
    assert (find_account("214").normal_side, find_account("521").normal_side) == ("credit", "debit")
    assert (find_account("002").is_off_balance, find_account("111").is_off_balance) == (True, False)
