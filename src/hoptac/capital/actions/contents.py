"""What a certificate says, put together from the registers (Art. 75.2, 76.2)."""

import secrets
from collections.abc import Sequence
from datetime import date
from typing import cast

from hoptac.capital.documents import CertificateContents, HolderKind
from hoptac.capital.queries.certificates import ContributedThing, Holder
from hoptac.capital.rules import ratio_in_hundredths
from hoptac.kit.countries import country_name

CODE_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
"""Without 0, 1, i, l and o, which people confuse when they copy a code from paper."""
CODE_LENGTH = 16


def new_check_code() -> str:
    """A code that nobody can guess: 31 ** 16 is above 2 ** 79."""
    return "".join(secrets.choice(CODE_ALPHABET) for _position in range(CODE_LENGTH))


def certificate_number(place: int, year: int) -> str:
    """'007/2026': numbers are an organization's own, each year from one."""
    return f"{place:03}/{year}"


def contents_of(
    holder: Holder,
    things: Sequence[ContributedThing],
    *,
    charter_capital_dong: int,
    amount_dong: int,
    number: str,
    issued_on: date,
    site_url: str,
    check_code: str,
    replaces: str | None,
) -> CertificateContents:
    """The contents of one certificate; `site_url` is where the check page is reached from outside ("https://htx.vn")."""
    return CertificateContents(
        organization_name=holder.organization_name,
        organization_code=holder.organization_code or "",
        head_office=holder.head_office,
        charter_capital_dong=charter_capital_dong,
        holder_kind=cast(HolderKind, holder.kind),
        holder_name=holder.name,
        holder_address=holder.address or "",
        holder_nationality=country_name(holder.nationality, "vi") if holder.kind == "individual" else "",
        holder_identity_number=holder.identity_number or "",
        amount_dong=amount_dong,
        contribution_ratio=ratio_in_hundredths(amount_dong, charter_capital_dong),
        number=number,
        issued_on=issued_on,
        legal_representative=holder.legal_representative,
        legal_representative_title=holder.legal_representative_title,
        check_url=f"{site_url}/{holder.slug}/certificates/check/{check_code}",
        replaces=replaces,
        assets="; ".join(map(_named, things)) or None,
        right_of_use_period="; ".join(_period(thing, things) for thing in things if thing.right_of_use_period) or None,
    )


def _named(thing: ContributedThing) -> str:
    return f"{thing.asset} ({thing.quantity})" if thing.quantity else thing.asset


def _period(thing: ContributedThing, things: Sequence[ContributedThing]) -> str:
    """The period alone where there is one thing, else with the thing it is of."""
    return thing.right_of_use_period if len(things) == 1 else f"{thing.asset}: {thing.right_of_use_period}"
