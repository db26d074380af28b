"""What kind of party a name stands for, what kind of member a word means, and who is a man or a woman."""

from typing import NamedTuple

from hoptac.kit.sheets import Cell
from hoptac.kit.tables import word_set
from hoptac.kit.tables.cells import Flawed
from hoptac.kit.vietnamese import search_key
from hoptac.members.reading import reasons
from hoptac.members.reading.verdicts import Gender, MemberKind, PartyKind

_MALE = frozenset({"nam", "male", "m", "trai", "ong", "man", "nam gioi"})
_FEMALE = frozenset({"nu", "female", "f", "gai", "ba", "woman", "nu gioi", "co"})
_ORGANIZATIONS = word_set(
    "htx hợp liên lhhtx công cty doanh dntn trường ubnd ủy uỷ hội trung quỹ ngân chi trại xí trạm tập trang"
)
_ORGANIZATION_STARTS = (
    "htx", "hop tac xa", "lien hiep", "lhhtx", "cong ty", "cty", "doanh nghiep", "dntn", "truong ", "ubnd", "uy ban",
    "hoi nong dan", "hoi phu nu", "hoi cuu chien binh", "trung tam", "quy tin dung", "ngan hang", "trang trai",
    "xi nghiep", "tram ", "tap doan", "chi nhanh",
)  # fmt: skip
_WORDS_OF_ORGANIZATIONS = (" to chuc ", "phap nhan", "doanh nghiep", "cong ty", "hop tac xa", " organization ")
_GROUPS = ("to hop tac", "tht ", "nhom ", "to hop", "cau lac bo", "clb ")
_HOUSEHOLDS = ("hộ ", "hộ:", "hộ ông", "hộ bà", "hộ gia đình")
# What a name of one of these kinds begins with; any other first word is a person's, and is not looked at further.
_FIRST_WORDS = _ORGANIZATIONS | {"tổ", "tht", "nhóm", "hộ", "câu", "clb", "cong", "hop", "lien", "to", "nhom"}


class Kinds(NamedTuple):
    """What a word in the column of the kind says; None = nothing. `is_associate`: 'liên kết', whichever of the two."""

    member_kind: MemberKind | None = None
    party_kind: PartyKind | None = None
    is_associate: bool = False


def party_kind_of(name: str) -> PartyKind:
    """The kind of party a cleaned name stands for: 'HTX Thạnh Phú', 'Công ty …', 'Hộ ông …', 'Tổ hợp tác số 3'."""
    if name.partition(" ")[0].casefold() not in _FIRST_WORDS:
        return "individual"
    key = search_key(name) + " "
    if key.startswith(_GROUPS):
        return "group"
    if key.startswith(_ORGANIZATION_STARTS):
        return "organization"
    return "household" if name.casefold().startswith(_HOUSEHOLDS) else "individual"


def read_gender(cell: Cell) -> Gender | Flawed | None:
    """'Nam', 'Nữ' and what else stands for them; anything else is left empty, with a note."""
    key = search_key(cell) if isinstance(cell, str) else str(cell)
    if key in _MALE:
        return "male"
    if key in _FEMALE:
        return "female"
    return Flawed(None, noted=(reasons.unknown_gender(cell),)) if key.strip() else None


def read_kinds(cell: Cell) -> Kinds | Flawed:
    """The words for a kind of member or of party: 'Chính thức', 'LK không góp vốn', 'TVLK', 'Hộ gia đình'.

    A bare 'liên kết' does not say whether capital is contributed; the capital itself then decides.
    """
    key = f" {search_key(str(cell))} "
    compact = key.replace(" ", "")
    party = _party_kind_word(key)
    if "associate" in key or "lien ket" in key or " lk" in key or "tvlk" in compact or compact.startswith("lk"):
        return Kinds(_associate(key, compact), party, is_associate=True)
    if "khong gop" in key or "noncontributing" in compact:
        return Kinds("associate_noncontributing", party)
    if "chinh thuc" in key or " tvct " in key or " ct " in key or "official" in key or "full member" in key:
        return Kinds("official", party)
    if party or not compact or _is_plain_member(key):
        return Kinds("official" if compact and not party else None, party)
    return Flawed(Kinds(), noted=(reasons.unknown_member_kind(cell),))


def _associate(key: str, compact: str) -> MemberKind | None:
    if "khong gop" in key or "kgv" in compact or "noncontributing" in compact or "without" in key:
        return "associate_noncontributing"
    if "gop von" in key or compact.endswith("gv") or "contributing" in key:
        return "associate_contributing"
    return None


def _is_plain_member(key: str) -> bool:
    return any(word in key for word in (" thanh vien ", " xa vien ", " sang lap ", " tv ", " member "))


def _party_kind_word(key: str) -> PartyKind | None:
    if "ca nhan" in key or " individual " in key:
        return "individual"
    if "ho gia dinh" in key or key == " ho " or " household " in key or "nong ho" in key:
        return "household"
    if "to hop tac" in key or " tht " in key:
        return "group"
    if any(word in key for word in _WORDS_OF_ORGANIZATIONS):
        return "organization"
    return None
