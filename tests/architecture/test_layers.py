"""The floors of the house hold: imports go down, rules stay pure, files stay small."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "src").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))


def test_imports_go_down():
    lint = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run([lint, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("path", SOURCES + TESTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_files_are_split_by_noun_before_they_grow(path):
    count = len(path.read_text().splitlines())
    assert count <= 350, f"{path} has {count} lines: make it a package and split it by noun"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_module_says_what_it_is(path):
    assert ast.get_docstring(ast.parse(path.read_text())), f"{path} needs a docstring of a sentence or two"


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_money_is_never_a_float(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.AnnAssign | ast.arg) and isinstance(node.annotation, ast.Name):
            name = node.arg if isinstance(node, ast.arg) else ast.unparse(node.target)
            is_money = name.endswith(("_dong", "amount"))
            assert not (is_money and node.annotation.id == "float"), f"{path}: {name} must be an int of đồng"
