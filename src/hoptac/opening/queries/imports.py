"""Reads of the lists of balances."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from hoptac.kit.imports import ListsOfAKind
from hoptac.opening.models import POST_JOB, OpeningImport
from hoptac.opening.reading import BalanceVerdict

_VERDICTS = msgspec.msgpack.Decoder(list[BalanceVerdict])


class ImportRow(msgspec.Struct, frozen=True):
    """One list among the others."""

    id: UUID
    filename: str
    state: str
    first_on: date
    created_at: datetime
    entry_id: UUID | None


class ImportDetail(msgspec.Struct, frozen=True):
    """One list with all that was shown of it, still packed."""

    id: UUID
    file_id: UUID
    filename: str
    state: str
    first_on: date
    regime: str
    mapping: bytes
    verdicts: bytes
    counts: dict[str, Any]
    decided: dict[str, Any]
    finished_at: datetime | None
    entry_id: UUID | None

    def unpacked(self) -> list[BalanceVerdict]:
        """The verdicts as they were shown."""
        return _VERDICTS.decode(self.verdicts)


_lists = ListsOfAKind(OpeningImport, ImportRow, ImportDetail, job=POST_JOB)
list_imports, get_import, get_open_import, find_open_import = (
    _lists.newest,
    _lists.get,
    _lists.get_open,
    _lists.find_open,
)
