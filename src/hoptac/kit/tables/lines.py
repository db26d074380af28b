"""Lines of a list that are no entries: totals, signatures, the numbers of the columns, and signs for "as above"."""

import re
from collections.abc import Sequence

from hoptac.kit.sheets import Cell
from hoptac.kit.tables.words import Word, agree, is_bare, key_of, words

_DITTO = frozenset({"nt", "như trên", "nhu tren", "ditto", "″", "“", "”", "„", '"', "''", "〃", "//", "như trên nt"})
_DITTO_EDGES = " -–—_.()'`"
_TOTALS = (
    "tổng cộng", "tổng số", "tổng", "cộng", "cộng trang", "cộng ấp", "cộng tổ", "cộng dồn", "lũy kế", "lũy kế trang",
    "mang sang", "chuyển sang trang", "số dư", "total", "sum", "subtotal", "grand total", "bằng chữ",
    "số tiền bằng chữ",
    "viết bằng chữ", "cộng chuyển", "mang sang trang", "trang trước", "số trang trước", "chuyển trang sau", "lũy kế đến",
    "cộng lũy kế", "tổng hợp", "toàn htx", "toàn hợp tác xã", "toàn xã", "toàn ấp", "toàn thôn", "toàn huyện", "toàn tỉnh",
    "toàn thành phố", "toàn quốc", "t cộng",
)  # fmt: skip
_SHORT_TOTALS = frozenset({"tc", "tcong", "t cong"})
_SIGNATURES = (
    "người lập", "người lập biểu", "người lập bảng", "người lập danh sách", "lập biểu", "lập bảng", "giám đốc",
    "chủ tịch hđqt", "tm hđqt", "tm hội đồng quản trị", "hội đồng quản trị", "chủ tịch hội đồng quản trị", "chủ nhiệm",
    "kế toán", "kế toán trưởng", "thủ quỹ", "thủ trưởng", "thủ trưởng đơn vị", "ký tên", "ký ghi rõ họ tên",
    "ký tên đóng dấu", "xác nhận của", "tm ban quản trị", "tm ubnd", "ubnd xã", "người kiểm tra", "ban kiểm soát",
    "trưởng ban kiểm soát", "nơi nhận", "người duyệt", "thủ kho", "tổ trưởng", "phó giám đốc", "tm ban giám đốc",
    "người thu tiền", "người tổng hợp", "cán bộ", "trưởng ấp", "trưởng thôn", "người ký", "đã ký", "đại diện htx",
)  # fmt: skip
_DATED = re.compile(r"ng[àa]y\s*(?:[.…_\s]*|\d{1,2}\s*)\s*th[áa]ng\s*(?:[.…_\s]*|\d{1,2}\s*)\s*n[ăa]m\b", re.IGNORECASE)
_COLUMN_NUMBER = re.compile(r"\(?\s*(?:\d{1,2}|[A-ZĐa-zđ])\s*(?:=[^)]*)?\)?")


def is_ditto(text: str) -> bool:
    """Whether a cleaned text only says that the value of the line above holds: 'nt', '-nt-', '″'."""
    if not text or len(text) > 12:
        return False
    plain = text.casefold()
    return plain in _DITTO or plain.strip(_DITTO_EDGES).replace(".", "") in _DITTO


def _begins_with(text: str, phrases: Sequence[str]) -> bool:
    said = words(text)
    bare = is_bare(said)
    return any(_stands_first(said, words(phrase), bare) for phrase in phrases)


def _stands_first(said: Sequence[Word], meant: Sequence[Word], bare: bool) -> bool:
    """A single word must be the whole of a line without accents: 'Tong Van Tam' is a person called Tống."""
    if len(said) < len(meant) or (bare and len(meant) == 1 < len(said)):
        return False
    return all(
        word.key == other.key and agree(word.typed, other.typed, typed_bare=bare)
        for word, other in zip(said, meant, strict=False)
    )


def is_total(text: str) -> bool:
    """'TỔNG CỘNG', 'Cộng ấp 1', 'Tổng số hộ: 89', 'Trang trước mang sang'; the surname Tống is another word."""
    return _begins_with(text, _TOTALS) or key_of(text) in _SHORT_TOTALS


def is_signature(text: str) -> bool:
    """'Ngày … tháng … năm 2025', 'NGƯỜI LẬP BIỂU', '(Ký, ghi rõ họ tên)'."""
    return _DATED.search(text) is not None or _begins_with(text, _SIGNATURES)


def is_column_numbers(row: Sequence[Cell]) -> bool:
    """The line under headings that numbers the columns: 1 2 3, (1) (2), A B 1 2 3=1+2."""
    filled = [cell for cell in row if cell is not None and cell != ""]
    if len(filled) < 3:
        return False
    numbers: list[int] = []
    for cell in filled:
        if isinstance(cell, bool) or not isinstance(cell, str | int | float):
            return False
        text = str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()
        if not _COLUMN_NUMBER.fullmatch(text):
            return False
        digits = "".join(filter(str.isdigit, text.partition("=")[0]))
        numbers += [int(digits)] if digits else []
    return numbers == list(range(numbers[0], numbers[0] + len(numbers))) if numbers else True
