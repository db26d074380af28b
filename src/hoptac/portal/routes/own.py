"""The member's own pages: the list of her cooperatives, the overview, capital with certificates, and her data."""

import asyncio
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, get
from litestar.params import FromPath

from hoptac.bank.queries.accounts import list_accounts
from hoptac.capital.documents import certificate_pdf
from hoptac.capital.queries import find_certificate, get_member_capital
from hoptac.capital.queries.member import MemberCapital
from hoptac.capital.rules.caps import ratio_in_hundredths
from hoptac.identity.doors import viewer_of
from hoptac.kit.calendar import today
from hoptac.kit.countries import country_name
from hoptac.kit.errors import NotFound
from hoptac.kit.language import Message, _, translate
from hoptac.kit.pages import PDF, download, language_of, page, redirect
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.queries import accounts_of_party
from hoptac.members.queries import get_member
from hoptac.members.rules import GENDER_NAMES, KIND_NAMES, PARTY_KIND_NAMES
from hoptac.parties.identity_numbers import masked
from hoptac.portal.doors import own, own_page
from hoptac.portal.queries.own import get_party_of, list_accesses, list_trades
from hoptac.portal.rules import DEBT_NAMES, Debt, debts_of, what_is_left

_LATEST = 4
_PAID, _RETURNED = _("Góp vốn"), _("Hoàn trả vốn")


class Movement(NamedTuple):
    """One movement of capital: above zero what was paid in. `taken_back`: it was a mistake and does not count."""

    on: date
    words: Message
    voucher: str
    amount_dong: int
    taken_back: str | None


def movements_of(capital: MemberCapital) -> list[Movement]:
    """What was paid in and given back, the newest first; those that count add up to what is paid in."""
    moved = [
        Movement(
            one.contributed_on, _PAID, f"{one.series} {one.voucher}", one.amount_dong,
            one.taken_back.reason if one.taken_back else None,
        )
        for one in capital.contributions
    ] + [
        Movement(
            one.refunded_on, _RETURNED, f"{one.series} {one.voucher}", -one.amount_dong,
            one.taken_back.reason if one.taken_back else None,
        )
        for one in capital.refunds
    ]  # fmt: skip
    return sorted(moved, key=lambda one: one.on, reverse=True)


def shares_of(capital: MemberCapital) -> dict[str, Any]:
    """What the capital card and page show of pledge, ratio and rest."""
    holding, day = capital.standing.holding, today()
    left = what_is_left([(one.due_on, one.amount_dong) for one in capital.pledges], holding.rest_dong)
    charter_capital = capital.standing.capital.charter_capital_dong
    return {
        "holding": holding,
        "left": left,
        "is_late": bool(left) and left[0].due_on < day,
        "ratio": Fraction(ratio_in_hundredths(holding.pledged_dong, charter_capital), 100),
        "share": 100 * holding.paid_dong // holding.pledged_dong if holding.pledged_dong else 0,
    }


def named(debts: list[Debt]) -> list[tuple[Debt, Message]]:
    """Each debt with its name in a member's words."""
    other = {"owes": _("Khoản khác phải trả hợp tác xã"), "is_owed": _("Khoản khác hợp tác xã phải trả")}
    return [(debt, DEBT_NAMES.get((debt.account[:3], debt.side), other[debt.side])) for debt in debts]


class OwnController(Controller):
    """Pages of whoever is signed in, of the party behind a link."""

    path = "/me"

    @get("/", member=True)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The only page at once; of several, the list."""
        database, person_id = request.app.state.database, viewer_of(request).person_id
        accesses = await list_accesses(database, person_id)
        if len(accesses) == 1:
            return redirect(request, f"/me/{accesses[0].id}")
        names: list[str] = []
        for access in accesses:
            async with enter_tenant(database, access.org_id) as session:
                names.append((await get_party_of(session, access, person_id))[1])
        return page(request, "portal/own/index.html", accesses=list(zip(accesses, names, strict=True)))

    @get("/{access_id:uuid}", member=True)
    async def show(self, request: Request[Any, Any, Any], access_id: FromPath[UUID]) -> Response[bytes]:
        """Capital, debts both ways, the latest purchases and sales."""
        async with own(request, access_id) as mine:
            member = await get_member(mine.session, mine.org_id, mine.party_id)
            capital = await get_member_capital(mine.session, mine.org_id, mine.party_id, on=today())
            debts = debts_of(await accounts_of_party(mine.session, mine.org_id, mine.party_id))
            trades = await list_trades(mine.session, mine.org_id, mine.party_id, limit=_LATEST)
            can_pay = any(one.is_for_qr for one in await list_accounts(mine.session, mine.org_id))
        certificate = next((one for one in reversed(capital.certificates) if one.is_in_force), None)
        return own_page(
            request, "show", mine, "", member=member, kind_name=translate(KIND_NAMES[member.kind], language_of(request)),
            debts=named(debts), trades=trades, can_pay=can_pay, certificate=certificate, **shares_of(capital),
        )  # fmt: skip

    @get("/{access_id:uuid}/capital", member=True)
    async def capital(self, request: Request[Any, Any, Any], access_id: FromPath[UUID]) -> Response[bytes]:
        """Pledges, movements, certificates."""
        async with own(request, access_id) as mine:
            capital = await get_member_capital(mine.session, mine.org_id, mine.party_id, on=today())
            can_pay = any(one.is_for_qr for one in await list_accounts(mine.session, mine.org_id))
        return own_page(
            request, "capital", mine, "capital", capital=capital, movements=movements_of(capital), can_pay=can_pay,
            **shares_of(capital),
        )  # fmt: skip

    @get("/{access_id:uuid}/certificates/{certificate_id:uuid}/certificate.pdf", member=True)
    async def certificate(
        self, request: Request[Any, Any, Any], access_id: FromPath[UUID], certificate_id: FromPath[UUID]
    ) -> Response[bytes]:
        """One of her own certificates, as it was issued."""
        async with own(request, access_id) as mine:
            found = await find_certificate(mine.session, mine.org_id, certificate_id)
        if found is None or found.party_id != mine.party_id:
            raise NotFound
        content = await asyncio.to_thread(certificate_pdf, [found.contents])
        return download(content, f"giay-chung-nhan-{found.number.replace('/', '-')}.pdf", PDF)

    @get("/{access_id:uuid}/profile", member=True)
    async def profile(self, request: Request[Any, Any, Any], access_id: FromPath[UUID]) -> Response[bytes]:
        """Her data as the cooperative keeps them."""
        async with own(request, access_id) as mine:
            member = await get_member(mine.session, mine.org_id, mine.party_id)
        language = language_of(request)
        return own_page(
            request, "profile", mine, "profile", member=member,
            identity_number=masked(member.identity_number),
            kind_name=translate(KIND_NAMES[member.kind], language),
            party_kind_name=translate(PARTY_KIND_NAMES[member.party_kind], language),
            gender_name=translate(GENDER_NAMES[member.gender], language) if member.gender else None,
            country_name=country_name(member.nationality, language),
        )  # fmt: skip
