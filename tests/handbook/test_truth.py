"""What the handbook says is what the app does: every permission, column and reason explained, every label real."""

import ast
import re
from functools import cache

import pytest
from sqlalchemy import text as sql
from tests.architecture.test_language import english, marked_sentences
from tests.handbook.texts import BOLD, HEADING, PAGES, source

from hoptac.handbook.book import handbook
from hoptac.handbook.facts import COLUMNS, LIMITS, Unexplained, facts_for, law_on, list_terms
from hoptac.identity.permissions import ROLE_NAMES, ROLE_PERMISSIONS, Permission
from hoptac.kit.calendar import today
from hoptac.kit.language import LANGUAGES
from hoptac.kit.pages import ENVIRONMENTS
from hoptac.organizations.parameters import Parameter, list_parameters
from hoptac.settings import ROOT, Settings

SOURCES = ROOT / "src" / "hoptac"
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%")


def as_shown(sentence):
    return PLACEHOLDER.sub("…", sentence.replace("%%", "%"))


@cache
def sentences():
    """Every sentence of the app as it is shown, Vietnamese -> English, placeholders as '…'."""
    known = english()
    return {as_shown(msgid): as_shown(known[msgid][0]) for _where, msgid in marked_sentences() if msgid in known}


def said_by_the_app(bold, language):
    """The Vietnamese sentences that a text in bold stands for; '…' stands for anything."""
    pattern = re.compile(".*".join(re.escape(part) for part in bold.split("…")), re.DOTALL)
    return {msgid for msgid, msgstr in sentences().items() if pattern.fullmatch(msgid if language == "vi" else msgstr)}


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_what_stands_in_bold_is_what_the_app_shows(language, name):
    unknown = [bold for bold in BOLD.findall(source(language, name)) if not said_by_the_app(bold, language)]
    assert unknown == []


@pytest.mark.parametrize("name", sorted({name for _language, name in PAGES}))
def test_both_languages_name_the_same_things_in_the_same_order(name):
    vietnamese, translated = (BOLD.findall(source(language, name)) for language in LANGUAGES)
    assert len(vietnamese) == len(translated)
    for one, other in zip(vietnamese, translated, strict=True):
        assert said_by_the_app(one, "vi") & said_by_the_app(other, "en"), f"{one} / {other}"


def sections(language, name):
    """The text under each anchor."""
    parts = HEADING.split(source(language, name))
    return dict(zip(parts[3::4], parts[4::4], strict=True))


def is_call_of(node, name):
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def makes_a_reason(node):
    """Reason(…) itself, or a function that returns one."""
    if isinstance(node, ast.FunctionDef):
        return isinstance(node.returns, ast.Name) and node.returns.id == "Reason"
    return is_call_of(node, "Reason")


def reason_sentences(path):
    """The sentence of each reason that a module makes."""
    for maker in filter(makes_a_reason, ast.walk(ast.parse(path.read_text(encoding="utf-8")))):
        for node in filter(lambda node: is_call_of(node, "_"), ast.walk(maker)):
            yield as_shown(str(node.args[0].value))


def test_every_reason_of_an_import_is_explained():
    pages = [BOLD.findall(source("vi", name)) for name in ("reasons", "alliance", "accounting")]
    explained = {msgid for bolds in pages for bold in bolds for msgid in said_by_the_app(bold, "vi")}
    wanted = {sentence for path in SOURCES.rglob("*.py") for sentence in reason_sentences(path)}
    assert len(wanted) > 40
    assert wanted - explained == set()


async def law(database):
    async with database.begin() as session:
        return law_on(await list_parameters(session), today())


def permissions_of(*, is_alliance):
    """What some role of an alliance, or of a cooperative, may do."""
    allowed = [found for role, found in ROLE_PERMISSIONS.items() if role.startswith("alliance_") == is_alliance]
    return frozenset[Permission]().union(*allowed)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", ["roles", "columns"])
async def test_every_permission_and_column_is_explained_and_no_other(database, language, name):
    facts = facts_for(language, await law(database), strict=True)
    template = ENVIRONMENTS[language].get_template(f"handbook/text/{language}/{name}.md")
    assert template.render(facts)  # raises Unexplained with what is too few or too many


