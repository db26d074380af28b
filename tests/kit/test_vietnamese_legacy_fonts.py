"""TCVN3 and VNI texts: decoded letter by letter, and recognized over a sheet only."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietnamese import Encoding, decode_legacy, decode_line, detect_legacy

TCVN3_SHEET = ["STT", "Hä vµ tªn", "Giíi tÝnh", "N¨m sinh", "Nam", "N÷", "NguyÔn V¨n Yªn", "Danh Ph\xadíc ¡n", "CCCD"]
VNI_SHEET = ["STT", "Hoï vaø teân", "Giôùi tính", "Naêm sinh", "Nam", "Nöõ", "Nguyeãn Vaên Haûi", "Danh Phöôùc AÂn"]

TONES = {"": "", "huyền": "\u0300", "hỏi": "\u0309", "ngã": "\u0303", "sắc": "\u0301", "nặng": "\u0323"}
TONED_LETTERS = [unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in TONES.values()]
LETTERS = [*TONED_LETTERS, *"bcdđghklmnpqrstvx"]

# The two code tables, written here a second time and from the other side: by letter and tone.
TCVN3_CODES = {
    "a": "a µ ¶ · ¸ ¹", "ă": "¨ » ¼ ½ ¾ Æ", "â": "© Ç È É Ê Ë", "e": "e Ì Î Ï Ð Ñ", "ê": "ª Ò Ó Ô Õ Ö",
    "i": "i × Ø Ü Ý Þ", "o": "o ß á â ã ä", "ô": "« å æ ç è é", "ơ": "¬ ê ë ì í î", "u": "u ï ñ ò ó ô",
    "ư": "\xad õ ö ÷ ø ù", "y": "y ú û ü ý þ",
}  # fmt: skip
VNI_CODES = {
    "a": "a aø aû aõ aù aï", "ă": "aê aè aú aü aé aë", "â": "aâ aà aå aã aá aä", "e": "e eø eû eõ eù eï",
    "ê": "eâ eà eå eã eá eä", "i": "i ì æ ó í ò", "o": "o oø oû oõ où oï", "ô": "oâ oà oå oã oá oä",
    "ơ": "ô ôø ôû ôõ ôù ôï", "u": "u uø uû uõ uù uï", "ư": "ö öø öû öõ öù öï", "y": "y yø yû yõ yù î",
}  # fmt: skip


def code_table(codes: dict[str, str], d_with_stroke: str) -> dict[str, str]:
    table = {"đ": d_with_stroke}
    for vowel, row in codes.items():
        table |= dict(
            zip((unicodedata.normalize("NFC", vowel + tone) for tone in TONES.values()), row.split(" "), strict=True)
        )
    return table


TCVN3 = code_table(TCVN3_CODES, "®")
TCVN3_CAPITALS = dict(zip("ĂÂÊÔƠƯĐ", "¡¢£¤¥¦§", strict=True))
VNI = code_table(VNI_CODES, "ñ")


def to_tcvn3(text: str) -> str:
    return "".join(c if c.isascii() else TCVN3_CAPITALS.get(c) or TCVN3[c.lower()] for c in text)


def to_vni(text: str) -> str:
    return "".join(c if c.isascii() else VNI[c] if c in VNI else VNI[c.lower()].upper() for c in text)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("Hä vµ tªn", "Họ và tên"),
        ("NguyÔn V¨n Yªn", "Nguyễn Văn Yên"),
        ("Danh Ph\xadíc ¡n", "Danh Phước Ăn"),
        ("§iÖn tho¹i", "Điện thoại"),
        ("Vèn gãp (®)", "Vốn góp (đ)"),
        ("Lª ThÞ CÈm ¢n", "Lê Thị Cẩm Ân"),
        ("Nam", "Nam"),
        ("NGUYÔN V¡N Y£N", "NGUYỄN VĂN YÊN"),  # .VnTimeH shows capitals
        ("HTX N¤NG NGHIÖP T¢N H¦NG", "HTX NÔNG NGHIỆP TÂN HƯNG"),
        ("HTX T©n H\xadng", "HTX Tân Hưng"),
        ("Vâ Lª Hµ", "Võ Lê Hà"),  # one capital a word is a name, not a heading in capitals
        ("NguyÔn ThÞ æi", "Nguyễn Thị Ổi"),  # .VnTime has no capital Ổ
        ("Ngµy ¸p dông", "Ngày áp dụng"),
        ("NguyÔn ChÝ Út", "Nguyễn Chí Út"),  # Ú stands in no TCVN3 place: it came from Unicode
    ],
)
def test_decode_tcvn3(stored: str, text: str) -> None:
    assert decode_legacy(stored, Encoding.TCVN3) == text


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("Hoï vaø teân", "Họ và tên"),
        ("Nguyeãn Vaên Haûi", "Nguyễn Văn Hải"),
        ("NGUYEÃN VAÊN HAÛI", "NGUYỄN VĂN HẢI"),
        ("Danh Phöôùc AÂn", "Danh Phước Ân"),
        ("Danh Phöôùc Aân", "Danh Phước Ân"),
        ("Ñaëng Thò Ôn", "Đặng Thị Ơn"),
        ("Lyù Vónh Kyø", "Lý Vĩnh Kỳ"),
        ("Xaõ vieân", "Xã viên"),
        ("Nam", "Nam"),
    ],
)
def test_decode_vni(stored: str, text: str) -> None:
    assert decode_legacy(stored, Encoding.VNI) == text


def test_the_full_alphabet_comes_back() -> None:
    alphabet = "".join(LETTERS)
    assert len(set(TONED_LETTERS)) == 72
    assert decode_legacy(to_tcvn3(alphabet), Encoding.TCVN3) == alphabet
    assert decode_legacy(to_vni(alphabet), Encoding.VNI) == alphabet
    assert decode_legacy(to_vni(alphabet.upper()), Encoding.VNI) == alphabet.upper()
    assert decode_legacy(to_tcvn3("ĂÂÊÔƠƯĐ"), Encoding.TCVN3) == "ĂÂÊÔƠƯĐ"
    # In capitals by the font: the toned letters have small codes, the plain ones tell that capitals are meant.
    assert decode_legacy(to_tcvn3(f"KH{alphabet}".upper()), Encoding.TCVN3) == f"KH{alphabet}".upper()


syllables = st.builds(
    lambda onset, rime, tone: unicodedata.normalize("NFC", onset + rime[0] + TONES[tone] + rime[1:]),
    st.sampled_from(["b", "ch", "đ", "g", "kh", "l", "m", "ng", "nh", "ph", "s", "t", "th", "tr", "v", "x"]),
    st.sampled_from(
        [
            "a",
            "ai",
            "an",
            "ang",
            "anh",
            "ăm",
            "ăng",
            "ân",
            "âu",
            "em",
            "êu",
            "êm",
            "ia",
            "inh",
            "oai",
            "ong",
            "ô",
            "ôn",
            "ơi",
            "ơ",
            "u",
            "ui",
            "um",
            "ua",
            "ưa",
            "ưng",
            "ưu",
        ]
    ),
    st.sampled_from(list(TONES)),
)
sentences = st.lists(syllables, min_size=1, max_size=6).map(" ".join)


@given(sentences)
def test_what_was_encoded_decodes(text: str) -> None:
    assert decode_legacy(to_vni(text), Encoding.VNI) == text
    assert decode_legacy(to_vni(text.title()), Encoding.VNI) == text.title()
    assert decode_legacy(to_tcvn3(f"v{text}"), Encoding.TCVN3) == f"v{text}"
    assert decode_legacy(to_tcvn3(f"NH {text.upper()} NH"), Encoding.TCVN3) == f"NH {text.upper()} NH"


@given(st.text(alphabet=st.characters(max_codepoint=0x7F)), st.sampled_from([Encoding.TCVN3, Encoding.VNI]))
def test_ascii_is_left_alone(text: str, encoding: Encoding) -> None:
    assert decode_legacy(text, encoding) == text


@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize(
    "text",
    [
        "Nguyễn Văn Yên",
        unicodedata.normalize("NFD", "Lê Thị Hồng"),
        "Nguyễn V¨n Yªn",  # half converted by hand: no one can tell where it stops
        "Lê Thanh Bình",  # Unicode, though every letter of it is below U+0100
        "Trình",
    ],
)
def test_unicode_is_left_alone(text: str, encoding: Encoding) -> None:
    assert decode_legacy(text, encoding) == text


def test_a_dash_or_a_quotation_mark_does_not_make_a_text_unicode() -> None:
    assert decode_legacy("Tæ 1 – “NguyÔn V¨n Yªn”", Encoding.TCVN3) == "Tổ 1 – “Nguyễn Văn Yên”"


def test_without_an_encoding_the_text_itself_must_be_sure() -> None:
    assert decode_legacy("NguyÔn V¨n Yªn") == "Nguyễn Văn Yên"
    assert decode_legacy("Nguyeãn Vaên Haûi") == "Nguyễn Văn Hải"
    assert decode_legacy("NguyÔn") == "NguyÔn"
    assert decode_legacy("Hôtel Müller") == "Hôtel Müller"


@pytest.mark.parametrize(
    ("texts", "encoding"),
    [
        (TCVN3_SHEET, Encoding.TCVN3),
        (VNI_SHEET, Encoding.VNI),
        (["Danh s¸ch thµnh viªn", "Nguyễn Văn Yên", *TCVN3_SHEET], Encoding.TCVN3),
        (["CéNG HßA X· HéI CHñ NGHÜA VIÖT NAM", "§éc lËp - Tù do - H¹nh phóc"], Encoding.TCVN3),
        (["COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM"], Encoding.VNI),
        ([], None),
        (["STT", "Nguyen Van A", "Nam", "093160078753"], None),
        (["NguyÔn"], None),  # one word never decides
        (["NguyÔn"] * 50, None),
        (["Họ và tên", "Giới tính", "Nguyễn Văn Yên", "Lê Thanh Bình"], None),
        (["Lê Thanh Bình", "Hà Thành", "Trình Thái Hòa", "Lý Công Út", "Cà Mau", "Đà Lạt"], None),
        ([unicodedata.normalize("NFD", text) for text in ("Họ và tên", "Nguyễn Văn Yên", "Lê Thị Hồng")], None),
        (["Café", "Hôtel", "Élève", "Façade", "Année", "Prénom", "Né à Orléans", "Déjà vu", "où", "Noël"], None),
        (["Straße, Größe, Müller, Äpfel, Grüße, Öl, Schön, Fünf", "NguyÔn V¨n §¹t"], None),  # too few of many
        (["Straße", "Müller", "Österreich", "Größe", "Überschuß"], None),
        (["25 m²", "37 °C", "± 5 %", "½", "§ 5", "10 µm", "© 2024", "®"], None),
    ],
)
def test_detect_over_a_sheet(texts: list[str], encoding: Encoding | None) -> None:
    assert detect_legacy(texts) is encoding


@given(st.lists(sentences, min_size=1, max_size=8))
def test_real_vietnamese_is_never_taken_for_an_old_font(texts: list[str]) -> None:
    assert detect_legacy(texts) is None
    assert detect_legacy([text.title() for text in texts]) is None
    assert detect_legacy([text.upper() for text in texts]) is None


def test_a_line_in_which_only_unicode_is_sure_stays_as_it_is() -> None:
    assert decode_line(["STT", "Tên", "Địa chỉ"], Encoding.TCVN3) == ["STT", "Tên", "Địa chỉ"]
    assert decode_line(["Tªn", "§Þa chØ"], Encoding.TCVN3) == ["Tên", "Địa chỉ"]
    assert decode_line(["Xã Tân Bình", "NguyÔn V¨n Yªn"], Encoding.TCVN3)[1] == "Nguyễn Văn Yên"
