"""Identity numbers as they are shown: masked, opened only by a right, each look logged."""

_SHOWN_IN_FRONT, _SHOWN_AT_END = 4, 4
_DOTS = "••••"


def masked(identity_number: str | None) -> str:
    """'0920••••7036' for a number of 12 digits; a shorter one shows its last three alone; '' for none."""
    if not identity_number:
        return ""
    if len(identity_number) <= _SHOWN_IN_FRONT + _SHOWN_AT_END + 1:
        return _DOTS + identity_number[-3:]
    return identity_number[:_SHOWN_IN_FRONT] + _DOTS + identity_number[-_SHOWN_AT_END:]
