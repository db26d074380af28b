"""The forms of TT 71/2024/TT-BTC (appendix IV) and the lines they prescribe, as data."""

import csv
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import msgspec

from hoptac.kit.language import Message, _

FormCode = Literal["B01", "B02", "B09", "F01", "F02"]
LINES_FILE = Path(__file__).resolve().parent.parent / "data" / "statement_lines_tt71.csv"

FORM_NAMES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "B01": _("Báo cáo tình hình tài chính"),
        "B02": _("Báo cáo kết quả hoạt động"),
        "B09": _("Bản thuyết minh báo cáo tài chính"),
        "F01": _("Bảng cân đối tài khoản"),
        "F02": _("Báo cáo tình hình tăng, giảm vốn chủ sở hữu"),
    }
)
SHORT_NAMES: MappingProxyType[str, Message] = MappingProxyType(
    {
        "B01": _("Tình hình tài chính"),
        "B02": _("Kết quả hoạt động"),
        "B09": _("Thuyết minh"),
        "F01": _("Cân đối tài khoản"),
        "F02": _("Tăng, giảm vốn"),
    }
)
MANDATORY = ("B01", "B02", "B09", "F01")
"""F01 goes to the tax office only; F02 is optional (TT 71, appendix IV)."""


class PrescribedLine(msgspec.Struct, frozen=True):
    """One line of a form: its code and its name in both languages."""

    code: str
    name_vi: str
    name_en: str

    def name(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_en if language == "en" else self.name_vi


@cache
def lines_of(form: FormCode) -> MappingProxyType[str, PrescribedLine]:
    """The lines of a form by their codes, in the order of the form."""
    with LINES_FILE.open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["form"] == f"{form}-HTX"]
    return MappingProxyType(
        {row["line_code"]: PrescribedLine(row["line_code"], row["name_vi"], row["name_en"]) for row in rows}
    )
