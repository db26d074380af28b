"""Kinds of organizations and activity fields in the words of registries."""

from hoptac.alliance.reading.rows import ActivityField, Kind
from hoptac.kit.tables import word_set
from hoptac.kit.vietnamese import search_key

# The first words that fit decide; unions before cooperatives, for their names hold "hợp tác xã" too.
_KINDS: tuple[tuple[Kind, tuple[str, ...]], ...] = (
    ("cooperative_union", ("lien hiep", "lhhtx", "lh htx", "cooperative union", "union")),
    (
        "people_credit_fund",
        ("quy tin dung", "quy td", "quy tdnd", "qtdnd", "qtd", "people s credit", "credit fund", "peoples credit"),
    ),
    ("cooperative_group", ("to hop tac", "tht", "to lien ket", "cooperative group", "group")),
    ("cooperative", ("hop tac xa", "htx", "cooperative")),
)
_FIELDS: tuple[tuple[ActivityField, tuple[str, ...]], ...] = (
    ("credit", ("tin dung", "ngan hang", "credit")),
    ("transport", ("van tai", "giao thong", "van chuyen", "transport")),
    ("construction", ("xay dung", "construction")),
    ("environment", ("moi truong", "ve sinh", "rac", "environment")),
    ("handicraft", (
        "tieu thu cong", "ttcn", "thu cong", "cong nghiep", "lang nghe", "che bien", "co khi", "det may", "handicraft",
        "industry", "craft",
    )),
    ("agriculture", (
        "nong nghiep", "nong lam", "thuy san", "trong trot", "chan nuoi", "lam nghiep", "diem nghiep", "ngu nghiep",
        "nuoi trong",
        "cay an trai", "rau", "lua", "agriculture", "agricultural", "aquaculture", "fishery", "forestry",
    )),
    ("trade_services", (
        "thuong mai", "dich vu", "tm dv", "tmdv", "cho", "du lich", "buon ban", "kinh doanh", "trade", "service",
        "services", "tourism",
    )),
)  # fmt: skip
_SHORT: dict[str, ActivityField] = {
    "nn": "agriculture", "ts": "agriculture", "nlts": "agriculture", "cn": "handicraft", "xd": "construction",
    "tm": "trade_services", "dv": "trade_services", "vt": "transport", "gtvt": "transport", "td": "credit",
    "mt": "environment", "khac": "other", "other": "other", "phi nong nghiep": "other",
    "dien": "other", "nuoc": "other",
}  # fmt: skip
_OUTRIGHT = (
    "nong nghiep", "thuy san", "van tai", "xay dung", "moi truong", "tin dung", "tieu thu cong nghiep", "ttcn",
    "thuong mai",
    "tm dv", "dich vu", "nn", "dv", "tm",
)  # fmt: skip
# Words that name no single organization: a line made of them alone is a section.
_GENERIC = word_set(
    "hop tac xa htx to tht lien hiep lhhtx lh quy tin dung td tdnd nhan dan qtdnd linh vuc nganh nghe nong lam thuy "
    "san nghiep "
    "ngu tieu thu cong ttcn xay dung thuong mai dich vu tm dv van tai giao thong khac moi truong cac loai hinh "
    "khoi nhom "
    "phi va xuat danh sach dang hoat dong nn xd vt"
)


def _begins(key: str, word: str) -> bool:
    return key.startswith(word) and (len(key) == len(word) or key[len(word)] == " ")


def kind_of_name(name: str) -> Kind | None:
    """The kind a name begins with: 'LHHTX …', 'Quỹ TDND …', 'Tổ hợp tác số 5', 'HTX …'."""
    key = search_key(name)
    return next((kind for kind, words in _KINDS if any(_begins(key, word) for word in words)), None)


def kind_of_word(text: str) -> Kind | None:
    """The kind a cell of the column of kinds, a section or a sheet names; None where it names none, or several."""
    key = f" {search_key(text)} "
    found: list[Kind] = []
    for kind, words in _KINDS:
        for word in words:
            if f" {word} " in key:
                found.append(kind)
                key = (
                    key.replace(f" {word} ", "  ").replace(" hop tac xa ", " ") if kind == "cooperative_union" else key
                )
                break
    return found[0] if len(found) == 1 else None


def field_of_word(text: str) -> ActivityField | None:
    """The activity field of a cell such as 'Thương mại - dịch vụ', 'CN-TTCN', 'NN'; None for words not known."""
    key = search_key(text)
    if key in _SHORT:
        return _SHORT[key]
    padded = f" {key} "
    if "phi nong nghiep" not in key:
        # "Dịch vụ nông nghiệp" is agriculture: its own words count before the services.
        for field, words in _FIELDS:
            if any(f" {word} " in padded for word in words):
                return field
    return next((field for word in key.split() if (field := _SHORT.get(word))), None)


def field_of_name(name: str) -> ActivityField | None:
    """The activity field a name says outright: 'HTX vận tải Tân Thành'. Places such as Chợ Mới say nothing."""
    key = f" {search_key(name)} "
    said = next((word for word in _OUTRIGHT if f" {word} " in key), None)
    return field_of_word(said) if said else None


def is_generic(text: str) -> bool:
    """Whether a line names no single organization: 'Hợp tác xã nông nghiệp', 'Lĩnh vực vận tải'."""
    words = search_key(text).split()
    return bool(words) and _GENERIC.issuperset(words)
