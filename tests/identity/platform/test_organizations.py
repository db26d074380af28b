"""Organizations as those who run the platform keep them: found, listed, given their first chair."""

import re

import pytest
from sqlalchemy import select
from tests.conftest import PASSWORD, seat_person
from tests.identity.conftest import new_phone
from tests.support.web import one_time_password_on

from hoptac.identity.models import PlatformDeed
from hoptac.kit.identifiers import new_id
from hoptac.organizations.actions import found_organization
from hoptac.organizations.areas import load_areas
from hoptac.organizations.models import Area, Organization
from hoptac.organizations.rules import SlugReserved, SlugTaken


@pytest.fixture
async def alliance(database):
    """An alliance of the test's own, by its slug."""
    slug = f"lm-{new_id().hex[-8:]}"
    async with database.begin() as session:
        await load_areas(session)
        await found_organization(session, kind="alliance", slug=slug, name=f"Liên minh {slug}", area_code="92")
    return slug


async def found(administrator, **values):
    form = await administrator.get("/platform/organizations/new")
    return await administrator.submit(form, "/platform/organizations$", {"kind": "cooperative"} | values)


async def row_of(database, slug):
    columns = (Organization.kind, Organization.name, Organization.alliance_path, Area.name, Organization.commune_name)
    query = select(*columns).outerjoin(Area, Area.id == Organization.area_id).where(Organization.slug == slug)
    async with database.begin() as session:
        return tuple((await session.execute(query)).one())


async def test_a_cooperative_is_founded_and_its_chair_takes_over(administrator, open_browser, database, alliance):
    end = new_id().hex[-8:]
    shown = await found(
        administrator, name=f"HTX Nông nghiệp Vĩnh Trinh {end}", slug="", alliance=alliance, province="92",
        commune="vinh trinh",
    )  # fmt: skip
    slug = f"htx-nong-nghiep-vinh-trinh-{end}"
    assert f"/{slug}" in shown.text
    assert "Chưa có ai giữ vai trò" in shown.text
    name = f"HTX Nông nghiệp Vĩnh Trinh {end}"
    assert await row_of(database, slug) == ("cooperative", name, f"{alliance}.", "Xã Vĩnh Trinh", "Xã Vĩnh Trinh")
    form = await administrator.get(re.search(r'href="([^"]+/seats/new)"', shown.text)[1])
    phone = new_phone()
    told = await administrator.submit(form, "/seats$", {"sign_in_name": phone, "name": "Lê Thị Út", "role": "chair"})
    chair = open_browser()
    first = await chair.sign_in(phone, one_time_password_on(told))
    own = {"password": "đồng xanh lúa chín", "password_again": "đồng xanh lúa chín"}
    assert (await chair.submit(first, "/account/password$", own)).url.path == f"/{slug}/members"
    assert (await chair.get(f"/{slug}/seats/new")).status_code == 200
    async with database.begin() as session:
        verbs = await session.execute(
            select(PlatformDeed.verb)
            .join(Organization, Organization.id == PlatformDeed.org_id)
            .where(Organization.slug == slug)
            .order_by(PlatformDeed.id)
        )
        assert list(verbs.scalars()) == ["organization_founded", "seat_given"]


async def test_the_address_follows_the_name_until_it_is_written_by_hand(administrator):
    end = new_id().hex[-8:]
    first = await administrator.get(f"/platform/organizations/new?name=HTX+Đồng+{end}&slug=&proposed_slug=")
    assert f'value="htx-dong-{end}"' in first.text
    proposed = f"htx-dong-{end}"
    later = await administrator.get(
        f"/platform/organizations/new?name=HTX+Sông+{end}&slug={proposed}&proposed_slug={proposed}"
    )
    assert f'value="htx-song-{end}"' in later.text
    own = await administrator.get(f"/platform/organizations/new?name=HTX+Sông+{end}&slug=song&proposed_slug={proposed}")
    assert 'name="slug" value="song"' in own.text


async def test_a_taken_address_is_proposed_with_an_end(administrator, tan_hung):
    name = tan_hung.slug.replace("-", " ")
    page = await administrator.get(f"/platform/organizations/new?name={name}")
    assert re.search(rf'name="slug" value="{tan_hung.slug}-[0-9a-f]{{4}}"', page.text)


async def test_the_communes_of_the_chosen_province_are_offered(administrator, alliance):
    page = await administrator.get("/platform/organizations/new?province=92")
    assert page.text.count('<option value="Xã ') + page.text.count('<option value="Phường ') == 103
    assert "Xã Vĩnh Trinh" in page.text
    assert "Phường Hoàn Kiếm" not in page.text