async def test_every_permission_role_and_column_is_on_the_pages(database):
    for language in LANGUAGES:
        pages = {page.name: page for page in handbook(language, await law(database))}
        roles = " ".join(section.html for section in pages["roles"].sections)
        assert roles.count('<th scope="row"') == sum(len(permissions_of(is_alliance=kind)) for kind in (True, False))
        assert roles.count('<th scope="col"') == len(ROLE_NAMES) + 2
        columns = " ".join(section.html for section in pages["columns"].sections)
        assert columns.count('<th scope="row"') == sum(map(len, COLUMNS.values()))


async def test_what_is_not_explained_and_what_does_not_exist_is_refused(database):
    facts = facts_for("vi", await law(database), strict=True)
    fields = {field.key: "…" for field in COLUMNS["members"]}
    with pytest.raises(Unexplained, match="name"):
        facts["columns_table"]("members", {key: "…" for key in fields if key != "name"})
    with pytest.raises(Unexplained, match="shoe_size"):
        facts["columns_table"]("members", fields | {"shoe_size": "…"})
    with pytest.raises(Unexplained, match="read_members"):
        facts["roles_table"]("cooperative", {})
    lenient = facts_for("vi", await law(database))
    assert str(lenient["columns_table"]("members", {})).count('<th scope="row"') == len(fields)


async def test_the_numbers_of_the_law_come_from_its_dated_parameters(database):
    numbers = dict(await law(database))
    async with database.begin() as session:
        stored = (await session.execute(sql("SELECT key FROM legal_parameters"))).scalars().all()
    assert set(numbers) == set(stored)
    raised = tuple((key, value + 7) for key, value in numbers.items())
    for language in LANGUAGES:
        capital = {page.name: page for page in handbook(language, raised)}["capital"]
        caps = next(section for section in capital.sections if section.anchor == "caps")
        assert f"{numbers['capital.one_official_member_cooperative'] + 7} %" in caps.text
        assert f"{numbers['capital.one_official_member_cooperative']} %" not in caps.text


def test_a_number_of_the_law_counts_from_its_day():
    day = today()
    rows = [
        Parameter("capital.all_foreign", day.replace(year=day.year - 2), 30, "percent", "Điều 74.3", "confirmed"),
        Parameter("capital.all_foreign", day.replace(year=day.year - 1), 35, "percent", "Điều 74.3", "confirmed"),
        Parameter("capital.all_foreign", day.replace(year=day.year + 1), 40, "percent", "Điều 74.3", "confirmed"),
    ]
    assert law_on(rows, day) == (("capital.all_foreign", 35),)


@pytest.mark.parametrize(("language", "name"), PAGES)
def test_no_percentage_and_no_term_of_the_law_is_typed_into_a_text(language, name):
    assert re.findall(r"\d+ ?%", source(language, name)) == []
    assert re.findall(r"\d+ (?:tháng|months|tuổi)\b", source(language, name)) == []


def test_every_number_and_limit_that_texts_may_use_is_used():
    texts = " ".join(source(language, name) for language, name in PAGES)
    assert [name for name in LIMITS if f'limit("{name}")' not in texts] == ["check_code_letters"]


def test_the_glossary_names_things_as_the_code_does():
    code = " ".join(path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    # The names of papers and bodies of people that the code has no word for yet.
    without_code = {"contribution_certificate"}
    for term in list_terms():
        assert all((term.vietnamese, term.english, term.meaning_vi, term.meaning_en)), term
        assert re.search(rf"\b{term.code_name}s?\b", code) or term.code_name in without_code, term.code_name
    assert len({term.code_name for term in list_terms()}) == len(list_terms())


def test_every_setting_that_is_told_exists():
    texts = [source(language, "administration") for language in LANGUAGES]
    for text in [*texts, (ROOT / "README.md").read_text(encoding="utf-8")]:
        for name in re.findall(r"HOPTAC_([A-Z_]+)", text):
            assert name.lower() in Settings.__struct_fields__, name
