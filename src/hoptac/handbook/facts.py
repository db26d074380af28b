"""What the texts take from the code: numbers of the law, limits, and the tables of roles, columns and terms."""

import csv
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
from markupsafe import Markup

from hoptac.alliance.reading.fields import FIELDS as REGISTRY_FIELDS
from hoptac.bank.reading import FIELDS as BANK_FIELDS
from hoptac.capital.actions.contents import CODE_LENGTH
from hoptac.identity.permissions import PERMISSION_NAMES, ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.identity.rules.passwords import ONE_TIME_LENGTH, PASSWORD_MINIMUM
from hoptac.identity.rules.pins import PIN_FAILURES, PIN_LENGTH
from hoptac.identity.rules.sign_in import ATTEMPT_WINDOW, ATTEMPTS_PER_ADDRESS, ATTEMPTS_PER_NAME, SESSION_LENGTH
from hoptac.indicators.rules import FIRST_YEAR
from hoptac.kit.language import Language
from hoptac.kit.pages import ENVIRONMENTS, format_number
from hoptac.kit.sheets.limits import LARGEST_BYTES
from hoptac.kit.tables import Field
from hoptac.kit.vietnamese import sort_key
from hoptac.ledger.refusals import MOST_LINES
from hoptac.members.queries import PAGE_SIZE
from hoptac.members.reading.fields import FIELDS as MEMBER_FIELDS
from hoptac.opening.reading import FIELDS as OPENING_FIELDS
from hoptac.organizations.parameters import Parameter, value_on
from hoptac.portal.rules import CODE_LIFE, MOST_CODES
from hoptac.vouchers.papers.kinds import LARGEST_BYTES as PAPER_BYTES
from hoptac.vouchers.papers.kinds import MOST_FILES

Law = tuple[tuple[str, int], ...]
"""The numbers of the law in force on one day, by their keys."""

COLUMNS: dict[str, tuple[Field, ...]] = {
    "members": MEMBER_FIELDS,
    "bank": BANK_FIELDS,
    "registry": REGISTRY_FIELDS,
    "opening": OPENING_FIELDS,
}
_PLAIN_PHRASE, _HEADINGS_SHOWN = 1.0, 3
_BASIS_WORDS = (("Law", "Luật"), (" Art ", " Điều "))
_LINE_BREAK = re.compile(r"\s*\n\s*")

LIMITS: dict[str, int] = {
    "file_mb": LARGEST_BYTES // 2**20,
    "file_rows": MOST_LINES,
    "password_letters": PASSWORD_MINIMUM,
    "one_time_hours": int(ONE_TIME_LENGTH.total_seconds()) // 3600,
    "attempts": ATTEMPTS_PER_NAME,
    "attempts_of_address": ATTEMPTS_PER_ADDRESS,
    "attempt_minutes": int(ATTEMPT_WINDOW.total_seconds()) // 60,
    "pin_digits": PIN_LENGTH,
    "pin_failures": PIN_FAILURES,
    "paper_days": CODE_LIFE.days,
    "papers_a_print": MOST_CODES,
    "session_days": SESSION_LENGTH.days,
    "members_a_page": PAGE_SIZE,
    "paper_mb": PAPER_BYTES // 2**20,
    "papers_at_once": MOST_FILES,
    "check_code_letters": CODE_LENGTH,
    "first_registry_year": FIRST_YEAR,
}


class Term(msgspec.Struct, frozen=True):
    """A word of the app in both languages, what it means, and where the law says so."""

    vietnamese: str
    code_name: str
    english: str
    meaning_vi: str
    meaning_en: str
    basis: str


class Unexplained(LookupError):
    """The code has something that a page does not explain, or a page explains what the code does not have."""


def law_on(parameters: Iterable[Parameter], day: date) -> Law:
    """Every number of the law in force on a day."""
    known = tuple(parameters)
    keys = sorted({parameter.key for parameter in known})
    return tuple((key, value) for key in keys if (value := value_on(known, key, day)) is not None)


