"""What a form refuses beside its fields."""

import pytest

from hoptac.kit.errors import Refusals
from hoptac.kit.forms import LONGEST_TEXT, FormReader


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
