"""The organizations below an alliance with their figures of a year, read as the roll-up role."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import ARRAY, ColumnElement, Uuid, and_, any_, bindparam, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.alliance.rollup import KEPT_AREAS
from hoptac.indicators.models import Figures
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import known_uuid
from hoptac.kit.language import _
from hoptac.kit.prepared import Prepared, Reader
from hoptac.kit.tenancy import plan_anew
from hoptac.kit.vietnamese import search_key
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.queries import below

PAGE = 50


class Filters(msgspec.Struct, frozen=True):
    """What a list of organizations is narrowed to; empty is no narrowing."""

    year: int
    q: str = ""
    area: str = ""
    field: str = ""
    kind: str = ""
    source: str = ""
    only: str = ""


class ListedOrganization(msgspec.Struct, frozen=True):
    """One organization with its counted figures of the year; source empty where there are none."""

    id: UUID
    name: str
    sort_key: str
    kind: str
    activity_field: str | None
    area_name: str | None
    source: str | None
    as_of: date | None
    members: int | None
    regular_workers: int | None
    charter_capital_dong: int | None
    revenue_dong: int | None
    profit_dong: int | None
    effective: int | None


class OrganizationFacts(msgspec.Struct, frozen=True):
    """What the registry says of one organization."""

    id: UUID
    name: str
    kind: str
    activity_field: str | None
    area_name: str | None
    commune_name: str
    registration_code: str | None
    founded_year: int | None
    head_office: str
    legal_representative: str
    phone: str | None
    keeps_books: bool


class YearRow(msgspec.Struct, frozen=True):
    """The figures of one year from one source. Amounts in đồng, area in m²."""

    year: int
    source: str
    counted: bool
    as_of: date
    source_note: str
    members: int | None
    official_members: int | None
    regular_workers: int | None
    charter_capital_dong: int | None
    paid_in_dong: int | None
    revenue_dong: int | None
    profit_dong: int | None
    production_area_m2: int | None
    effective: int | None
    linked: int | None
    main_product: str


_IN_ALLIANCE = (Organization.alliance_path >= bindparam("low"), Organization.alliance_path < bindparam("high"))
_OF_YEAR = and_(
    Figures.org_id == Organization.id,
    Figures.year == bindparam("year"),
    Figures.month == 0,
    Figures.counted,
    Figures.alliance_path >= bindparam("low"),
    Figures.alliance_path < bindparam("high"),
)
_HAS = Figures.org_id.is_not(None)


def _as_counted(of_figures: Any, of_organization: Any) -> ColumnElement[Any]:
    """Area, field and kind as the sums group them: as they were when the figures were written."""
    return case((_HAS, of_figures), else_=of_organization)


_AREA = _as_counted(Figures.area_id, Organization.area_id)
_FIELD = _as_counted(Figures.activity_field, Organization.activity_field)
_KIND = _as_counted(Figures.kind, Organization.kind)
_COLUMNS = (
    Organization.id, Organization.name, Organization.sort_key, _KIND, _FIELD, Area.name, Figures.source, Figures.as_of,
    Figures.members, Figures.regular_workers, Figures.charter_capital_dong, Figures.revenue_dong, Figures.profit_dong,
    Figures.effective,
)  # fmt: skip
_ONLY: dict[str, ColumnElement[bool]] = {
    "effective": and_(_KIND != "cooperative_group", Figures.effective == 1),
    "few_members": and_(Figures.kind == "cooperative", func.coalesce(Figures.official_members, Figures.members) < 5),
    "losses": Figures.profit_dong < 0,
}
ONLY = tuple(_ONLY)
_EXISTED = or_(Organization.founded_year.is_(None), Organization.founded_year <= bindparam("year"))
_SOURCE: dict[str, ColumnElement[bool]] = {
    "counted": _HAS,
    "live": Figures.source == "live",
    "declared": Figures.source == "declared",
    "missing": and_(~_HAS, _EXISTED),
}
_FACTS = select(
    Organization.id, Organization.name, Organization.kind, Organization.activity_field, Area.name,
    Organization.commune_name, Organization.registration_code, Organization.founded_year, Organization.head_office,
    Organization.legal_representative, Organization.phone, Organization.keeps_books,
).outerjoin(Area, Area.id == Organization.area_id)  # fmt: skip
FACTS = _FACTS.where(Organization.id == bindparam("org_id"), Organization.kind != "alliance", *_IN_ALLIANCE)
YEARS = (
    select(*(getattr(Figures, name) for name in YearRow.__struct_fields__))
    .where(
        Figures.org_id == bindparam("org_id"),
        Figures.month == 0,
        Figures.alliance_path >= bindparam("low"),
        Figures.alliance_path < bindparam("high"),
    )
    .order_by(Figures.year.desc(), Figures.source.desc())
)
AREA_NAMES = Prepared(
    select(Area.id, Area.name, Area.sort_key).where(Area.id == any_(bindparam("ids", type_=ARRAY(Uuid()))))
)
AREAS_OF_ORGANIZATIONS = Prepared(
    select(Area.id, Area.name)
    .where(Area.id.in_(select(Organization.area_id).where(*_IN_ALLIANCE, Organization.kind != "alliance")))
    .order_by(Area.sort_key)
)


def _in_registry(filters: Filters) -> list[Any]:
    words = search_key(filters.q).split()
    found = [func.strpos(Organization.search_key, word) > 0 for word in words]
    return [*_IN_ALLIANCE, Organization.kind != "alliance", *found]


def _asks_figures(filters: Filters) -> bool:
    """Whether a filter looks at figures; without one, those of the organizations shown are all that is read of them."""
    return any((filters.area, filters.field, filters.kind, filters.source, filters.only))


def _narrowed(statement: Any, filters: Filters) -> Any:
    conditions = _in_registry(filters)
    if filters.area:
        conditions.append(_AREA.is_(None) if filters.area == "none" else known_uuid(filters.area) == _AREA)
    if filters.field:
        conditions.append(_FIELD.is_(None) if filters.field == "none" else filters.field == _FIELD)
    if filters.kind == "cooperatives":
        conditions.append(_KIND.in_(("cooperative", "people_credit_fund")))
    elif filters.kind:
        conditions.append(filters.kind == _KIND)
    conditions += [_SOURCE[filters.source]] if filters.source in _SOURCE else []
    conditions += [_ONLY[filters.only]] if filters.only in _ONLY else []
    return statement.select_from(Organization).outerjoin(Figures, _OF_YEAR).where(*conditions)


def _parameters(path: str, filters: Filters) -> dict[str, Any]:
    low, high = below(path)
    return {"low": low, "high": high, "year": filters.year}


async def list_organizations(
    session: AsyncSession,
    path: str,
    filters: Filters,
    *,
    after: tuple[str, UUID] | None = None,
    limit: int | None = PAGE,
) -> list[ListedOrganization]:
    """Organizations by name, from the one after `after` (its sort key and id) on."""
    order = (Organization.sort_key, Organization.id)
    place: list[Any] = []
    if after is not None:
        sort, org_id = after
        place = [Organization.sort_key >= sort, or_(Organization.sort_key > sort, Organization.id > org_id)]
    if _asks_figures(filters):
        statement = _narrowed(select(*_COLUMNS), filters).where(*place).limit(limit)
    else:
        on_page = select(Organization.id).where(*_in_registry(filters), *place).order_by(*order).limit(limit)
        statement = select(*_COLUMNS).select_from(Organization).outerjoin(Figures, _OF_YEAR)
        statement = statement.where(Organization.id.in_(on_page))
    statement = statement.outerjoin(Area, Area.id == _AREA).order_by(*order)
    await plan_anew(session)
    return [ListedOrganization(*row) for row in await session.execute(statement, _parameters(path, filters))]


async def count_organizations(session: AsyncSession, path: str, filters: Filters) -> int:
    """How many organizations the filters leave."""
    count = select(func.count())
    if _asks_figures(filters):
        statement = _narrowed(count, filters)
    else:
        statement = count.select_from(Organization).where(*_in_registry(filters))
    return (await session.execute(statement, _parameters(path, filters))).scalar_one()


async def areas_of_alliance(session: Reader, path: str, *, year: int) -> list[tuple[str, str]]:
    """Ids and names of the areas in which the alliance has organizations in a year, in alphabetical order."""
    low, high = below(path)
    parameters = {"path": path, "low": low, "high": high, "year": year}
    found = await KEPT_AREAS.rows(session, parameters) or await AREAS_OF_ORGANIZATIONS.rows(session, parameters)
    return [(str(area_id), name) for area_id, name in found]


async def area_names(session: Reader, keys: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Name and sort key of each area by its id."""
    ids = [UUID(key) for key in keys if key]
    found = await AREA_NAMES.rows(session, {"ids": ids}) if ids else []
    return {str(area_id): (name, sort) for area_id, name, sort in found}


async def get_organization(session: AsyncSession, path: str, org_id: UUID) -> tuple[OrganizationFacts, list[YearRow]]:
    """One organization with its figures of all years, live and declared; NotFound also for one of another alliance."""
    low, high = below(path)
    parameters = {"org_id": org_id, "low": low, "high": high}
    row = (await session.execute(FACTS, parameters)).first()
    if row is None:
        raise NotFound(_("Không tìm thấy đơn vị này."))
    return OrganizationFacts(*row), [YearRow(*one) for one in await session.execute(YEARS, parameters)]
