"""Words that say somebody is no member any more: left, died, took the capital out, was expelled."""

import re

from hoptac.kit.vietnamese import search_key

_GONE = re.compile(
    r"\b(?:(?:da )?ra (?:khoi )?(?:htx|hop tac xa)|da ra(?: khoi)?$|ra khoi|xin ra|(?:da )?chet|da mat(?! (?:so|the))|"
    r"tu tran|qua doi|(?:da )?rut (?:het |toan bo )?von|(?:da |xin )?cham dut|khai tru|da nghi(?! huu)|nghi htx|"
    r"chuyen nhuong (?:het|toan bo)|da chuyen nhuong|(?:ngung|thoi) tham gia|thoi la (?:thanh vien|xa vien|tv)|"
    r"(?:da |xin )thoi|khong con (?:la )?(?:thanh vien|xa vien|tv)|het tu cach)\b"
)
_INACTIVE = re.compile(
    r"(?:da |tam )?(?:ngung|dung (?:hoat dong|tham gia)|nghi(?! huu)|ra|chet|mat|rut|thoi|khong con|khong hoat dong|khong tham gia)\b"
)


def says_left(text: str) -> bool:
    """Whether a note, a title or a name says that a member left: 'đã ra HTX', 'chết 2021', 'rút vốn'."""
    return _GONE.search(search_key(text)) is not None


def is_inactive(text: str) -> bool:
    """The same of a cell that tells nothing but whether one is a member: 'Ngừng', 'Đã nghỉ'."""
    return _INACTIVE.match(search_key(text)) is not None or says_left(text)
