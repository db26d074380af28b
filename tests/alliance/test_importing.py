"""Bringing a list in: once is once, a trial leaves nothing, and rows that cannot be stay out with their reason."""

from uuid import UUID

import pytest
from sqlalchemy import select
from tests.alliance.conftest import Alliance, BringIn

from hoptac.alliance.indicators import indicators_json
from hoptac.alliance.queries import Filters, get_organization, list_organizations
from hoptac.alliance.refusals import YearMissing
from hoptac.indicators.rules import YearOutOfRange
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.identifiers import new_id
from hoptac.kit.tenancy import enter_alliance
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import load_areas
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.rules import AllianceUnknown

HEADING = "Tên đơn vị;Loại hình;Lĩnh vực;Quận, huyện;Mã số;Số thành viên;Vốn điều lệ (triệu đồng)\n"
TAN_HUNG = "HTX Tân Hưng;Hợp tác xã;Nông nghiệp;Vĩnh Thạnh;1800{code};120;1.500\n"
THOI_LONG = "HTX Thới Long;Hợp tác xã;Nông nghiệp;Ô Môn;;45;800\n"


def a_list(*lines: str, code: str = "123456") -> bytes:
    return (HEADING + "".join(lines)).format(code=code).encode()


async def names_of(rollup_database: Database, alliance: Alliance, year: int = 2022) -> list[str]:
    async with enter_alliance(rollup_database, alliance.path) as session:
        return [row.name for row in await list_organizations(session, alliance.path, Filters(year=year))]


