"""Reading the statements of an organization: each form with all that its page, its workbook and its paper show."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

import msgspec
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.errors import NotFound
from hoptac.kit.language import Message, _
from hoptac.ledger import chart_of
from hoptac.organizations.terms import terms_on
from hoptac.statements.queries.figures import read_balances, read_figures, read_pairs, read_sources
from hoptac.statements.rules.balances import balances_of, without_party
from hoptac.statements.rules.equity import EquityLine, equity_changes
from hoptac.statements.rules.financial_position import FinancialPosition, financial_position
from hoptac.statements.rules.forms import FORM_NAMES, FormCode
from hoptac.statements.rules.notes import NotesFigures, notes
from hoptac.statements.rules.results import Results, results
from hoptac.statements.rules.sharing import SharingKey, chosen_key
from hoptac.statements.rules.spans import Span
from hoptac.statements.rules.trial_balance import TrialBalance, trial_balance
from hoptac.statements.tables import Table, View
from hoptac.statements.tables.accounts import equity_table, trial_balance_tables
from hoptac.statements.tables.notes import OWN_WORDS, note_tables
from hoptac.statements.tables.statements import position_table, results_table

NOTE_TEXTS: Mapping[str, Message] = {
    "I": OWN_WORDS,
    "II": _("Kỳ kế toán năm từ ngày 01/01 đến ngày 31/12. Đơn vị tiền tệ: đồng Việt Nam."),
    "III": _("Chế độ kế toán hợp tác xã theo Thông tư 71/2024/TT-BTC ngày 07/10/2024 của Bộ Tài chính."),
    "IV.13": OWN_WORDS,
    "VI": OWN_WORDS,
}


class Checks(msgspec.Struct, frozen=True):
    """What the books prove of themselves over the year so far."""

    position: FinancialPosition
    trial_balance: TrialBalance
    without_party: dict[str, int]

    @property
    def is_clean(self) -> bool:
        """Whether 200 = 500, F01 is equal in pairs and every party account is the sum of its parties."""
        return self.position.difference_dong == (0, 0) and self.trial_balance.is_balanced and not self.without_party


def form_code(text: str) -> FormCode:
    """The form with this code; raises NotFound."""
    if text not in FORM_NAMES:
        raise NotFound
    return text  # type: ignore[return-value]


async def read_position(session: AsyncSession, org_id: UUID, span: Span) -> FinancialPosition:
    """B01 at the end of a span, beside the beginning of its year."""
    return financial_position(await read_balances(session, org_id, span.year_so_far))


async def read_results(session: AsyncSession, org_id: UUID, span: Span) -> Results:
    """B02 of a span, beside the same days of the year before; what of 642 is not closed yet is shared by the key of each."""
    return results(
        await read_pairs(session, org_id, span),
        await read_pairs(session, org_id, span.year_before),
        await read_sharing_key(session, org_id, span.to_on),
        await read_sharing_key(session, org_id, span.year_before.to_on),
    )


async def read_sharing_key(session: AsyncSession, org_id: UUID, day: date) -> SharingKey | None:
    """The cooperative's key of management expense on a day, None where the expense follows net revenue."""
    terms = await terms_on(session, org_id, day)
    return chosen_key(
        terms["accounting.external_expense_percent"], tracks_internal=bool(terms["accounting.tracks_internal"])
    )


async def read_equity(session: AsyncSession, org_id: UUID, span: Span) -> tuple[EquityLine, ...]:
    """F02 of a span."""
    balances, pairs = await read_balances(session, org_id, span), await read_pairs(session, org_id, span)
    return equity_changes(balances, pairs, await read_sharing_key(session, org_id, span.to_on))


async def read_trial_balance(session: AsyncSession, org_id: UUID, span: Span) -> TrialBalance:
    """F01 of a span."""
    return trial_balance(await read_balances(session, org_id, span), await chart_of(session, org_id))


async def read_checks(session: AsyncSession, org_id: UUID, span: Span) -> Checks:
    """The checks that stand on the overview."""
    figures = await read_figures(session, org_id, span.year_so_far)
    balances = balances_of(figures.accounts, figures.parties)
    return Checks(
        financial_position(balances),
        trial_balance(balances, await chart_of(session, org_id)),
        without_party(figures.accounts, figures.parties),
    )


async def read_tables(session: AsyncSession, org_id: UUID, form: FormCode, view: View) -> list[Table]:
    """The tables of a form over the view's span."""
    match form:
        case "B01":
            return [position_table(await read_position(session, org_id, view.span), view)]
        case "B02":
            return [results_table(await read_results(session, org_id, view.span), view)]
        case "F01":
            return list(trial_balance_tables(await read_trial_balance(session, org_id, view.span), view))
        case "F02":
            return [equity_table(await read_equity(session, org_id, view.span), view)]
        case "B09":
            return await _notes(session, org_id, msgspec.structs.replace(view, span=view.span.year_so_far))


async def _notes(session: AsyncSession, org_id: UUID, view: View) -> list[Table]:
    balances = await read_balances(session, org_id, view.span)
    figures = NotesFigures(
        position=financial_position(balances),
        balances=balances,
        pairs=tuple(await read_pairs(session, org_id, view.span)),
        previous_pairs=tuple(await read_pairs(session, org_id, view.span.year_before)),
        sources=await read_sources(session, org_id, view.span),
    )
    found = notes(figures, await chart_of(session, org_id))
    return list(note_tables(found, NOTE_TEXTS, view))
