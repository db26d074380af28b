"""Lines that are no members, members who left, sums in another unit: nobody is lost, and no sum is guessed."""

from datetime import date

import pytest
from tests.members.reading.offices.people import LAYOUT, PEOPLE
from tests.members.reading.workbooks import accepted, codes, judged, one_sheet, xlsx
from tests.support.office_sheets import Block, beside, lines, stacked

from hoptac.kit.sheets import Cell
from hoptac.members.reading import RowVerdict

table = LAYOUT.table
LINE = "STT = no | Họ và tên = name | Số CCCD = id | Địa chỉ = address | Vốn góp = paid | Ghi chú = blank"
NAME, IDENTITY, ADDRESS, PAID, NOTE = 1, 2, 3, 4, 5
PAID_BY_ALL = sum(person.paid for person in PEOPLE)


def verdicts_on(*blocks: Block) -> list[RowVerdict]:
    return judged(xlsx(stacked(*blocks).sheet()))


def with_cell(column: int, *cells: Cell) -> list[RowVerdict]:
    """The verdicts where the first members have these cells."""
    block = table(LINE)
    for place, cell in enumerate(cells, 1):
        block.rows[place][column] = cell
    return verdicts_on(block)


@pytest.mark.parametrize(
    ("label", "at"),
    [
        ("TỔNG CỘNG", 0), ("Tổng cộng:", 1), ("Cộng", 1), ("Cộng:", 3), ("CỘNG (12 hộ)", 0), ("Tổng: 12 TV", 1),
        ("Tổng số: 12 thành viên", 1), ("T.CỘNG", 1), ("T. cộng", 0), ("TC", 1), ("Cộng trang 1", 1),
        ("Cộng chuyển trang sau", 1), ("Số trang trước chuyển sang", 1), ("Trang trước chuyển sang", 1),
        ("Mang sang", 1),
        ("Luỹ kế", 1), ("Tổng vốn góp", 1), ("Tổng cộng toàn HTX", 1), ("Cộng ấp Bình Lợi", 1), ("Cộng tổ 1", 2),
        ("Tổng hợp", 1), ("Bằng chữ: Năm mươi triệu đồng", 1), ("(Bằng chữ: Năm mươi triệu đồng chẵn)", 0), ("Sum", 1),
        ("Total", 0), ("Tổng kết", 1), ("Cộng nhóm 1: 12 người", 0), ("Toàn xã", 1), ("Cộng lũy kế", 1),
    ],
)  # fmt: skip
def test_sums_are_no_members(label: str, at: int) -> None:
    total: list[Cell] = [None, None, None, None, PAID_BY_ALL, None]
    total[at] = label
    block = table(LINE)
    block.rows.insert(7, [*total])
    verdicts = verdicts_on(block, lines(total))
    assert [verdict.status for verdict in verdicts] == ["accepted"] * 12
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


@pytest.mark.parametrize(
    "note",
    [
        "đã ra HTX", "Đã xin ra khỏi HTX năm 2023", "xin ra", "đã chết", "Chết 2021", "đã mất", "từ trần", "qua đời",
        "đã rút vốn", "Rút vốn ngày 5/3/2024", "đã chấm dứt tư cách thành viên", "khai trừ", "Đã nghỉ", "ra khỏi HTX",
        "đã chuyển nhượng hết vốn", "Ngừng tham gia", "thôi là thành viên",
    ],
)  # fmt: skip
def test_who_left_or_died_needs_a_decision(note: str) -> None:
    for column, cell in ((NOTE, note), (NAME, f"{PEOPLE[0].name} ({note})")):
        verdicts = with_cell(column, cell)
        assert [verdict.status for verdict in verdicts] == ["needs_a_decision"] + ["accepted"] * 11
        assert codes(verdicts[0]) == ["may_have_left"]


def test_other_notes_raise_no_question() -> None:
    notes = ("chủ hộ", "hộ nghèo", "bầu BKS", "góp thêm năm 2024", "Mất sổ", "ra quân 1979", "ở riêng", "chưa nhận sổ",
             "vợ ông Hai", "mới vào", "đã nghỉ hưu", "Tổ trưởng")  # fmt: skip
    assert [verdict.status for verdict in with_cell(NOTE, *notes)] == ["accepted"] * 12


