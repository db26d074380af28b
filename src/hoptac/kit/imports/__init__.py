"""Lists brought in from workbooks: what every import shares, whatever its rows are.

Its table is `import_mappings`: how lists of one shape were read the last time one was confirmed, kept apart by the kind of
list. The lists of a kind lie in a table of its room and are read alike (`ListsOfAKind`). Beside them, pure: columns as a
person sees and corrects them, and the verdicts on rows: the answers to those in doubt, what confirming brings in, pages by
status.
"""

from hoptac.kit.imports.columns import (
    ColumnCorrection,
    FieldTwice,
    corrected,
    field_choices,
    read_corrections,
    shown_skipped,
    shown_tables,
)
from hoptac.kit.imports.files import read_upload
from hoptac.kit.imports.lists import ListsOfAKind
from hoptac.kit.imports.mappings import find_mapping, remember_mapping
from hoptac.kit.imports.packing import open_column, pack, seal_columns, unpack_understanding
from hoptac.kit.imports.refusals import ImportDone, ImportUnderWay, NothingToImport, UnknownDecision
from hoptac.kit.imports.verdicts import (
    LEAVE_OUT,
    Answers,
    Verdict,
    answers_still_asked,
    answers_with,
    brought_in,
    find_row,
    is_brought_in,
    key_of,
    page_of_decisions,
    page_of_verdicts,
    row_key,
    settled_before,
)

__all__ = [
    "LEAVE_OUT",
    "Answers",
    "ColumnCorrection",
    "FieldTwice",
    "ImportDone",
    "ImportUnderWay",
    "ListsOfAKind",
    "NothingToImport",
    "UnknownDecision",
    "Verdict",
    "answers_still_asked",
    "answers_with",
    "brought_in",
    "corrected",
    "field_choices",
    "find_mapping",
    "find_row",
    "is_brought_in",
    "key_of",
    "open_column",
    "pack",
    "page_of_decisions",
    "page_of_verdicts",
    "read_corrections",
    "read_upload",
    "remember_mapping",
    "row_key",
    "seal_columns",
    "settled_before",
    "shown_skipped",
    "shown_tables",
    "unpack_understanding",
]
