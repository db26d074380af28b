"""Lists of balances in the layouts of offices, each as a real workbook, with what every row is taken for."""

from datetime import date

import pytest
from tests.opening.workbooks import SIGNATURES, details, small_cooperative, trial_balance, workbook

from hoptac.kit.identifiers import new_id
from hoptac.kit.sheets import read_workbook
from hoptac.ledger.charts import chart
from hoptac.opening.parties import KnownParties, KnownParty
from hoptac.opening.reading import Circumstances, first_day_of, judge, read_rows, regime_of, settled_opening, understand
from hoptac.opening.refusals import NoBalancesFound

TODAY, FIRST = date(2026, 11, 27), date(2026, 1, 1)
AN, BINH = KnownParty(new_id(), "Nguyễn Văn An", "092062007036", "TV001"), KnownParty(new_id(), "Trần Thị Bình")
NAMESAKES = (KnownParty(new_id(), "Lê Văn Tám", None, "TV007"), KnownParty(new_id(), "Lê Vân Tám", None, "TV008"))


def verdicts(sheets, *, parties=(AN, BINH), first_on=None, regime=None, name="so-du.xlsx", **about):
    book = read_workbook(sheets if isinstance(sheets, bytes) else workbook(sheets), name)
    understanding = understand(book)
    day = first_on or first_day_of(book, understanding.mapping, TODAY)
    rows = read_rows(book, understanding.mapping, chart=chart(), first_on=day)
    texts = [cell for sheet in book.sheets for row in sheet.rows for cell in row if isinstance(cell, str)]
    about = {"has_register": True} | about
    return judge(rows, Circumstances(chart(), KnownParties(parties), day, regime or regime_of(rows, texts), **about))


def told(found):
    return [(one.account, one.name, one.debit_dong, one.credit_dong, one.status) for one in found]


def codes(reasons):
    return [reason.code for reason in reasons]


def test_a_trial_balance_with_details_on_further_sheets():
    found = verdicts({"CĐTK": trial_balance(2025, small_cooperative())} | details())
    assert not [one for one in found if one.status in ("refused", "needs_a_decision")]
    totals = [one.account for one in found if one.status == "unchanged"]
    assert totals == ["111", "112", "131", "156", "211", "214", "331", "341", "411", "4111", "421"]
    posted = {(one.account, one.name): one.debit_dong - one.credit_dong for one in found if one.status == "accepted"}
    assert posted == {
        ("1111", "Tiền Việt Nam"): 50_000_000,
        ("1121", "Tiền Việt Nam"): 120_000_385,
        ("2111", "TSCĐ hữu hình"): 60_000_000,
        ("2141", "Hao mòn TSCĐ hữu hình"): -30_000_000,
        ("4211", "LNST của giao dịch bên ngoài"): -63_000_385,
        ("131", "Công ty TNHH Lúa Vàng"): 20_000_000,
        ("131", "Nguyen Van An"): 10_000_000,
        ("131", "Trần Thị Bình"): -2_000_000,
        ("331", "Cửa hàng Vật tư Năm Sao"): -25_000_000,
        ("341", "Quỹ hỗ trợ phát triển HTX Cần Thơ"): -80_000_000,
        ("156", "Lúa giống OM5451"): 25_000_000,
        ("156", "Phân Urê"): 15_000_000,
    }
    by_name = {one.name: one for one in found}
    assert by_name["Nguyen Van An"].party_id == str(AN.id)
    assert codes(by_name["Nguyen Van An"].notes) == ["account_as_above", "other_spelling"]
    assert by_name["Trần Thị Bình"].party_id == str(BINH.id)
    assert by_name["Công ty TNHH Lúa Vàng"].new_party.kind == "organization"
    assert by_name["Công ty TNHH Lúa Vàng"].new_party.identity_number == "1800123456"
    assert by_name["Lúa giống OM5451"].quantity == "1250.5"
    assert by_name["Cửa hàng Vật tư Năm Sao"].description == "phân bón vụ Hè Thu"


