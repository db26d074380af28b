"""`hoptac import-bank`: tried, kept once, refused in one sentence with nothing stored."""

from pathlib import Path

import pytest
from tests.bank.layouts import counter_accounts
from tests.bank.reading.test_damaged import rows_of, xlsx
from tests.bank.reading.test_sample import SAID, SAMPLE
from tests.cli.conftest import Console


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bank")
    filename, content = counter_accounts()
    (folder / filename).write_bytes(content)
    rows = rows_of()
    del rows[5]
    (folder / "thieu-dong.xlsx").write_bytes(xlsx(rows))
    (folder / "usd.xlsx").write_bytes(xlsx([["Loại tiền: USD"], *rows_of()]))
    (folder / "ds.csv").write_text("Họ và tên,Địa chỉ\nNguyễn Văn An,Ấp 1\n", encoding="utf-8")
    return folder


def words(file: Path, *more: str, org: str = "long-hoa", account: str = "1121") -> tuple[str, ...]:
    return ("import-bank", str(file), "--org", org, "--account", account, *more)


def test_the_sample_is_tried_kept_and_refused_the_second_time(console: Console) -> None:
    console("create-org", "--kind", "cooperative", "--slug", "long-hoa", "--name", "HTX Long Hòa", "--json")
    tried = console(*words(SAMPLE, "--dry-run", "--json")).result
    assert {name: tried[name] for name in SAID} == SAID
    assert (tried["new"], tried["known"], tried["proof"]) == (80, 0, "balance")
    assert tried["account"] == {
        "ledger_account": "1121", "bank_bin": "970405", "number": "1890201009999", "holder": "HTX NÔNG NGHIỆP TÂN HƯNG",
    }  # fmt: skip
    assert sum(row["amount_dong"] for row in tried["rows"]) == SAID["credited_dong"] - SAID["debited_dong"]
    fee = next(row for row in tried["rows"] if row["description"] == "PHI QL TK")
    assert (fee["debit_account"], fee["reason"]) == ("642", "nội dung nói phí ngân hàng")
    assert console(*words(SAMPLE, "--json")).result == tried
    for again in (("--json",), ("--dry-run", "--json")):
        assert console(*words(SAMPLE, *again)).refusal.startswith("Sao kê này đã nhập lúc ")
    assert console("check-books", "--org", "long-hoa", "--json").result["is_clean"] is True


def test_what_it_tells_a_person(console: Console, files: Path) -> None:
    told = console(*words(files / "ctg.xlsx", "--dry-run", org="phu-loi")).out
    assert "closing_dong" in told
    assert "PHI SMS BANKING" in told


@pytest.mark.parametrize(
    ("file", "account", "said"),
    [
        ("thieu-dong.xlsx", "1121", "Số dư không khớp ở dòng"),
        ("usd.xlsx", "1121", "Sao kê này tính bằng USD."),
        ("ds.csv", "1121", "Không tìm thấy các dòng giao dịch"),
        ("ctg.xlsx", "1111", "Tài khoản 1111 không phải tài khoản tiền gửi"),
        ("ctg.xlsx", "11219", "Chưa có tài khoản 11219 trong sổ."),
        ("khong-co.xlsx", "1121", "Không có tệp"),
    ],
)
def test_refused_in_a_sentence(console: Console, files: Path, file: str, account: str, said: str) -> None:
    assert said in console(*words(files / file, "--json", org="phu-loi", account=account)).refusal
    tried = console(*words(files / "ctg.xlsx", "--dry-run", "--json", org="phu-loi")).result
    assert (tried["new"], tried["known"]) == (12, 0)  # nothing was stored


def test_a_statement_of_another_account(console: Console, files: Path) -> None:
    refused = console(*words(SAMPLE, "--json", org="khong-co")).refusal
    assert "Không có tổ chức “khong-co”" in refused
    console("create-org", "--kind", "cooperative", "--slug", "an-binh", "--name", "HTX An Bình", "--json")
    console(*words(files / "ctg.xlsx", org="an-binh"))
    other = files / "khac.xlsx"
    other.write_bytes(xlsx([["Số tài khoản: 5550001112223"], *rows_of()]))
    assert "của tài khoản 5550001112223, không phải 1890201009999" in console(*words(other, org="an-binh")).refusal
    # By its number instead of its book.
    same = files / "trung.xlsx"
    same.write_bytes(xlsx(rows_of()))
    assert "đã có từ các sao kê trước" in console(*words(same, org="an-binh", account="1890201009999")).refusal
