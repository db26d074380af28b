"""Payment codes as every bank's app reads them: the published vectors, and every code read back field by field."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hoptac.kit.vietqr import LARGEST_AMOUNT_DONG, LONGEST_PURPOSE, crc16, plain_purpose, vietqr

STATIC = "00020101021138540010A00000072701240006970436011000001234560208QRIBFTTA53037045802VN6304A320"
DYNAMIC = (
    "00020101021238570010A00000072701270006970405011312345678901230208QRIBFTTA5303704540715000005802VN"
    "62230819HTX TTV00123 PT00076304B5BF"
)


def fields(text: str) -> dict[str, str]:
    """Tag -> value."""
    found = {}
    while text:
        length = int(text[2:4])
        found[text[:2]] = text[4 : 4 + length]
        text = text[4 + length :]
    return found


def test_the_checksum_is_the_one_of_the_standard():
    assert f"{crc16('123456789'):04X}" == "29B1"


def test_the_vectors():
    assert vietqr("970436", "0000123456") == STATIC
    assert vietqr("970405", "1234567890123", amount_dong=1_500_000, purpose="HTX TTV00123 PT0007") == DYNAMIC


def test_to_a_card():
    card = fields(vietqr("970422", "9704221234567890123", receiver="card"))
    assert fields(card["38"])["02"] == "QRIBFTTC"


NUMBERS = st.from_regex(r"[0-9]{6,19}", fullmatch=True)


@given(
    number=NUMBERS,
    amount=st.none() | st.integers(1, LARGEST_AMOUNT_DONG),
    purpose=st.text(max_size=60),
)
def test_every_code_says_what_was_asked(number, amount, purpose):
    text = vietqr("970405", number, amount_dong=amount, purpose=purpose)
    assert text.isascii()
    assert f"{crc16(text[:-4]):04X}" == text[-4:]
    read = fields(text)
    account = fields(fields(read["38"])["01"])
    assert account == {"00": "970405", "01": number}
    assert read.get("54") == (str(amount) if amount else None)
    assert read["01"] == ("12" if amount else "11")
    assert (read["53"], read["58"]) == ("704", "VN")
    told = fields(read["62"])["08"] if "62" in read else ""
    assert told == plain_purpose(purpose)
    assert len(told) <= LONGEST_PURPOSE


def test_purposes_lose_their_accents_and_what_banks_refuse():
    assert plain_purpose("  Góp vốn – Đặng Thị Ổi (TV0009)  ") == "Gop von Dang Thi Oi TV000"
    assert plain_purpose("Tiền phân / vụ Đông-Xuân") == "Tien phan / vu Dong-Xuan"


@pytest.mark.parametrize(
    ("bin_", "number", "amount"),
    [("97040", "123", None), ("970405", "", None), ("970405", "12 3", None), ("970405", "1" * 20, None),
     ("970405", "123", 0), ("970405", "123", -5), ("970405", "123", 10**13)],
)  # fmt: skip
def test_what_no_code_can_carry_is_refused(bin_, number, amount):
    with pytest.raises(ValueError, match=r"BIN|code"):
        vietqr(bin_, number, amount_dong=amount)