def test_one_sheet_with_accounts_and_parties_below_them():
    found = verdicts(
        {
            "Số dư": [
                ["SỐ DƯ ĐẦU KỲ TẠI NGÀY 01/01/2026"],
                ["TK", "Tên tài khoản / đối tượng", "Nợ", "Có"],
                ["1111", "Tiền mặt Việt Nam", "15.000.000đ", None],
                ["131", "Phải thu của khách hàng", 9_000_000, None],
                [None, "Nguyễn Văn An", 4_000_000, None],
                [None, "Võ Văn Út", 5_000_000, None],
                ["331.01", "Công ty CP Phân bón Miền Tây", None, 7_000_000],
                ["4211", "Lãi", None, 17_000_000],
                *SIGNATURES,
            ]
        }
    )
    assert told(found) == [
        ("1111", "Tiền mặt Việt Nam", 15_000_000, 0, "accepted"),
        ("131", "Phải thu của khách hàng", 9_000_000, 0, "unchanged"),
        ("131", "Nguyễn Văn An", 4_000_000, 0, "accepted"),
        ("131", "Võ Văn Út", 5_000_000, 0, "accepted"),
        ("331", "Công ty CP Phân bón Miền Tây", 0, 7_000_000, "accepted"),
        ("4211", "Lãi", 0, 17_000_000, "accepted"),
    ]
    assert "detail_by_code" in codes(found[4].notes)


def test_a_column_says_the_side_and_another_the_thousands():
    found = verdicts(
        {
            "Sheet1": [
                ["Đơn vị tính: nghìn đồng"],
                ["Tài khoản", "Đối tượng", "Bên", "Số tiền"],
                ["TK 1121 - Tiền gửi Agribank", None, "Nợ", "25.000"],
                ["TK 334", "Võ Văn Út", "C", 12_500],
                ["TK 4211", None, "Có", 12_500],
            ]
        }
    )
    assert told(found) == [
        ("1121", "Tiền gửi Agribank", 25_000_000, 0, "accepted"),
        ("334", "Võ Văn Út", 0, 12_500_000, "accepted"),
        ("4211", "", 0, 12_500_000, "accepted"),
    ]


def test_banks_below_their_account():
    rows = [
        ["Số hiệu TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        [1121, "Tiền gửi Ngân hàng", 12_000_000, None],
        [None, "Agribank Thới Lai", 7_000_000, None],
        [None, "BIDV Cần Thơ", 5_000_000, None],
        [242, "Tài sản khác", 3_000_000, None],
        [2421, "Chi phí chờ phân bổ", 3_000_000, None],
    ]
    found = verdicts({"a": rows})
    assert [one.status for one in found] == ["unchanged", "accepted", "accepted", "unchanged", "accepted"]
    assert [one.description for one in found[1:3]] == ["Agribank Thới Lai", "BIDV Cần Thơ"]


def test_codes_that_a_column_of_numbers_lost_and_names_without_codes():
    found = verdicts(
        {
            "a": [
                ["Số hiệu tài khoản", "Tên tài khoản", "Dư Nợ", "Dư Có"],
                [4, "Nợ khó đòi đã xử lý", 3_000_000, None],
                [1, "Tài sản thuê ngoài", None, 2_000_000],
                [None, "Hàng gửi đi bán", 5_000_000, None],
                [None, "Linh tinh", 5_000_000, None],
                [2421, "Chi phí chờ phân bổ", -700_000, None],
            ]
        }
    )
    assert [(one.account, one.status) for one in found] == [
        ("004", "accepted"),
        ("001", "refused"),
        ("157", "accepted"),
        ("", "refused"),
        ("2421", "accepted"),
    ]
    assert codes(found[1].reasons) == ["off_balance_credit"]
    assert (found[4].debit_dong, found[4].credit_dong) == (0, 700_000)


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ([111, "Tiền mặt", 5_000_000, None], "account_with_children"),
        ([153, "Công cụ", 5_000_000, None], "unknown_account"),
        (["abc", "Gì đó", 5_000_000, None], "unknown_account"),
        ([131, "Phải thu của khách hàng", 5_000_000, None], "missing_party"),
        ([5111, "Doanh thu", None, 5_000_000], "not_at_year_end"),
        ([9111, "Xác định kết quả", None, 5_000_000], "not_at_year_end"),
        ([4212, "Lợi nhuận nội bộ", None, 5_000_000], "internal_not_tracked"),
        ([1111, "Tiền", "hỏi lại", None], "unreadable_amount"),
    ],
)
def test_rows_that_are_refused_say_why(row, reason):
    found = verdicts({"a": [["Số hiệu TK", "Tên tài khoản", "Dư Nợ", "Dư Có"], row, [1121, "x", 1_000, None]]})
    assert codes(found[0].reasons) == [reason]
    assert (found[0].sheet, found[0].row, found[0].status) == ("a", 2, "refused")
    assert found[1].status == "accepted"


