"""A statement of two columns, as B01 and B02 are: the line's code and name, this year's amount, the one before."""

from typing import Self

import msgspec

from hoptac.statements.rules.forms import FormCode, PrescribedLine


class StatementLine(msgspec.Struct, frozen=True):
    """One line, in đồng."""

    code: str
    name_vi: str
    name_en: str
    amount_dong: int
    previous_dong: int

    @classmethod
    def of(cls, line: PrescribedLine, amount_dong: int, previous_dong: int) -> Self:
        """The prescribed line with its amounts."""
        return cls(line.code, line.name_vi, line.name_en, amount_dong, previous_dong)

    def name(self, language: str) -> str:
        """The name in the reader's language."""
        return self.name_en if language == "en" else self.name_vi


class Statement(msgspec.Struct, frozen=True):
    """The lines of a form, in its order."""

    form: FormCode
    lines: tuple[StatementLine, ...]

    def line(self, code: str) -> StatementLine:
        """The line with this code; raises KeyError."""
        for line in self.lines:
            if line.code == code:
                return line
        raise KeyError(code)
