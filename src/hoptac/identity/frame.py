"""The frame around every page: who looks, from which seat, and the places that this seat may go to."""

from typing import Any

import msgspec
from litestar import Request

from hoptac.identity.doors import Viewer, find_viewer
from hoptac.identity.permissions import ROLE_NAMES, Permission
from hoptac.kit.language import Language, Message, _, translate
from hoptac.organizations.names import KIND_NAMES

PLACES: tuple[tuple[Message, str, str, Permission], ...] = (
    (_("Tổng quan"), "dashboard", "dashboard", Permission.READ_FIGURES),
    (_("Đơn vị"), "organizations", "organization", Permission.READ_FIGURES),
    (_("Danh sách năm"), "registry-imports", "upload", Permission.DECLARE_FIGURES),
    (_("Thành viên"), "members", "members", Permission.READ_MEMBERS),
    (_("Vốn góp"), "capital", "capital", Permission.READ_CAPITAL),
    (_("Chứng từ"), "vouchers", "books", Permission.READ_LEDGER),
    (_("Nhập từ Excel"), "imports", "upload", Permission.IMPORT_MEMBERS),
    (_("Phân quyền"), "roles", "role", Permission.READ_ROLES),
)


class Place(msgspec.Struct, frozen=True):
    """One entry of the navigation."""

    label: str
    href: str
    icon: str
    is_current: bool
    badge: str | None = None


class ShownViewer(msgspec.Struct, frozen=True):
    """The viewer as the layouts show it; `may` stands ready for buttons."""

    name: str
    seats: tuple[tuple[str, str, str, bool], ...]
    permissions: frozenset[str]


class ShownOrganization(msgspec.Struct, frozen=True):
    """The organization as the layouts show it."""

    slug: str
    name: str
    kind_name: str


def _places(viewer: Viewer, path: str, language: Language) -> list[Place]:
    if viewer.organization is None:
        return []
    base = f"/{viewer.organization.slug}/"
    return [
        Place(translate(label, language), base + name, icon, path.startswith(base + name))
        for label, name, icon, permission in PLACES
        if viewer.may(permission)
    ]


def frame(request: Request[Any, Any, Any], language: Language) -> dict[str, Any]:
    """What every page shows around its content."""
    viewer = find_viewer(request)
    if viewer is None:
        return {"viewer": None, "organization": None, "navigation": []}
    here = viewer.organization
    seats = tuple(
        (
            seat.slug or "",
            seat.org_name or "",
            translate(ROLE_NAMES[seat.role or "member"], language),
            here is not None and seat.org_id == here.id,
        )
        for seat in viewer.seats
    )
    allowed = frozenset(str(permission) for permission in Permission if viewer.may(permission))
    shown = ShownOrganization(here.slug, here.name, translate(KIND_NAMES[here.kind], language)) if here else None
    return {
        "viewer": ShownViewer(viewer.name, seats, allowed),
        "organization": shown,
        "navigation": _places(viewer, request.url.path, language),
    }
