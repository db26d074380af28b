"""The page of one yearly list: its columns, its rows, what taking it in would change."""

from typing import Any

from litestar import Request
from litestar.response import Response

from hoptac.alliance.imports.judgements import IS_KNOWN, SEPARATE, Judgement, overwritten
from hoptac.alliance.imports.lists import totals_after, unpack_judgements
from hoptac.alliance.imports.queries import ImportDetail
from hoptac.alliance.reading import VOCABULARY
from hoptac.identity.doors import organization_of
from hoptac.kit.imports import (
    LEAVE_OUT,
    brought_in,
    field_choices,
    is_brought_in,
    key_of,
    page_of_verdicts,
    shown_skipped,
    shown_tables,
    unpack_understanding,
)
from hoptac.kit.language import Language, Message, _, translate
from hoptac.kit.pages import language_of, page
from hoptac.organizations.names import COUNTED_KIND_NAMES, KIND_NAMES

DECISION_NAMES: dict[str, Message] = {
    LEAVE_OUT: _("Bỏ qua dòng này"),
    SEPARATE: _("Nhập thành đơn vị riêng"),
    "import_as_read": _("Nhập như đã hiểu"),
}


def import_page(request: Request[Any, Any, Any], detail: ImportDetail, status: str, number: int) -> Response[bytes]:
    """Rows of one status, fifty at a time."""
    language, slug = language_of(request), organization_of(request).slug
    understanding, judgements = unpack_understanding(detail.mapping), unpack_judgements(detail.verdicts)
    coming = brought_in(judgements, detail.decided)
    sums = totals_after(judgements, detail.decided, detail.year)
    path = f"/{slug}/registry-imports/{detail.id}"
    listed = page_of_verdicts(judgements, path=path, status=status, number=number)
    is_open = detail.state == "understood"
    return page(
        request, "alliance/registry_imports/show.html", detail=detail, path=path, is_open=is_open, shown_status=status,
        tables=shown_tables(understanding, VOCABULARY, language), fields=field_choices(VOCABULARY, language),
        skipped=shown_skipped(understanding, language), is_remembered=understanding.remembered,
        listed=listed, rows=[_shown_row(row, detail, slug, language) for row in listed.rows],
        has_one_sheet=len({table.sheet for table in understanding.tables}) == 1,
        kinds=[(translate(COUNTED_KIND_NAMES[kind], language), count) for kind, count in sums.organizations.items()], sums=sums,
        coming_count=len(coming), overwriting=overwritten(coming, detail.decided) if is_open else [],
        rest_count=sum(
            row.status in ("needs_a_decision", "refused") and not is_brought_in(row, detail.decided)
            for row in judgements
        ),
    )  # fmt: skip


def _shown_row(judgement: Judgement, detail: ImportDetail, slug: str, language: Language) -> dict[str, Any]:
    row = judgement.organization
    return {
        "key": key_of(judgement), "sheet": judgement.sheet, "row": judgement.row, "status": judgement.status,
        "name": row.name, "kind": translate(KIND_NAMES[row.kind], language),
        "place": ", ".join(filter(None, (row.commune, row.district))),
        "members": row.members, "charter_capital_dong": row.charter_capital_dong,
        "known_href": f"/{slug}/organizations/{judgement.known_id}" if judgement.known_id else None,
        "reasons": [translate(reason.message, language) for reason in judgement.reasons],
        "notes": [translate(note.message, language) for note in judgement.notes],
        "choices": [(choice.name, choice.about, f"/{slug}/organizations/{choice.id}") for choice in judgement.choices],
        "decided": detail.decided.get(key_of(judgement), ""),
        "decisions": _decisions(judgement, language),
    }  # fmt: skip


def _decisions(judgement: Judgement, language: Language) -> list[tuple[str, str]]:
    """The answers in words; an organization to choose is called by its number in the list above the buttons."""
    numbers = {f"{IS_KNOWN}{choice.id}": number for number, choice in enumerate(judgement.choices, 1)}
    return [
        (
            decision,
            translate(_("Là đơn vị số %(number)s", number=numbers[decision]), language)
            if decision in numbers
            else translate(DECISION_NAMES[decision], language),
        )
        for decision in judgement.decisions
    ]
