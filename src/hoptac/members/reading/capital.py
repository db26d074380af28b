"""Pledged and paid-in capital of the lines of a table, the one completed from the other."""

from typing import NamedTuple

from hoptac.kit.tables import added_up
from hoptac.kit.tables.cells import Flawed
from hoptac.members.reading import reasons
from hoptac.members.reading.columns import MemberColumns
from hoptac.members.reading.kinds import Kinds
from hoptac.members.reading.verdicts import MemberKind

Sums = list[int | None]


class Capital(NamedTuple):
    """đồng; `states_paid` and `states_pledged` are the columns as the list has them, None where it says nothing."""

    pledged: Sums
    paid: Sums
    states_pledged: Sums
    states_paid: Sums


def read_capital(columns: MemberColumns) -> Capital:
    """What each line pledged and paid. A missing pledge is what was paid, or that and the remainder (Law 17/2023/QH15
    Art. 4.12: a contribution is contributed or pledged); more paid than pledged needs a decision."""
    stated_paid = columns.amounts("paid_dong")
    if columns.has("paid_part"):
        parts = columns.amounts_by_column("paid_part")
        if not columns.has("paid_dong"):
            _doubt_balances(columns, parts)
        stated_paid = [
            part if whole is None else whole for whole, part in zip(stated_paid, added_up(parts), strict=True)
        ]
    else:
        parts = {}
    _doubt_rivals(columns, stated_paid, parts)
    stated_pledged = columns.amounts("pledged_dong")
    if columns.has("remaining_dong"):
        pledged, paid = _with_remainders(columns, stated_pledged, stated_paid, columns.amounts("remaining_dong"))
    else:
        pledged, paid = stated_pledged, stated_paid
    if columns.has("pledged_dong"):
        pledged = _checked(columns, pledged, paid)
    else:
        pledged = [
            sum_paid if sum_pledged is None else sum_pledged
            for sum_pledged, sum_paid in zip(pledged, paid, strict=True)
        ]
    return Capital(pledged, paid, stated_pledged, stated_paid)


def _doubt_balances(columns: MemberColumns, parts: dict[int, Sums]) -> None:
    """Columns named by years alone hold what was paid in each, or what had been paid by then. Where the sums grow from
    year to year nobody can tell."""
    years = {year: sums for column, sums in parts.items() if (year := columns.year_of_balance(column))}
    lines = [line for line in zip(*(years[year] for year in sorted(years)), strict=True) if None not in line]
    if len(years) < 2 or not lines or not all(line == tuple(sorted(line)) for line in lines):
        return
    for place, sums in enumerate(zip(*years.values(), strict=True)):
        if sum(bool(dong) for dong in sums) > 1:
            columns.flaws.add(place, Flawed(None, doubted=(reasons.PARTS_OR_BALANCES,)))


def _doubt_rivals(columns: MemberColumns, paid: Sums, parts: dict[int, Sums]) -> None:
    """Another column that could as well be what was paid, and says something else; parts that add up to it are fine."""
    rivals = columns.amounts_by_column("other_paid")
    if not rivals:
        return
    whole = added_up(parts | rivals)
    for place, done in enumerate(paid):
        others = [dong for sums in rivals.values() if (dong := sums[place]) and dong != done]
        if others and whole[place] != done:
            columns.flaws.add(place, Flawed(None, doubted=(reasons.other_paid(others[0], done or 0),)))


def _with_remainders(columns: MemberColumns, pledged: Sums, paid: Sums, remaining: Sums) -> tuple[Sums, Sums]:
    pledges, payments = list(pledged), list(paid)
    for place, rest in enumerate(remaining):
        if rest is None:
            continue
        promised, done = pledged[place], paid[place]
        if promised is None:
            pledges[place] = (done or 0) + rest
        elif done is None:
            payments[place] = max(promised - rest, 0)
        elif promised - done != rest:
            columns.flaws.add(place, Flawed(None, doubted=(reasons.other_remainder(rest),)))
    return pledges, payments


def _checked(columns: MemberColumns, pledged: Sums, paid: Sums) -> Sums:
    pledges = list(pledged)
    for place, (promised, done) in enumerate(zip(pledged, paid, strict=True)):
        if promised is None and done:
            pledges[place] = done
            columns.flaws.note(place, reasons.PLEDGE_AS_PAID)
        elif promised is not None and done and done > promised:
            columns.flaws.add(place, Flawed(None, doubted=(reasons.paid_above_pledge(done, promised),)))
    return pledges


def member_kinds(columns: MemberColumns, kinds: list[Kinds], capital: Capital) -> list[MemberKind]:
    """The kind of each member, official where the list says nothing. An associate whose list does not say which of the
    two is one who contributes where there is capital; one who does not contribute but has some needs a decision."""
    found: list[MemberKind] = []
    for place, kind in enumerate(kinds):
        known = kind.member_kind
        if known is None and not kind.is_associate:
            found.append("official")
            continue
        has_capital = bool(capital.paid[place] or capital.pledged[place])
        if known is None:
            known = "associate_contributing" if has_capital else "associate_noncontributing"
            columns.flaws.note(place, reasons.KIND_BY_CAPITAL)
        elif known == "associate_noncontributing" and has_capital:
            columns.flaws.add(place, Flawed(None, doubted=(reasons.NONCONTRIBUTING_WITH_CAPITAL,)))
        found.append(known)
    return found
