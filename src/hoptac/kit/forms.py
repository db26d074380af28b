"""Reading a posted form: every field is read, every refusal is kept beside its field, and nothing typed is lost."""

from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from litestar import Request
from litestar.datastructures import UploadFile

from hoptac.kit.calendar import parse_date
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.identifiers import new_id, read_uuid
from hoptac.kit.language import Message, _, grouped
from hoptac.kit.money import parse_dong
from hoptac.kit.vietnamese import clean_text

T = TypeVar("T")
LONGEST_TEXT = 2_000
"""Of one field, in characters."""


class FieldMissing(Refusal):
    """A field that must be filled in was left empty."""

    def __init__(self, field: str, label: Message | None = None) -> None:
        message = _("Hãy điền %(label)s.", label=label) if label else _("Hãy điền ô này.")
        super().__init__(message, field=field)


class TextTooLong(Refusal):
    """More than anybody writes into one field: something was pasted by mistake."""

    def __init__(self, field: str, length: int) -> None:
        message = _(
            "Ô này có %(length)s ký tự, nhiều nhất là %(most)s. Hãy viết ngắn lại.",
            length=grouped(length),
            most=grouped(LONGEST_TEXT),
        )
        super().__init__(message, field=field)


class ChoiceUnknown(Refusal):
    """A value that the list of choices does not have."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Hãy chọn một mục trong danh sách."), field=field)


async def read_form(request: Request[Any, Any, Any]) -> dict[str, Any]:
    """The posted fields by name: text as typed, files as uploads."""
    return dict((await request.form()).items())


class FieldError(str):
    """A refusal's sentence as it stands beside its field, with the address of what explains the rule, or ''."""

    __slots__ = ("explained_at",)
    explained_at: str

    def __new__(cls, refusal: Refusal, language: str) -> "FieldError":
        """The sentence in a language."""
        error = super().__new__(cls, refusal.sentence(language))
        error.explained_at = refusal.explained_at or ""
        return error

    @classmethod
    def joined(cls, errors: Collection[str]) -> "FieldError":
        """Several sentences as one, with the first explanation there is."""
        whole = super().__new__(cls, " ".join(errors))
        whole.explained_at = next((found for error in errors if (found := getattr(error, "explained_at", ""))), "")
        return whole


class FormReader:
    """Reads field after field and collects what is wrong, so that a person mends a form once."""

    def __init__(self, posted: Mapping[str, Any]) -> None:
        self.values: dict[str, str] = {key: value for key, value in posted.items() if isinstance(value, str)}
        self.files: dict[str, UploadFile] = {
            key: value for key, value in posted.items() if isinstance(value, UploadFile)
        }
        self.refusals: list[Refusal] = []

    def read(
        self, field: str, parse: Callable[[str], T | None], *, required: bool = False, label: Message | None = None
    ) -> T | None:
        """Read one field with a parser that raises a Refusal for what it cannot read."""
        typed = self.values.get(field, "").strip()
        try:
            value = parse(typed) if typed else None
        except Refusal as refusal:
            refusal.field = field
            self.refusals.append(refusal)
            return None
        if value is None and required:
            self.refusals.append(FieldMissing(field, label))
        return value

    def text(self, field: str, *, required: bool = False, label: Message | None = None) -> str:
        """A line of text, cleaned and NFC; empty when nothing was typed."""
        text = self.read(field, lambda typed: clean_text(typed) or None, required=required, label=label) or ""
        if len(text) > LONGEST_TEXT:
            self.refusals.append(TextTooLong(field, len(text)))
        return text

    def money(self, field: str, *, required: bool = False, label: Message | None = None) -> int | None:
        """An amount in đồng, read from "5.000.000", "5tr" and the like."""
        return self.read(field, parse_dong, required=required, label=label)

    def date(self, field: str, *, required: bool = False, label: Message | None = None) -> date | None:
        """A day, read from "1/3/26" and the like."""
        return self.read(field, parse_date, required=required, label=label)

    def choice(self, field: str, choices: Collection[str], *, required: bool = True) -> str | None:
        """One of the choices."""
        value = self.read(field, lambda typed: typed)
        if (value is None and required) or (value is not None and value not in choices):
            self.refusals.append(ChoiceUnknown(field))
            return None
        return value

    def uuid(self, field: str) -> UUID | None:
        """The key of a row that was chosen, None where there is none or what was sent is none."""
        return read_uuid(self.values.get(field, ""))

    def ticked(self, prefix: str) -> list[UUID]:
        """The keys of the rows that were ticked: boxes are named by their key, `prefix` in front; what is no key is left out."""
        keys = (read_uuid(name.removeprefix(prefix)) for name in self.values if name.startswith(prefix))
        return [key for key in keys if key is not None]

    def request_key(self) -> UUID:
        """The key the form was made with. One that cannot be read makes the sending a deed of its own."""
        return self.uuid("request_key") or new_id()

    def refuse(self, refusal: Refusal) -> None:
        """Keep a refusal found by the caller beside those of the fields."""
        self.refusals.append(refusal)

    def finish(self) -> None:
        """Raise Refusals if any field was refused."""
        if self.refusals:
            raise Refusals(self.refusals)


def errors_of(refused: Refusal | Refusals, language: str) -> dict[str, str]:
    """The sentence for each field; those of no field stand under the empty name."""
    refusals = refused.refusals if isinstance(refused, Refusals) else [refused]
    return {refusal.field or "": FieldError(refusal, language) for refusal in refusals}


def beside_fields(errors: Mapping[str, str], fields: Collection[str]) -> dict[str, str]:
    """Each sentence beside its field; those whose field the page does not show stand above the form, under the empty name."""
    placed: dict[str, str] = {field: sentence for field, sentence in errors.items() if field in fields}
    general = [sentence for field, sentence in errors.items() if field not in fields]
    return placed | ({"": FieldError.joined(general)} if general else {})
