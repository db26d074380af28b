"""What a deed on capital answers."""

from uuid import UUID

import msgspec

from hoptac.kit.errors import Refusal


class Recorded(msgspec.Struct, frozen=True):
    """The row that stands for the deed. `is_new` is False when the same form was sent before; `warning` is a
    cap that is passed while the organization is being founded; `entry_id` what a new contribution posted."""

    id: UUID
    is_new: bool = True
    warning: Refusal | None = None
    entry_id: UUID | None = None