@pytest.mark.parametrize(
    ("heading", "gone", "there"),
    [
        ("Tình trạng", "Đã ra khỏi HTX", "Đang hoạt động"),
        ("Trạng thái", "Ngừng", "Hoạt động"),
        ("Ngày ra HTX", date(2024, 5, 1), None),
        ("Ngày chấm dứt tư cách", "01/5/2024", None),
        ("Ngày xin ra", "2024", ""),
    ],
)
def test_a_column_of_leaving(heading: str, gone: Cell, there: Cell) -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Vốn góp", heading]]
    rows += [[p.place, p.name, p.identity_number, p.paid, gone if p.place == 3 else there] for p in PEOPLE]
    assert [place for place, verdict in enumerate(judged(one_sheet(rows)), 1) if verdict.status != "accepted"] == [3]


def test_a_table_of_those_who_left() -> None:
    verdicts = verdicts_on(
        table(LINE, PEOPLE[:9]), lines([], "DANH SÁCH THÀNH VIÊN XIN RA KHỎI HTX"), table(LINE, PEOPLE[9:])
    )
    assert [verdict.status for verdict in verdicts] == ["accepted"] * 9 + ["needs_a_decision"] * 3


@pytest.mark.parametrize(
    ("unit", "heading"),
    [("ĐVT: đồng", "Vốn góp"), ("", "Vốn góp (đồng)"), ("", "Vốn góp"), ("ĐVT: đồng", "Vốn cam kết")],
)
@pytest.mark.parametrize("way", ["paid_k", "paid_k_text", "paid_m"])
def test_sums_too_small_for_their_unit_need_a_decision(unit: str, heading: str, way: str) -> None:
    line = f"STT = no | Họ và tên = name | Số CCCD = id | {heading} = {way}"
    verdicts = verdicts_on(lines([None, None, None, unit or None]), table(line))
    assert {verdict.status for verdict in verdicts} <= {"needs_a_decision", "refused"}
    assert len(verdicts) == 12


@pytest.mark.parametrize(
    ("line", "cell"),
    [
        ("Vốn góp (triệu đồng) = paid_m", 5_000_000),
        ("Vốn góp (triệu đồng) = paid_m", "5.000.000"),
        ("Vốn góp (1.000đ) = paid_k", 2_500_000),
        ("Vốn góp (1.000đ) = paid_k", "2.500.000"),
        ("Vốn góp = paid", 2_500),
        ("Vốn góp = paid", "2.5"),
        ("Vốn góp = paid", "2500"),
        ("Vốn góp = paid", 5_000_000_000),
        ("Vốn góp = paid", 5_000),
    ],
)
def test_one_sum_in_another_unit_needs_a_decision(line: str, cell: Cell) -> None:
    block = table(f"STT = no | Họ và tên = name | Số CCCD = id | {line}")
    block.rows[4][3] = cell
    verdicts = verdicts_on(block)
    assert [place for place, verdict in enumerate(verdicts, 1) if verdict.status == "accepted"] == [
        1, 2, 3, 5, 6, 7, 8, 9, 10, 11, 12,
    ]  # fmt: skip


def test_a_unit_in_the_cell_is_believed_whatever_the_others_are() -> None:
    verdicts = with_cell(PAID, "1,5 tỷ", "5 tr")
    assert [verdict.member.paid_dong for verdict in verdicts[:2]] == [1_500_000_000, 5_000_000]
    assert {verdict.status for verdict in verdicts} == {"accepted"}


