"""What a form refuses beside its fields, and the keys that stand in one."""

import pytest

from hoptac.kit.errors import NotFound, Refusals
from hoptac.kit.forms import LONGEST_TEXT, FormReader
from hoptac.kit.identifiers import known_uuid, new_id


@pytest.mark.parametrize(("typed", "is_taken"), [("x" * LONGEST_TEXT, True), ("x" * (LONGEST_TEXT + 1), False)])
def test_what_was_pasted_by_mistake_is_refused_beside_its_field(typed: str, is_taken: bool) -> None:
    reader = FormReader({"note": typed})
    assert reader.text("note") == typed
    if is_taken:
        reader.finish()
        return
    with pytest.raises(Refusals) as refused:
        reader.finish()
    assert [one.field for one in refused.value.refusals] == ["note"]
    assert "2.001 ký tự" in str(refused.value.refusals[0])


def test_keys_that_stand_in_a_form() -> None:
    one, other = new_id(), new_id()
    posted = {"party-id": str(one), "item": "none", f"row-{one}": "1", f"row-{other}": "on", "row-x": "on"}
    reader = FormReader(posted | {"request_key": str(other)})
    assert reader.uuid("party-id") == one
    assert (reader.uuid("item"), reader.uuid("absent")) == (None, None)
    assert reader.ticked("row-") == [one, other]
    assert reader.request_key() == other
    assert known_uuid(str(one)) == one
    with pytest.raises(NotFound):
        known_uuid("none")


def test_a_sending_without_a_readable_key_is_a_deed_of_its_own() -> None:
    reader = FormReader({"request_key": "none"})
    assert reader.request_key() != reader.request_key()
