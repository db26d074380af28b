"""The lists of one kind that were sent: every kind has a table of its own, and all are read alike."""

from collections.abc import Sequence
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from sqlalchemy import FromClause, Select, Uuid, bindparam, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.kit.db import Base
from hoptac.kit.errors import NotFound
from hoptac.kit.imports.packing import open_column
from hoptac.kit.imports.refusals import ImportDone, ImportUnderWay
from hoptac.kit.jobs import find_open_job
from hoptac.kit.language import _
from hoptac.kit.stored_files import StoredFile

MOST_LISTED = 100

_files = StoredFile.__table__.c
_ORG_ID, _ID, _SHA256 = bindparam("org_id", type_=Uuid()), bindparam("import_id"), bindparam("sha256")


class HasState(Protocol):
    """What is known of a list beside what its room wants to know."""

    @property
    def state(self) -> str:
        """ "understood" or "done"."""
        ...


Row = TypeVar("Row")
Detail = TypeVar("Detail", bound=HasState)


class ListsOfAKind(Generic[Row, Detail]):
    """Every SELECT on the lists of one kind.

    `row` and `detail` are structs whose fields are columns of `model`, and `filename`; `job` is the kind of the job that
    takes a list in, and its subject is the list.
    """

    def __init__(self, model: type[Base], row: type[Row], detail: type[Detail], *, job: str) -> None:
        self._row, self._detail, self._job, self._table = row, detail, job, model.__tablename__
        self._columns = model.__table__.c
        of = self._columns
        with_file = model.__table__.join(StoredFile.__table__, (_files.org_id == of.org_id) & (_files.id == of.file_id))
        one = (of.org_id == _ORG_ID, of.id == _ID)
        self._list = self._read(row, with_file).where(of.org_id == _ORG_ID).order_by(of.id.desc()).limit(MOST_LISTED)
        self._get = self._read(detail, with_file).where(*one)
        self._lock = select(of.id).where(*one).with_for_update()
        self._of_file = select(of.id).where(of.org_id == _ORG_ID, of.sha256 == _SHA256).order_by(of.id.desc())

    def _read(self, struct: Any, source: FromClause) -> Select[Any]:
        names: tuple[str, ...] = struct.__struct_fields__
        return select(*(_files.name if name == "filename" else self._columns[name] for name in names)).select_from(
            source
        )

    async def newest(self, session: AsyncSession, org_id: UUID) -> list[Row]:
        """The newest first, a hundred at most."""
        return [self._row(*row) for row in await session.execute(self._list, {"org_id": org_id})]

    async def get(self, session: AsyncSession, org_id: UUID, import_id: UUID, *, lock: bool = False) -> Detail:
        """Raises NotFound, also for another organization's. `lock`: whoever else confirms or corrects this list waits."""
        here = {"org_id": org_id, "import_id": import_id}
        if lock:
            await session.execute(self._lock, here)
        row = (await session.execute(self._get, here)).first()
        if row is None:
            raise NotFound(_("Không tìm thấy lần nhập này."))
        names: tuple[str, ...] = self._detail.__struct_fields__  # type: ignore[attr-defined]
        return self._detail(
            *(open_column(org_id, self._table, name, value) for name, value in zip(names, row, strict=True))
        )

    async def get_open(self, session: AsyncSession, org_id: UUID, import_id: UUID) -> Detail:
        """A list that may still be changed, locked. Raises NotFound, ImportDone, ImportUnderWay."""
        detail = await self.get(session, org_id, import_id, lock=True)
        if detail.state == "done":
            raise ImportDone
        if await find_open_job(session, org_id, self._job, import_id):
            raise ImportUnderWay
        return detail

    async def find_open(self, session: AsyncSession, org_id: UUID, sha256: bytes) -> UUID | None:
        """The list of the same file that was not confirmed yet."""
        statement = self._of_file.where(self._columns.state == "understood").limit(1)
        return (await session.execute(statement, {"org_id": org_id, "sha256": sha256})).scalar()

    async def done_of_file(
        self, session: AsyncSession, org_id: UUID, sha256: bytes, columns: Sequence[str]
    ) -> list[Any]:
        """These columns of the confirmed lists of the same file, the newest first."""
        statement = self._of_file.with_only_columns(*(self._columns[name] for name in columns))
        found = await session.execute(
            statement.where(self._columns.state == "done"), {"org_id": org_id, "sha256": sha256}
        )
        return list(found)
