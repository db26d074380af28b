"""Items, sources and accounts of the organization's own: posted, hashed, adjusted, refused."""

from datetime import UTC, date, datetime
from decimal import Decimal

import msgspec
import pytest
from tests.ledger.notation import entry, line

from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger import Line, adjust_entry, adjustment, check_books, get_entry, post_entry, refusals
from hoptac.ledger.actions.accounts import open_account
from hoptac.ledger.charts import chart, with_own
from hoptac.ledger.entries import net_lines
from hoptac.ledger.queries.balances import balance_of_account
from hoptac.ledger.rules import check_line, check_own_account

NOW = datetime(2026, 3, 6, 3, 0, tzinfo=UTC)
ACTOR, UREA = new_id(), new_id()


def goods(text: str, quantity: str, item_id=UREA) -> Line:
    return msgspec.structs.replace(line(text), item_id=item_id, quantity=Decimal(quantity))


@pytest.mark.parametrize(
    ("row", "refusal"),
    [
        (goods("Nợ 156 / Có 1111 5.000.000", "100"), None),
        (goods("Nợ 156 / Có 1111 5.000.000", "0.125"), None),
        (goods("Nợ 156 / Có 1111 5.000.000", "0"), None),  # transport that raises the cost of what is in stock
        (goods("Nợ 156 / Có 1111 5.000.000", "-100"), refusals.QuantityAgainstAmount),
        (goods("Nợ 156 / Có 1111 5.000.000", "NaN"), refusals.QuantityTooLarge),
        (goods("Nợ 156 / Có 1111 5.000.000", "1e15"), refusals.QuantityTooLarge),
        (goods("Nợ 156 / Có 1111 5.000.000", "1", None), refusals.QuantityWithoutItem),
        (msgspec.structs.replace(line("Nợ 156 / Có 1111 5.000.000"), item_id=UREA), refusals.QuantityWithoutItem),
    ],
)
def test_lines_of_goods(row, refusal):
    if refusal is None:
        check_line(row, chart=chart(), may_be_negative=False)
        return
    with pytest.raises(refusal):
        check_line(row, chart=chart(), may_be_negative=False)


def test_an_adjustment_holds_the_difference_of_quantities_too():
    original = entry("Nợ 156 / Có 1111 5.000.000")
    before = msgspec.structs.replace(original, lines=(goods("Nợ 156 / Có 1111 5.000.000", "100"),))
    after = msgspec.structs.replace(original, lines=(goods("Nợ 156 / Có 1111 4.500.000", "90"),))
    assert adjustment(before, after) == (goods("Nợ 156 / Có 1111 -500.000", "-10"),)
    recounted = msgspec.structs.replace(original, lines=(goods("Nợ 156 / Có 1111 5.000.000", "90"),))
    assert adjustment(before, recounted) == (
        goods("Nợ 156 / Có 1111 -5.000.000", "-100"),
        goods("Nợ 156 / Có 1111 5.000.000", "90"),
    )
    assert net_lines([goods("Nợ 156 / Có 1111 1", "1"), goods("Nợ 156 / Có 1111 -1", "-1")]) == ()


@pytest.mark.parametrize(
    ("code", "name", "refusal"),
    [
        ("11211", "Agribank Vĩnh Thạnh", None),
        ("3381", "Kinh phí thu hộ", None),
        ("41181", "Phí thành viên", None),
        ("4181", "Quỹ phát triển sản xuất", None),
        ("1121", "Tiền gửi", refusals.AccountCodeTaken),
        ("1123", "Vàng", refusals.AccountCodeRefused),
        ("41111", "Vốn góp ấp 1", refusals.AccountCodeRefused),
        ("711", "Thu nhập khác", refusals.AccountCodeRefused),
        ("99", "", refusals.AccountCodeRefused),
        ("1121a", "Agribank", refusals.AccountCodeRefused),
        ("1121123456789", "Agribank", refusals.AccountCodeRefused),
        ("11212", "   ", refusals.AccountNameMissing),
    ],
)
def test_detailed_accounts(code, name, refusal):
    if refusal is None:
        assert check_own_account(code, f" {name} ", chart=chart()) == (code, name)
        return
    with pytest.raises(refusal):
        check_own_account(code, name, chart=chart())


def test_the_chart_takes_up_own_accounts_in_the_order_of_codes():
    own = with_own([("112111", "Kỳ hạn ngắn"), ("11211", "Agribank")])
    codes = list(own)
    assert codes[codes.index("1121") : codes.index("1122")] == ["1121", "11211", "112111"]
    assert (own["112111"].parent, own["112111"].normal_side, own["112111"].name_vi) == ("11211", "debit", "Kỳ hạn ngắn")
    assert with_own([("3311", "Nhà cung cấp")])["3311"].needs_party


async def test_an_own_account_is_posted_to_and_summed_in_its_parent(database, tan_hung, phu_loi):
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(refusals.UnknownAccount):
            await post_entry(session, org_id=tan_hung.id, actor_id=ACTOR, draft=entry("Nợ 11211 / Có 5111 7"), now=NOW)
        await open_account(session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, code="11211", name="Agribank")
        for text in ("Nợ 11211 / Có 5111 700", "Nợ 1121 / Có 5111 300"):
            await post_entry(session, org_id=tan_hung.id, actor_id=ACTOR, draft=entry(text), now=NOW)
        assert await balance_of_account(session, tan_hung.id, "1121") == 1000
        assert await balance_of_account(session, tan_hung.id, "11211") == 700
        assert await check_books(session, tan_hung.id) == []
        with pytest.raises(refusals.AccountCodeTaken):
            await open_account(session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, code="11211", name="Khác")
    async with enter_tenant(database, phu_loi.id) as session:
        with pytest.raises(refusals.UnknownAccount):
            await post_entry(session, org_id=phu_loi.id, actor_id=ACTOR, draft=entry("Nợ 11211 / Có 5111 7"), now=NOW)


async def test_dimensions_are_kept_hashed_and_adjusted(database, tan_hung):
    rows = (goods("Nợ 156 / Có 1111 5.000.000", "100.5"), line("Nợ 1121 / Có 4421 2.000.000"))
    rows = (rows[0], msgspec.structs.replace(rows[1], source="Nhà nước", season_id=new_id(), contract_id=new_id()))
    draft = msgspec.structs.replace(entry("Nợ 156 / Có 1111 1", on=date(2026, 3, 5)), lines=rows)
    corrected = msgspec.structs.replace(
        entry("Nợ 156 / Có 1111 1", on=date(2026, 3, 6)), lines=(goods("Nợ 156 / Có 1111 5.000.000", "100"), rows[1])
    )
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await post_entry(session, org_id=tan_hung.id, actor_id=ACTOR, draft=draft, now=NOW)
        assert (await get_entry(session, tan_hung.id, posted.id))[1] == rows
        assert await check_books(session, tan_hung.id) == []
    async with enter_tenant(database, tan_hung.id) as session:
        await adjust_entry(
            session, org_id=tan_hung.id, actor_id=ACTOR, entry_id=posted.id, corrected=corrected, now=NOW
        )
        assert await balance_of_account(session, tan_hung.id, "156") == 5_000_000
        assert await check_books(session, tan_hung.id) == []
    async with enter_tenant(database, tan_hung.id) as session:
        with pytest.raises(refusals.NothingToAdjust):
            same = msgspec.structs.replace(corrected, source_id=new_id())
            await adjust_entry(session, org_id=tan_hung.id, actor_id=ACTOR, entry_id=posted.id, corrected=same, now=NOW)
