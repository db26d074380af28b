"""What the address of an organization may look like, and how one is made from a name."""

import re
from collections.abc import Container, Sequence

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.vietnamese import clean_text, search_key
from hoptac.organizations.communes import Communes

LONGEST_TEXT = 200
RESERVED_SLUGS = frozenset(
    [
        "about", "account", "accounts", "admin", "api", "app", "areas", "assets", "auth", "c", "capital",
        "certificates", "contact", "dashboard", "demo", "docs", "download", "events", "favicon", "files",
        "font", "handbook", "health", "healthz", "help", "home", "imports", "inbox", "invitations", "jobs", "language", "legal",
        "login", "logout", "manage", "me", "members", "metrics", "new", "organizations", "platform", "portal",
        "privacy", "public", "ready", "robots", "roles", "search", "security", "settings", "sign-in",
        "sign-out", "sign-up", "static", "status", "support", "system", "terms", "users", "webhooks", "www",
    ]
)  # fmt: skip
"""First parts of addresses that are, or may become, pages of the house itself."""

_SLUG = re.compile(r"[a-z0-9][a-z0-9-]{0,58}[a-z0-9]")
_LONGEST_FROM_NAME = 48


class SlugRefused(Refusal):
    """An address with other letters than allowed, too short or too long."""

    def __init__(self) -> None:
        message = _(
            "Địa chỉ ngắn chỉ gồm chữ thường không dấu, chữ số và gạch nối, từ 2 đến 60 ký tự, "
            "không bắt đầu hay kết thúc bằng gạch nối. Ví dụ: tan-hung."
        )
        super().__init__(message, field="slug")


class SlugReserved(Refusal):
    """An address that the house needs for a page of its own."""

    def __init__(self, slug: str) -> None:
        super().__init__(
            _("Địa chỉ “%(slug)s” dành riêng cho hệ thống. Hãy chọn địa chỉ khác.", slug=slug), field="slug"
        )


class SlugTaken(Refusal):
    """An address that another organization has."""

    def __init__(self, slug: str) -> None:
        super().__init__(_("Địa chỉ “%(slug)s” đã có đơn vị dùng. Hãy chọn địa chỉ khác.", slug=slug), field="slug")


class NameMissing(Refusal):
    """An organization without a name."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi tên đơn vị."), field="name")


class TextTooLong(Refusal):
    """More than a line of a paper holds."""

    def __init__(self) -> None:
        super().__init__(_("Dài nhất %(count)s ký tự. Hãy viết gọn lại.", count=LONGEST_TEXT))


class KindUnknown(Refusal):
    """A kind of organization that the law does not know."""

    def __init__(self, kind: str) -> None:
        super().__init__(_("Không có loại hình “%(kind)s”.", kind=kind), field="kind")


class FieldUnknown(Refusal):
    """A field of activity that is not in the list."""

    def __init__(self, activity_field: str) -> None:
        super().__init__(_("Không có lĩnh vực “%(field)s”.", field=activity_field), field="activity_field")


class AllianceUnknown(Refusal):
    """No alliance has this address."""

    def __init__(self, slug: str) -> None:
        super().__init__(_("Không có liên minh nào ở địa chỉ “%(slug)s”.", slug=slug), field="alliance")


class AreaUnknown(Refusal):
    """No area has this code."""

    def __init__(self, code: str) -> None:
        message = _("Không có tỉnh, thành phố hay xã, phường nào mang mã “%(code)s”.", code=code)
        super().__init__(message, field="area_code")


class CommuneUnknown(Refusal):
    """No commune of the province has this name."""

    def __init__(self, name: str) -> None:
        message = _("Tỉnh, thành phố này không có xã, phường nào tên “%(name)s”. Để trống nếu chưa rõ.", name=name)
        super().__init__(message, field="commune")


class CommuneAmbiguous(Refusal):
    """Two communes of one province differ in their accents alone."""

    def __init__(self, names: Sequence[str]) -> None:
        message = _("Có nhiều nơi viết gần giống: %(names)s. Hãy gõ đủ dấu.", names=", ".join(names))
        super().__init__(message, field="commune")


class SameNameFound(Refusal):
    """An organization of this kind and name is there already; perhaps the alliance's list brought it in."""

    def __init__(self, slug: str) -> None:
        message = _(
            "Đã có đơn vị cùng loại, cùng tên ở địa chỉ “%(slug)s”. Nếu đúng là một, hãy mở đơn vị ấy; "
            "nếu là hai đơn vị, hãy đánh dấu “Vẫn lập đơn vị mới”.",
            slug=slug,
        )
        super().__init__(message, field="name")


class RegistrationCodeTaken(Refusal):
    """A registration code that another organization has."""

    def __init__(self, code: str) -> None:
        message = _("Mã số “%(code)s” đã thuộc một đơn vị khác. Hãy kiểm tra lại giấy đăng ký.", code=code)
        super().__init__(message, field="registration_code")


def short_text(text: str) -> str | None:
    """One line of what an organization says of itself, cleaned; None where nothing is left. Raises TextTooLong."""
    plain = clean_text(text)
    if len(plain) > LONGEST_TEXT:
        raise TextTooLong
    return plain or None


def check_slug(slug: str) -> str:
    """The slug itself; raises SlugRefused or SlugReserved."""
    if not _SLUG.fullmatch(slug):
        raise SlugRefused
    if slug in RESERVED_SLUGS:
        raise SlugReserved(slug)
    return slug


def choose_commune(typed: str, communes: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """Code and name of the commune that was typed, with or without 'xã' and accents; the closest spelling wins.

    Raises CommuneUnknown or CommuneAmbiguous.
    """
    found = Communes(communes).named(typed)
    if not found:
        raise CommuneUnknown(clean_text(typed))
    if len(found) > 1:
        raise CommuneAmbiguous([name for _code, name in found])
    return found[0]


def slug_for(name: str) -> str:
    """'HTX Nông nghiệp Tân Hưng' -> 'htx-nong-nghiep-tan-hung', cut at a word; not yet unique."""
    slug = ""
    for word in re.sub(r"[^a-z0-9]+", " ", search_key(name)).split():
        longer = f"{slug}-{word}" if slug else word[:_LONGEST_FROM_NAME]
        if len(longer) > _LONGEST_FROM_NAME:
            break
        slug = longer
    return slug if _SLUG.fullmatch(slug) and slug not in RESERVED_SLUGS else f"htx-{slug}".rstrip("-")


def slug_choices(name: str, key: str) -> list[str]:
    """The slug from the name, then with ever more of the last letters of `key` (the organization's id in hex)."""
    slug = slug_for(name)
    return [slug, *(f"{slug}-{key[-length:]}" for length in (4, 6, 8, 11))]


def unique_slug(name: str, key: str, taken: Container[str]) -> str:
    """The first of `slug_choices` that is not taken; raises SlugTaken when all are."""
    for choice in slug_choices(name, key):
        if choice not in taken:
            return choice
    raise SlugTaken(slug_for(name))
