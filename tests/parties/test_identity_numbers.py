"""Identity numbers as they are shown."""

import pytest

from hoptac.parties.identity_numbers import masked


@pytest.mark.parametrize(
    ("number", "shown"),
    [("092062007036", "0920••••7036"), ("361234567", "••••567"), ("1801234567", "1801••••4567"), (None, ""), ("", "")],
)
def test_identity_numbers_are_masked(number: str | None, shown: str) -> None:
    assert masked(number) == shown
