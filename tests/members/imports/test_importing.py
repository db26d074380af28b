"""Member lists brought in with their capital, in the real database: the samples, the second time, the other tenant."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from tests.conftest import Cooperative
from tests.members.reading.workbooks import TODAY, identity_number, one_sheet, typed

from hoptac.capital.importing import bring_in_list, correct_columns, import_file, import_members
from hoptac.kit.db import Database
from hoptac.kit.errors import NotFound
from hoptac.kit.imports import ColumnCorrection, ImportDone, NothingToImport, UnknownDecision, unpack_understanding
from hoptac.kit.sheets import NotAWorkbook
from hoptac.kit.tenancy import enter_tenant
from hoptac.ledger.queries import balance_of_account, balances_by_party, list_entries
from hoptac.members.actions import register_member
from hoptac.members.forms import MemberForm
from hoptac.members.imports.actions import decide_row
from hoptac.members.imports.lists import read_list, unpack_verdicts
from hoptac.members.imports.queries import get_import, list_imports
from hoptac.members.imports.refusals import RegisterChanged
from hoptac.members.queries import count_members, list_all_members, list_members
from hoptac.members.reading import NameColumnMissing

NOW = datetime(2026, 11, 22, 3, 0, tzinfo=UTC)
ACTOR = UUID(int=1)
SAMPLES = Path(__file__).parent.parent / "reading" / "samples"


def sample(name: str) -> bytes:
    return (SAMPLES / f"{name}.xlsx").read_bytes()


def members_list(*lines: str) -> bytes:
    return one_sheet(typed("\n".join(("Số thẻ | Họ và tên | CCCD | Vốn góp (đồng)", *lines))))


TWO = members_list(f"A1|Trần Văn An|{identity_number(1)}|5000000", f"A2|Lê Thị Bé|{identity_number(2)}|2000000")
DOUBLE = members_list(
    f"A1|Trần Văn An|{identity_number(1)}|5000000",
    f"A1|Lê Thị Bé|{identity_number(1)}|2000000",
    "|Phạm Văn Tùng|12|1000000",
)


async def imported(database: Database, org: Cooperative, content: bytes, *, dry_run: bool = False) -> dict[str, Any]:
    return await import_file(
        database, org_id=org.id, actor_id=ACTOR, content=content, filename="ds.xlsx", dry_run=dry_run, today=TODAY,
        now=NOW,
    )  # fmt: skip


async def brought(database: Database, org: Cooperative, content: bytes) -> UUID:
    read = read_list(content, "ds.xlsx")
    async with enter_tenant(database, org.id) as session:
        return await bring_in_list(session, org_id=org.id, actor_id=ACTOR, now=NOW, today=TODAY, read=read)


async def confirmed(database: Database, org: Cooperative, import_id: UUID) -> Any:
    async with enter_tenant(database, org.id) as session:
        return await import_members(session, org_id=org.id, actor_id=ACTOR, import_id=import_id, now=NOW, today=TODAY)


async def decided(database: Database, org: Cooperative, import_id: UUID, row: int, decision: str) -> None:
    async with enter_tenant(database, org.id) as session:
        detail = await get_import(session, org.id, import_id)
        verdict = next(verdict for verdict in unpack_verdicts(detail.verdicts) if verdict.row == row)
        await decide_row(session, org_id=org.id, detail=detail, verdict=verdict, decision=decision)


async def capital_of(database: Database, org: Cooperative) -> tuple[int, int, int, int]:
    """Members, đồng of 4111, the same from the parties, and the entries."""
    async with enter_tenant(database, org.id) as session:
        parties = await balances_by_party(session, org.id, "4111")
        return (
            await count_members(session, org.id),
            await balance_of_account(session, org.id, "4111"),
            sum(parties.values()),
            len(await list_entries(session, org.id)),
        )


@pytest.mark.parametrize(
    ("name", "accepted", "paid", "pledged", "needs_a_decision", "refused"),
    [
        ("htx-tan-hung-clean", 120, 1_084_500_000, 1_156_000_000, 0, 0),
        ("htx-binh-thanh-messy", 195, 342_000_000, 342_000_000, 11, 8),
        ("htx-binh-thanh-messy-nfd", 89, 199_000_000, 199_000_000, 4, 3),
        ("htx-phu-loi-tcvn3-font", 60, 120_000_000, 120_000_000, 0, 0),
    ],
)
async def test_the_samples_come_in_once(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative, name: str, accepted: int, paid: int, pledged: int,
    needs_a_decision: int, refused: int,
) -> None:  # fmt: skip
    rest = {"needs_a_decision": needs_a_decision, "refused": refused}
    sums = {"accepted": accepted, "accepted_paid_dong": paid, "accepted_pledged_dong": pledged, "unchanged": 0}
    tried = await imported(database, tan_hung, sample(name), dry_run=True)
    assert await capital_of(database, tan_hung) == (0, 0, 0, 0)
    first = await imported(database, tan_hung, sample(name))
    assert first == tried
    assert {key: value for key, value in first.items() if key != "rows"} == sums | rest
    assert await capital_of(database, tan_hung) == (accepted, paid, paid, 1)
    again = await imported(database, tan_hung, sample(name))
    nothing = {"accepted": 0, "accepted_paid_dong": 0, "accepted_pledged_dong": 0, "unchanged": accepted}
    assert {key: value for key, value in again.items() if key != "rows"} == nothing | rest
    assert await capital_of(database, tan_hung) == (accepted, paid, paid, 1)
    assert await capital_of(database, phu_loi) == (0, 0, 0, 0)


async def test_rows_say_their_place_and_their_reasons(database: Database, tan_hung: Cooperative) -> None:
    rows = (await imported(database, tan_hung, DOUBLE))["rows"]
    assert [(row["sheet"], row["row"], row["status"], row["name"]) for row in rows] == [
        ("DS", 2, "accepted", "Trần Văn An"),
        ("DS", 3, "needs_a_decision", "Lê Thị Bé"),
        ("DS", 4, "refused", "Phạm Văn Tùng"),
    ]
    assert rows[1]["reasons"] == ["Số căn cước này đã có ở trang “DS”, dòng 2."]


async def test_a_confirmed_import_is_not_imported_again(database: Database, tan_hung: Cooperative) -> None:
    import_id = await brought(database, tan_hung, TWO)
    result = await confirmed(database, tan_hung, import_id)
    assert (result.imported, result.imported_paid_dong) == (2, 7_000_000)
    with pytest.raises(ImportDone):
        await confirmed(database, tan_hung, import_id)
    again = await brought(database, tan_hung, TWO)
    assert again != import_id
    with pytest.raises(NothingToImport):
        await confirmed(database, tan_hung, again)
    assert await capital_of(database, tan_hung) == (2, 7_000_000, 7_000_000, 1)


async def test_two_confirmations_at_once_bring_in_one_list(database: Database, tan_hung: Cooperative) -> None:
    import_id = await brought(database, tan_hung, TWO)
    answers = await asyncio.gather(
        confirmed(database, tan_hung, import_id), confirmed(database, tan_hung, import_id), return_exceptions=True
    )
    assert [type(answer).__name__ for answer in answers].count("ImportResult") == 1
    assert any(isinstance(answer, ImportDone) for answer in answers)
    assert await capital_of(database, tan_hung) == (2, 7_000_000, 7_000_000, 1)


async def test_an_import_that_breaks_leaves_nothing(database: Database, tan_hung: Cooperative) -> None:
    import_id = await brought(database, tan_hung, TWO)
    with pytest.raises(ConnectionAbortedError):
        async with enter_tenant(database, tan_hung.id) as session:
            await import_members(session, org_id=tan_hung.id, actor_id=ACTOR, import_id=import_id, now=NOW, today=TODAY)
            raise ConnectionAbortedError
    assert await capital_of(database, tan_hung) == (0, 0, 0, 0)
    assert (await confirmed(database, tan_hung, import_id)).imported == 2


async def test_what_was_shown_is_what_is_imported(database: Database, tan_hung: Cooperative) -> None:
    import_id = await brought(database, tan_hung, TWO)
    entered = MemberForm("A9", "Trần Văn An", "individual", "official", identity_number=identity_number(1))
    async with enter_tenant(database, tan_hung.id) as session:
        await register_member(session, org_id=tan_hung.id, actor_id=ACTOR, now=NOW, form=entered)
    with pytest.raises(RegisterChanged):
        await confirmed(database, tan_hung, import_id)
    async with enter_tenant(database, tan_hung.id) as session:
        await correct_columns(session, org_id=tan_hung.id, import_id=import_id, today=TODAY, corrections=())
    assert (await confirmed(database, tan_hung, import_id)).imported == 1


async def test_a_decided_row_comes_in_as_another_member(database: Database, tan_hung: Cooperative) -> None:
    import_id = await brought(database, tan_hung, DOUBLE)
    with pytest.raises(UnknownDecision):
        await decided(database, tan_hung, import_id, 3, "import_as_read")
    with pytest.raises(UnknownDecision):
        await decided(database, tan_hung, import_id, 4, "import_as_read")
    await decided(database, tan_hung, import_id, 3, "import_as_separate_member")
    assert (await confirmed(database, tan_hung, import_id)).imported_paid_dong == 7_000_000
    async with enter_tenant(database, tan_hung.id) as session:
        members = await list_all_members(session, tan_hung.id)
    found = {member.name: (member.number, member.identity_number, member.note) for member in members}
    assert found["Trần Văn An"] == ("A1", identity_number(1), None)
    number, identity, note = found["Lê Thị Bé"]
    assert (number, identity) == ("A2", None)
    assert "cần xem lại giấy tờ" in (note or "")
    again = await imported(database, tan_hung, DOUBLE)
    assert (again["accepted"], again["needs_a_decision"], again["refused"], again["unchanged"]) == (0, 0, 1, 2)


async def test_a_correction_is_remembered_for_the_next_list_of_the_shape(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    import_id = await brought(database, tan_hung, TWO)
    leave_out = [ColumnCorrection(0, 3, None)]
    async with enter_tenant(database, tan_hung.id) as session:
        await correct_columns(session, org_id=tan_hung.id, import_id=import_id, today=TODAY, corrections=leave_out)
    assert (await confirmed(database, tan_hung, import_id)).imported_paid_dong == 0
    other = members_list(f"A3|Phạm Văn Tùng|{identity_number(3)}|9000000")
    for org, paid in ((tan_hung, 0), (phu_loi, 9_000_000)):
        async with enter_tenant(database, org.id) as session:
            read = read_list(other, "ds2.xlsx")
            next_id = await bring_in_list(session, org_id=org.id, actor_id=ACTOR, now=NOW, today=TODAY, read=read)
            detail = await get_import(session, org.id, next_id)
        assert detail.counts["accepted_paid_dong"] == paid
        assert unpack_understanding(detail.mapping).remembered == (org is tan_hung)


async def test_another_organization_cannot_reach_an_import(
    database: Database, tan_hung: Cooperative, phu_loi: Cooperative
) -> None:
    import_id = await brought(database, tan_hung, TWO)
    with pytest.raises(NotFound):
        await confirmed(database, phu_loi, import_id)
    async with enter_tenant(database, phu_loi.id) as session:
        assert await list_imports(session, phu_loi.id) == []
    async with enter_tenant(database, tan_hung.id) as session:
        assert [row.id for row in await list_imports(session, tan_hung.id)] == [import_id]


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"\x89PNG\r\n\x1a\n no workbook", NotAWorkbook),
        (one_sheet(typed("Ngày | Số tiền\n1/1/2020 | 5000000")), NameColumnMissing),
    ],
)
async def test_a_file_that_is_no_list_is_not_kept(
    database: Database, tan_hung: Cooperative, content: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        await imported(database, tan_hung, content)
    async with enter_tenant(database, tan_hung.id) as session:
        assert await list_imports(session, tan_hung.id) == []


async def test_numbers_are_given_to_members_that_have_none(database: Database, tan_hung: Cooperative) -> None:
    content = members_list(f"|Lê Thị Bé|{identity_number(2)}|2000000", f"B07|Trần Văn An|{identity_number(1)}|5000000")
    await imported(database, tan_hung, content)
    async with enter_tenant(database, tan_hung.id) as session:
        rows = (await list_members(session, tan_hung.id, sort="number")).rows
    assert [(row.number, row.name) for row in rows] == [("B07", "Trần Văn An"), ("B08", "Lê Thị Bé")]
