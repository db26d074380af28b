"""Tables in the sheets of an office: where their headings stand, and which column is what, by meaning.

A feature brings a `Vocabulary` of what its columns may be; `understand_workbook` finds the tables and says why; the
`Mapping` in it can be corrected, stored, and remembered by its shape for the next workbook.
"""

from hoptac.kit.tables.body import Body, body_of, column_headings, sheet_of, titles_of
from hoptac.kit.tables.giving_back import give_back_rows
from hoptac.kit.tables.lines import is_column_numbers, is_ditto, is_signature, is_total
from hoptac.kit.tables.mapping import Mapping, TableMapping
from hoptac.kit.tables.profile import Profile, digits_of, is_person
from hoptac.kit.tables.reader import HIDDEN_SHEET, FieldReader, added_up
from hoptac.kit.tables.understanding import (
    ColumnUnderstanding,
    SkippedSheet,
    TableUnderstanding,
    Understanding,
    understand_workbook,
)
from hoptac.kit.tables.vocabulary import Field, Vocabulary
from hoptac.kit.tables.words import agree, key_of, word_set, words

__all__ = [
    "HIDDEN_SHEET",
    "Body",
    "ColumnUnderstanding",
    "Field",
    "FieldReader",
    "Mapping",
    "Profile",
    "SkippedSheet",
    "TableMapping",
    "TableUnderstanding",
    "Understanding",
    "Vocabulary",
    "added_up",
    "agree",
    "body_of",
    "column_headings",
    "digits_of",
    "give_back_rows",
    "is_column_numbers",
    "is_ditto",
    "is_person",
    "is_signature",
    "is_total",
    "key_of",
    "sheet_of",
    "titles_of",
    "understand_workbook",
    "word_set",
    "words",
]