def test_balances_or_parts_of_several_years_cannot_be_told_apart() -> None:
    line = "STT = no | Họ tên = name | CCCD = id | Vốn góp năm 2024 = {} | Vốn góp năm 2025 = {}"
    growing = verdicts_on(table(line.format("opening", "paid")))
    assert {(verdict.status, *codes(verdict)) for verdict in growing} == {("needs_a_decision", "parts_or_balances")}
    parts = verdicts_on(table(line.format("part2", "part1")))
    assert accepted(parts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_a_summary_beside_the_list_is_no_part_of_it() -> None:
    summary = lines(
        ["STT", "Ấp", "Số TV", "Tổng vốn góp"], [1, "Ấp Bình Lợi", 6, 24_500_000], [2, "Ấp Bình Hòa", 6, 25_500_000]
    )
    for gap in (1, 2):
        verdicts = verdicts_on(beside(table("STT = no | Họ và tên = name | CCCD = id | Vốn góp = paid"), summary, gap))
        assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_rows_at_the_same_height_in_two_halves_are_told_apart() -> None:
    line = "STT = no | Họ tên = name | CCCD = id | Vốn góp = paid"
    block = beside(table(line, PEOPLE[:6]), table(line, PEOPLE[6:]))
    block.rows[2][2] = block.rows[2][7] = block.rows[1][2]
    verdicts = judged(xlsx(block.sheet()))
    doubted = [verdict for verdict in verdicts if verdict.status != "accepted"]
    assert [verdict.member.name for verdict in doubted] == [PEOPLE[1].name, PEOPLE[7].name]
    assert len({(verdict.sheet, verdict.row) for verdict in verdicts}) == 12


def test_a_hidden_sheet_is_asked_about() -> None:
    line = "STT = no | Họ tên = name | CCCD = id | Vốn góp = paid"
    from_last_year = table(line, PEOPLE[:10]).sheet("2024")._replace(hidden=True)
    verdicts = judged(xlsx(from_last_year, table(line).sheet("2025")))
    assert accepted([verdict for verdict in verdicts if verdict.sheet == "2025"]) == (12, PAID_BY_ALL, PAID_BY_ALL)
    assert {verdict.status for verdict in verdicts if verdict.sheet == "2024"} == {"needs_a_decision"}


def test_heirs_on_the_line_below_are_not_taken_for_members() -> None:
    block = table(LINE)
    rows: list[list[Cell]] = []
    for row in block.rows[1:]:
        rows += [row, [None, "Người thừa kế: Lý Văn Con", None, None, None, None]]
    verdicts = verdicts_on(Block([block.rows[0], *rows], []))
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_land_in_two_lots_beside_joined_names() -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Vốn góp", "Thửa đất số", "Diện tích (m2)"]]
    joined: list[tuple[int, int, int, int]] = []
    for p in PEOPLE:
        top = len(rows)
        rows += [[p.place, p.name, p.identity_number, p.paid, 12, 500], [None, None, None, None, 13, 700]]
        joined += [(top, column, top + 1, column) for column in range(4)]
    verdicts = judged(one_sheet(rows, *joined))
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_amounts_joined_over_the_lines_of_a_household() -> None:
    """The second of two people on one sum pays nothing; the sum counts once."""
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Vốn góp"]]
    rows += [[p.place, p.name, p.identity_number, p.paid if p.place % 2 else None] for p in PEOPLE]
    joined = [(place, 3, place + 1, 3) for place in range(1, 12, 2)]
    odd = sum(person.paid for person in PEOPLE if person.place % 2)
    assert accepted(judged(one_sheet(rows, *joined))) == (12, odd, odd)


def test_identity_numbers_met_on_another_sheet_and_broken_ones() -> None:
    line = "STT = no | Họ tên = name | CCCD = id | Vốn góp = paid"
    first, second = table(line, PEOPLE[:6]), table(line, PEOPLE[6:])
    second.rows[1][2], second.rows[2][2], second.rows[3][1] = first.rows[1][2], "0920541", None
    verdicts = judged(xlsx(first.sheet("Ấp 1"), second.sheet("Ấp 2")))
    assert [(verdict.status, *codes(verdict)) for verdict in verdicts[6:]] == [
        ("needs_a_decision", "repeated_identity_number"),
        ("refused", "broken_identity_number"),
        ("refused", "no_name"),
        *[("accepted",)] * 3,
    ]


def test_companies_with_a_tax_code_among_people() -> None:
    block = table("STT = no | Tên thành viên = name | CCCD/MST = id | Vốn góp = paid")
    companies: dict[int, tuple[str, Cell]] = {
        2: ("Công ty TNHH Lúa Vàng", "1801234567"),
        4: ("CÔNG TY CỔ PHẦN NÔNG DƯỢC MIỀN TÂY", 1801234568),
        6: ("HTX Thạnh Phú", "MST: 1801234569"),
        8: ("DNTN Út Mười", "1801234567-001"),
    }
    for row, (name, code) in companies.items():
        block.rows[row][1:3] = [name, code]
    verdicts = judged(xlsx(block.sheet()))
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)
    assert [verdicts[row - 1].member.identity_number for row in companies] == [
        "1801234567", "1801234568", "1801234569", "1801234567001",
    ]  # fmt: skip


