"""`hoptac import-opening`: proved, refused in sentences, posted once, with capital of an imported list counted once."""

import json
from pathlib import Path

import pytest
from tests.cli.conftest import Console
from tests.opening.workbooks import details, small_cooperative, trial_balance, workbook

MEMBERS = Path(__file__).parents[1] / "members" / "reading" / "samples" / "htx-tan-hung-clean.xlsx"
PAID = 1_084_500_000  # of the sample, as its expected figures say


def cooperative(console: Console, slug: str, *, with_members: bool = False) -> None:
    console("create-org", "--kind", "cooperative", "--slug", slug, "--name", f"HTX {slug}", "--json")
    if with_members:
        imported = console("import-members", str(MEMBERS), "--org", slug, "--json").result
        assert imported["accepted_paid_dong"] == PAID


def saved(folder: Path, sheets: dict, name: str = "so-du.xlsx") -> str:
    path = folder / name
    path.write_bytes(workbook(sheets))
    return str(path)


def with_capital(dong: int) -> list[list[object]]:
    """The small cooperative with so much capital; what it owns more stands in the bank."""
    more = dong - 100_000_000
    rows = [list(row) for row in small_cooperative()]
    for row in rows:
        if row[0] in (112, 1121):
            row[2] += more
        if row[0] in (411, 4111):
            row[3] += more
    return rows


def test_tried_posted_and_posted_once(console: Console, tmp_path: Path) -> None:
    cooperative(console, "an-binh", with_members=True)
    file = saved(tmp_path, {"CĐTK": trial_balance(2025, with_capital(PAID))} | details())
    words = ("import-opening", file, "--org", "an-binh", "--json")
    tried = console(*words, "--dry-run").result
    assert (tried["posted"], tried["problems"], tried["first_on"]) == (False, [], "2026-01-01")
    assert tried["debit_dong"] == tried["credit_dong"] == 300_000_385 + PAID - 100_000_000
    assert tried["capital_dong"] == tried["register_dong"] == PAID
    assert (tried["accepted"], tried["unchanged"], tried["refused"]) == (12, 11, 0)
    assert all(check["difference_dong"] == 0 for check in tried["checks"] if check["account"] not in ("4111", "411"))
    posted = console(*words).result
    assert posted["posted"] is True
    assert posted["number"] == "DK 1/2025"
    assert {name: posted[name] for name in ("debit_dong", "accepted", "rows")} == {
        name: tried[name] for name in ("debit_dong", "accepted", "rows")
    }
    assert console("check-books", "--org", "an-binh", "--json").result["is_clean"] is True
    assert "Số dư đầu kỳ đã ghi ở chứng từ DK 1/2025." in console(*words).refusal
    again = console(*words, "--dry-run")
    assert again.status == 1
    assert "Số dư đầu kỳ đã ghi ở chứng từ DK 1/2025." in again.err
    told = console(*words[:-1], "--dry-run").out
    assert "debit_dong" in told
    assert "131" in told


@pytest.mark.parametrize("dry", [True, False])
def test_what_does_not_balance_is_told_and_stores_nothing(console: Console, tmp_path: Path, dry: bool) -> None:
    slug = f"lech-{dry}".lower()
    cooperative(console, slug)
    rows = [["TK", "Tên", "Dư Nợ", "Dư Có"], ["1111", "Tiền", 5_000_000, None], ["4211", "Lãi", None, 4_000_000]]
    words = ["import-opening", saved(tmp_path, {"a": rows}), "--org", slug, "--json", *(["--dry-run"] if dry else [])]
    said = console(*words)
    assert "Tổng dư Nợ là 5.000.000, tổng dư Có là 4.000.000, lệch 1.000.000." in said.err
    assert said.err.count("\n") == 1
    if dry:
        assert (said.status, json.loads(said.out)["posted"]) == (1, False)
    else:
        assert said.refusal
    balanced = [*rows[:2], ["4211", "Lãi", None, 5_000_000]]
    fixed = console("import-opening", saved(tmp_path, {"a": balanced}), "--org", slug, "--json")
    assert fixed.result["number"] == "DK 1/2025"


def test_rows_that_are_not_clear_are_named(console: Console, tmp_path: Path) -> None:
    cooperative(console, "chua-ro")
    rows = [
        ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        ["153", "Công cụ", 5_000_000, None],
        ["4211", "Lãi", None, 5_000_000],
    ]
    refusal = console("import-opening", saved(tmp_path, {"Bảng 1": rows}), "--org", "chua-ro", "--json").refusal
    assert "Trang “Bảng 1”, dòng 2: Không có tài khoản “153” trong hệ thống tài khoản." in refusal


def test_a_day_of_ones_own_and_old_accounts(console: Console, tmp_path: Path) -> None:
    cooperative(console, "che-do-cu")
    rows = [
        ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        ["1111", "Tiền Việt Nam", 3_000_000, None],
        ["359", "Quỹ dự phòng rủi ro tín dụng nội bộ", None, 1_000_000],
        ["421", "Lợi nhuận sau thuế chưa phân phối", None, 2_000_000],
    ]
    file = saved(tmp_path, {"a": rows})
    posted = console("import-opening", file, "--org", "che-do-cu", "--from", "1/7/2026", "--json").result
    assert (posted["first_on"], posted["regime"], posted["new_parties"]) == ("2026-07-01", "tt24", 1)
    assert [(one["old"], one["new"], one["credit_dong"]) for one in posted["mapping"]] == [
        ("359", "338", 1_000_000),
        ("421", "4211", 2_000_000),
    ]
    assert console("import-opening", file, "--org", "che-do-cu", "--from", "mai", "--json").refusal
    assert "“nobody”" in console("import-opening", file, "--org", "nobody", "--json").refusal
    assert console("import-opening", str(tmp_path / "khong-co.xlsx"), "--org", "che-do-cu", "--json").refusal
