"""What a line of B01 or B02 is made of, read page by page: a receivable may have a thousand parties."""

from collections.abc import Iterable
from typing import NamedTuple, Self
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.ledger import chart_of
from hoptac.statements.queries.subjects import PartyRow, list_parties
from hoptac.statements.reading import read_position, read_results
from hoptac.statements.rules.balances import is_analysed
from hoptac.statements.rules.financial_position import Part
from hoptac.statements.rules.forms import FormCode, PrescribedLine, lines_of
from hoptac.statements.rules.results import signed_portions
from hoptac.statements.tables import Table, View
from hoptac.statements.tables.parts import part_table, portion_table

_PAGE_LENGTH = 100


class PartPlace(NamedTuple):
    """Behind which party of which account a page begins."""

    account: str
    sort_key: str
    party_id: UUID

    @classmethod
    def read(cls, text: str) -> Self | None:
        """The place written into an address by `str()`, or None."""
        account, _mark, rest = text.partition("~")
        sort_key, _mark, party_id = rest.rpartition("~")
        try:
            return cls(account, sort_key, UUID(party_id))
        except ValueError:
            return None

    def __str__(self) -> str:
        return f"{self.account}~{self.sort_key}~{self.party_id}"


class PartPage(msgspec.Struct, frozen=True):
    """One page of the parts of a line; `following` is where the next one begins, empty on the last."""

    line: PrescribedLine
    table: Table
    following: str = ""


async def read_part_page(
    session: AsyncSession, org_id: UUID, form: FormCode, code: str, view: View, *, after: PartPlace | None
) -> PartPage:
    """The parts of a line; raises NotFound for a form or a line that has none."""
    line = lines_of(form).get(code)
    if line is None or form not in ("B01", "B02"):
        raise NotFound
    chart = await chart_of(session, org_id)
    if form == "B02":
        found = await read_results(session, org_id, view.span)
        previous = signed_portions(found.previous_portions, code)
        return PartPage(line, portion_table(found.portions_of(code), previous, chart, view))
    position = await read_position(session, org_id, view.span)
    parts = sorted(position.parts_of(code), key=lambda part: (part.account, part.side))
    shown, parties, following = await _page(session, org_id, parts, view, after)
    total = None if following else position.statement.line(code)
    return PartPage(line, part_table(shown, parties, total, chart, view), following)


async def _page(
    session: AsyncSession, org_id: UUID, parts: Iterable[Part], view: View, after: PartPlace | None
) -> tuple[list[Part], dict[tuple[str, str], list[PartyRow]], str]:
    """The parts of one page, and the parties of those that are looked at party by party."""
    shown: list[Part] = []
    parties: dict[tuple[str, str], list[PartyRow]] = {}
    room = _PAGE_LENGTH
    for part in parts:
        if after is not None and part.account < after.account:
            continue
        if is_analysed(part.account) and part.kind != "elimination":
            behind = (after.sort_key, after.party_id) if after and part.account == after.account else None
            accounts, year = (part.account,), view.span.year_so_far
            rows = await list_parties(session, org_id, accounts, year, side=part.side, after=behind, limit=room + 1)
            parties[part.account, part.side] = rows[:room]
            if len(rows) > room:
                shown.append(part)
                return shown, parties, str(PartPlace(part.account, *rows[room - 1].place))
            room = max(room - len(rows), 1)
        shown.append(part)
    return shown, parties, ""
