"""Addresses of the platform's pages."""

from hoptac.identity.routes.seating import SeatsPlace
from hoptac.organizations.listing import OrganizationFacts

ORGANIZATIONS = "/platform/organizations"
PEOPLE = "/platform/people"
DEEDS = "/platform/deeds"


def seats_place(facts: OrganizationFacts) -> SeatsPlace:
    """Where an organization's seats are kept on the platform's pages."""
    home = f"{ORGANIZATIONS}/{facts.id}"
    return SeatsPlace(facts.id, facts.name, facts.kind, home, f"{home}/seats", is_platform=True)