async def test_same_list_twice_changes_nothing_and_says_so(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    first = await bring_in(alliance, "ca-mau-2020")
    before = await indicators_json(rollup_database, alliance.slug, 2020)
    again = await bring_in(alliance, "ca-mau-2020", filename="bản sao.xlsx")
    assert (first["changed"], first["unchanged"]) == (249, 0)
    assert (again["changed"], again["unchanged"]) == (0, 249)
    assert again["message"] == "Danh sách này đã được nhập trước đó. Không có gì thay đổi."
    assert await indicators_json(rollup_database, alliance.slug, 2020) == before


async def test_many_are_told_with_grouped_digits(alliance: Alliance, bring_in: BringIn) -> None:
    told = await bring_in(
        alliance, a_list(*(f"HTX Số {number};HTX;Nông nghiệp;;;9;5\n" for number in range(1_001))), year=2022
    )
    assert told["message"] == "Đã ghi số liệu năm 2022 của 1.001 đơn vị."


async def test_corrected_list_replaces_figures(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    await bring_in(alliance, a_list(TAN_HUNG, THOI_LONG), year=2022)
    result = await bring_in(alliance, a_list(TAN_HUNG.replace(";120;", ";121;"), THOI_LONG), year=2022)
    totals = (await indicators_json(rollup_database, alliance.slug, 2022))["totals"]
    assert (result["changed"], result["unchanged"]) == (1, 1)
    assert (totals["cooperatives"], totals["members"]) == (2, 166)


async def test_trial_run_leaves_nothing(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database, database: Database
) -> None:
    result = await bring_in(alliance, a_list(TAN_HUNG, THOI_LONG), year=2022, dry_run=True)
    assert (result["organizations"], result["dry_run"]) == ({"cooperative": 2}, True)
    assert await names_of(rollup_database, alliance) == []
    async with database.begin() as session:
        districts = await session.execute(select(Area.id).where(Area.alliance_id == alliance.id))
    assert districts.all() == []


async def test_district_of_an_earlier_year_ended_with_all_districts(
    alliance: Alliance, bring_in: BringIn, database: Database
) -> None:
    await bring_in(alliance, a_list(TAN_HUNG, THOI_LONG), year=2022)
    async with database.begin() as session:
        found = await session.execute(
            select(Area.name, Area.kind, Area.valid_to).where(Area.alliance_id == alliance.id).order_by(Area.sort_key)
        )
        assert [(name, kind, str(until)) for name, kind, until in found] == [
            ("Ô Môn", "district", "2025-06-30"),
            ("Vĩnh Thạnh", "district", "2025-06-30"),
        ]


async def test_communes_that_differ_by_their_accents_alone_are_kept_apart(
    bring_in: BringIn, database: Database
) -> None:
    async with database.begin() as session:
        await load_areas(session)
        slug = f"quang-ngai-{new_id().hex[-8:]}"
        org_id = await found_organization(session, kind="alliance", slug=slug, name="Liên minh HTX", area_code="51")
    written = ("Xã Ba Tô", "xã Ba Tơ", "Sơn Hà", "Sơn Hạ", "xa ba to", "xa mo duc")
    lines = [f"HTX Số {place};{commune};20\n" for place, commune in enumerate(written)]
    content = ("Tên đơn vị;Xã, phường;Số thành viên\n" + "".join(lines)).encode()
    await bring_in(Alliance(org_id, slug, f"{slug}."), content, year=2026)
    async with database.begin() as session:
        found = await session.execute(
            select(Organization.commune_name, Area.name)
            .outerjoin(Area, Area.id == Organization.area_id)
            .where(Organization.alliance_id == org_id)
            .order_by(Organization.name)
        )
        areas = dict(found.all())
    assert areas == {
        "Xã Ba Tô": "Xã Ba Tô", "xã Ba Tơ": "Xã Ba Tơ", "Sơn Hà": "Xã Sơn Hà", "Sơn Hạ": "Xã Sơn Hạ",
        "xa ba to": None, "xa mo duc": "Xã Mộ Đức",
    }  # fmt: skip


async def test_code_of_another_alliance_is_not_recorded_twice(
    alliance: Alliance, neighbour: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    code = f"{int(alliance.id) % 10**6:06d}"
    await bring_in(neighbour, a_list(TAN_HUNG, code=code), year=2022)
    content = a_list(TAN_HUNG, THOI_LONG, code=code)
    first, again = [await bring_in(alliance, content, year=2022) for _time in range(2)]
    assert (first["accepted"], first["changed"], first["codes_elsewhere"]) == (2, 2, 1)
    assert (again["changed"], again["unchanged"]) == (0, 2)
    assert await names_of(rollup_database, alliance) == ["HTX Tân Hưng", "HTX Thới Long"]
    assert await names_of(rollup_database, neighbour) == ["HTX Tân Hưng"]


async def test_repeated_row_waits_for_a_decision(
    alliance: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    left_out = await bring_in(alliance, a_list(THOI_LONG, THOI_LONG), year=2022)
    assert (left_out["accepted"], left_out["needs_a_decision"], len(left_out["rows"])) == (1, 1, 1)
    assert left_out["rows"][0]["reasons"] == ["Đơn vị cùng tên, cùng địa bàn đã có ở trang “danh-sach”, dòng 2."]
    assert await names_of(rollup_database, alliance) == ["HTX Thới Long"]


async def test_a_list_says_whose_figures_it_replaced(alliance: Alliance, bring_in: BringIn) -> None:
    await bring_in(alliance, a_list(TAN_HUNG, THOI_LONG), year=2022, filename="cũ.csv")
    other = a_list(TAN_HUNG.replace(";120;", ";121;"), THOI_LONG)
    tried = await bring_in(alliance, other, year=2022, filename="mới.csv", dry_run=True)
    result = await bring_in(alliance, other, year=2022, filename="mới.csv")
    assert result["replaced"] == {"cũ.csv": 1}
    assert tried == result | {"dry_run": True}
    assert (await bring_in(alliance, other, year=2022))["replaced"] == {}


async def test_newest_list_brings_the_registry_up_to_date_and_an_older_one_does_not(
    alliance: Alliance, bring_in: BringIn, database: Database
) -> None:
    async def field() -> str | None:
        async with database.begin() as session:
            statement = select(Organization.activity_field).where(
                Organization.alliance_id == alliance.id, Organization.search_key == "htx thoi long"
            )
            return (await session.execute(statement)).scalar_one()

    await bring_in(alliance, a_list(THOI_LONG), year=2020)
    await bring_in(alliance, a_list(THOI_LONG.replace("Nông nghiệp", "Vận tải")), year=2022)
    assert await field() == "transport"
    await bring_in(alliance, a_list(THOI_LONG.replace("Nông nghiệp", "Xây dựng")), year=2021)
    assert await field() == "transport"


async def test_cooperative_that_works_here_is_found_by_its_name(
    alliance: Alliance, bring_in: BringIn, database: Database, rollup_database: Database
) -> None:
    async with database.begin() as session:
        slug = f"tan-hung-{alliance.id.hex[-8:]}"
        org_id = await found_organization(
            session, kind="cooperative", slug=slug, name="HTX Tân Hưng", alliance=alliance.slug
        )
    await bring_in(alliance, a_list(TAN_HUNG, code=f"{int(alliance.id) % 10**6:06d}"), year=2022)
    async with enter_alliance(rollup_database, alliance.path) as session:
        facts, years = await get_organization(session, alliance.path, org_id)
    assert (facts.area_name, facts.keeps_books) == ("Vĩnh Thạnh", True)
    assert [(row.year, row.source, row.counted, row.members) for row in years] == [(2022, "declared", True, 120)]


@pytest.mark.parametrize(("year", "refusal"), [(None, YearMissing), (1990, YearOutOfRange), (2027, YearOutOfRange)])
async def test_list_of_no_known_year_is_refused(
    alliance: Alliance, bring_in: BringIn, year: int | None, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await bring_in(alliance, a_list(TAN_HUNG), year=year)


async def test_nobody_imports_into_an_alliance_that_is_not_there(bring_in: BringIn) -> None:
    nowhere = Alliance(UUID(int=0), "khong-co", "khong-co.")
    with pytest.raises(AllianceUnknown):
        await bring_in(nowhere, a_list(TAN_HUNG), year=2022)


async def test_another_alliance_sees_nothing(
    alliance: Alliance, neighbour: Alliance, bring_in: BringIn, rollup_database: Database
) -> None:
    await bring_in(alliance, a_list(THOI_LONG), year=2022)
    totals = (await indicators_json(rollup_database, neighbour.slug, 2022))["totals"]
    assert not any(totals.values())
    assert await names_of(rollup_database, neighbour) == []
    async with enter_alliance(rollup_database, alliance.path) as session:
        [row] = await list_organizations(session, alliance.path, Filters(year=2022))
    async with enter_alliance(rollup_database, neighbour.path) as session:
        with pytest.raises(NotFound):
            await get_organization(session, neighbour.path, row.id)
        # Asking for the other's path in the statement does not help: the database filters by the path entered.
        stolen = await list_organizations(session, alliance.path, Filters(year=2022, source="counted"))
    assert stolen == []
