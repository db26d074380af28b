"""What a command cannot do it says in a sentence on standard error, and ends with 1; nothing goes to standard output."""

from pathlib import Path

import pytest
from tests.cli.conftest import Console

SAMPLES = Path(__file__).parents[1] / "members" / "reading" / "samples"
LIST = str(SAMPLES / "htx-tan-hung-clean.xlsx")
PERSON = ("create-person", "--name", "Lê Văn Tư", "--password", "lua-st25-thom")
PHONE = ("--phone", "0912345678")
ORG = ("create-org", "--kind", "cooperative", "--slug", "dat-mui")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("indicators --alliance khong-co --year 2025", "Không có liên minh nào ở địa chỉ “khong-co”."),
        ("indicators --alliance tan-hung --year 2025", "Không có liên minh nào ở địa chỉ “tan-hung”."),
        ("indicators --alliance can-tho --year 99999999999999999999", "Năm phải từ 1996 đến"),
        ("check-books --org khong-co", "Không có tổ chức “khong-co” giữ sổ ở đây."),
        ("check-books --org can-tho", "Không có tổ chức “can-tho” giữ sổ ở đây."),
        (f"import-members {LIST} --org khong-co", "Không có tổ chức “khong-co” giữ sổ ở đây."),
        (f"import-members {LIST} --org can-tho", "Không có tổ chức “can-tho” giữ sổ ở đây."),
        ("import-members /khong/co.xlsx --org tan-hung", "Không có tệp “/khong/co.xlsx”."),
        ("import-members /tmp --org tan-hung", "“/tmp” là thư mục."),
        ("import-members /dev/zero --org tan-hung", "Tệp này quá lớn (giới hạn 30 MB)."),
        ("import-members /dev/null --org tan-hung", "Tệp này trống"),
        (f"import-registry {LIST} --alliance can-tho --year 2025", "Không tìm thấy cột tên đơn vị"),
        ("import-registry /khong/co.xlsx --alliance can-tho", "Không có tệp “/khong/co.xlsx”."),
    ],
)
def test_what_is_not_there(console: Console, words: str, sentence: str) -> None:
    assert console(*words.split(), "--json").refusal.startswith(sentence)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((*ORG, "--name", " "), "Hãy ghi tên đơn vị."),
        ((*ORG, "--name", "HTX", "--alliance", "khong-co"), "Không có liên minh nào ở địa chỉ “khong-co”."),
        ((*ORG, "--name", "HTX", "--area", "999"), "Không có tỉnh, thành phố hay xã, phường nào mang mã “999”."),
        ((*ORG[:-1], "tan-hung", "--name", "HTX"), "Địa chỉ “tan-hung” đã có đơn vị dùng."),
        ((*ORG[:-1], "members", "--name", "HTX"), "Địa chỉ “members” dành riêng cho hệ thống."),
        ((*ORG[:-1], "Đất Mũi", "--name", "HTX"), "Địa chỉ ngắn chỉ gồm chữ thường không dấu"),
        ((*PERSON, *PHONE, "--seat", "khong-co:chair"), "Không có tổ chức “khong-co”."),
        ((*PERSON, *PHONE, "--seat", "tan-hung:boss"), "Không có vai trò “boss”."),
        ((*PERSON, *PHONE, "--seat", "tan-hung"), "Không có vai trò “”."),
        (
            (*PERSON, *PHONE, "--seat", "tan-hung:alliance_officer"),
            "Loại hình này không có vai trò “Cán bộ liên minh”.",
        ),
        ((*PERSON, *PHONE, "--seat", "can-tho:chair"), "Loại hình này không có vai trò “Chủ tịch HĐQT”."),
        (PERSON, "Hãy ghi số điện thoại hoặc thư điện tử: đó là"),
        ((*PERSON, "--phone", "12"), "Số điện thoại gồm 10 chữ số"),
        ((*PERSON, "--email", "khong"), "Địa chỉ thư điện tử chưa đúng"),
        ((*PERSON, "--phone", "0900000001"), "Số điện thoại hoặc thư điện tử này đã có người dùng."),
        ((*PERSON[:2], " ", *PERSON[3:], *PHONE), "Hãy ghi họ và tên."),
        ((*PERSON[:-1], "ngan", *PHONE), "Mật khẩu phải có ít nhất 8 ký tự."),
        ((*ORG, "--name", "\udcff"), "Có chữ không đọc được trong câu lệnh."),
    ],
)
def test_what_may_not_be_made(console: Console, words: tuple[str, ...], sentence: str) -> None:
    assert console(*words, "--json").refusal.startswith(sentence)


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"HOPTAC_PORT": "abc"}, "Không hiểu giá trị “abc” của HOPTAC_PORT."),
        ({"HOPTAC_PORT": "70000"}, "Không hiểu giá trị “70000” của HOPTAC_PORT."),
        ({"HOPTAC_WORKERS": "0"}, "Không hiểu giá trị “0” của HOPTAC_WORKERS."),
        ({"HOPTAC_DATA_DIR": "/dev/null/x"}, "Không ghi được vào thư mục /dev/null/x."),
        ({"HOPTAC_DATABASE_URL": "rubbish"}, "Địa chỉ cơ sở dữ liệu chưa đúng."),
        ({"HOPTAC_DATABASE_URL": "mysql://a@b/c"}, "Địa chỉ cơ sở dữ liệu chưa đúng."),
        ({"HOPTAC_DATABASE_URL": "postgresql://a@b:x/c"}, "Địa chỉ cơ sở dữ liệu chưa đúng."),
        ({"HOPTAC_DATABASE_URL": "postgresql://hoptac_app:x@127.0.0.1:1/hoptac"}, "Không vào được cơ sở dữ liệu."),
        ({"HOPTAC_DATABASE_URL": "postgresql://a@/hoptac?host=/khong/co"}, "Không vào được cơ sở dữ liệu."),
    ],
)
def test_settings_that_lead_nowhere(console: Console, settings: dict[str, str], sentence: str) -> None:
    assert console("check-books", "--json", **settings).refusal.startswith(sentence)


@pytest.mark.parametrize(
    "words",
    [
        "", "nothing", "indicators --alliance can-tho", "indicators --alliance can-tho --year x", "check-books --year 1",
        "indicators --alliance can-tho --year 2025 --by colour", "create-org --kind company --slug a --name b",
    ],
)  # fmt: skip
def test_wrong_words_end_with_two_and_the_usage(console: Console, words: str) -> None:
    said = console(*words.split())
    assert (said.status, said.out) == (2, "")
    assert said.err.startswith("usage: hoptac")


def test_a_refused_command_leaves_nothing_behind(console: Console) -> None:
    console(*PERSON, "--phone", "0912345699", "--seat", "tan-hung:boss", "--json")
    assert console(*PERSON, "--phone", "0912345699", "--json").result["seats"] == []
