"""What is found in the real books and registers for a line: by code, telephone, account, document, and by the amount alone."""

from datetime import date

import pytest
from sqlalchemy import insert
from tests.bank.conftest import ACCOUNTANT, NOW, accept_line, bring_in, open_lines, proposals_of
from tests.bank.layouts import counter_accounts, xlsx
from tests.bank.test_matching import deed, statement
from tests.capital.people import enter_members

from hoptac.bank.actions import change_account, request_payment
from hoptac.bank.actions.accounts import AccountForm
from hoptac.bank.actions.requests import RequestForm
from hoptac.bank.codes import payment_code, purpose_with_code
from hoptac.bank.queries.requests import get_request, list_due
from hoptac.bank.refusals import AccountNotForQr, AmountMissing
from hoptac.capital.actions import record_pledge
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.kit.vietnamese import search_key, sort_key
from hoptac.ledger import DraftEntry, Line, post_entry
from hoptac.ledger.refusals import MissingParty, UnknownAccount
from hoptac.parties.models import Party

PEOPLE = ("Nguyễn Văn An", "Trần Thị Bình", "Lê Văn Chín")


@pytest.fixture
async def people(database, tan_hung):
    """Three members; the third has a telephone."""
    first = await enter_members(database, tan_hung.id, PEOPLE[:2])
    last = await enter_members(database, tan_hung.id, PEOPLE[2:], phone="0912345678")
    return [*first, *last]


async def owe(session, org, *sides, text="Bán phân bón", series="GV"):
    """Nợ/Có with parties, by 2 January."""
    lines = tuple(
        Line(debit, credit, dong, debit_party_id=debit_party, credit_party_id=credit_party)
        for debit, debit_party, credit, credit_party, dong in sides
    )
    draft = DraftEntry(date(2026, 1, 2), text, series, "test", new_id(), "posting", lines)
    return await post_entry(session, **deed(org), draft=draft)


async def first_of(session, org, account_id):
    """Of each open line: (debit, credit, party, reason)."""
    lines = await open_lines(session, org, account_id)
    found = await proposals_of(session, org, account_id)
    tops = [found[line.id][0] for line in lines]
    return [(top.debit_account, top.credit_account, top.party_name, str(top.reason)) for top in tops]


async def test_by_codes(database, tan_hung, agribank, people):
    an, binh, chin = people
    async with enter_tenant(database, tan_hung.id) as session:
        await owe(session, tan_hung, ("131", binh, "5111", None, 3_000_000))
        await record_pledge(
            session, **deed(tan_hung), party_id=an, amount_dong=5_000_000, pledged_on=date(2026, 1, 2),
            request_key=new_id(),
        )  # fmt: skip
        form = RequestForm(agribank, 250_000, "Thuê máy cày", chin, "5113")
        request_id = await request_payment(session, **deed(tan_hung), form=form)
        request = await get_request(session, tan_hung.id, request_id)
        assert request.code == payment_code("request", request_id)
        await bring_in(
            session, tan_hung,
            statement(
                (5, 2_000_000, f"IBFT {purpose_with_code(payment_code('pledge', an), 'gop von')} tu ai do"),
                (5, 3_000_000, f"MBVCB.1.{payment_code('receivable', binh).lower()}.CT"),
                (5, 250_000, f"{request.code} thue may cay"),
            ),
        )  # fmt: skip
        assert await first_of(session, tan_hung, agribank) == [
            ("1121", "4111", "Nguyễn Văn An", "mã VietQR trong nội dung; còn cam kết chưa góp 5.000.000 đ"),
            ("1121", "131", "Trần Thị Bình", "mã VietQR trong nội dung; đang nợ đúng 3.000.000 đ ở tài khoản 131"),
            ("1121", "5113", "Lê Văn Chín", "mã VietQR của khoản đã yêu cầu: Thuê máy cày"),
        ]
        due = await list_due(session, tan_hung.id)
        assert [(one.name, one.pledged_rest_dong, one.receivable_dong) for one in due] == [
            ("Nguyễn Văn An", 5_000_000, 0),
            ("Trần Thị Bình", 0, 3_000_000),
        ]
        assert [one.name for one in await list_due(session, tan_hung.id, "tran binh")] == ["Trần Thị Bình"]