def test_results_may_have_balances_within_a_year_and_internal_ones_where_they_are_kept_apart():
    rows = [
        ["Số hiệu TK", "Tên tài khoản", "Dư Nợ", "Dư Có"],
        [5111, "Doanh thu", None, 5_000_000],
        [4212, "LN", None, 1_000],
    ]
    found = verdicts({"a": rows}, first_on=date(2026, 7, 1), tracks_internal=True)
    assert [one.status for one in found] == ["accepted", "accepted"]


def test_the_register_makes_the_details_of_capital():
    rows = [["Số hiệu TK", "Tên tài khoản", "Dư Nợ", "Dư Có"], [4111, "Vốn góp của thành viên", None, 5_000_000]]
    assert verdicts({"a": rows})[0].status == "unchanged"
    assert codes(verdicts({"a": rows}, has_register=False)[0].reasons) == ["missing_party"]
    rows = [["TK", "Họ và tên", "Dư Có"], [4111, "Nguyễn Văn An", 5_000_000], [4111, "Người Lạ", 1_000_000]]
    found = verdicts({"a": rows})
    assert (found[0].status, found[0].party_id) == ("accepted", str(AN.id))
    assert codes(found[1].reasons) == ["not_a_contributor"]


def test_namesakes_and_near_names_are_asked_about():
    company = KnownParty(new_id(), "Công ty TNHH Phân bón Minh Tâm")
    rows = [
        ["TK", "Đối tượng", "Dư Có"],
        [331, "Le Van Tam", 1_000_000],
        [331, "Lê Vân Tám", 2_000_000],
        [331, "Cty Phân bón Minh Tâm", 3_000_000],
        [331, "Lê Văn Tám", 4_000_000],
    ]
    found = verdicts({"a": rows}, parties=(*NAMESAKES, company))
    assert [one.status for one in found] == ["needs_a_decision", "accepted", "needs_a_decision", "accepted"]
    assert found[0].decisions == (
        f"party={NAMESAKES[0].id}", f"party={NAMESAKES[1].id}", "party=new", "leave_out",
    )  # fmt: skip
    assert found[2].decisions == (f"party={company.id}", "party=new", "leave_out")
    answers = {"a\t2": f"party={NAMESAKES[1].id}", "a\t4": "party=new"}
    parties = [one.party for one in settled_opening(found, answers, FIRST).balances]
    assert parties[0] == parties[1] == NAMESAKES[1].id
    assert parties[2].name == "Cty Phân bón Minh Tâm"
    assert settled_opening(found, {"a\t2": "leave_out"}, FIRST).balances[0].debit_dong == 0


def test_a_row_written_twice_is_asked_about():
    rows = [["TK", "Đối tượng", "Dư Nợ"], *[[131, "Nguyễn Văn An", 1_000_000]] * 2, [131, "Nguyễn Văn An", 2_000_000]]
    found = verdicts({"a": rows})
    assert [one.status for one in found] == ["accepted", "needs_a_decision", "accepted"]
    assert codes(found[1].reasons) == ["repeated_balance"]
    assert found[1].decisions == ("import_as_read", "leave_out")


