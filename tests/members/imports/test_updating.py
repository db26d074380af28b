"""A second list with other words about the same members: seen field by field, taken over only as far as somebody chooses."""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.conftest import Cooperative
from tests.members.imports.test_importing import NOW, brought, imported
from tests.members.reading.workbooks import identity_number, one_sheet, typed
from tests.support.web import Browser, ended

from hoptac.kit.db import Database
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.imports.differences import differences_of
from hoptac.members.imports.queries import get_import
from hoptac.members.imports.updating import list_differing, update_from_list
from hoptac.members.queries import list_all_members
from hoptac.members.reading import MemberRow

SAMPLES = Path(__file__).parent.parent / "reading" / "samples"
HEADING = "Số thẻ | Họ và tên | CCCD | Ngày sinh | Điện thoại | Địa chỉ"
FIRST = (
    f"A1|Trần Văn An|{identity_number(1)}|1960|0912000001|1 Lộ Tẻ",
    f"A2|Lê Thị Bé|{identity_number(2, 1961)}|5/3/1961||",
    f"A3|Phạm Văn Cò|{identity_number(3, 1962)}|1962|0912000003|3 Lộ Tẻ",
)
SECOND = (
    f"A1|Trần Văn An|{identity_number(1)}|4/2/1960|0912000009|",
    f"A2|Lê Thị Bé|{identity_number(2, 1961)}|1961|0912000002|2 Lộ Tẻ",
    f"A3|Phạm Văn Cò|{identity_number(3, 1962)}|1962|0912000003|3 Lộ Tẻ",
)


def listed(lines: tuple[str, ...]) -> bytes:
    return one_sheet(typed("\n".join((HEADING, *lines))))


async def seen(database: Database, org: Cooperative, content: bytes):
    """The import of a list and what differs, as (name, field, before, after)."""
    import_id = await brought(database, org, content)
    async with enter_tenant(database, org.id) as session:
        detail = await get_import(session, org.id, import_id)
        found = await list_differing(session, org.id, detail)
    return detail, found, [(one.name, f.field, f.before, f.after) for one in found for f in one.fields]


async def phones_and_addresses(database: Database, org: Cooperative) -> dict[str, tuple[str | None, str | None]]:
    async with enter_tenant(database, org.id) as session:
        return {one.number: (one.phone, one.address) for one in await list_all_members(session, org.id)}


async def test_only_what_the_list_says_otherwise_is_a_difference(database: Database, tan_hung: Cooperative) -> None:
    await imported(database, tan_hung, listed(FIRST))
    _detail, _found, told = await seen(database, tan_hung, listed(SECOND))
    assert [(name, field, before) for name, field, before, _after in told] == [
        ("Trần Văn An", "born", 1960),
        ("Trần Văn An", "phone", "0912000001"),
        ("Lê Thị Bé", "phone", None),
        ("Lê Thị Bé", "address", None),
    ]


@pytest.mark.parametrize("name", ["htx-binh-thanh-messy.xlsx", "htx-tan-hung-clean", "htx-phu-loi-tcvn3-font"])
async def test_a_list_brought_in_and_read_again_differs_in_nothing(
    database: Database, tan_hung: Cooperative, name: str
) -> None:
    content = next(SAMPLES.glob(f"{name}*")).read_bytes()
    await imported(database, tan_hung, content)
    _detail, _found, told = await seen(database, tan_hung, content)
    assert told == []


async def test_gaps_are_filled_and_nothing_else(database: Database, tan_hung: Cooperative) -> None:
    await imported(database, tan_hung, listed(FIRST))
    detail, _found, _told = await seen(database, tan_hung, listed(SECOND))
    async with enter_tenant(database, tan_hung.id) as session:
        updated = await update_from_list(
            session, org_id=tan_hung.id, actor_id=tan_hung.id, now=NOW, detail=detail, mode="filling"
        )
    assert (updated.members, updated.fields, updated.refused) == (1, 2, ())
    assert await phones_and_addresses(database, tan_hung) == {
        "A1": ("0912000001", "1 Lộ Tẻ"),
        "A2": ("0912000002", "2 Lộ Tẻ"),
        "A3": ("0912000003", "3 Lộ Tẻ"),
    }


