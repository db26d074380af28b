"""Sheets typed in an old font (TCVN3, VNI) are read in Unicode."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from hoptac.kit.sheets import Row, Sheet
from hoptac.kit.vietnamese import Encoding, decode_legacy, decode_line, detect_legacy

_ROWS_LOOKED_AT = 400


def encodings_of(sheets: Sequence[Sheet]) -> list[Encoding | None]:
    """The old encoding of each sheet, judged over rows spread through it; None for Unicode. A sheet of too few words is
    judged by all of them."""
    texts = [list(_texts(sheet.rows)) for sheet in sheets]
    whole = detect_legacy(text for part in texts for text in part) if len(sheets) > 1 else None
    return [detect_legacy(part) or whole for part in texts]


def _texts(rows: list[Row]) -> Iterator[str]:
    step = max(1, len(rows) // _ROWS_LOOKED_AT)
    for number, row in enumerate(rows):
        if number < _ROWS_LOOKED_AT // 4 or number % step == 0:
            yield from (cell for cell in row if isinstance(cell, str))


def decoded_sheet(sheet: Sheet, encoding: Encoding) -> Sheet:
    """The sheet with every text in Unicode; texts that are so already stay."""
    rows = [_decoded_row(row, encoding) for row in sheet.rows]
    return replace(sheet, rows=rows, name=decode_legacy(sheet.name, encoding))


def _decoded_row(row: Row, encoding: Encoding) -> Row:
    texts = iter(decode_line([cell for cell in row if isinstance(cell, str)], encoding))
    return [next(texts) if isinstance(cell, str) else cell for cell in row]