async def test_by_telephone_by_the_amount_and_by_documents(database, tan_hung, agribank, people):
    an, binh, _chin = people
    async with enter_tenant(database, tan_hung.id) as session:
        posted = await owe(session, tan_hung, ("131", binh, "5111", None, 3_210_000), text="Bán giống theo HĐ 0001234")
        await owe(session, tan_hung, ("642", None, "331", an, 1_110_000))
        await bring_in(
            session, tan_hung,
            statement(
                (5, 700_000, "ck tu 0912345678"), (5, 3_210_000, "chuyen khoan"), (6, 500_000, "TT HOA DON 1234"),
                (6, 400_000, f"tra {posted.series}{posted.number}/2026"), (7, -1_110_000, "chuyen di"), (7, 999_000, "ck"),
            ),
        )  # fmt: skip
        found = await first_of(session, tan_hung, agribank)
        assert found == [
            ("1121", "131", "Lê Văn Chín", "số điện thoại trong nội dung; chưa có nợ, ghi là tiền trả trước"),
            ("1121", "131", "Trần Thị Bình", "chỉ một người đang nợ đúng số tiền này ở tài khoản 131"),
            ("1121", "131", "Trần Thị Bình", "nội dung nhắc chứng từ HĐ 1234"),
            ("1121", "131", "Trần Thị Bình", "nội dung nhắc chứng từ GV 1/2026"),
            ("331", "1121", "Nguyễn Văn An", "chỉ phải trả đúng số tiền này cho một người ở tài khoản 331"),
            ("1121", "", "", "chưa rõ của ai; mở chứng từ để tự định khoản"),
        ]


async def test_a_supplier_by_a_short_name_and_a_payer_by_the_account(database, tan_hung, agribank):
    name = "Công ty TNHH Phân bón Phú Mỹ"
    supplier = {
        "org_id": tan_hung.id, "id": new_id(), "kind": "organization", "name": name, "sort_key": sort_key(name, whole=True),
        "search_key": search_key(name), "created_at": NOW,
    }  # fmt: skip
    await enter_members(database, tan_hung.id, ("Dương Hoàng Yến",))
    async with enter_tenant(database, tan_hung.id) as session:
        await session.execute(insert(Party), supplier)
        await owe(session, tan_hung, ("156", None, "331", supplier["id"], 20_000_000))
        filename, content = counter_accounts()
        await bring_in(session, tan_hung, content, filename)
        lines = {line.description: line for line in await open_lines(session, tan_hung, agribank)}
        found = await proposals_of(session, tan_hung, agribank)
        paid = found[lines["TT TIEN PHAN BON CTY PHU MY"].id][0]
        assert (paid.debit_account, paid.party_name) == ("331", name)
        assert str(paid.reason) == "tên đơn vị trong nội dung; đang phải trả đúng 20.000.000 đ ở tài khoản 331"
        first = lines["DUONG HOANG YEN GOP VON TV0009"]
        await accept_line(session, tan_hung, first.id, found[first.id][0].key)
        # The same account once more, without a name or a number.
        rows = [
            ["Ngày", "Số CT", "Nợ", "Có", "Nội dung", "Tài khoản đối ứng"],
            [date(2026, 2, 2), "FT9", "", 4_000, "ck", first.party_account],
        ]
        await bring_in(session, tan_hung, xlsx(rows), account_id=agribank)
        again = next(line for line in await open_lines(session, tan_hung, agribank) if line.reference == "FT9")
        proposal = (await proposals_of(session, tan_hung, agribank, [again]))[again.id][0]
        assert proposal.party_name == "Dương Hoàng Yến"
        assert "giống lần trước" in str(proposal.reason)


async def test_requests_that_cannot_be(database, tan_hung, agribank):
    async with enter_tenant(database, tan_hung.id) as session:
        for form, refusal in (
            (RequestForm(agribank, 0, "x"), AmountMissing),
            (RequestForm(agribank, 10**13, "x"), AmountMissing),
            (RequestForm(agribank, 1, "x", None, "131"), MissingParty),
            (RequestForm(agribank, 1, "x", None, "999"), UnknownAccount),
        ):
            with pytest.raises(refusal):
                await request_payment(session, org_id=tan_hung.id, actor_id=ACCOUNTANT, now=NOW, form=form)

        await change_account(session, **deed(tan_hung), bank_account_id=agribank, form=AccountForm("", "", "", ""))
        with pytest.raises(AccountNotForQr):
            await request_payment(session, **deed(tan_hung), form=RequestForm(agribank, 1, "x"))
