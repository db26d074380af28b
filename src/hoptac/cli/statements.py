"""`hoptac statements`: one statement of an organization, as of a day."""

import argparse
from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.cli.opening import with_database
from hoptac.cli.printing import blocks, table
from hoptac.connections import Connections
from hoptac.kit.calendar import parse_date
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound, Refusal
from hoptac.kit.language import _
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.queries import find_organization_id
from hoptac.settings import Settings
from hoptac.statements.reading import read_equity, read_position, read_results, read_trial_balance
from hoptac.statements.rules.spans import Span, whole_year
from hoptac.statements.rules.statement import Statement
from hoptac.statements.rules.trial_balance import TrialBalanceLine

_COLUMNS = (
    "opening_debit_dong", "opening_credit_dong", "debit_dong", "credit_dong", "closing_debit_dong", "closing_credit_dong",
)  # fmt: skip


class DayOutsideYear(Refusal):
    """The day asked for is not of the year asked for."""

    def __init__(self, year: int) -> None:
        super().__init__(_("Ngày ở --as-of phải thuộc năm %(year)s. Hãy sửa lại.", year=year))


def execute(args: argparse.Namespace, settings: Settings) -> dict[str, Any]:
    """Read it."""
    return with_database(args, settings, _read)


async def _read(args: argparse.Namespace, urls: Connections) -> dict[str, Any]:
    span = _span(args.year, args.as_of)
    database = Database(urls.app)
    try:
        async with database.begin() as session:
            org_id = await find_organization_id(session, args.org)
        if org_id is None:
            raise NotFound(_("Không có tổ chức “%(slug)s”.", slug=args.org))
        async with enter_tenant(database, org_id) as session:
            found = await _READERS[args.form](session, org_id, span)
    finally:
        await database.close()
    asked = {"org": args.org, "form": args.form, "from": span.from_on.isoformat(), "to": span.to_on.isoformat()}
    return asked | found


def _span(year: int, as_of: str | None) -> Span:
    whole = whole_year(year)
    day = parse_date(as_of) if as_of else None
    if day is None:
        return whole
    if day.year != year:
        raise DayOutsideYear(year)
    return Span(date(year, 1, 1), day)


def _two_columns(statement: Statement) -> dict[str, Any]:
    lines = [
        {"code": one.code, "name": one.name_vi, "amount_dong": one.amount_dong, "previous_dong": one.previous_dong}
        for one in statement.lines
    ]
    return {"lines": lines}


async def _position(session: AsyncSession, org_id: UUID, span: Span) -> dict[str, Any]:
    found = await read_position(session, org_id, span)
    residuals = [
        {"account": part.account, "side": part.side, "line": part.line, "amount_dong": part.amount_dong}
        for part in found.residuals
    ]
    return _two_columns(found.statement) | {"difference_dong": found.difference_dong[0], "residuals": residuals}


async def _results(session: AsyncSession, org_id: UUID, span: Span) -> dict[str, Any]:
    return _two_columns((await read_results(session, org_id, span)).statement)


def _six_columns(lines: Iterable[TrialBalanceLine]) -> list[dict[str, Any]]:
    """The six columns; `amount_dong` and `previous_dong` are closing and opening, debit minus credit."""
    return [
        {"code": line.code, "name": line.name_vi, "level": line.level}
        | dict(zip(_COLUMNS, line.balance.columns, strict=True))
        | {"amount_dong": line.balance.closing_dong, "previous_dong": line.balance.opening_dong}
        for line in lines
    ]


async def _trial_balance(session: AsyncSession, org_id: UUID, span: Span) -> dict[str, Any]:
    found = await read_trial_balance(session, org_id, span)
    totals = dict(zip(_COLUMNS, found.totals, strict=True))
    return {"lines": _six_columns(found.lines), "totals": totals, "off_balance": _six_columns(found.off_balance)}


async def _equity(session: AsyncSession, org_id: UUID, span: Span) -> dict[str, Any]:
    lines = [
        {
            "code": one.code, "name": one.name_vi, "amount_dong": one.closing_dong, "previous_dong": one.opening_dong,
            "increase_dong": one.increase_dong, "decrease_dong": one.decrease_dong,
        }
        for one in await read_equity(session, org_id, span)
    ]  # fmt: skip
    return {"lines": lines}


_READERS = {"B01": _position, "B02": _results, "F01": _trial_balance, "F02": _equity}


def describe(result: dict[str, Any]) -> str:
    """The form, then a row a line."""
    head = f"{result['form']}-HTX {result['org']} {result['from']} – {result['to']}"
    lines = result["lines"]
    if not lines:
        return head
    headings = tuple(lines[0])
    return blocks(head, table(headings, ([line[name] for name in headings] for line in lines)))