def test_old_codes_are_led_to_new_ones():
    rows = [
        [111, "Tiền mặt", 30_000_000, None],
        [132, "Phải thu hoạt động tín dụng nội bộ", 5_000_000, None],
        [2111, "TSCĐ hữu hình", 40_000_000, None],
        [359, "Quỹ dự phòng rủi ro tín dụng nội bộ", None, 1_000_000],
        [421, "Lợi nhuận sau thuế", None, 20_000_000],
        [442, "Nguồn kinh phí hỗ trợ của Nhà nước", None, 54_000_000],
    ]
    found = verdicts({"CĐTK": trial_balance(2025, rows)})
    by_old = {one.typed: one for one in found}
    assert (by_old["359"].account, by_old["359"].status) == ("338", "accepted")
    assert by_old["359"].name == "Quỹ dự phòng rủi ro tín dụng nội bộ"
    assert codes(by_old["359"].notes) == ["moved_account", "new_party"]
    assert (by_old["421"].account, by_old["421"].status) == ("4211", "accepted")
    assert by_old["442"].decisions == ("account=4421", "account=4422", "account=4118", "leave_out")
    assert by_old["111"].decisions == ("account=1111", "account=1112", "leave_out")
    assert by_old["132"].status == "refused"  # whoever owes it is not told
    assert "indivisible_assets" in codes(by_old["2111"].notes)
    opening = settled_opening(found, {"CĐTK\t13": "account=4422"}, FIRST)
    assert [one.account for one in opening.balances if one.credit_dong == 54_000_000] == ["4422"]


def test_the_same_codes_without_an_old_one_are_todays():
    rows = [[442, "Quỹ chung không chia của HTX", None, 54_000_000]]
    assert codes(verdicts({"CĐTK": trial_balance(2025, rows)})[0].reasons) == ["account_with_children"]
    assert verdicts({"CĐTK": trial_balance(2025, rows)}, regime="tt24")[0].status == "needs_a_decision"
    old_form = trial_balance(2025, rows, title="BẢNG CÂN ĐỐI TÀI KHOẢN (Thông tư 24/2017/TT-BTC)")
    assert verdicts({"CĐTK": old_form})[0].status == "needs_a_decision"


@pytest.mark.parametrize(
    ("title", "first_on"),
    [
        ("Năm 2025", date(2026, 1, 1)),
        ("Đến ngày 31 tháng 12 năm 2025", date(2026, 1, 1)),
        ("Từ ngày 01/01/2026 đến ngày 30/06/2026", date(2026, 7, 1)),
        ("Quý II năm 2026", date(2026, 7, 1)),
        ("Tháng 9/2026", date(2026, 10, 1)),
        ("SỐ DƯ ĐẦU KỲ NGÀY 01/01/2026", date(2026, 1, 1)),
        ("Năm 2026", date(2026, 1, 1)),
        ("Bảng số dư", date(2026, 1, 1)),
    ],
)
def test_the_first_day_is_told_by_the_titles(title, first_on):
    rows = [[title], ["TK", "Tên tài khoản", "Dư Nợ", "Dư Có"], ["1111", "Tiền", 5_000_000, None]]
    book = read_workbook(workbook({"a": rows}), "so-du.xlsx")
    assert first_day_of(book, understand(book).mapping, TODAY) == first_on


