"""Articles of law in the reader's language, whatever rule names them."""

import ast
import re
from pathlib import Path

import pytest

import hoptac
from hoptac.kit.articles import cited
from hoptac.kit.errors import Refusal
from hoptac.kit.language import _, pack_message, translate, unpack_message

SOURCES = sorted(Path(hoptac.__file__).parent.rglob("*.py"))
CITATION = re.compile(r"(?:Luật|Nghị định|Thông tư) .*(?:Điều|Phụ lục) .*|Điều \d.* (?:Luật|Nghị định|Thông tư) .*")
CODE_OF_A_DECREE = re.compile(r"\d+/\d+/\S+")


@pytest.mark.parametrize(
    ("article", "english"),
    [
        ("Điều 74.1 Luật 17/2023/QH15", "Article 74.1, Law 17/2023/QH15"),
        ("Luật Kế toán 2015, Điều 27 khoản 4", "Accounting Law 2015, Article 27.4"),
        ("Luật Kế toán 2015, Điều 27 khoản 2 và khoản 3", "Accounting Law 2015, Article 27.2 and 27.3"),
        ("Luật Hợp tác xã 2023, Điều 30", "Law on Cooperatives 2023, Article 30"),
        ("Luật 17/2023/QH15, Điều 30.2.b", "Law 17/2023/QH15, Article 30.2.b"),
        ("Thông tư 71/2024/TT-BTC, Phụ lục I, tài khoản 911", "Circular 71/2024/TT-BTC, Appendix I, account 911"),
        ("Nghị định 113/2024/NĐ-CP, Điều 3", "Decree 113/2024/NĐ-CP, Article 3"),
        ("Điều lệ 100 % của hợp tác xã", "Điều lệ 100 % của hợp tác xã"),
    ],
)
def test_a_citation_stays_in_vietnamese_and_is_said_in_english(article: str, english: str) -> None:
    assert str(cited(article)) == article
    assert translate(cited(article), "en") == english


def test_a_refusal_kept_for_later_is_said_in_english_too() -> None:
    refusal = Refusal(_("Không tìm thấy mục này."), article="Điều 74.1 Luật 17/2023/QH15")
    kept = unpack_message(pack_message(refusal.whole()))
    assert translate(kept, "vi") == "Không tìm thấy mục này. (Điều 74.1 Luật 17/2023/QH15)"
    assert translate(kept, "en").endswith("(Article 74.1, Law 17/2023/QH15)")


def citations() -> set[str]:
    """Every text of the code that is nothing but a citation; pieces put together at run time as they come out."""
    found: set[str] = set()
    for path in SOURCES:
        tree = ast.parse(path.read_text())
        marked = {id(word) for call in ast.walk(tree) if is_marked(call) for word in ast.walk(call)}
        names = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in marked:
                found.add(node.value)
            if isinstance(node, ast.JoinedStr):
                found.add("".join(str(names.get(ast.unparse(part).strip("f'{}"), part.value if isinstance(part, ast.Constant) else "?")) for part in node.values))  # fmt: skip
    return {text for text in found if CITATION.fullmatch(text)}


def is_marked(node: ast.AST) -> bool:
    """Whether it is a sentence to be translated, or how one is recognized here."""
    return isinstance(node, ast.Call) and ast.unparse(node.func) in ("_", "re.compile")


def test_every_article_that_a_rule_names_has_its_english() -> None:
    found = citations()
    assert {"Điều 74.1 Luật 17/2023/QH15", "Luật Kế toán 2015, Điều 26"} <= found
    foreign = re.compile("[^\x00-\x7f]")
    english = {article: CODE_OF_A_DECREE.sub("", translate(cited(article), "en")) for article in sorted(found)}
    assert {article: said for article, said in english.items() if foreign.search(said)} == {}