@pytest.mark.parametrize(
    ("values", "field", "sentence"),
    [
        ({"name": ""}, "name", "Hãy điền tên đơn vị."),
        ({"kind": "company"}, "kind", "Hãy chọn một mục trong danh sách."),
        ({"slug": "platform"}, "slug", str(SlugReserved("platform"))),
        ({"slug": "healthz"}, "slug", str(SlugReserved("healthz"))),
        ({"slug": "Tân Hưng"}, "slug", "Địa chỉ ngắn chỉ gồm chữ thường"),
        ({"alliance": "khong-co"}, "alliance", "Không có liên minh nào"),
        ({"province": "92", "commune": "Hoàn Kiếm"}, "commune", "Tỉnh, thành phố này không có xã, phường nào"),
        ({"province": "82", "commune": "tan thanh"}, "commune", "Có nhiều nơi viết gần giống: Xã Tân Thành, Xã Tân Thạnh"),
    ],
)  # fmt: skip
async def test_an_organization_that_cannot_be_is_refused_and_kept(administrator, alliance, values, field, sentence):
    given = {"name": f"HTX {new_id().hex}", "slug": "", "registration_code": "1801234567"} | values
    refused = await found(administrator, **given)
    assert refused.status_code == 422
    assert f'id="field-{field}-error"' in refused.text
    assert sentence in refused.text
    assert 'value="1801234567"' in refused.text


async def test_an_address_belongs_to_one(administrator, tan_hung):
    refused = await found(administrator, name=f"HTX {new_id().hex}", slug=tan_hung.slug)
    assert str(SlugTaken(tan_hung.slug)) in refused.text


async def test_a_namesake_is_asked_about_and_then_founded(administrator, database, alliance):
    end = new_id().hex[-8:]
    given = {"name": f"HTX Đoàn Kết {end}", "slug": "", "alliance": alliance}
    await found(administrator, **given)
    refused = await found(administrator, **given | {"name": f"htx doan ket {end}"})
    assert refused.status_code == 422
    assert f"htx-doan-ket-{end}" in refused.text
    insisted = await administrator.submit(refused, "/platform/organizations$", {"is_another": "1"})
    assert insisted.status_code == 200
    assert "Đã lập" in insisted.text


async def test_the_list_is_searched_and_narrowed(administrator, database, alliance):
    end = new_id().hex[-8:]
    names = {f"HTX Ổi Xanh {end}": "cooperative", f"Tổ hợp tác Ổi {end}": "cooperative_group"}
    for name, kind in names.items():
        await found(administrator, name=name, kind=kind, alliance=alliance, slug="")
    await found(administrator, name=f"HTX Ổi ngoài {end}", slug="")

    async def shown(query):
        page = await administrator.get(f"/platform/organizations?{query}")
        return {name for name in [*names, f"HTX Ổi ngoài {end}"] if name in page.text}

    assert await shown(f"q=oi+{end}") == {*names, f"HTX Ổi ngoài {end}"}
    assert await shown(f"q=oi+{end}&kind=cooperative_group") == {f"Tổ hợp tác Ổi {end}"}
    assert await shown(f"q=oi+{end}&alliance={alliance}") == set(names)
    assert await shown(f"alliance={alliance}") == set(names)
    empty = await administrator.get("/platform/organizations?q=khong+co+dau")
    assert "Bỏ lọc" in empty.text


async def test_an_organization_of_a_list_opens_its_books_here(administrator, database):
    async with database.begin() as session:
        slug = f"htx-{new_id().hex[-8:]}"
        org_id = await found_organization(session, kind="cooperative", slug=slug, name=f"HTX {slug}", keeps_books=False)
    page = await administrator.get(f"/platform/organizations/{org_id}")
    opened = await administrator.submit(page, "/books$", {})
    assert "Từ nay đơn vị này ghi thành viên và sổ sách tại đây." in opened.text
    assert "/books" not in opened.text
    async with database.begin() as session:
        assert (await session.execute(select(Organization.keeps_books).where(Organization.id == org_id))).scalar_one()


async def test_seats_are_ended_from_the_platform_too(administrator, open_browser, database, tan_hung):
    phone = await seat_person(database, tan_hung.slug, "accountant", "Lê Thị Kim Thoa")
    accountant = open_browser()
    await accountant.sign_in(phone, PASSWORD)
    page = await administrator.get(f"/platform/organizations/{tan_hung.id}")
    ended = await administrator.submit(page, "/end$", {})
    assert "Lê Thị Kim Thoa thôi làm Kế toán từ hôm nay." in ended.text
    assert (await accountant.get(f"/{tan_hung.slug}/members")).status_code == 404


async def test_the_log_tells_who_did_what_to_whom(administrator, database, tan_hung):
    phone = new_phone()
    form = await administrator.get(f"/platform/organizations/{tan_hung.id}/seats/new")
    values = {"sign_in_name": phone, "name": "Lê Thị Út", "role": "cashier"}
    await administrator.submit(form, "/seats$", values)
    log = await administrator.get(f"/platform/deeds?organization={tan_hung.id}")
    assert "Đã giao vai trò: Thủ quỹ" in log.text
    assert "Đặng Ngọc Lài" in log.text
    assert "Lê Thị Út" in log.text
    assert phone not in log.text
    everything = await administrator.get("/platform/deeds")
    assert "Đã thêm người" in everything.text


async def test_an_unknown_organization_is_a_page_that_is_not_there(administrator):
    nobody = new_id()
    assert (await administrator.get(f"/platform/organizations/{nobody}")).status_code == 404
    assert (await administrator.get(f"/platform/organizations/{nobody}/seats/new")).status_code == 404
