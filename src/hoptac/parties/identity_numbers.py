"""Identity numbers: sealed where they are kept, found by a fingerprint, shown masked; opened by a right, each look logged."""

from uuid import UUID

from hoptac.kit.sealing import fingerprints, open_sealed, seal

PLACE = "parties.identity_number"
_SHOWN_IN_FRONT, _SHOWN_AT_END = 4, 4
_DOTS = "••••"


def seal_number(org_id: UUID, identity_number: str | None) -> tuple[bytes | None, bytes | None]:
    """What the columns `sealed_identity_number` and `identity_number_index` hold; None in both for no number."""
    if not identity_number:
        return None, None
    plain = identity_number.encode()
    return seal(org_id, PLACE, plain), fingerprints(org_id, PLACE, plain)[0]


def open_number(org_id: UUID, sealed: bytes | None) -> str | None:
    """The whole number of a sealed one."""
    return open_sealed(org_id, PLACE, sealed).decode() if sealed else None


def indexes_of(org_id: UUID, identity_number: str) -> list[bytes]:
    """What `identity_number_index` holds of this number: one for each key that is still in use."""
    return fingerprints(org_id, PLACE, identity_number.encode())


def masked(identity_number: str | None) -> str:
    """'0920••••7036' for a number of 12 digits; a shorter one shows its last three alone; '' for none."""
    if not identity_number:
        return ""
    if len(identity_number) <= _SHOWN_IN_FRONT + _SHOWN_AT_END + 1:
        return _DOTS + identity_number[-3:]
    return identity_number[:_SHOWN_IN_FRONT] + _DOTS + identity_number[-_SHOWN_AT_END:]
