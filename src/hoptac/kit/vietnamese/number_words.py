"""Amounts in words as a Vietnamese voucher writes them."""

from num2words import num2words

_BILLION = 10**9
_SCALES = ((10**6, "triệu"), (10**3, "nghìn"), (1, ""))


def _below_thousand(number: int, *, padded: bool) -> str:
    """`padded`: a group after others says its missing hundreds and tens, 'không trăm lẻ năm'."""
    words = num2words(number, lang="vi")
    if not padded or number >= 100:
        return words
    return f"không trăm lẻ {words}" if number < 10 else f"không trăm {words}"


def _vietnamese(number: int) -> str:
    """The words of a positive number.

    num2words is right below a thousand only: it drops 'không trăm' (1.005.000), repeats 'tỷ' (1.200.000.000.000) and
    loses its way from 10^15 on. So the groups of three are put together here; past tỷ one counts tỷ, 'một nghìn tỷ'.
    """
    billions, rest = divmod(number, _BILLION)
    parts = [_vietnamese(billions), "tỷ"] if billions else []
    for scale, name in _SCALES:
        group, rest = divmod(rest, scale)
        if group:
            parts += [_below_thousand(group, padded=bool(parts)), name]
    return " ".join(filter(None, parts))


def amount_in_words(dong: int, language: str = "vi") -> str:
    """'Năm triệu đồng' for 5000000; 'Five million dong' where `language` is 'en'."""
    if language == "en":
        words = f"{num2words(dong, lang='en')} dong"
    else:
        number = _vietnamese(abs(dong)) if dong else "không"
        words = f"âm {number} đồng" if dong < 0 else f"{number} đồng"
    return words[0].upper() + words[1:]
