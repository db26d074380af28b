"""Sentences in both languages: numbers and places in the law inside them are the reader's too."""

import pytest

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, cited, grouped, pack_message, translate, unpack_message


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("Điều 74.1 Luật 17/2023/QH15", "Art. 74.1, Law 17/2023/QH15"),
        ("Luật 17/2023/QH15, Điều 91 khoản 2", "Law 17/2023/QH15, Art. 91.2"),
        ("Luật Kế toán 2015, Điều 26", "Law on Accounting 2015, Art. 26"),
        ("Thông tư 71/2024/TT-BTC, Phụ lục II", "Circular 71/2024/TT-BTC, Appendix II"),
    ],
)
def test_a_place_in_the_law_is_named_in_both_languages(article: str, english: str) -> None:
    refusal = Refusal(Message("Không được."), article=article)
    assert refusal.sentence("vi") == f"Không được. ({article})"
    assert translate(cited(article), "en") == english


@pytest.mark.parametrize(
    ("number", "vietnamese", "english"),
    [(0, "0", "0"), (-1234, "-1.234", "-1,234"), (1_234_567_890_123, "1.234.567.890.123", "1,234,567,890,123")],
)
def test_a_number_in_a_sentence_is_grouped_for_its_reader(number: int, vietnamese: str, english: str) -> None:
    sentence = _("Đọc là %(sum)s đ", sum=grouped(number))
    assert translate(sentence, "vi") == f"Đọc là {vietnamese} đ"
    assert english in translate(unpack_message(pack_message(sentence)), "en")
