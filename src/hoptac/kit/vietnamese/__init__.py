"""The Vietnamese of the app: clean text, sort and search keys, and the fonts of before Unicode.

Amounts in words are in `hoptac.kit.vietnamese.number_words`, which loads the number words of every language there is.
"""

from hoptac.kit.vietnamese.collation import sort_key
from hoptac.kit.vietnamese.legacy_fonts import Encoding, decode_legacy, decode_line, detect_legacy
from hoptac.kit.vietnamese.names import person_name
from hoptac.kit.vietnamese.spoken_numbers import number_in_words
from hoptac.kit.vietnamese.text import clean_text, search_key, strip_accents

__all__ = [
    "Encoding",
    "clean_text",
    "decode_legacy",
    "decode_line",
    "detect_legacy",
    "number_in_words",
    "person_name",
    "search_key",
    "sort_key",
    "strip_accents",
]
