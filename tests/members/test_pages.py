"""The pages of the register and of the import, driven as a board member drives them."""

import re
from pathlib import Path

from tests.conftest import PASSWORD, Cooperative, seat_person
from tests.members.reading.workbooks import identity_number, one_sheet, typed
from tests.support.web import Browser, ended

from hoptac.kit.db import Database
from hoptac.kit.sheets import read_workbook

SAMPLES = Path(__file__).parent / "reading" / "samples"
AN = {"name": "Trần Văn An", "born": "5/3/1962", "identity_number": "092062007036", "phone": "0912000111"}


async def enter(browser: Browser, org: Cooperative, **typed: str):
    page = await browser.get(f"/{org.slug}/members/new")
    return await browser.submit(page, "/members$", AN | typed)


async def test_a_member_is_entered_found_and_changed(chair: Browser, tan_hung: Cooperative) -> None:
    empty = await chair.get(f"/{tan_hung.slug}/members")
    assert "Chưa có thành viên nào" in empty.text
    shown = await enter(chair, tan_hung)
    assert shown.status_code == 200, shown.text
    assert "TV001" in shown.text
    assert "0920••••7036" in shown.text
    assert "092062007036" not in shown.text
    opened = await chair.submit(shown, "/identity-number$", {})
    assert "092062007036" in opened.text
    edit = await chair.get(f"{shown.url.path}/edit")
    assert "092062007036" not in edit.text
    changed = await chair.submit(edit, f"{shown.url.path}$", {"name": "Trần Văn Ân"})
    assert "0920••••7036" in changed.text
    found = await chair.get(f"/{tan_hung.slug}/members?q=tran+an")
    assert "Trần Văn Ân" in found.text
    assert "Không tìm thấy ai" in (await chair.get(f"/{tan_hung.slug}/members?q=xyz")).text
    for sort in ("name", "number", "joined_on", "nonsense"):
        assert "Trần Văn Ân" in (await chair.get(f"/{tan_hung.slug}/members?sort={sort}")).text
    assert (await chair.get(f"/{tan_hung.slug}/members?after=nonsense&sort=joined_on")).status_code == 200
    exported = await chair.get(f"/{tan_hung.slug}/members/export.xlsx")
    assert read_workbook(exported.content, "x.xlsx").sheets[0].rows[1][1] == "Trần Văn Ân"


async def test_a_refused_form_keeps_what_was_typed(chair: Browser, tan_hung: Cooperative) -> None:
    await enter(chair, tan_hung)
    again = await enter(chair, tan_hung, number="TV009", name="Lê Thị Bé", address="Ấp 3")
    assert again.status_code == 422
    assert "Số này đã là của Trần Văn An." in again.text
    assert 'value="Lê Thị Bé"' in again.text
    assert 'value="Ấp 3"' in again.text
    young = await enter(chair, tan_hung, number="TV010", name="Út", born="2020", identity_number="123", joined_on="x")
    assert young.status_code == 422
    for sentence in ("Điều 30 khoản 1", "không đủ 12 số", 'value="2020"', 'value="123"'):
        assert sentence in young.text


async def test_a_household_names_a_representative_when_it_is_entered(chair: Browser, tan_hung: Cooperative) -> None:
    household = {"name": "Hộ Lê Văn Ba", "party_kind": "household", "identity_number": "", "born": ""}
    refused = await enter(chair, tan_hung, **household)
    assert refused.status_code == 422
    assert "phải cử một người đại diện" in refused.text
    assert "Điều 30.1 Luật 17/2023/QH15" in refused.text
    shown = await enter(chair, tan_hung, **household, representative_name="Lê Văn Ba", representative_relation="chủ hộ")
    assert "Lê Văn Ba · chủ hộ" in shown.text
    edit = await chair.get(f"{shown.url.path}/edit")
    # Who is in the register without one is not held up by it; the page says what is missing.
    cleared = await chair.submit(edit, f"{shown.url.path}$", {"representative_name": "", "representative_relation": ""})
    assert cleared.status_code == 200
    assert "Chưa ghi người đại diện" in cleared.text


