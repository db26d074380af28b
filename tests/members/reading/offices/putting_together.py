"""What the sheets of an office are put together from."""

from typing import NamedTuple

from tests.members.reading.offices.people import LAYOUT
from tests.members.reading.workbooks import SheetOf
from tests.support.office_sheets import Block, lines, stacked, ways_of

table = LAYOUT.table

HEADER = lines(
    ["ỦY BAN NHÂN DÂN XÃ TÂN BÌNH", None, None, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"],
    ["HTX NÔNG NGHIỆP TÂN BÌNH", None, None, "Độc lập - Tự do - Hạnh phúc"],
    [],
)
SIGNATURES = lines(
    [],
    ["Ghi chú:"],
    ["- Danh sách này có 12 thành viên; vốn góp tối thiểu 1.000.000 đồng/thành viên."],
    [None, None, None, "Tân Bình, ngày 05 tháng 3 năm 2026"],
    [None, "NGƯỜI LẬP BIỂU", None, "TM. HỘI ĐỒNG QUẢN TRỊ"],
    [None, "(Ký, ghi rõ họ tên)", None, "CHỦ TỊCH"],
    [],
    [None, "Trần Văn Lập", None, "Nguyễn Thị Chủ"],
)


class Office(NamedTuple):
    """A workbook and the ways its columns are written, by which it is checked."""

    sheets: tuple[SheetOf, ...]
    ways: frozenset[str]


def office(line: str, *blocks: Block, also: str = "") -> Office:
    """A list of one sheet; without blocks just the table. `also`: the ways of a second line of columns."""
    block = stacked(*blocks) if blocks else table(line)
    return Office((block.sheet(),), ways_of(line) | ways_of(also))


def titled(title: str, line: str, *, unit: str = "", total: str = "TỔNG CỘNG", numbered: bool = False) -> Office:
    """The national header, a title, a unit, the table and the signatures."""
    head = stacked(HEADER, lines(title, [None, None, None, None, unit or None], []))
    return office(line, head, table(line, total=total, numbered=numbered), SIGNATURES)