async def test_what_was_chosen_is_taken_over_once_and_only_as_it_was_seen(
    database: Database, tan_hung: Cooperative
) -> None:
    await imported(database, tan_hung, listed(FIRST))
    detail, found, _told = await seen(database, tan_hung, listed(SECOND))
    chosen = {field.key for one in found for field in one.fields}
    of = {"org_id": tan_hung.id, "actor_id": tan_hung.id, "now": NOW}
    async with enter_tenant(database, tan_hung.id) as session:  # meanwhile somebody writes a phone by hand
        await session.execute(text("UPDATE parties SET phone = '0977' WHERE phone = '0912000001'"))
    for members, fields in ((2, 3), (0, 0)):
        async with enter_tenant(database, tan_hung.id) as session:
            updated = await update_from_list(session, **of, detail=detail, mode="chosen", chosen=chosen)
        assert (updated.members, updated.fields) == (members, fields)
    assert await phones_and_addresses(database, tan_hung) == {
        "A1": ("0977", "1 Lộ Tẻ"),
        "A2": ("0912000002", "2 Lộ Tẻ"),
        "A3": ("0912000003", "3 Lộ Tẻ"),
    }


async def test_who_is_refused_stays_whole_and_the_others_are_changed(database: Database, tan_hung: Cooperative) -> None:
    await imported(database, tan_hung, listed(FIRST))
    detail, _found, _told = await seen(database, tan_hung, listed(SECOND))
    of = {"org_id": tan_hung.id, "actor_id": tan_hung.id, "now": datetime(1978, 1, 1, tzinfo=UTC)}
    async with enter_tenant(database, tan_hung.id) as session:
        # On that day An, born in 1960 on 4 February, is not yet 18; the other, of 1961, is too young as well.
        updated = await update_from_list(session, **of, detail=detail, mode="all")
        assert [name for name, _reason in updated.refused] == ["Trần Văn An", "Lê Thị Bé"]
        assert "18" in str(updated.refused[0][1])
    assert (await phones_and_addresses(database, tan_hung))["A2"] == (None, None)
    later = of | {"now": datetime(1978, 3, 1, tzinfo=UTC)}
    async with enter_tenant(database, tan_hung.id) as session:
        updated = await update_from_list(session, **later, detail=detail, mode="all")
    assert [name for name, _reason in updated.refused] == ["Lê Thị Bé"]
    assert (await phones_and_addresses(database, tan_hung))["A1"] == ("0912000009", "1 Lộ Tẻ")


def test_a_name_with_other_accents_is_shown() -> None:
    class Known:
        id, name, number = 1, "Le Thi Be", "A2"

        def __getattr__(self, _name: str) -> None:
            return None

    found = differences_of(MemberRow(name="Lê Thị Bé"), Known())
    assert [(one.field, one.before, one.after) for one in found] == [("name", "Le Thi Be", "Lê Thị Bé")]


async def sent(browser: Browser, org: Cooperative, lines: tuple[str, ...]):
    page = await browser.get(f"/{org.slug}/imports")
    files = {"file": ("ds.xlsx", listed(lines))}
    return await ended(browser, await browser.submit(page, "/imports$", {}, files=files))


async def test_a_board_member_takes_over_one_place(chair: Browser, database: Database, tan_hung: Cooperative) -> None:
    await imported(database, tan_hung, listed(FIRST))
    page = await sent(chair, tan_hung, SECOND)
    assert "Xem chỗ khác với sổ" in page.text
    shown = await chair.get(f"{page.url.path}/differences")
    assert "4 chỗ khác của 2 thành viên" in shown.text
    box = next(name for name in re.findall(r'name="(change:[^"]+)"', shown.text) if ":address:" in name)
    done = await ended(chair, await chair.submit(shown, "/differences$", {"mode": "chosen", box: "1"}))
    assert "Đã sửa 1 chỗ trong hồ sơ của 1 thành viên." in done.text
    assert "3 chỗ khác của 2 thành viên" in done.text
    assert (await phones_and_addresses(database, tan_hung))["A2"] == (None, "2 Lộ Tẻ")
    nothing = await chair.submit(done, "/differences$", {"mode": "chosen"})
    assert "Chưa chọn chỗ nào" in nothing.text
    everything = await ended(chair, await chair.submit(nothing, "/differences$", {"mode": "all"}))
    assert "Không có chỗ nào khác" in everything.text
    assert (await phones_and_addresses(database, tan_hung))["A1"] == ("0912000009", "1 Lộ Tẻ")
