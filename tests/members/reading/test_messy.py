"""Lists as commune offices keep them: with doubles, broken numbers, missing names, dittos, sections, sums and signatures.

Every row of a person is accepted, in need of a decision or refused, as its flaw says; nothing else is taken for a person.
"""

import unicodedata
from collections import Counter
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.members.reading.offices.people import LAYOUT, PEOPLE, Person
from tests.members.reading.test_invariance import TITLES, columns
from tests.members.reading.workbooks import judged, xlsx
from tests.support.office_sheets import Block, columns_of, headings, lines, stacked

from hoptac.kit.sheets import Cell

FLAWS = ("", "", "", "double", "broken", "nameless", "spaced", "ditto")
SIGNATURES = (
    lines([], [None, None, "Ngày … tháng … năm 2025"], [None, "NGƯỜI LẬP BIỂU", None, "GIÁM ĐỐC"]),
    lines([None, "Người lập", None, None, "TM. HĐQT"], [None, "(Ký, ghi rõ họ tên)"], [None, "Trần Văn Lập", None, "Lê Thị Giám"]),
    lines([], ["Danh sách này có 12 thành viên."], [None, None, None, "Tân Bình, ngày 05 tháng 3 năm 2026"], ["KẾ TOÁN"]),
    lines(),
)  # fmt: skip
SECTIONS: tuple[Callable[[str], list[Cell]], ...] = (
    lambda hamlet: [hamlet.upper()],
    lambda hamlet: ["I", hamlet],
    lambda hamlet: [f"* {hamlet} (6 hộ)"],
    lambda hamlet: [None, f"{hamlet}:"],
)


def _flawed(flaw: str, person: Person, row: list[Cell], earlier: list[Cell] | None, ways: list[str]) -> list[Cell]:
    row = list(row)
    for place, way in enumerate(ways):
        if way.startswith("id"):
            if flaw == "double" and earlier is not None:
                row[place] = earlier[place]
            elif flaw == "broken":
                row[place] = int(str(row[place]).replace(" ", "")[:-5]) if way == "id_number" else str(row[place])[:-5]
        elif way in ("name", "capitals"):
            if flaw == "nameless":
                row[place] = None
            elif flaw == "spaced":
                row[place] = f"  {str(row[place]).replace(' ', '  ')}\u00a0"
        elif way == "address" and flaw == "ditto":
            row[place] = "-nt-"
    return row


@settings(max_examples=150, deadline=None)
@given(
    columns(),
    st.lists(st.sampled_from(FLAWS), min_size=len(PEOPLE), max_size=len(PEOPLE)),
    TITLES,
    st.sampled_from([None, *SECTIONS]),
    st.sampled_from(["", "Cộng", "Cộng ấp"]),
    st.sampled_from(["TỔNG CỘNG", "Tổng cộng:", "Cộng trang"]),
    st.sampled_from(SIGNATURES),
    st.booleans(),
    st.sampled_from(["NFC", "NFD"]),
)
def test_every_row_gets_the_verdict_of_its_flaw(
    line: str,
    flaws: list[str],
    titles: list[str],
    section: Any,
    subtotal: str,
    total: str,
    signatures: Block,
    numbered: bool,
    form: Any,
) -> None:
    said = columns_of(line)
    ways = [column.way for column in said]
    flaws = ["", *flaws[1:]]  # the first row is the one that doubles repeat
    rows = [LAYOUT.row(said, person) for person in PEOPLE]
    first = rows[0]
    body: list[list[Cell]] = [[f"({place})" for place in range(1, len(said) + 1)]] if numbered else []
    for person, row, flaw in zip(PEOPLE, rows, flaws, strict=True):
        if section and person.place in (1, 7):
            if subtotal and person.place == 7:
                body.append(LAYOUT.total(said, PEOPLE[:6], subtotal))
            body += [section(person.hamlet)]
        body.append(_flawed(flaw, person, row, first, ways))
    body.append(LAYOUT.total(said, PEOPLE, total))
    block = stacked(lines(*titles), headings(said), Block(body, []), signatures)
    decomposed = [[unicodedata.normalize(form, c) if isinstance(c, str) else c for c in row] for row in block.rows]
    verdicts = judged(xlsx(Block(decomposed, block.joined).sheet()))
    wanted = Counter(
        {"double": "needs_a_decision", "broken": "refused", "nameless": "refused"}.get(flaw, "accepted")
        for flaw in flaws
    )
    assert Counter(verdict.status for verdict in verdicts) == wanted
    good = [person for person, flaw in zip(PEOPLE, flaws, strict=True) if flaw in ("", "spaced", "ditto")]
    accepted = [verdict.member for verdict in verdicts if verdict.status == "accepted"]
    if section and "address" not in ways:
        hamlets = {member.name: member.hamlet for member in accepted}
        assert hamlets == {person.name: person.hamlet for person in good}
    assert sorted(member.name for member in accepted) == sorted(person.name for person in good)
    assert sum(member.paid_dong for member in accepted) == sum(person.paid for person in good)
    assert sum(member.pledged_dong or 0 for member in accepted) == sum(person.pledged for person in good)
