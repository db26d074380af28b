"""`hoptac rotate-data-key`: a new key in front of the file, and everything readable under it."""

import asyncio
import re

from sqlalchemy import text

from hoptac.kit.db import Database
from hoptac.kit.postgres import ensure_running
from hoptac.kit.sealing import version_of


async def _sealed(url: str) -> set[int]:
    database = Database(url, pool_size=1)
    async with database.begin() as session:
        rows = await session.execute(text("SELECT content FROM stored_files"))
        numbers = await session.execute(
            text("SELECT sealed_identity_number FROM parties WHERE sealed_identity_number IS NOT NULL")
        )
        found = [*rows.scalars(), *numbers.scalars()]
    await database.close()
    assert found
    return {version_of(one) for one in found}


def test_a_key_is_changed(console, data_dir) -> None:
    url = ensure_running(data_dir).url("postgres")
    before = (data_dir / "data-key").read_text()
    assert re.fullmatch(r"1:[0-9a-f]{64}\n", before)
    assert asyncio.run(_sealed(url)) == {1}
    changed = console("rotate-data-key", "--json").result
    assert changed["version"] == 2
    assert changed["parties"] > 0
    assert asyncio.run(_sealed(url)) == {2}
    new, old = (data_dir / "data-key").read_text().split()
    assert old == before.strip()
    resumed = console("rotate-data-key", "--resume", "--json").result
    assert resumed["version"] == 2
    assert resumed["parties"] == 0
    (data_dir / "data-key").write_text(f"{new}\n")  # nothing needs the old one any more
    assert console("check-books", "--json").result["is_clean"] is True


def test_another_key_is_refused_before_anything_is_sealed_under_it(console) -> None:
    refusal = console("check-books", "--json", HOPTAC_DATA_KEY=f"2:{'ab' * 32}").refusal
    assert refusal.startswith("Khóa mã hóa số 2 không phải khóa đã mã hóa dữ liệu này.")


def test_a_key_that_is_none_is_refused_and_not_repeated(console) -> None:
    refusal = console("check-books", "--json", HOPTAC_DATA_KEY="mat-khau-cua-toi").refusal
    assert refusal.startswith("Không đọc được khóa mã hóa dữ liệu.")
    assert "mat-khau" not in refusal
