"""What stands on the paper of a register: every field, page numbers through all parts, and what must never be there."""

from datetime import date
from uuid import uuid4

import pytest

from hoptac.kit.documents import pdf
from hoptac.registers import documents
from hoptac.registers.queries.contributions import HoldingRow, HoldingSums
from hoptac.registers.queries.head import Head
from hoptac.registers.queries.members import Deed, RegisterMember, Sums

HEAD = Head(
    "HTX Tân Hưng", "1801234567", "Ấp Vĩnh Lợi, xã Vĩnh Trinh", "Trần Văn Chín", "Chủ tịch Hội đồng quản trị", 2016
)
DAY = date(2026, 11, 27)
M = 1_000_000


def members(count: int) -> tuple[list[RegisterMember], dict, Sums]:
    rows = [
        RegisterMember(
            uuid4(), f"TV{place:05}", f"Nguyễn Văn {place}", "individual", "official", date(2020, 1, 1), "Ấp Vĩnh Lợi",
            "VN", f"0920620{place:05}", "",
        )
        for place in range(count)
    ]  # fmt: skip
    deeds = {
        row.id: [Deed(row.id, "contribution", uuid4(), date(2020, 1, 1), "cash", "", "", M, False)] for row in rows
    }
    return rows, deeds, Sums(count, count * M, count * M)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict]:
    """What the template is given, part by part."""
    parts: list[dict] = []
    render = pdf.render_pdf

    def noted(template: str, data: dict) -> bytes:
        parts.append(data)
        return render(template, data)

    monkeypatch.setattr(pdf, "render_pdf", noted)
    return parts


def test_pages_are_numbered_through_all_parts(printed: list[dict]) -> None:
    done: list[int] = []
    rows, deeds, sums = members(850)
    content = documents.members_pdf(HEAD, DAY, DAY, rows, deeds, sums, is_open=False, progress=done.append)
    assert [len(part["rows"]) for part in printed] == [400, 400, 50]
    assert done == [400, 400, 50]
    pages = content.count(b"<</Type/Page/")
    before = [part["pages_before"] for part in printed]
    assert before[0] == 0
    assert before[1] > 5
    assert before[1] < before[2] < pages
    assert [bool(part["signers"]) for part in printed] == [False, False, True]
    assert printed[-1]["said"] == ["Sổ có 850 thành viên. Vốn điều lệ: 850.000.000 đồng; đã góp: 850.000.000 đồng."]


def test_a_member_of_several_deeds_takes_several_lines(printed: list[dict]) -> None:
    rows, deeds, _sums = members(1)
    of = rows[0].id
    deeds[of] += [
        Deed(of, "contribution", uuid4(), date(2021, 1, 1), "in_kind", "Máy cày", "1 chiếc", 3 * M, False),
        Deed(of, "certificate", uuid4(), date(2021, 2, 1), "001/2021", "", "", M, False),
        Deed(of, "certificate", uuid4(), date(2022, 2, 1), "002/2022", "", "", 4 * M, False),
        Deed(of, "refund", uuid4(), date(2023, 1, 1), "cash", "", "", -M, False),
    ]
    documents.members_pdf(HEAD, DAY, DAY, rows, deeds, Sums(1, 8 * M, 3 * M), is_open=True, progress=len_of)
    cells = [row["cells"] for row in printed[0]["rows"]]
    assert cells[0] == [
        "1", "TV00000", "Nguyễn Văn 0", "Thành viên chính thức", "Ấp Vĩnh Lợi", "Việt Nam", "092062000000",
        "3.000.000", "37,5 %", "01/01/2020", "Tiền mặt", "", "1.000.000", "001/2021 (đã thay bằng giấy mới)", "01/02/2021",
    ]  # fmt: skip
    assert cells[1][9:] == ["01/01/2021", "Máy cày", "1 chiếc", "3.000.000", "002/2022", "01/02/2022"]
    assert cells[2][9:] == ["01/01/2023", "Hoàn trả", "", "(1.000.000)", "", ""]
    assert [cell[:9] for cell in cells[1:]] == [[""] * 9] * 2


def len_of(rows: int) -> None:
    assert rows


def test_numbers_are_masked_unless_they_were_opened(printed: list[dict]) -> None:
    rows, deeds, sums = members(2)
    documents.members_pdf(HEAD, DAY, DAY, rows, deeds, sums, is_open=False, progress=len_of)
    assert [row["cells"][6] for row in printed[0]["rows"]] == ["0920••••0000", "0920••••0001"]


def test_the_posted_list_has_neither_number_nor_address(printed: list[dict]) -> None:
    rows, deeds, sums = members(3)
    documents.posted_list_pdf(HEAD, DAY, DAY, rows, deeds, sums, progress=len_of)
    assert [row["cells"] for row in printed[0]["rows"]] == [
        [str(place + 1), f"Nguyễn Văn {place}", "Thành viên chính thức", "1.000.000", "33,33 %"] for place in range(3)
    ]
    said = str(printed)
    assert not any(row.identity_number in said for row in rows)
    assert "0920••" not in said
    assert "Ấp Vĩnh Lợi'" not in said.replace(HEAD.head_office, "")


def test_the_register_of_contributions_ends_with_its_sum(printed: list[dict]) -> None:
    rows = [
        HoldingRow(uuid4(), "TV1", "Nguyễn Văn An", "official", 10 * M, 6 * M, 0, ""),
        HoldingRow(uuid4(), "TV2", "Trần Thị Bình", None, 0, 5 * M, 3 * M, ""),
    ]
    documents.contributions_pdf(HEAD, DAY, DAY, rows, HoldingSums(10 * M, 11 * M, 3 * M), progress=len_of)
    assert [row["cells"][2:] for row in printed[0]["rows"]] == [
        ["Nguyễn Văn An", "Thành viên chính thức", "10.000.000", "6.000.000", "0", "6.000.000", "60 %", "4.000.000"],
        ["Trần Thị Bình", "đã ra, còn vốn", "0", "5.000.000", "3.000.000", "2.000.000", "20 %", "(2.000.000)"],
        ["Tổng cộng", "", "10.000.000", "11.000.000", "3.000.000", "8.000.000", "80 %", "2.000.000"],
    ]


def test_an_empty_register_is_a_paper_too() -> None:
    assert documents.members_pdf(HEAD, DAY, DAY, [], {}, Sums(0, 0, 0), is_open=False, progress=print).startswith(
        b"%PDF"
    )
