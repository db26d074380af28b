"""docs/performance.md: each benchmark writes its own part between its marks; the text around them is written by hand."""

import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from hoptac.kit.calendar import today
from hoptac.kit.postgres import EmbeddedServer
from hoptac.settings import ROOT

PAGE = ROOT / "docs" / "performance.md"


def table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """A table in Markdown; all but the first column are figures and stand to the right."""
    lines = [headings, ["---", *["---:"] * (len(headings) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine(server: EmbeddedServer | None = None) -> str:
    """What was measured on, in one line."""
    python = f"Python {sys.version.split()[0]}"
    cores = f"{os.cpu_count()} cores ({_processor()})"
    if server is None:
        return f"{cores}, {python}"
    version = subprocess.run([server.bin_dir / "postgres", "--version"], capture_output=True, text=True, check=True)
    postgres = version.stdout.split()[-1]
    return f"{cores}, PostgreSQL {postgres} on the same machine, {python}"


def _processor() -> str:
    found = re.search(r"model name\s*:\s*(.+)", Path("/proc/cpuinfo").read_text())
    return found[1] if found else platform.machine()


def write_section(name: str, how: str, body: str, server: EmbeddedServer | None = None) -> None:
    """Print the section and put it where `<!-- bench:name -->` and `<!-- /bench:name -->` stand in docs/performance.md, at
    its end where they do not. `how` says in a sentence or two how the figures were taken."""
    stamp = f"Measured on {today().isoformat()}: {machine(server)}. {how}"
    begin, end = f"<!-- bench:{name} -->", f"<!-- /bench:{name} -->"
    section = f"{begin}\n{body}\n\n{stamp}\n{end}"
    page = PAGE.read_text(encoding="utf-8") if PAGE.exists() else "# Speed and memory, measured\n"
    marked = re.compile(f"{re.escape(begin)}.*?{re.escape(end)}", re.DOTALL)
    page = marked.sub(lambda _found: section, page) if marked.search(page) else f"{page}\n{section}\n"
    PAGE.write_text(page, encoding="utf-8")
    print(f"\n{section}\n")
