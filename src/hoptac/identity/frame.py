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
    (_("Chứng từ"), "vouchers", "document", Permission.READ_LEDGER),
    (_("Hóa đơn nhận"), "invoices", "download", Permission.READ_LEDGER),
    (_("Ngân hàng"), "bank", "bank", Permission.READ_BANK),
    (_("Vật tư, hàng hóa"), "items", "sheet", Permission.READ_LEDGER),
    (_("Mùa vụ"), "seasons", "calendar", Permission.READ_LEDGER),
    (_("Sổ kế toán"), "books", "books", Permission.READ_LEDGER),
    (_("Báo cáo tài chính"), "statements", "chart", Permission.READ_LEDGER),
    (_("Khóa sổ"), "closing", "lock", Permission.READ_LEDGER),
    (_("Thiết lập kế toán"), "accounting", "settings", Permission.READ_LEDGER),
    (_("Việc phải làm"), "tasks", "bell", Permission.READ_TASKS),
    (_("Điều lệ"), "charter", "contract", Permission.READ_CHARTER),
    (_("Công bố"), "disclosures", "contract", Permission.READ_DISCLOSURES),
    (_("Nhập từ Excel"), "imports", "upload", Permission.IMPORT_MEMBERS),
    (_("Trang của thành viên"), "member-access", "phone", Permission.GIVE_MEMBER_ACCESS),
    (_("Dữ liệu cá nhân"), "personal-data", "identity", Permission.READ_PERSONAL_DATA),
    (_("Người dùng"), "seats", "member", Permission.READ_SEATS),
    (_("Phân quyền"), "roles", "role", Permission.READ_ROLES),
    (_("Thông tin đơn vị"), "settings", "identity", Permission.WRITE_PROFILE),
)
_KEEPING, _MANAGING = _("Sổ sách kế toán"), _("Quản lý")
HEADINGS: dict[str, Message] = {
    "vouchers": _KEEPING,
    "tasks": _MANAGING,
    "charter": _MANAGING,
    "disclosures": _MANAGING,
    "imports": _MANAGING,
    "member-access": _MANAGING,
    "personal-data": _MANAGING,
    "seats": _MANAGING,
    "roles": _MANAGING,
}
"""What stands above a place in the sidebar; said once, above the first of those that the seat may go to."""
PLATFORM = "platform"
PLATFORM_NAME = _("Quản trị hệ thống")
PLATFORM_PLACES: tuple[tuple[Message, str, str], ...] = (
    (_("Đơn vị"), "organizations", "organization"),
    (_("Người dùng"), "people", "member"),
    (_("Nhật ký"), "deeds", "history"),
)


class Place(msgspec.Struct, frozen=True):
    """One entry of the navigation."""

    label: str
    href: str
    icon: str
    is_current: bool
    badge: str | None = None
    heading: str | None = None


class ShownViewer(msgspec.Struct, frozen=True):
    """The viewer as the layouts show it; `may` stands ready for buttons."""

    name: str
    seats: tuple[tuple[str, str, str, bool], ...]
    permissions: frozenset[str]
    is_member: bool
    """Whether there is a member's page of their own to go to."""


class ShownOrganization(msgspec.Struct, frozen=True):
    """The organization as the layouts show it; the platform's pages and the person's own show a place like one."""

    slug: str
    name: str
    kind_name: str
    short_name: str
    """For where there is little room; the name itself where it has no other."""


class Bell(msgspec.Struct, frozen=True):
    """What the bell in the head of a page shows, and where it leads."""

    href: str
    overdue: int
    soon: int

    @property
    def count(self) -> int:
        """How many things it tells of."""
        return self.overdue + self.soon


def _bell(viewer: Viewer) -> Bell | None:
    """None where there is no organization, or nothing in it that this seat is told of."""
    if viewer.organization is None or not viewer.may(Permission.READ_TASKS):
        return None
    return Bell(f"/{viewer.organization.slug}/tasks", viewer.overdue, viewer.soon)


def _places(viewer: Viewer, path: str, language: Language) -> list[Place]:
    if viewer.organization is None:
        return _platform_places(path, language) if _is_platform(viewer, path) else _workplaces(viewer, language)
    base = f"/{viewer.organization.slug}/"
    places: list[Place] = []
    said: set[str] = set()
    for label, name, icon, permission in PLACES:
        if not viewer.may(permission):
            continue
        heading = HEADINGS.get(name) if viewer.organization.kind != "alliance" else None
        is_new = heading is not None and heading.msgid not in said
        said |= {heading.msgid} if heading else set()
        places.append(
            Place(
                translate(label, language),
                base + name,
                icon,
                path.startswith(base + name),
                heading=translate(heading, language) if heading and is_new else None,
            )
        )
    return places


def _is_platform(viewer: Viewer, path: str) -> bool:
    return viewer.is_platform_administrator and path.startswith(f"/{PLATFORM}")


def _platform_places(path: str, language: Language) -> list[Place]:
    base = f"/{PLATFORM}/"
    return [
        Place(translate(label, language), base + name, icon, path.startswith(base + name))
        for label, name, icon in PLATFORM_PLACES
    ]


def _workplaces(viewer: Viewer, language: Language) -> list[Place]:
    """From a person's own pages, the way back to each organization they sit in."""
    places = {seat.slug or "": seat.org_name or "" for seat in viewer.seats}
    found = [Place(name, f"/{slug}", "organization", is_current=False) for slug, name in places.items()]
    if viewer.is_platform_administrator:
        found.append(Place(translate(PLATFORM_NAME, language), f"/{PLATFORM}", "settings", is_current=False))
    return found


def _shown_place(viewer: Viewer, path: str, language: Language) -> ShownOrganization:
    """What the head of the sidebar names: the organization, the platform, or the person."""
    here = viewer.organization
    if here is not None:
        kind_name = translate(KIND_NAMES[here.kind], language)
        return ShownOrganization(here.slug, here.name, kind_name, here.short_name or here.name)
    if _is_platform(viewer, path):
        name = translate(PLATFORM_NAME, language)
        return ShownOrganization(PLATFORM, name, "", name)
    return ShownOrganization("account", viewer.name, translate(_("Tài khoản"), language), viewer.name)


def _seats(viewer: Viewer, path: str, language: Language) -> tuple[tuple[str, str, str, bool], ...]:
    here = viewer.organization
    seats = [
        (
            seat.slug or "",
            seat.org_name or "",
            translate(ROLE_NAMES[seat.role or "member"], language),
            here is not None and seat.org_id == here.id,
        )
        for seat in viewer.seats
    ]
    if viewer.is_platform_administrator:
        seats.append((PLATFORM, translate(PLATFORM_NAME, language), "", _is_platform(viewer, path)))
    return tuple(seats)


def frame(request: Request[Any, Any, Any], language: Language) -> dict[str, Any]:
    """What every page shows around its content; `organization` is None outside of one, `place` is always named."""
    viewer = find_viewer(request)
    if viewer is None:
        return {"viewer": None, "organization": None, "place": None, "navigation": [], "bell": None}
    path = request.url.path
    place = _shown_place(viewer, path, language)
    allowed = frozenset(str(permission) for permission in Permission if viewer.may(permission))
    return {
        "viewer": ShownViewer(viewer.name, _seats(viewer, path, language), allowed, viewer.is_member),
        "organization": place if viewer.organization else None,
        "place": place,
        "navigation": _places(viewer, path, language),
        "bell": _bell(viewer),
    }
