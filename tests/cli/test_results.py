"""What commands answer: one JSON object for programs, lines that can be read for people."""

import asyncio
import json
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine
from tests.cli.conftest import Console

from hoptac.cli.printing import pairs, table
from hoptac.kit.postgres import ensure_running

SAMPLES = Path(__file__).parents[1] / "members" / "reading" / "samples"


def test_figures_stand_to_the_right_and_words_to_the_left() -> None:
    assert pairs({"members": 1170, "is_clean": True, "paid_in_dong": None}) == (
        "members       1.170\nis_clean      yes\npaid_in_dong  –"
    )
    rows = [("Ô Môn", 4, 8_068_000_000, None), ("Thới Lai", 12, None, "x")]
    assert table(("area", "n", "dong", "note"), rows) == (
        "area       n           dong  note\n"
        "Ô Môn      4  8.068.000.000  –\n"
        "Thới Lai  12              –  x"
    )  # fmt: skip
    assert table(("area",), []) == ""


def test_indicators(console: Console) -> None:
    result = console("indicators", "--alliance", "can-tho", "--year", "2025", "--by", "kind", "--json").result
    totals = result["totals"]
    assert totals["organizations"] == sum(group["organizations"] for group in result["groups"]) > 0
    told = console("indicators", "--alliance", "can-tho", "--year", "2025", "--by", "kind").out
    assert told.startswith("can-tho 2025\n")
    assert f"{totals['charter_capital_dong']:,}".replace(",", ".") in told
    assert all(group["name"] in told for group in result["groups"])


def test_a_list_is_tried_imported_and_known_again(console: Console) -> None:
    console("create-org", "--kind", "cooperative", "--slug", "binh-thanh", "--name", "HTX Bình Thạnh", "--json")
    words = ("import-members", str(SAMPLES / "htx-binh-thanh-messy.xlsx"), "--org", "binh-thanh")
    tried = console(*words, "--dry-run", "--json").result
    counts = {name: tried[name] for name in ("accepted", "needs_a_decision", "refused")}
    assert counts["accepted"] > 100
    assert len(tried["rows"]) == sum(counts.values())
    assert console(*words, "--json").result == tried
    again = console(*words, "--json").result
    assert (again["accepted"], again["unchanged"]) == (0, tried["accepted"])
    told = console(*words).out
    assert dict(line.split() for line in told.split("\n\n")[0].splitlines())["unchanged"] == str(tried["accepted"])
    assert sum("  refused  " in line for line in told.splitlines()) == counts["refused"]
    assert console("check-books", "--org", "binh-thanh", "--json").result == {
        "organizations": 1,
        "is_clean": True,
        "findings": [],
    }


def test_a_seat_given_twice_is_one(console: Console) -> None:
    seats = ("--seat", "tan-hung:chair", "--seat", "tan-hung:chair", "--seat", "phu-loi:cashier")
    person = ("create-person", "--name", "Lê Thị Năm", "--email", "nam@example.vn", "--password", "lua-st25-thom")
    assert console(*person, *seats, "--json").status == 0


def test_migrate_and_demo_find_nothing_left_to_do(console: Console) -> None:
    assert console("migrate", "--json").result == {"migrated": True}
    assert console("demo", "--json").result == {"built": False}
    assert console("demo").out == "built  no\n"


def test_damaged_books_are_told_and_end_with_one(console: Console, data_dir: Path) -> None:
    def shift(by: int) -> None:
        sql = f"UPDATE account_balances SET debit_dong = debit_dong + {by} WHERE account = '1111'"
        asyncio.run(write(ensure_running(data_dir).url("postgres"), sql))

    shift(1)
    try:
        said = console("check-books", "--json")
        assert said.status == 1
        assert json.loads(said.out)["is_clean"] is False
        assert said.err == "Sổ sách có chỗ không khớp: xem các mục ở trên.\n"
        told = console("check-books")
        assert told.status == 1
        assert "\ntan-hung" in told.out
    finally:
        shift(-1)
    assert console("check-books", "--json").result["is_clean"] is True


async def write(url: str, sql: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(text(sql))
    await engine.dispose()