def test_lists_as_accounting_programs_print_them():
    found = verdicts(
        {
            "TH công nợ": [
                ["TỔNG HỢP CÔNG NỢ PHẢI THU"],
                ["Từ ngày 01/01/2025 đến ngày 31/12/2025"],
                ["Mã khách hàng", "Tên khách hàng", "TK công nợ", "Số dư đầu kỳ", None, "Số dư cuối kỳ", None],
                [None, None, None, "Nợ", "Có", "Nợ", "Có"],
                ["KH001", "Công ty Lúa Vàng", "131", 1, 0, 5_000_000, 0],
                ["TV001", "Nguyễn Văn An", "131", 1, 0, 0, 2_000_000],
                ["Cộng", None, None, 2, 0, 5_000_000, 2_000_000],
            ],
            "TH tồn kho": [
                ["TỔNG HỢP TỒN KHO"],
                ["Năm 2025"],
                ["Tên kho", "Mã hàng", "Tên hàng", "ĐVT", "Đầu kỳ", None, "Nhập kho", None, "Cuối kỳ", None],
                [None, None, None, None, *["Số lượng", "Giá trị"] * 3],
                ["Kho 156", "PU", "Phân urê", "bao", 1, 400_000, 10, 4_000_000, 6, 2_400_000],
                ["Kho 156", "LG", "Lúa giống", "kg", 1, 9_000, 1, 9_000, 100, 1_500_000],
                [None, None, "Tổng cộng", None, 2, 409_000, 11, 4_009_000, 106, 3_900_000],
            ],
        }
    )
    assert told(found) == [
        ("131", "Công ty Lúa Vàng", 5_000_000, 0, "accepted"),
        ("131", "Nguyễn Văn An", 0, 2_000_000, "accepted"),
        ("156", "Phân urê", 2_400_000, 0, "accepted"),
        ("156", "Lúa giống", 1_500_000, 0, "accepted"),
    ]
    assert [one.quantity for one in found[2:]] == ["6", "100"]


def test_a_list_of_one_account_in_its_title_and_parties_in_its_cells():
    found = verdicts(
        {
            "Nợ vật tư": [
                ["DANH SÁCH THÀNH VIÊN CÒN NỢ TIỀN VẬT TƯ (TK 131) ĐẾN 31/12/2025"],
                ["STT", "Họ và tên", "Ấp", "Điện thoại", "Số còn nợ"],
                [1, "Nguyễn Văn An", "Ấp 1", "0912000111", 1_250_000],
                [2, "Trần Thị Bình", "Ấp 2", None, "300.000"],
                [None, "Tổng", None, None, 1_550_000],
                *SIGNATURES,
            ],
            "Khác": [["Số hiệu", "Số dư"], ["331 - Công ty Năm Sao", 50_000], ["4211. Lãi lỗ", -300_000]],
        }
    )
    assert told(found) == [
        ("131", "Nguyễn Văn An", 1_250_000, 0, "accepted"),
        ("131", "Trần Thị Bình", 300_000, 0, "accepted"),
        ("331", "Công ty Năm Sao", 0, 50_000, "accepted"),
        ("4211", "Lãi lỗ", 300_000, 0, "accepted"),
    ]


def test_the_columns_of_the_right_end_of_the_time():
    rows = trial_balance(2025, [[1111, "Tiền Việt Nam", 50_000_000, None]])
    assert verdicts({"a": rows})[0].debit_dong == 50_000_000
    assert verdicts({"a": rows}, first_on=date(2025, 1, 1))[0].debit_dong == 7_000_000


def test_other_formats_of_files():
    text = "TK;Tên tài khoản;Dư Nợ;Dư Có\n1111;Tiền Việt Nam;5.000.000;\n4211;Lãi;;5.000.000\n"
    found = verdicts(text.encode("utf-8-sig"), name="so-du.csv")
    assert told(found) == [
        ("1111", "Tiền Việt Nam", 5_000_000, 0, "accepted"),
        ("4211", "Lãi", 0, 5_000_000, "accepted"),
    ]


@pytest.mark.parametrize(
    "rows",
    [
        [["Họ và tên", "Năm sinh", "Địa chỉ"], ["Nguyễn Văn An", 1962, "Ấp 1"], ["Trần Thị Bình", 1970, "Ấp 2"]],
        [["Một trang chữ"], ["không có bảng nào"]],
    ],
)
def test_what_holds_no_balances_is_refused(rows):
    with pytest.raises(NoBalancesFound):
        understand(read_workbook(workbook({"a": rows}), "x.xlsx"))
