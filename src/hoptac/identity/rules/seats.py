"""Which roles an organization has, and when a seat may be given or ended."""

from collections.abc import Collection

from hoptac.identity.permissions import ROLE_NAMES
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

ALLIANCE_ROLES = tuple(role for role in ROLE_NAMES if role.startswith("alliance_"))
COOPERATIVE_ROLES = tuple(role for role in ROLE_NAMES if role not in ALLIANCE_ROLES)


class UnknownRole(Refusal):
    """A role that the table of roles does not have."""

    def __init__(self, role: str) -> None:
        super().__init__(_("Không có vai trò “%(role)s”.", role=role), field="seat")


class RoleOfAnotherKind(Refusal):
    """A chair in an alliance, an alliance's officer in a cooperative."""

    def __init__(self, role: str) -> None:
        message = _("Loại hình này không có vai trò “%(role)s”. Hãy chọn vai trò khác.", role=ROLE_NAMES[role])
        super().__init__(message, field="role")


class SeatTaken(Refusal):
    """The person has this seat already."""

    def __init__(self) -> None:
        super().__init__(_("Người này đang giữ vai trò đó rồi."), field="role")


class LastLeader(Refusal):
    """Without anybody who may give seats, an organization could not help itself."""

    def __init__(self, role: str) -> None:
        message = _(
            "Đây là %(role)s duy nhất còn đăng nhập được. Hãy thêm người kế nhiệm trước, rồi mới cho thôi.",
            role=ROLE_NAMES[role],
        )
        super().__init__(message)


class PasswordIsTheirOwn(Refusal):
    """Somebody who has a password of their own, or a seat elsewhere: only the platform may take it from them."""

    def __init__(self) -> None:
        message = _("Người này đã có mật khẩu riêng hoặc còn làm ở nơi khác. Hãy nhờ người quản trị hệ thống cấp lại.")
        super().__init__(message)


def roles_of(kind: str) -> tuple[str, ...]:
    """The roles that an organization of this kind has."""
    return ALLIANCE_ROLES if kind == "alliance" else COOPERATIVE_ROLES


def leading_role(kind: str) -> str:
    """The role that gives and ends seats."""
    return "alliance_leader" if kind == "alliance" else "chair"


def check_role(role: str, kind: str) -> None:
    """Raises UnknownRole, or RoleOfAnotherKind where organizations of this kind have no such role."""
    if role not in ROLE_NAMES:
        raise UnknownRole(role)
    if role not in roles_of(kind):
        raise RoleOfAnotherKind(role)


def check_not_last_leader(role: str, kind: str, others: Collection[object]) -> None:
    """Raises LastLeader for a seat of the leading role when nobody else who can sign in holds one (`others`)."""
    if role == leading_role(kind) and not others:
        raise LastLeader(role)
