"""Areas: today's provinces and communes, and the districts that alliances' lists of earlier years name."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import bindparam, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession
from vietnam_provinces import Province, Ward

from hoptac.kit.identifiers import new_id
from hoptac.kit.vietnamese import clean_text, search_key, sort_key
from hoptac.organizations.communes import Communes
from hoptac.organizations.models import Area

TWO_LEVELS_FROM = date(2025, 7, 1)
"""Since this day there are provinces and communes alone."""
DISTRICTS_UNTIL = date(2025, 6, 30)

ONE_AT_A_TIME = text("SELECT pg_advisory_xact_lock(hashtext('hoptac.areas'))")
CODED = select(Area.code, Area.id, Area.name).where(Area.code.is_not(None))
AREA_BY_CODE = select(Area.id).where(Area.code == bindparam("code"))
DISTRICTS = select(Area.search_key, Area.id).where(
    Area.alliance_id == bindparam("alliance_id"), Area.kind == "district"
)
COMMUNES = select(Area.id, Area.name).where(Area.parent_id == bindparam("province_id"), Area.kind == "commune")
PROVINCES_IN_ORDER = select(Area.code, Area.name).where(Area.kind == "province").order_by(Area.sort_key)
COMMUNES_IN_ORDER = (
    select(Area.code, Area.name)
    .where(
        Area.parent_id == select(Area.id).where(Area.code == bindparam("province_code")).scalar_subquery(),
        Area.kind == "commune",
    )
    .order_by(Area.sort_key, Area.code)
)
INSERT = insert(Area)


def _row(kind: str, name: str, **others: Any) -> dict[str, Any]:
    plain = clean_text(name)
    keys = {"sort_key": sort_key(plain, whole=True), "search_key": search_key(plain)}
    empty = {"code": None, "parent_id": None, "alliance_id": None, "valid_from": None, "valid_to": None}
    return {"id": new_id(), "kind": kind, "name": plain} | keys | empty | others


def _rows_of_today() -> list[dict[str, Any]]:
    provinces = {
        province.code: _row("province", province.name, code=f"{province.code:02d}", valid_from=TWO_LEVELS_FROM)
        for province in Province.iter_all()
    }
    communes = [
        _row(
            "commune",
            ward.name,
            code=f"{ward.code:05d}",
            parent_id=provinces[ward.province_code]["id"],
            valid_from=TWO_LEVELS_FROM,
        )
        for ward in Ward.iter_all()
    ]
    return [*provinces.values(), *communes]


async def load_areas(session: AsyncSession) -> int:
    """Write the provinces and communes of today that are missing, and the new names of those that are there.

    Gives how many were written. Two programs at once wait for each other. An area that the State has given up stays:
    organizations and figures of earlier years point to it.
    """
    await session.execute(ONE_AT_A_TIME)
    known = {code: (area_id, name) for code, area_id, name in await session.execute(CODED)}
    rows = _rows_of_today()
    missing = [row for row in rows if row["code"] not in known]
    here = {row["id"]: known[row["code"]][0] for row in rows if row["code"] in known}
    for row in missing:
        row["parent_id"] = here.get(row["parent_id"], row["parent_id"])
    if missing:
        await session.execute(INSERT, missing)
    renamed = [row for row in rows if row["code"] in known and known[row["code"]][1] != row["name"]]
    for row in renamed:
        words = {name: row[name] for name in ("name", "sort_key", "search_key")}
        await session.execute(update(Area).where(Area.code == row["code"]).values(words))
    return len(missing) + len(renamed)


async def find_area(session: AsyncSession, code: str) -> UUID | None:
    """The area with a State's code: two digits for a province, five for a commune."""
    return (await session.execute(AREA_BY_CODE, {"code": code})).scalar()


async def list_provinces(session: AsyncSession) -> list[tuple[str, str]]:
    """Code and name of every province, by name."""
    return [(code or "", name) for code, name in await session.execute(PROVINCES_IN_ORDER)]


async def list_communes(session: AsyncSession, province_code: str) -> list[tuple[str, str]]:
    """Code and name of every commune of a province, by name; none for a code that is no province's."""
    found = await session.execute(COMMUNES_IN_ORDER, {"province_code": province_code})
    return [(code or "", name) for code, name in found]


async def districts_of(session: AsyncSession, alliance_id: UUID) -> dict[str, UUID]:
    """The districts of an alliance's territory by the search key of their names."""
    return dict(list(await session.execute(DISTRICTS, {"alliance_id": alliance_id})))


async def communes_of(session: AsyncSession, province_id: UUID | None) -> Communes[UUID]:
    """The communes of a province; none where the province is not known."""
    if province_id is None:
        return Communes()
    rows = await session.execute(COMMUNES, {"province_id": province_id})
    return Communes((area_id, name) for area_id, name in rows)


async def add_districts(
    session: AsyncSession, *, alliance_id: UUID, province_id: UUID | None, names: Iterable[str], year: int
) -> dict[str, UUID]:
    """Every district of the alliance by search key, those of `names` that are new written first.

    A district that a list of before 2025 names ended on 30 June 2025, with all districts.
    """
    known = await districts_of(session, alliance_id)
    ended = DISTRICTS_UNTIL if year < DISTRICTS_UNTIL.year else None
    rows: dict[str, dict[str, Any]] = {}
    for name in names:
        row = _row("district", name, alliance_id=alliance_id, parent_id=province_id, valid_to=ended)
        if row["search_key"] and row["search_key"] not in known:
            rows.setdefault(row["search_key"], row)
    if rows:
        await session.execute(INSERT, list(rows.values()))
    return known | {key: row["id"] for key, row in rows.items()}