def test_every_row_is_accounted_for_when_half_of_the_cells_are_missing() -> None:
    """A name alone, a number alone, a sum alone: each with a running number is somebody's row."""
    block = table(LINE)
    for place, empty in ((1, IDENTITY), (2, PAID), (3, NAME)):
        block.rows[place][empty] = None
    block.rows[4][2:] = [None, None, None, None]
    block.rows[5][1:4] = [None, None, None]
    block.rows[6][0] = None
    verdicts = verdicts_on(block)
    statuses = [verdict.status for verdict in verdicts]
    assert statuses == ["accepted", "accepted", "refused", "accepted", "refused", *["accepted"] * 7]


def test_a_day_in_words_is_no_signature() -> None:
    block = table("Họ và tên = name | Ngày vào HTX = blank | Vốn góp = paid")
    for row in block.rows[1:]:
        row[1] = "ngày 1 tháng 3 năm 2016"
    assert accepted(verdicts_on(block)) == (12, PAID_BY_ALL, PAID_BY_ALL)


@pytest.mark.parametrize("gap", [0, 3])
def test_members_after_the_signatures_of_a_page(gap: int) -> None:
    line = "STT = no | Họ và tên = name | Vốn góp = paid_text"
    signed = lines(*[[]] * gap, [None, "Người lập", "Giám đốc"], [None, "Trần Văn Lập", "Lê Thị Giám"], *[[]] * gap)
    verdicts = verdicts_on(table(line, PEOPLE[:6]), signed, Block(table(line, PEOPLE[6:]).rows[1:], []), signed)
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_the_board_in_a_table_of_its_own_is_asked_about_and_not_the_list() -> None:
    board = lines("HỘI ĐỒNG QUẢN TRỊ", ["STT", "Họ và tên", "Chức vụ"], *([p.place, p.name, "UV"] for p in PEOPLE[:3]))
    line = "STT = no | Họ tên = name | Năm sinh = year | CCCD = id | Vốn góp = paid"
    verdicts = judged(xlsx(board.sheet("HĐQT"), table(line).sheet("Thành viên")))
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)
    assert {codes(verdict)[0] for verdict in verdicts if verdict.sheet == "HĐQT"} == {"repeated_person"}


@pytest.mark.parametrize(
    ("title", "line"),
    [
        ("DANH SÁCH HỘ NHẬN PHÂN BÓN", "STT = no | Họ tên = name | Số lượng (kg) = kg | Thành tiền = loan"),
        ("DANH SÁCH NHẬN TIỀN HỖ TRỢ", "STT = no | Họ tên = name | CCCD = id | Số tiền = loan | Ký nhận = signed"),
        ("DANH SÁCH HỘ VAY", "STT = no | Họ tên = name | CCCD = id | Số tiền = loan"),
    ],
)
def test_other_money_is_not_taken_for_capital(title: str, line: str) -> None:
    verdicts = verdicts_on(lines(title), table(line))
    assert {(verdict.status, *codes(verdict)) for verdict in verdicts} == {("needs_a_decision", "unclear_money")}


def test_headings_again_in_capitals_are_no_members() -> None:
    block = table(LINE)
    again: list[Cell] = [str(cell).upper() for cell in block.rows[0]]
    verdicts = verdicts_on(Block([*block.rows[:7], again, *block.rows[7:]], []))
    assert accepted(verdicts) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_what_stands_in_a_column_of_standings_and_says_nothing_of_leaving() -> None:
    rows: list[list[Cell]] = [["STT", "Họ và tên", "Số CCCD", "Vốn góp", "Tình trạng"]]
    said = (
        "Đang hoạt động",
        "Còn",
        "Nghỉ hưu",
        "Đúng hồ sơ",
        "x",
        "Tham gia",
        "Hộ nghèo",
        "Mới",
        "Đủ",
        "OK",
        "Có",
        "1",
    )
    rows += [[p.place, p.name, p.identity_number, p.paid, text] for p, text in zip(PEOPLE, said, strict=True)]
    assert accepted(judged(one_sheet(rows))) == (12, PAID_BY_ALL, PAID_BY_ALL)


def test_a_member_who_pays_two_hundred_times_as_much_is_no_slip_of_the_unit() -> None:
    block = table("STT = no | Họ và tên = name | Số CCCD = id | Vốn góp (1.000đ) = paid_k")
    block.rows[3][3] = 800_000
    assert {verdict.status for verdict in verdicts_on(block)} == {"accepted"}
