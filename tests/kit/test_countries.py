"""Countries by code and by whatever name a list gives them."""

import pytest

from hoptac.kit.countries import country_choices, country_codes, country_name, find_country
from hoptac.kit.language import LANGUAGES


def test_the_codes_are_those_of_the_standard() -> None:
    assert len(country_codes()) == 249  # ISO 3166-1, since 2011
    assert {"VN", "KR", "GB", "ZW", "SX"} <= country_codes()
    assert not {"EU", "UK", "XK", "ZZ", "UN", "XA"} & country_codes()


def test_vietnam_is_the_first_choice_and_the_others_follow_the_alphabet() -> None:
    vietnamese, english = (country_choices(language) for language in LANGUAGES)
    assert vietnamese[0] == ("VN", "Việt Nam")
    assert english[0] == ("VN", "Vietnam")
    assert [name for _code, name in vietnamese[1:4]] == ["Ả Rập Xê-út", "Afghanistan", "Ai Cập"]
    assert vietnamese[-1] == ("ZW", "Zimbabwe")
    assert [code for code, _name in english if code in ("KR", "KP", "ZA")] == ["KP", "ZA", "KR"]
    assert len(vietnamese) == len(english) == len(dict(vietnamese)) == 249


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_name_is_found_again(language) -> None:
    for code in country_codes():
        name = country_name(code, language)
        for written in (name, name.upper(), f"  {name.lower()} "):
            assert find_country(written) == code, written


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Việt Nam", "VN"), ("VIET NAM", "VN"), ("vietnam", "VN"), ("VN", "VN"), ("vn", "VN"), ("VNM", "VN"),
        ("Vie\u0323\u0302t Nam", "VN"), ("CHXHCN Việt Nam", "VN"), ("Quốc tịch Việt Nam", "VN"), ("Vietnamese", "VN"),
        ("Hàn Quốc", "KR"), ("han quoc", "KR"), ("Nam Hàn", "KR"), ("Korea", "KR"), ("người Hàn", "KR"),
        ("KOR", "KR"), ("kr", "KR"), ("Triều Tiên", "KP"), ("Nhật", "JP"), ("Nhat Ban", "JP"), ("Mỹ", "US"),
        ("My", "US"), ("USA", "US"), ("MY", "MY"), ("Mã Lai", "MY"), ("Nga", "RU"), ("NGA", "RU"), ("Anh", "GB"),
        ("UK", "GB"), ("Áo", "AT"), ("Ao", "AT"), ("AO", "AO"), ("Úc", "AU"), ("Cam-pu-chia", "KH"),
        ("Campuchia", "KH"), ("Lào", "LA"), ("LAO", "LA"), ("Đài Loan", "TW"), ("Đài Loan, Trung Quốc", "TW"),
        ("Hồng Kông", "HK"), ("Trung Quốc.", "CN"), ("Ý", "IT"), ("Kinh", "VN"), ("KINH", "VN"), ("Dân tộc Kinh", "VN"), ("Ê đê", "VN"),
        ("Thái", "TH"), ("Thổ", "VN"), ("Thổ Nhĩ Kỳ", "TR"),
    ],
)  # fmt: skip
def test_names_and_codes_as_lists_write_them(written: str, code: str) -> None:
    assert find_country(written) == code


@pytest.mark.parametrize("written", ["", " ", "Khmer", "x", "nước ngoài", "Nam", "NAM", "EU", "ZZ", "123", "Cần Thơ"])
def test_what_is_no_country(written: str) -> None:
    assert find_country(written) is None
