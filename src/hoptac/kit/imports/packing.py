"""What was shown of an import, as it is stored."""

from typing import Any
from uuid import UUID

import msgspec

from hoptac.kit.sealing import open_sealed, seal
from hoptac.kit.tables import Mapping, Understanding

SEALED_COLUMNS = ("mapping", "verdicts", "found")
"""Of the lists of a kind: they repeat what the file says, identity numbers and all."""

_ENCODER = msgspec.msgpack.Encoder()
_UNDERSTANDING = msgspec.msgpack.Decoder(Understanding)
_MAPPING = msgspec.msgpack.Decoder(Mapping)


def pack(value: Any) -> bytes:
    """Msgpack of an understanding, a mapping or a list of verdicts."""
    return _ENCODER.encode(value)


def unpack_understanding(packed: bytes) -> Understanding:
    """The understanding as it was shown."""
    return _UNDERSTANDING.decode(packed)


def unpack_mapping(packed: bytes) -> Mapping:
    """A remembered mapping."""
    return _MAPPING.decode(packed)


def seal_columns(org_id: UUID, table: str, values: dict[str, Any]) -> dict[str, Any]:
    """The columns of a list as they are kept: what repeats the file is sealed."""
    sealed = {
        name: seal(org_id, f"{table}.{name}", value)
        for name in SEALED_COLUMNS
        if (value := values.get(name)) is not None
    }
    return values | sealed


def open_column(org_id: UUID, table: str, name: str, value: Any) -> Any:
    """One column of a list as it was given."""
    return open_sealed(org_id, f"{table}.{name}", value) if name in SEALED_COLUMNS and value is not None else value
