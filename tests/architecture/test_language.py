"""Everything visible is in both languages: each marked sentence has an English one, and templates hold no bare text."""

import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).resolve().parents[2]
LOCALE = ROOT / "src/hoptac/locale/en"
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


def marked_sentences():
    python = extract_from_dir(ROOT / "src", [("**.py", "python")], {}, {"_": None})
    templates = extract_from_dir(
        ROOT / "templates",
        [("**.html", "jinja2")],
        {"**.html": {"silent": "false"}},
        {"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    for filename, line, message, *_ in [*python, *templates]:
        for sentence in (message,) if isinstance(message, str) else message:
            yield f"{filename}:{line}", sentence


def entries():
    for path in sorted(LOCALE.glob("*.po")):
        with path.open("rb") as file:
            for entry in read_po(file, locale="en"):
                if entry.id:
                    yield entry.id, (entry.string, path.name)


def english():
    return dict(entries())


def test_every_sentence_has_its_english():
    known = english()
    missing = [f"{where}: {sentence}" for where, sentence in marked_sentences() if not known.get(sentence, ("",))[0]]
    assert missing == []


def test_no_english_is_left_of_a_sentence_that_is_gone():
    said = {sentence for _where, sentence in marked_sentences()}
    assert [msgid for msgid in english() if msgid not in said] == []


def test_a_sentence_has_one_english():
    assert [msgid for msgid, count in Counter(msgid for msgid, _ in entries()).items() if count > 1] == []


def test_english_sentences_keep_their_placeholders():
    for msgid, (string, name) in english().items():
        assert set(PLACEHOLDER.findall(msgid)) == set(PLACEHOLDER.findall(string)), f"{name}: {msgid}"


BARE = re.compile(
    r">[^<>{}]*[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ][^<>{}]*<", re.IGNORECASE
)
# Paper that the State prescribes, and the name of the other language in the switch, are Vietnamese whatever is chosen.
ALWAYS_VIETNAMESE = {"layouts/print.html"}


@pytest.mark.parametrize("path", sorted((ROOT / "templates").rglob("*.html")), ids=lambda path: path.name)
def test_templates_hold_no_bare_text(path):
    if str(path.relative_to(ROOT / "templates")) in ALWAYS_VIETNAMESE:
        return
    text = re.sub(r"\{#.*?#\}", "", path.read_text(), flags=re.DOTALL)
    # The name of the product and the sign of the currency are the same in every language.
    assert [found for found in BARE.findall(text) if found not in (">Hợp Tác<", ">đ<")] == []
