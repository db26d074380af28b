"""Whether a database can be worked with as it stands: two short questions, so that a command starts at once."""

from typing import Literal

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.settings import ROOT

State = Literal["ready", "behind", "ahead"]

OLDEST_MAJOR_VERSION = 15
ABOUT = text(
    "SELECT current_setting('server_version_num')::int / 10000, "
    "coalesce(has_table_privilege(to_regclass('public.alembic_version'), 'SELECT'), false)"
)
SCHEMA = text("SELECT version_num, EXISTS (SELECT FROM areas WHERE code IS NOT NULL) FROM alembic_version")


class DatabaseUnreachable(Refusal):
    """Nobody answers at the address, or the role is not let in."""

    def __init__(self, reason: str) -> None:
        message = _(
            "Không vào được cơ sở dữ liệu. Hãy xem lại địa chỉ và mật khẩu trong các biến HOPTAC_…DATABASE_URL. Máy báo: %(reason)s",
            reason=reason,
        )
        super().__init__(message)


class ServerTooOld(Refusal):
    """A PostgreSQL from before the first version that has what we ask of it."""

    def __init__(self, found: int) -> None:
        message = _(
            "Cần PostgreSQL %(oldest)s trở lên, máy chủ này là PostgreSQL %(found)s.",
            oldest=OLDEST_MAJOR_VERSION,
            found=found,
        )
        super().__init__(message)


class SchemaBehind(Refusal):
    """The program is newer than the tables."""

    def __init__(self) -> None:
        super().__init__(_("Cơ sở dữ liệu chưa theo kịp chương trình. Hãy chạy “hoptac migrate” một lần rồi thử lại."))


class SchemaAhead(Refusal):
    """The tables are newer than the program: written to by an older program they would be damaged."""

    def __init__(self) -> None:
        super().__init__(_("Cơ sở dữ liệu mới hơn chương trình này. Hãy cập nhật chương trình rồi thử lại."))


def revisions() -> list[str]:
    """Every migration, the newest last: a migration's file is named after its revision."""
    return sorted(path.stem for path in (ROOT / "migrations" / "versions").glob("[0-9]*.py"))


async def state_of(database: Database) -> State:
    """Whether the tables are those of this program and the areas are there. Raises DatabaseUnreachable, ServerTooOld."""
    try:
        async with database.begin() as session:
            version, has_schema = (await session.execute(ABOUT)).one()
            found = (await session.execute(SCHEMA)).first() if has_schema else None
    except OSError as error:
        raise DatabaseUnreachable(error.strerror or str(error)) from error
    except DBAPIError as error:
        raise DatabaseUnreachable(str(getattr(error.orig, "__cause__", None) or error.orig)) from error
    if version < OLDEST_MAJOR_VERSION:
        raise ServerTooOld(version)
    revision, has_areas = found or (None, False)
    known = revisions()
    if revision is not None and revision not in known:
        return "ahead"
    return "ready" if revision == known[-1] and has_areas else "behind"
