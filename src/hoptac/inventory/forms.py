"""The form of an item."""

from hoptac.inventory.rules import KIND_NAMES, ItemForm, ItemKind
from hoptac.kit.forms import FormReader


def read_item(reader: FormReader) -> ItemForm:
    """The posted form; what cannot be is refused by the rules. Raises Refusals for an unknown kind."""
    kind: ItemKind | None = reader.choice("kind", tuple(KIND_NAMES))  # type: ignore[assignment]
    reader.finish()
    return ItemForm(
        code=reader.text("code"),
        name=reader.text("name"),
        unit=reader.text("unit"),
        kind=kind or "goods",
        is_retired=reader.values.get("is_retired") == "1",
    )
