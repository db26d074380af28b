"""Whether a voucher could be posted as it stands: the chart, the kind, and internal transactions with members."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.ledger.entries import Line
from hoptac.ledger.queries.accounts import chart_of
from hoptac.members.agreements.queries import official_members
from hoptac.organizations.terms import terms_on
from hoptac.vouchers.drafts import VoucherForm
from hoptac.vouchers.rules import MemberStanding, check_internal, complete_lines


async def complete(
    session: AsyncSession, org_id: UUID, form: VoucherForm, terms: Mapping[str, int] | None = None
) -> tuple[Line, ...]:
    """The lines as they will be posted; `terms` of the voucher's day where they are known. Raises Refusals."""
    parties = {party for row in form.lines for party in (row.debit_party_id, row.credit_party_id) if party}
    official = await official_members(session, org_id, sorted(parties), form.voucher_on)
    standings: dict[UUID, MemberStanding] = {
        party: "agreement" if has_agreement else "member" for party, has_agreement in official.items()
    }
    terms = terms or await terms_on(session, org_id, form.voucher_on)
    internal = partial(check_internal, tracks_internal=bool(terms["accounting.tracks_internal"]), standings=standings)
    return complete_lines(form, chart=await chart_of(session, org_id), check_internal=internal)
