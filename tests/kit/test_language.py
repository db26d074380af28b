"""Sentences in both languages: numbers inside them are the reader's too."""

import pytest

from hoptac.kit.language import _, choices_of, grouped, pack_message, translate, unpack_message


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(0, "0", "0"), (-1234, "-1.234", "-1,234"), (1_234_567_890_123, "1.234.567.890.123", "1,234,567,890,123")],
)
def test_a_number_in_a_sentence_is_grouped_for_its_reader(number: int, vietnamese: str, english: str) -> None:
    sentence = _("Đọc là %(sum)s đ", sum=grouped(number))
    assert translate(sentence, "vi") == f"Đọc là {vietnamese} đ"
    assert english in translate(unpack_message(pack_message(sentence)), "en")


def test_choices_keep_their_order_and_are_in_the_words_of_the_reader() -> None:
    names = {"b": _("Tiếng Việt"), "a": grouped(1_000)}
    assert choices_of(names, "vi") == [("b", "Tiếng Việt"), ("a", "1.000")]
    assert choices_of(names, "en")[1] == ("a", "1,000")
