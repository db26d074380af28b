"""Countries: their ISO 3166-1 alpha-2 codes, their names in the reader's language, and the names people write in lists.

Codes and names come from CLDR, as Babel brings it.
"""

from collections.abc import Mapping
from functools import cache
from typing import cast

from babel import Locale
from babel.core import get_global

from hoptac.kit.language import Language
from hoptac.kit.vietnamese import clean_text, search_key, sort_key

VIETNAM = "VN"

# CLDR also names groups of countries, outlying parts that ISO 3166-1 has no code for, and codes made up for tests.
_NOT_ISO = frozenset({"AC", "CP", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ"})
# What people write besides the names of CLDR: short and older names, and the word for the people.
_ALSO: dict[str, str] = {
    "VN": "CHXHCN Việt Nam, Cộng hòa xã hội chủ nghĩa Việt Nam, Vietnamese",
    "AE": "UAE",
    "AU": "Úc, Australian, Ôxtrâylia",
    "CA": "Ca-na-đa, Canadian",
    "CH": "Thụy Sỹ, Swiss",
    "CN": "Trung Hoa, Chinese",
    "CU": "Cu Ba, Cuban",
    "CZ": "Cộng hòa Séc, Tiệp Khắc, Czech, Czech Republic",
    "DE": "Cộng hòa Liên bang Đức, German",
    "DK": "Danish",
    "ES": "Spanish",
    "FI": "Finnish",
    "FR": "French",
    "GB": "Anh, Anh Quốc, Vương quốc Liên hiệp Anh, British, English, Great Britain, England, UK",
    "HK": "Hồng Kông, Hong Kong, Hongkong",
    "ID": "In-đô-nê-xi-a, Indonesian",
    "IN": "Indian",
    "IT": "Ý, I-ta-li-a, Italian",
    "JP": "Nhật, Japanese",
    "KH": "Cambodian, Cao Miên",
    "KP": "Bắc Triều Tiên, Bắc Hàn, CHDCND Triều Tiên",
    "KR": "Hàn, Đại Hàn, Nam Hàn, Nam Triều Tiên, Đại Hàn Dân quốc, Korea, Korean, South Korean, Republic of Korea",
    "LA": "CHDCND Lào, Lao, Laotian",
    "MM": "Miến Điện, Myanmar, Burma, Mi-an-ma",
    "MO": "Ma Cao, Macao, Macau",
    "MY": "Ma-lai-xi-a, Mã Lai, Malaysian",
    "NL": "Dutch, Holland",
    "NO": "Norwegian",
    "NZ": "Niu Di-lân, Tân Tây Lan",
    "PH": "Phi-líp-pin, Philippin, Filipino",
    "PL": "Polish",
    "RU": "Liên bang Nga, Russian, Russian Federation",
    "SE": "Swedish",
    "SG": "Xin-ga-po, Xinh-ga-po, Singaporean",
    "TH": "Thái, Thai",
    "TR": "Turkey, Turkish",
    "TW": "Đài Loan, Trung Quốc; Đài Bắc Trung Hoa; Taiwanese",
    "UA": "Ukraine, U-crai-na, Ukrainian",
    "US": "Mỹ, Hợp chủng quốc Hoa Kỳ, American, USA, United States of America",
}
# Peoples of Vietnam: lists put the ethnic group in the column of the nationality. Khmer, Thái, Lào and Hoa may mean
# a foreigner, so they are left to the reader.
_PEOPLES_OF_VIETNAM = (
    "Kinh, Việt, Tày, Mường, Nùng, H'Mông, H'mông, Mông, Hmông, Mèo, Dao, Gia Rai, Jrai, Ê Đê, Ba Na, Xơ Đăng, "
    "Sán Chay, Cao Lan, Cơ Ho, K'Ho, Chăm, Sán Dìu, Hrê, Ra Glai, Raglay, M'Nông, Mnông, X'Tiêng, Xtiêng, "
    "Bru - Vân Kiều, Vân Kiều, Thổ, Khơ Mú, Cơ Tu, Giáy, Giẻ Triêng, Tà Ôi, Chơ Ro, Xinh Mun, Hà Nhì, "
    "Chu Ru, La Chí, Kháng, Phù Lá, La Hủ, La Ha, Pà Thẻn, Chứt, Lự, Lô Lô, Mảng, Cờ Lao, Bố Y, Cống, Ngái, Si La, "
    "Pu Péo, Rơ Măm, Brâu, Ơ Đu"
)
_WORDS_IN_CAPITALS = frozenset({"NAM"})  # male, or south, before it is Namibia
_WORDS_IN_FRONT = ("quoc tich ", "dan toc ", "nguoi ", "nuoc ", "cong dan ")


def _territories(language: str) -> Mapping[str, str]:
    return cast(Mapping[str, str], Locale(language).territories)


@cache
def country_codes() -> frozenset[str]:
    """The 249 codes of ISO 3166-1 alpha-2."""
    return frozenset(code for code in _territories("vi") if len(code) == 2 and code.isalpha() and code not in _NOT_ISO)


@cache
def country_name(code: str, language: Language) -> str:
    """The name of a country; the code itself where it is none."""
    return _territories(language).get(code, code)


@cache
def country_choices(language: Language) -> tuple[tuple[str, str], ...]:
    """Codes and names in alphabetical order, Vietnam first."""
    named = [(code, country_name(code, language)) for code in country_codes()]
    named.sort(key=lambda choice: (choice[0] != VIETNAM, sort_key(choice[1], whole=True)))
    return tuple(named)


def _plain(text: str) -> str:
    """Without accents, spaces and marks: 'Cam-pu-chia', 'CAMPUCHIA' and 'campuchia' are one word."""
    return search_key(text).replace(" ", "")


@cache
def _by_name() -> dict[str, str]:
    names: dict[str, str] = {}
    for code in sorted(country_codes()):
        for language in ("vi", "en"):
            names.setdefault(_plain(country_name(code, language)), code)
    for code, others in _ALSO.items():
        for name in others.split(";" if ";" in others else ","):
            names[_plain(name)] = code
    for people in _PEOPLES_OF_VIETNAM.split(","):
        names.setdefault(_plain(people), VIETNAM)
    return names


@cache
def _by_three_letters() -> dict[str, str]:
    aliases = get_global("territory_aliases")
    return {
        old: new[0]
        for old, new in aliases.items()
        if len(old) == 3 and len(new) == 1 and new[0] in country_codes() and old not in _WORDS_IN_CAPITALS
    }


def find_country(text: str) -> str | None:
    """The code of a country written as its code (VN, VNM) or by name, Vietnamese or English, with accents or without.

    Two capitals are a code before they are a name (AO is Angola, Áo and Ao are Austria); three are a name first: NGA is
    Nga. None for anything else.
    """
    written = clean_text(text).strip(" .")
    if len(written) == 2 and written in country_codes():
        return written
    key = f"{search_key(written)} "
    for word in _WORDS_IN_FRONT:
        key = key.removeprefix(word)
    found = _by_name().get(key.replace(" ", ""))
    capitals = written.upper()
    return found or _by_three_letters().get(written) or (capitals if capitals in country_codes() else None)
