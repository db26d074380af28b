"""What a member owes and is owed, the lines behind each figure, and codes to pay by."""

from typing import Any
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath, FromQuery
from markupsafe import Markup

from hoptac.bank.codes import Subject, payment_code, purpose_with_code
from hoptac.bank.queries.accounts import list_accounts
from hoptac.bank.queries.requests import get_due
from hoptac.bank.refusals import NothingDue
from hoptac.kit.documents import qr_svg
from hoptac.kit.errors import NotFound
from hoptac.kit.language import Message, _
from hoptac.kit.pages import language_of, redirect
from hoptac.kit.vietqr import vietqr
from hoptac.ledger import chart_of
from hoptac.ledger.queries import accounts_of_party, lines_of_party
from hoptac.portal.doors import own, own_page
from hoptac.portal.lines import LINES_A_PAGE, page_of_lines
from hoptac.portal.queries.own import list_trades
from hoptac.portal.routes.own import named
from hoptac.portal.rules import DEBT_NAMES, Owing, debts_of

_CAPITAL = "411"
_SUBJECTS: dict[str, tuple[Subject, str, Message]] = {
    "pledge": ("pledge", "gop von", _("Góp vốn đã cam kết")),
    "receivable": ("receivable", "tra no", _("Trả nợ")),
}


class OwnMoneyController(Controller):
    """Debts of whoever is signed in, of the party behind a link."""

    path = "/me/{access_id:uuid}"

    @get("/debts", member=True)
    async def debts(self, request: Request[Any, Any, Any], access_id: FromPath[UUID]) -> Response[bytes]:
        """Each debt by itself, none netted against another; then what was bought on credit and sold."""
        async with own(request, access_id) as mine:
            balances = await accounts_of_party(mine.session, mine.org_id, mine.party_id)
            trades = await list_trades(mine.session, mine.org_id, mine.party_id)
            can_pay = any(one.is_for_qr for one in await list_accounts(mine.session, mine.org_id))
        debts = debts_of(balances)
        return own_page(
            request, "debts", mine, "debts", owes=named([one for one in debts if one.side == "owes"]),
            is_owed=named([one for one in debts if one.side == "is_owed"]), trades=trades, can_pay=can_pay,
        )  # fmt: skip

    @get("/accounts/{account:str}", member=True)
    async def lines(
        self,
        request: Request[Any, Any, Any],
        access_id: FromPath[UUID],
        account: FromPath[str],
        leaf: FromQuery[int] = 1,
    ) -> Response[bytes]:
        """The lines that a figure sums, the newest first, with what was left after each."""
        if not account.isdigit() or not account.startswith(("1", "3", _CAPITAL)):
            raise NotFound
        async with own(request, access_id) as mine:
            found = await lines_of_party(mine.session, mine.org_id, account, mine.party_id)
            chart = await chart_of(mine.session, mine.org_id)
        if not found:
            raise NotFound
        shown = page_of_lines(found, account, leaf)
        side: Owing = "owes" if (shown.balance_dong > 0) == account.startswith("1") else "is_owed"
        language = language_of(request)
        name = chart[account].name_en if language == "en" else chart[account].name_vi
        return own_page(
            request, "lines", mine, "capital" if account.startswith(_CAPITAL) else "debts", shown=shown, account=account,
            account_name=name, title=None if account.startswith(_CAPITAL) else DEBT_NAMES.get((account[:3], side)),
            leaf=shown.leaf, leaves=shown.leaves, a_page=LINES_A_PAGE,
        )  # fmt: skip

    @get("/qr/{subject:str}", member=True)
    async def code(
        self, request: Request[Any, Any, Any], access_id: FromPath[UUID], subject: FromPath[str]
    ) -> Response[bytes]:
        """A VietQR code for what is still to be paid in, or for the debt on 131; the bank's own pages know it again."""
        if subject not in _SUBJECTS:
            raise NotFound
        kind, words, title = _SUBJECTS[subject]
        async with own(request, access_id) as mine:
            account = next((one for one in await list_accounts(mine.session, mine.org_id) if one.is_for_qr), None)
            try:
                due = await get_due(mine.session, mine.org_id, mine.party_id)
            except NothingDue:
                due = None
        amount = 0 if due is None else due.pledged_rest_dong if kind == "pledge" else due.receivable_dong
        if account is None or due is None or amount <= 0:
            said = _("Hiện không có khoản nào phải trả bằng mã này.")
            return redirect(request, f"/me/{access_id}", flash=said, kind="info")
        purpose = purpose_with_code(payment_code(kind, mine.party_id), f"{due.number} {words}")
        text = vietqr(account.bank_bin, account.number, amount_dong=amount, purpose=purpose)
        return own_page(
            request, "qr", mine, "capital" if kind == "pledge" else "debts", title=title, account=account,
            amount_dong=amount, purpose=purpose, qr=Markup(qr_svg(text)),  # noqa: S704 - drawn here
        )  # fmt: skip
