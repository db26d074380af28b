"""An installed copy and an image find what the program reads beside its code."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def beside_the_code() -> set[str]:
    tree = ast.parse((ROOT / "scripts/build_hook.py").read_text())
    assigned = (node for node in tree.body if isinstance(node, ast.Assign))
    return set(
        next(ast.literal_eval(node.value) for node in assigned if ast.unparse(node.targets[0]) == "BESIDE_THE_CODE")
    )


def read_by_the_program() -> set[str]:
    sources = "\n".join(path.read_text() for path in (ROOT / "src").rglob("*.py"))
    return set(re.findall(r'ROOT / "([\w.]+)"', sources)) - {".data"}


def test_the_wheel_has_what_the_program_reads() -> None:
    assert read_by_the_program() == beside_the_code()
    assert all((ROOT / name).is_dir() for name in beside_the_code())


def test_the_image_has_what_the_wheel_is_built_from() -> None:
    copied = set(re.findall(r"^COPY (?!--from)(.+) \S+$", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    words = {word for line in copied for word in line.split()}
    assert beside_the_code() | {"src", "pyproject.toml", "constraints.txt", "README.md"} <= words
    assert all((ROOT / word).exists() for word in words)
    ignored = set((ROOT / ".dockerignore").read_text().split())
    assert not words & ignored
