"""Founding organizations: addresses, places in the registry, areas."""

import pytest
from sqlalchemy import func, select

from hoptac.kit.db import Database
from hoptac.kit.errors import Refusal
from hoptac.kit.identifiers import new_id
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import find_area, load_areas
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.queries import find_alliance
from hoptac.organizations.rules import (
    CommuneAmbiguous,
    CommuneUnknown,
    SlugRefused,
    SlugReserved,
    check_slug,
    choose_commune,
    slug_for,
    unique_slug,
)


@pytest.mark.parametrize("slug", ["tan-hung", "a1", "can-tho", "x" * 60])
def test_slug_is_accepted(slug: str) -> None:
    assert check_slug(slug) == slug


@pytest.mark.parametrize(
    "slug", ["", "a", "Tan-Hung", "tân-hưng", "-tan", "tan-", "tan hung", "a.b", "a/b", "x" * 61, "ab\n"]
)
def test_slug_is_refused(slug: str) -> None:
    with pytest.raises(SlugRefused):
        check_slug(slug)


@pytest.mark.parametrize(
    "slug",
    [
        "me",
        "api",
        "static",
        "sign-in",
        "language",
        "health",
        "healthz",
        "metrics",
        "platform",
        "account",
        "roles",
        "admin",
    ],
)
def test_slug_of_the_house_is_refused(slug: str) -> None:
    with pytest.raises(SlugReserved):
        check_slug(slug)


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("HTX Nông nghiệp Tân Hưng", "htx-nong-nghiep-tan-hung"),
        ("Tổ hợp tác số 1346", "to-hop-tac-so-1346"),
        ("HTX Đoàn Kết (Ô Môn)", "htx-doan-ket-o-mon"),
        ("Admin", "htx-admin"),
        ("…", "htx"),
    ],
)
def test_slug_from_a_name(name: str, slug: str) -> None:
    assert slug_for(name) == slug
    assert unique_slug(name, "0123456789abcdef", {slug}) == f"{slug}-cdef"
    assert unique_slug(name, "0123456789abcdef", {slug, f"{slug}-cdef"}) == f"{slug}-abcdef"


async def test_place_below_an_alliance(database: Database) -> None:
    end = new_id().hex[-8:]
    async with database.begin() as session:
        await load_areas(session)
        await found_organization(session, kind="alliance", slug=f"ct-{end}", name="Liên minh", area_code="92")
        name = "HTX Tân Hưng"
        org_id = await found_organization(
            session, kind="cooperative", slug=f"th-{end}", name=name, alliance=f"ct-{end}", area_code="92"
        )
        above = await find_alliance(session, f"ct-{end}")
        assert above is not None
        columns = (Organization.name, Organization.alliance_path, Organization.alliance_id, Organization.search_key)
        row = (await session.execute(select(*columns).where(Organization.id == org_id))).one()
    assert tuple(row) == ("HTX Tân Hưng", f"ct-{end}.", above.id, "htx tan hung")


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "company"}, {"name": " "}, {"slug": "A"}, {"alliance": "khong-co"}, {"area_code": "999"},
        {"activity_field": "fishing"},
    ],
)  # fmt: skip
async def test_founding_is_refused_beside_the_field(database: Database, wrong: dict[str, str]) -> None:
    right = {"kind": "cooperative", "slug": f"x-{new_id().hex[-8:]}", "name": "HTX"}
    with pytest.raises(Refusal) as refused:
        async with database.begin() as session:
            await found_organization(session, **(right | wrong))
    assert refused.value.field == next(iter(wrong))


async def test_address_and_code_belong_to_one_organization(database: Database) -> None:
    slug = f"x-{new_id().hex[-8:]}"
    code = f"{new_id().int % 10**10:010d}"
    async with database.begin() as session:
        await found_organization(session, kind="cooperative", slug=slug, name="HTX", registration_code=code)
        for again, field in (
            ({"slug": slug}, "slug"),
            ({"slug": f"{slug}-2", "registration_code": code}, "registration_code"),
        ):
            with pytest.raises(Refusal) as refused:
                await found_organization(session, kind="cooperative", name="HTX", **again)
            assert refused.value.field == field


async def test_areas_are_loaded_once(database: Database) -> None:
    async with database.begin() as session:
        await load_areas(session)
        assert await load_areas(session) == 0
        counted = select(Area.kind, func.count()).where(Area.code.is_not(None)).group_by(Area.kind)
        assert dict(list(await session.execute(counted))) == {"province": 34, "commune": 3321}
        assert await find_area(session, "01") is not None
        assert await find_area(session, "00070") is not None


COMMUNES = [
    ("1", "Xã Vĩnh Trinh"), ("2", "Phường Tân Thành"), ("3", "Xã Tân Thạnh"), ("4", "Phường Mỹ Tho"), ("5", "Xã Mỹ Tho"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Xã Vĩnh Trinh", "1"),
        ("  vĩnh   trinh ", "1"),
        ("VINH TRINH", "1"),
        ("xa vinh trinh", "1"),
        ("Tân Thành", "2"),
        ("Tân Thạnh", "3"),
        ("xa tan thanh", "3"),
        ("phường Mỹ Tho", "4"),
        ("xa my tho", "5"),
    ],
)
def test_a_commune_is_known_by_the_name_people_type(typed: str, code: str) -> None:
    assert choose_commune(typed, COMMUNES)[0] == code


def test_a_commune_that_may_be_two_or_none_is_asked_about() -> None:
    with pytest.raises(CommuneAmbiguous) as asked:
        choose_commune("tan thanh", COMMUNES)
    assert "Phường Tân Thành, Xã Tân Thạnh" in str(asked.value)
    with pytest.raises(CommuneAmbiguous):
        choose_commune("Mỹ Tho", COMMUNES)
    with pytest.raises(CommuneUnknown):
        choose_commune("Hoàn Kiếm", COMMUNES)
