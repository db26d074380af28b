"""Whether a voucher could be posted as it stands: the chart, the kind, internal transactions with members, and capital, which
the register of contributions alone moves."""

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger import get_entry
from hoptac.ledger.actions.head import lock_head
from hoptac.ledger.entries import Line
from hoptac.ledger.queries.accounts import chart_of
from hoptac.ledger.queries.entries import lines_with_adjustments
from hoptac.members.agreements.queries import official_members
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.rules import MemberStanding, check_capital_kept, check_internal, complete_lines

SOURCE = "voucher"
"""What an entry comes from that was posted from a voucher."""


async def complete(
    session: AsyncSession, org_id: UUID, form: VoucherForm, terms: Mapping[str, int] | None = None
) -> tuple[Line, ...]:
    """The lines as they will be posted; `terms` of the voucher's day where they are known. Raises Refusals,
    CapitalChanged."""
    parties = {party for row in form.lines for party in (row.debit_party_id, row.credit_party_id) if party}
    official = await official_members(session, org_id, sorted(parties), form.voucher_on)
    standings: dict[UUID, MemberStanding] = {
        party: "agreement" if has_agreement else "member" for party, has_agreement in official.items()
    }
    terms = terms or await terms_on(session, org_id, form.voucher_on)
    internal = partial(check_internal, tracks_internal=bool(terms["accounting.tracks_internal"]), standings=standings)
    lines = complete_lines(form, chart=await chart_of(session, org_id), check_internal=internal)
    if form.adjusts_entry_id is not None:
        await _check_capital(session, org_id, form.adjusts_entry_id, lines)
    return lines


async def _check_capital(session: AsyncSession, org_id: UUID, entry_id: UUID, lines: Sequence[Line]) -> None:
    """Behind the head's lock: a contribution that is taken back at the same moment is seen, or waits."""
    await lock_head(session, org_id)
    original, _lines = await get_entry(session, org_id, entry_id)
    standing = await lines_with_adjustments(session, org_id, entry_id)
    check_capital_kept(standing, lines, may_lessen=original.source_kind == SOURCE)
