"""What the words of a description mean: capital, debts, fees, interest, taxes, wages, cash. Words are without accents."""

import re
from typing import NamedTuple

from hoptac.kit.language import Message, _
from hoptac.kit.tables import word_set

CAPITAL = re.compile(r"\b(?:gop von|nop von|von gop|dong von|cam ket von|gop co phan)\b")
DEBT = re.compile(
    r"\b(?:tra no|thanh toan no|no cu|cong no|tra tien|nop tien|tien phan|phan bon|vat tu|tien giong|tien thuoc|mua hang|"
    r"tien hang|tt tien|thanh toan|tien nuoc|thuy loi|dich vu|tien cay|tien may|tien cat|tra gop|vu dx|vu ht|vu td)\b"
)
_LARGEST_FEE = 3_000_000


class WordRule(NamedTuple):
    """Lines that come in (True) or go out (False) and say such words are booked against an account."""

    comes_in: bool
    words: re.Pattern[str]
    account: str
    reason: Message
    most_dong: int | None = None
    """A fee is small; a larger amount with such words is something else."""


RULES: tuple[WordRule, ...] = (
    WordRule(False, re.compile(r"\b(?:nop thue|thue gtgt|vat nop|thue gia tri gia tang)\b.*\bgtgt\b|\bthue gtgt\b|\bthue gia tri gia tang\b"), "3331", _("nội dung nói nộp thuế giá trị gia tăng")),
    WordRule(False, re.compile(r"\b(?:thue tndn|thue thu nhap doanh nghiep)\b"), "3334", _("nội dung nói nộp thuế thu nhập doanh nghiệp")),
    WordRule(False, re.compile(r"\b(?:nop thue|nop nsnn|nsnn|kho bac|kbnn|thue tncn|thue mon bai|le phi mon bai|ngan sach nha nuoc|nop ngan sach)\b"), "3338", _("nội dung nói nộp thuế, nộp ngân sách")),
    WordRule(False, re.compile(r"\b(?:tra lai vay|thu lai vay|lai tien vay|thu lai|tra lai tien vay|lai vay|interest (?:paid|payment))\b"), "658", _("nội dung nói trả lãi vay")),
    WordRule(False, re.compile(r"\b(?:phi|thu phi|fee|charge|ql tk|quan ly tai khoan|sms|duy tri|internet banking|phi chuyen tien|vat phi|commission)\b"), "642", _("nội dung nói phí ngân hàng"), _LARGEST_FEE),
    WordRule(False, re.compile(r"\b(?:tien luong|tra luong|chi luong|thanh toan luong|tt luong|luong thang|luong t \d{1,2}|luong t\d{1,2}|luong nhan vien|salary|payroll)\b"), "334", _("nội dung nói trả lương")),
    WordRule(False, re.compile(r"\b(?:bhxh|bhyt|bhtn|bao hiem xa hoi|bao hiem y te)\b"), "335", _("nội dung nói nộp bảo hiểm")),
    WordRule(False, re.compile(r"\b(?:rut tien mat|rut tien|rut tm|cash withdrawal|atm|ve quy|nhap quy)\b"), "1111", _("nội dung nói rút tiền mặt về quỹ")),
    WordRule(False, re.compile(r"\b(?:tra no vay|tra goc|tra no goc|thu no goc|thu goc|tat toan khoan vay|loan repayment)\b"), "341", _("nội dung nói trả gốc vay")),
    WordRule(False, re.compile(r"\b(?:tien dien|tien nuoc|dien luc|evn|vien thong|cuoc|vnpt|viettel|van phong pham|xang dau|tiep khach|thue van phong)\b"), "642", _("nội dung nói chi phí quản lý")),
    WordRule(True, re.compile(r"\b(?:tra lai tien gui|lai tien gui|lai khong ky han|lai tk|lai kkh|tra lai tk|tra lai kkh|lai nhap von|interest|nhap lai|lai suat)\b"), "558", _("nội dung nói lãi tiền gửi")),
    WordRule(True, re.compile(r"\b(?:nop tien mat|nop tm|nop tien vao tk|gui tien mat|cash deposit|nop tien mat vao tai khoan)\b"), "1111", _("nội dung nói nộp tiền mặt vào tài khoản")),
    WordRule(True, re.compile(r"\b(?:giai ngan|nhan no vay|loan disbursement|gn vay)\b"), "341", _("nội dung nói nhận tiền vay")),
    WordRule(True, re.compile(r"\b(?:ho tro|nsnn ho tro|ngan sach cap|ho tro nha nuoc)\b"), "4421", _("nội dung nói tiền hỗ trợ")),
)  # fmt: skip
_COMPANY = word_set(
    "cong ty cty ct tnhh cp co phan mtv mot thanh vien tm dv thuong mai dich vu sx san xuat xnk xuat nhap khau doanh nghiep "
    "tu nhan dntn htx hop tac xa nong va chi nhanh cn lien hiep ngan hang quy tin dung tap doan tong vn viet nam jsc ltd "
    "company dai ly cua hkd ho kinh"
)
_AFTER_COMPANY = re.compile(r"\b(?:cty|cong ty|ct|dntn|doanh nghiep|htx|hop tac xa)((?: \w+){1,6})")


def rule_for(key: str, *, comes_in: bool, dong: int) -> WordRule | None:
    """The first rule that the words of a description fit."""
    return next(
        (
            rule
            for rule in RULES
            if rule.comes_in == comes_in
            and (rule.most_dong is None or dong <= rule.most_dong)
            and rule.words.search(key)
        ),
        None,
    )


def telling_words(name_key: str) -> frozenset[str]:
    """Of an organization's name the words that tell it from others: 'phan bon phu my' of 'cong ty tnhh phan bon phu my'."""
    return frozenset(name_key.split()) - _COMPANY


def company_words(key: str) -> frozenset[str]:
    """The words behind 'CTY', 'HTX' and the like, which are likely a name."""
    found = _AFTER_COMPANY.search(key)
    return frozenset(found[1].split()) - _COMPANY if found else frozenset()
