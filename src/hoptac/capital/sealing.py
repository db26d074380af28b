"""What a certificate says, as it is kept: the holder's identity number in it is sealed, the rest is as it was printed."""

from typing import Any
from uuid import UUID

import msgspec

from hoptac.capital.documents import CertificateContents
from hoptac.kit.sealing import open_text, seal_text

PLACE = "certificates.holder_identity_number"
SEALED_FIELD = "holder_identity_number"


def seal_contents(org_id: UUID, contents: CertificateContents) -> dict[str, Any]:
    """What the column `contents` holds."""
    said: dict[str, Any] = msgspec.to_builtins(contents)
    return said | {SEALED_FIELD: seal_text(org_id, PLACE, contents.holder_identity_number)}


def open_contents(org_id: UUID, kept: dict[str, Any]) -> CertificateContents:
    """The contents as they were printed."""
    opened = kept | {SEALED_FIELD: open_text(org_id, PLACE, kept[SEALED_FIELD])}
    return msgspec.convert(opened, CertificateContents)