@cache
def list_terms() -> tuple[Term, ...]:
    """The glossary as its file has it."""
    source = files("hoptac.handbook").joinpath("data/glossary.csv").read_text(encoding="utf-8")
    return tuple(msgspec.convert(row, Term) for row in csv.DictReader(source.splitlines()))


def facts_for(language: Language, law: Law, *, strict: bool = False) -> dict[str, Any]:
    """What a page's template may use, in one language.

    What the code has and a page does not explain is shown by its name alone; `strict`, as tests have it, raises Unexplained.
    """
    numbers = dict(law)

    def number_of_law(key: str) -> str:
        return format_number(numbers[key], language)

    def limit(name: str) -> str:
        return format_number(LIMITS[name], language)

    parts: dict[str, Callable[..., Markup]] = {
        "roles_table": lambda kind, meanings: _roles(language, kind, meanings, strict=strict),
        "columns_table": lambda kind, meanings: _columns(language, kind, meanings, strict=strict),
        "terms_list": lambda: _terms(language),
    }
    return {"law": number_of_law, "limit": limit, **parts}


def _part(language: Language, name: str, **context: Any) -> Markup:
    """A table made by the page's own components, on one line: a blank line would end it for Markdown."""
    text = ENVIRONMENTS[language].get_template(f"handbook/_{name}.html").render(context)
    return Markup(_LINE_BREAK.sub(" ", text))  # noqa: S704 - rendered with escaping


def _explained(keys: Sequence[str], meanings: Mapping[str, str], what: str, *, strict: bool) -> list[str]:
    if strict and set(keys) != set(meanings):
        raise Unexplained(f"{what}: {sorted(set(keys) ^ set(meanings))}")
    return [meanings.get(key, "") for key in keys]


def _roles(language: Language, kind: str, meanings: Mapping[str, str], *, strict: bool) -> Markup:
    """What the roles of a cooperative or of an alliance (`kind`) may do; `meanings`: what each permission opens."""
    roles = [role for role in ROLE_NAMES if role.startswith("alliance_") == (kind == "alliance")]
    shown = [permission for permission in Permission if any(permission in ROLE_PERMISSIONS[role] for role in roles)]
    told = _explained(shown, meanings, f"roles of {kind}", strict=strict)
    rows = [
        (PERMISSION_NAMES[permission], meaning, [permission in ROLE_PERMISSIONS[role] for role in roles])
        for permission, meaning in zip(shown, told, strict=True)
    ]
    return _part(language, "roles", kind=kind, roles=[ROLE_NAMES[role] for role in roles], rows=rows)


def _columns(language: Language, kind: str, meanings: Mapping[str, str], *, strict: bool) -> Markup:
    fields = COLUMNS[kind]
    told = _explained([field.key for field in fields], meanings, f"columns of {kind}", strict=strict)
    rows = [(field.label, _headings(field), meaning) for field, meaning in zip(fields, told, strict=True)]
    return _part(language, "columns", kind=kind, rows=rows)


def _terms(language: Language) -> Markup:
    """The glossary sorted by the reader's own words."""
    if language == "vi":
        rows = [
            (term.vietnamese, term.english, "en", term.meaning_vi, _in_vietnamese(term.basis)) for term in list_terms()
        ]
    else:
        rows = [(term.english, term.vietnamese, "vi", term.meaning_en, term.basis) for term in list_terms()]
    rows.sort(key=lambda row: sort_key(row[0], whole=True))
    return _part(language, "terms", rows=rows)


def _in_vietnamese(basis: str) -> str:
    for english, vietnamese in _BASIS_WORDS:
        basis = basis.replace(english, vietnamese)
    return basis


def _headings(field: Field) -> str:
    """A few of the headings that plainly mean the field, '' where none does; lists are Vietnamese whoever reads them."""
    phrases = field.phrases.get(_PLAIN_PHRASE) or next(iter(field.phrases.values()), "")
    return ", ".join(phrase.strip() for phrase in phrases.split(",")[:_HEADINGS_SHOWN])
