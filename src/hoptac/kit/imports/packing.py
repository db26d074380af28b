"""What was shown of an import, as it is stored."""

from typing import Any

import msgspec

from hoptac.kit.tables import Mapping, Understanding

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
