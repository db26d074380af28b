"""What waits, from counts and days: each alone, for whom, and in which order."""

from datetime import date

import pytest

from hoptac.identity.permissions import ROLE_PERMISSIONS, Permission
from hoptac.inbox.rules import BankWaiting, Waiting, items_of

TODAY = date(2026, 3, 10)
EVERYTHING = frozenset(Permission)


def told(waiting, may=EVERYTHING):
    return [(item.urgency, str(item.message), item.path) for item in items_of(waiting, may, TODAY)]


@pytest.mark.parametrize(
    ("waiting", "expected"),
    [
        ({}, []),
        ({"to_approve": 2}, [("now", "2 chứng từ chờ duyệt", "vouchers/open")]),
        ({"to_post": 1}, [("now", "1 chứng từ đã duyệt, chưa ghi sổ", "vouchers/open")]),
        ({"drafts": 3}, [("later", "3 chứng từ bạn đang soạn", "vouchers/open")]),
        ({"invoices": 2}, [("later", "2 hóa đơn nhận chưa ghi sổ", "invoices")]),
        ({"imports": 1}, [("soon", "1 danh sách thành viên chưa nhập xong", "imports")]),
        (
            {"duties_overdue": 2, "duties_soon": 1},
            [("now", "Việc theo luật: 2 quá hạn, 1 đến hạn trong 30 ngày", "tasks")],
        ),
        ({"duties_overdue": 2}, [("now", "Việc theo luật: 2 quá hạn", "tasks")]),
        ({"duties_soon": 3}, [("soon", "Việc theo luật: 3 đến hạn trong 30 ngày", "tasks")]),
        ({"registry_imports": 1}, [("soon", "1 danh sách năm chưa ghi số liệu", "registry-imports")]),
        ({"faults": 4}, [("now", "Kiểm tra sổ thấy 4 điều sai", "closing")]),
        ({"open_month": date(2026, 2, 1)}, [("later", "Tháng 2/2026 chưa khóa sổ", "closing/months/2026-02")]),
        ({"open_month": date(2026, 1, 1)}, [("soon", "Tháng 1/2026 chưa khóa sổ", "closing/months/2026-01")]),
        (
            {"bank": (BankWaiting("Agribank 1890", "bank/accounts/1/lines", 1200, 5_000_000, 11_000),)},
            [
                (
                    "soon",
                    "1.200 dòng sao kê của Agribank 1890 chờ xử lý: tiền vào 5.000.000 đ, tiền ra 11.000 đ",
                    "bank/accounts/1/lines",
                )
            ],
        ),
        (
            {
                "bank": (
                    BankWaiting("11212", "a", 1, 900, 0),
                    BankWaiting("1121", "b", 2, 0, 800),
                    BankWaiting("1122", "c", 0, 0, 0),
                )
            },
            [
                ("soon", "1 dòng sao kê của 11212 chờ xử lý: tiền vào 900 đ", "a"),
                ("soon", "2 dòng sao kê của 1121 chờ xử lý: tiền ra 800 đ", "b"),
            ],
        ),
        ({"year_to_close": 2025}, [("soon", "Năm 2025 chưa kết chuyển", "closing/years/2025")]),
    ],
)
def test_each_thing_that_waits(waiting, expected):
    assert told(Waiting(**waiting)) == expected


@pytest.mark.parametrize(
    ("due_on", "urgency", "words"),
    [
        (date(2026, 3, 9), "now", "Báo cáo tài chính năm 2025 quá hạn nộp ngày 09/03/2026"),
        (date(2026, 3, 10), "soon", "Báo cáo tài chính năm 2025 nộp trước ngày 10/03/2026"),
        (date(2026, 4, 9), "soon", "Báo cáo tài chính năm 2025 nộp trước ngày 09/04/2026"),
        (date(2026, 4, 10), "later", "Báo cáo tài chính năm 2025 nộp trước ngày 10/04/2026"),
    ],
)
def test_statements_are_due(due_on, urgency, words):
    assert told(Waiting(year_to_file=2025, filing_due_on=due_on)) == [(urgency, words, "statements?year=2025")]


def test_the_urgent_stands_first_and_everybody_sees_only_what_they_may_do():
    waiting = Waiting(to_approve=1, drafts=1, imports=1, open_month=date(2026, 2, 1), faults=1)
    assert [urgency for urgency, _words, _path in told(waiting)] == ["now", "now", "soon", "later", "later"]
    assert told(waiting, ROLE_PERMISSIONS["supervisor"]) == []
    assert "vouchers/open" in [path for _u, _w, path in told(Waiting(to_approve=1), ROLE_PERMISSIONS["chair"])]
    assert told(Waiting(to_approve=1), ROLE_PERMISSIONS["accountant"]) == []


def test_bank_lines_are_for_those_who_match_them():
    waiting = Waiting(bank=(BankWaiting("1121", "a", 1, 900, 0),))
    assert len(told(waiting, ROLE_PERMISSIONS["accountant"])) == 1
    assert told(waiting, ROLE_PERMISSIONS["cashier"]) == []
