"""Versions of the charter written straight by the action."""

from datetime import date

from hoptac.kit.calendar import now
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_tenant
from hoptac.organizations.charter import charter_on
from hoptac.organizations.charter.actions import Adopted, adopt_charter
from hoptac.organizations.charter.queries import last_number
from hoptac.organizations.charter.rules import Adoption, Facts, Value

ACTOR = new_id()
RESOLUTION = "Nghị quyết 01/NQ-ĐHTV"
IN_FORCE = date(2024, 8, 10)
PDF = b"%PDF-1.7\n1 0 obj << >> endobj\n%%EOF\n"


async def adopt(database, org_id, changes: dict[str, Value], **given) -> Adopted:
    """A version that says these things of clauses by their slug, from IN_FORCE on."""
    valid_from = given.pop("valid_from", IN_FORCE)
    adoption = Adoption(
        given.pop("adopted_on", min(valid_from, IN_FORCE)),
        given.pop("resolution", RESOLUTION),
        valid_from,
        {f"charter.{slug}" if "." not in slug else slug: value for slug, value in changes.items()},
    )
    async with enter_tenant(database, org_id) as session:
        given = {"facts": Facts(), "request_key": new_id(), "seen_number": await last_number(session, org_id)} | given
        return await adopt_charter(session, org_id=org_id, actor_id=ACTOR, now=now(), adoption=adoption, **given)


async def charter_of_day(database, org_id, day: date):
    """What counts on a day."""
    async with enter_tenant(database, org_id) as session:
        return await charter_on(session, org_id, day)
