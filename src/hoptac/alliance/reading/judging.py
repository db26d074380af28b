"""The verdict on every row of a registry, and what year the registry is of."""

import re
from datetime import date

from hoptac.alliance.reading import reasons
from hoptac.alliance.reading.columns import RegistryColumns
from hoptac.alliance.reading.districts import districts_of
from hoptac.alliance.reading.fields import VOCABULARY
from hoptac.alliance.reading.lines import LineReader
from hoptac.alliance.reading.refusals import OrganizationColumnMissing
from hoptac.alliance.reading.rows import Decision, OrganizationRow, RegistryVerdict
from hoptac.kit.sheets import Workbook
from hoptac.kit.tables import (
    HIDDEN_SHEET,
    Mapping,
    TableMapping,
    Understanding,
    body_of,
    sheet_of,
    titles_of,
    understand_workbook,
)
from hoptac.kit.tables.cells import Flawed, Reason
from hoptac.kit.vietnamese import clean_text, search_key

_JOINED = ("district", "commune", "kind", "activity_field")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_NAMED_YEAR = re.compile(r"\bnam (20\d\d)\b")
_AS_READ: tuple[Decision, ...] = ("import_as_read", "leave_out")
_SEPARATE: tuple[Decision, ...] = ("import_as_separate_organization", "leave_out")
_REPEATED = frozenset({"repeated_code", "repeated_name"})


def understand(workbook: Workbook, *, remembered: Mapping | None = None, year: int | None = None) -> Understanding:
    """The tables of organizations in a workbook and what every column was taken for. `remembered` is the mapping that
    an earlier workbook of the same shape key was read by; `year` the one whose figures are wanted, of columns of several
    years, None for the last. Raises OrganizationColumnMissing."""
    understanding = understand_workbook(workbook, VOCABULARY, remembered, year=year)
    if not understanding.tables:
        raise OrganizationColumnMissing
    return understanding


def year_of(workbook: Workbook, mapping: Mapping) -> int | None:
    """The year the titles, the sheets or the name of the file say the registry is of; the last one named."""
    texts = [clean_text(workbook.filename)]
    for table in mapping.tables:
        sheet = sheet_of(workbook, table)
        texts = [*(titles_of(sheet, table) if sheet else []), clean_text(table.sheet), *texts]
    named = [int(year) for text in texts for year in _NAMED_YEAR.findall(search_key(text))]
    others = [int(year) for text in texts for year in _YEAR.findall(text)]
    return max(named or others, default=None)


def judge(workbook: Workbook, mapping: Mapping, *, today: date, year: int | None = None) -> list[RegistryVerdict]:
    """One verdict for each line that is, or should be, an organization, in the order of the workbook; hidden sheets come
    last. `year`: the one the figures are wanted of.

    Raises OrganizationColumnMissing where the mapping has no name column at all.
    """
    if not any(table.column_of("name") is not None for table in mapping.tables):
        raise OrganizationColumnMissing
    verdicts: list[RegistryVerdict] = []
    codes: dict[str, tuple[str, int]] = {}
    names: dict[tuple[str, ...], tuple[str, int]] = {}
    hidden = {sheet.name for sheet in workbook.sheets if sheet.hidden}
    districts = districts_of(workbook, mapping)
    for table, district in sorted(zip(mapping.tables, districts, strict=True), key=lambda one: one[0].sheet in hidden):
        for verdict in _verdicts_of(workbook, table, district, today, year):
            verdicts.append(_beside_others(verdict, codes, names))
    return verdicts


def _verdicts_of(
    workbook: Workbook, table: TableMapping, district: str | None, today: date, year: int | None
) -> list[RegistryVerdict]:
    """The verdicts on the lines of one table, each by itself."""
    sheet, name_column = sheet_of(workbook, table), table.column_of("name")
    if sheet is None or name_column is None:
        return []
    joined = {column for field in _JOINED for column in table.columns_of(field)}
    entries = LineReader(table, name_column).read(body_of(sheet, table, name_column, joined))
    titles = [*titles_of(sheet, table), clean_text(sheet.name)]
    columns = RegistryColumns(table, entries, today, titles=titles, usual_district=district)
    columns.doubt_other_years(year)
    columns.doubt_dissolved()
    if sheet.hidden:
        columns.doubt_all(HIDDEN_SHEET)
    organizations = _organizations(columns)
    for place, organization in enumerate(organizations):
        if not organization.name:
            columns.flaws.add(place, Flawed(None, refused=(reasons.NO_NAME,)))
    flaws, name = columns.flaws, table.place
    return [
        _verdict(
            name, entries.numbers[place], organization,
            flaws.refused.get(place, []), flaws.doubted.get(place, []), flaws.noted.get(place, []),
        )
        for place, organization in enumerate(organizations)
    ]  # fmt: skip


def _organizations(columns: RegistryColumns) -> list[OrganizationRow]:
    names = [name or "" for name in columns.text("name")]
    kinds = columns.kinds(names)
    districts, communes, addresses = columns.places()
    lines = zip(
        names, kinds, columns.activity_fields(names, kinds), districts, communes, addresses, columns.founded_years(),
        columns.codes(), columns.text("representative"), columns.phones(), columns.counts("members"),
        columns.counts("regular_workers"), columns.amounts("charter_capital_dong"),
        columns.amounts("charter_capital_before_dong"), columns.amounts("revenue_dong"),
        columns.amounts("profit_dong", may_be_negative=True), columns.areas("production_area"),
        columns.answers("effective"), columns.answers("under_2012_law"), columns.answers("linked"),
        columns.text("main_product"), columns.answers("model"), columns.texts("note", "; "), strict=True,
    )  # fmt: skip
    return [OrganizationRow(*line) for line in lines]


def _verdict(
    sheet: str,
    row: int,
    organization: OrganizationRow,
    refused: list[Reason],
    doubted: list[Reason],
    noted: list[Reason],
) -> RegistryVerdict:
    if refused:
        return RegistryVerdict(sheet, row, "refused", organization, tuple(refused + doubted), tuple(noted))
    if doubted:
        decisions = _SEPARATE if any(reason.code in _REPEATED for reason in doubted) else _AS_READ
        return RegistryVerdict(sheet, row, "needs_a_decision", organization, tuple(doubted), tuple(noted), decisions)
    return RegistryVerdict(sheet, row, "accepted", organization, (), tuple(noted))


def _beside_others(
    verdict: RegistryVerdict, codes: dict[str, tuple[str, int]], names: dict[tuple[str, ...], tuple[str, int]]
) -> RegistryVerdict:
    """The verdict in view of the lines before: the same code, or the same kind, name and district, needs a decision."""
    organization, place = verdict.organization, (verdict.sheet, verdict.row)
    repeated: list[Reason] = []
    if organization.registration_code:
        first = codes.setdefault(organization.registration_code, place)
        repeated += [reasons.repeated_code(*first)] if first != place else []
    if organization.name:
        area = search_key(organization.district or ""), search_key(organization.commune or "")
        first = names.setdefault((organization.kind, search_key(organization.name), *area), place)
        repeated += [reasons.repeated_name(*first)] if first != place and not repeated else []
    if not repeated:
        return verdict
    return _verdict(
        verdict.sheet, verdict.row, organization,
        [] if verdict.status != "refused" else list(verdict.reasons),
        repeated + ([] if verdict.status == "refused" else list(verdict.reasons)), list(verdict.notes),
    )  # fmt: skip
