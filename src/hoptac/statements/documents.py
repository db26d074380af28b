"""Statements and books on paper: the heading that TT 71/2024/TT-BTC prescribes, tables over as many pages as they need.

What stands on paper is Vietnamese whatever the language of the person who prints it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.documents import render_pdf
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.statements.queries.heading import Issuer
from hoptac.statements.tables import Column, Row, Table, is_figure, shown

MOST_ROWS = 3_000
"""Of one paper, about 75 pages; what is longer is read on the screen or as a workbook."""
REGIME = "Ban hành kèm theo Thông tư số 71/2024/TT-BTC ngày 07/10/2024 của Bộ Tài chính"
SIGNATURES = ("Người lập biểu", "Kế toán trưởng", "Người đại diện theo pháp luật")


class TooLongForPaper(Refusal):
    """A book of more lines than a paper should have."""

    def __init__(self) -> None:
        message = _(
            "Sổ này dài hơn %(count)s dòng nên không in được một lần. Hãy chọn kỳ ngắn hơn, hoặc tải tệp Excel.",
            count=f"{MOST_ROWS:,}".replace(",", "."),
        )
        super().__init__(message, field="part")


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """What one paper says besides its tables. `subtitle` is the period, `remark` what the book is of; a book says the day
    it was opened on and how many pages it has (Accounting Law, Art. 24.2)."""

    issuer: Issuer
    form: str
    title: str
    subtitle: str
    remark: str = ""
    dated: date
    opened_on: date | None = None
    is_landscape: bool = False


def _in_words(day: date) -> str:
    """Days to 9 and months 1 and 2 take a nought before them, so that none can be added (Decree 30/2020, app. I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _column(column: Column) -> dict[str, Any]:
    return {
        "heading": column.heading,
        "group": column.group,
        "mark": column.mark,
        "weight": column.weight,
        "is_figure": is_figure(column.kind),
        "is_code": column.kind in ("code", "date"),
    }


def _row(row: Row, table: Table) -> dict[str, Any]:
    cells = (
        shown(cell.value, column.kind, zero=table.zero) for cell, column in zip(row.cells, table.columns, strict=True)
    )
    return {"style": row.style, "level": row.level, "cells": list(cells)}


def _table(table: Table) -> dict[str, Any]:
    rows = [_row(row, table) for row in table.rows]
    return {
        "title": table.title,
        "text": table.text,
        "is_to_fill": table.is_to_fill,
        "columns": [*map(_column, table.columns)],
        "rows": rows,
    }


def paper_pdf(paper: Paper, tables: Iterable[Table]) -> bytes:
    """The PDF of a statement or a book; the call blocks for as long as it lays out.

    Raises TooLongForPaper, and UnprintableText for a character that the font does not have.
    """
    drawn = [_table(table) for table in tables]
    if sum(len(table["rows"]) for table in drawn) > MOST_ROWS:
        raise TooLongForPaper
    return render_pdf(
        "statements/paper.typ",
        {
            "organization": paper.issuer.name,
            "head_office": paper.issuer.head_office,
            "code": paper.issuer.registration_code,
            "form": paper.form,
            "regime": REGIME,
            "title": paper.title,
            "subtitle": paper.subtitle,
            "remark": paper.remark,
            "opened": format_date(paper.opened_on) if paper.opened_on else "",
            "dated": f"Lập, {_in_words(paper.dated)}",
            "date": {"year": paper.dated.year, "month": paper.dated.month, "day": paper.dated.day},
            "is_landscape": paper.is_landscape,
            "signatures": _signatures(paper.issuer),
            "tables": drawn,
        },
    )


def _signatures(issuer: Issuer) -> Sequence[tuple[str, str]]:
    names = ("", "", issuer.legal_representative)
    return list(zip(SIGNATURES, names, strict=True))
