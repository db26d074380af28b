"""The whole proof of an organization's books: entries and their kept sums, the register of capital, the statements."""

from datetime import date
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.capital.queries.agreement import Disagreement, list_disagreements
from hoptac.kit.language import Message, _
from hoptac.kit.money import format_dong
from hoptac.ledger import check_books
from hoptac.ledger.queries.entries import find_edges
from hoptac.parties.queries import party_names
from hoptac.statements.reading import Checks, read_checks
from hoptac.statements.rules.spans import Span

_WHAT: dict[str, Message] = {
    "pledges": _("vốn cam kết"),
    "contributions": _("vốn đã góp"),
    "account_4111": _("tài khoản 4111"),
    "total_pledged": _("tổng vốn cam kết"),
    "total_paid": _("tổng vốn đã góp"),
}


async def prove_books(session: AsyncSession, org_id: UUID) -> list[Message]:
    """Every fault found, in sentences; an empty list proves the books whole.

    Balances = lines, numbers without gaps, the chain whole (`hoptac.ledger.check_books`); 4111 by member = the register
    of contributions (S31); party accounts = the sum of their parties, F01 in pairs, and 200 = 500 at the end of every
    year of the books.
    """
    findings = [found.message for found in await check_books(session, org_id)]
    disagreements = await list_disagreements(session, org_id)
    names = await party_names(session, org_id, [one.party_id for one in disagreements])
    findings += [_disagreement(one, names) for one in disagreements]
    edges = await find_edges(session, org_id)
    if edges is not None:
        for year in range(edges[0].year, edges[1].year + 1):
            checks = await read_checks(session, org_id, Span(date(year, 1, 1), date(year, 12, 31)))
            findings += _of_statements(year, checks)
    return findings


def _disagreement(one: Disagreement, names: dict[UUID, str]) -> Message:
    return _(
        "Sổ đăng ký vốn góp lệch ở %(what)s của %(who)s: phải là %(expected)s đ nhưng đang là %(found)s đ.",
        what=_WHAT[one.what],
        who=names.get(one.party_id, "") if one.party_id else _("cả hợp tác xã"),
        expected=format_dong(one.expected_dong),
        found=format_dong(one.found_dong),
    )


def _of_statements(year: int, checks: Checks) -> list[Message]:
    found: list[Message] = []
    difference = next((dong for dong in checks.position.difference_dong if dong), 0)
    if difference:
        found.append(_("Năm %(year)s: mã 200 khác mã 500 %(amount)s đ.", year=year, amount=format_dong(difference)))
    if not checks.trial_balance.is_balanced:
        found.append(_("Năm %(year)s: bảng cân đối tài khoản không cân.", year=year))
    for account, dong in checks.without_party.items():
        found.append(
            _(
                "Năm %(year)s: TK %(account)s có %(amount)s đ không ghi đối tượng.",
                year=year,
                account=account,
                amount=format_dong(dong),
            )
        )
    return found