async def test_a_member_changed_in_two_tabs_is_not_overwritten_unseen(chair: Browser, tan_hung: Cooperative) -> None:
    shown = await enter(chair, tan_hung)
    path = shown.url.path
    one, other = await chair.get(f"{path}/edit"), await chair.get(f"{path}/edit")
    await chair.submit(one, f"{path}$", {"address": "Ấp Vĩnh Lân"})
    late = await chair.submit(other, f"{path}$", {"phone": "0912999888"})
    assert late.status_code == 422
    assert "Hồ sơ này vừa được sửa ở nơi khác" in late.text
    assert 'value="0912999888"' in late.text
    assert "Ấp Vĩnh Lân" in (await chair.get(path)).text
    written = await chair.submit(late, f"{path}$", {"address": "Ấp Vĩnh Lân"})
    assert written.status_code == 200
    assert "0912999888" in written.text
    assert "Ấp Vĩnh Lân" in written.text


async def send(browser: Browser, org: Cooperative, name: str, content: bytes):
    page = await browser.get(f"/{org.slug}/imports")
    return await browser.submit(page, "/imports$", {}, files={"file": (name, content)})


async def test_a_list_is_sent_decided_and_imported(chair: Browser, tan_hung: Cooperative) -> None:
    content = (SAMPLES / "htx-binh-thanh-messy.xlsx").read_bytes()
    shown = await send(chair, tan_hung, "ds.xlsx", content)
    assert "Nhập 195 thành viên, 342.000.000 đ" in shown.text
    assert "Các cột được hiểu thế nào" in shown.text
    path = shown.url.path
    same = await chair.submit(shown, "/columns$", {})
    assert "Nhập 195 thành viên, 342.000.000 đ" in same.text
    asking = await chair.get(f"{path}?status=needs_a_decision")
    decided = await chair.submit(asking, "/decisions$", {"decision": "import_as_separate_member"})
    assert "Nhập 196 thành viên" in decided.text
    done = await ended(chair, await chair.submit(decided, "/confirmation$", {}))
    assert "Đã nhập 196 thành viên" in done.text
    rest = await chair.get(f"{path}/rest.xlsx")
    rows = [row for sheet in read_workbook(rest.content, "x.xlsx").sheets for row in sheet.rows[1:]]
    assert len(rows) == 18
    again = await send(chair, tan_hung, "ds.xlsx", content)
    assert "Không có gì thay đổi" in again.text
    assert not re.search(r"Nhập \d+ thành viên", again.text)
    listed = await chair.get(f"/{tan_hung.slug}/members")
    assert "196 thành viên" in listed.text
    after = re.search(r'rel="next" href="([^"]+)"', listed.text)
    assert after
    second = await chair.get(after[1].replace("&amp;", "&"))
    assert second.text.count('<tr id="member-') == 50
    assert 'rel="prev"' in second.text


async def test_files_that_are_no_lists_are_refused_beside_the_field(chair: Browser, tan_hung: Cooperative) -> None:
    for name, content in (("a.xlsx", b""), ("a.xlsx", b"\x89PNG\r\n\x1a\n"), ("a.csv", "Ngày,Số\n1/1/2020,5".encode())):
        refused = await send(chair, tan_hung, name, content)
        assert refused.status_code == 422
        assert "field-error" in refused.text


async def test_who_may_not_import_or_write(browser: Browser, database: Database, tan_hung: Cooperative) -> None:
    await browser.sign_in(await seat_person(database, tan_hung.slug, "supervisor"), PASSWORD)
    listed = await browser.get(f"/{tan_hung.slug}/members")
    assert listed.status_code == 200
    assert "Thêm thành viên" not in listed.text
    for path in ("members/new", "imports"):
        assert (await browser.get(f"/{tan_hung.slug}/{path}")).status_code == 403


async def test_a_column_is_corrected_on_the_page(chair: Browser, tan_hung: Cooperative) -> None:
    lines = "\n".join(f"Trần Văn {name}|{identity_number(place)}|5" for place, name in enumerate(("An", "Bé", "Út")))
    content = one_sheet(typed(f"Họ và tên|CCCD|Vốn góp\n{lines}"))
    shown = await send(chair, tan_hung, "ds.xlsx", content)
    assert "hãy chọn" in shown.text  # five what, nobody says
    assert not re.search(r"Nhập \d+ thành viên", shown.text)
    mended = await chair.submit(shown, "/columns$", {"unit-0-2": "1000000"})
    assert "Nhập 3 thành viên, 15.000.000 đ" in mended.text
    left_out = await chair.submit(mended, "/columns$", {"field-0-2": ""})
    assert "Nhập 3 thành viên, 0 đ" in left_out.text
    nameless = await chair.submit(left_out, "/columns$", {"field-0-0": ""})
    assert "Không tìm thấy cột họ tên" in nameless.text
    assert "Nhập 3 thành viên, 0 đ" in nameless.text
