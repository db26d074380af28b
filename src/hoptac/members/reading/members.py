"""Lines of a table as members, with what each line's own cells give to say."""

from datetime import date

import msgspec

from hoptac.kit.tables.cells import Flawed
from hoptac.members.reading import reasons
from hoptac.members.reading.capital import member_kinds, read_capital
from hoptac.members.reading.columns import MemberColumns
from hoptac.members.reading.days import age_on
from hoptac.members.reading.identity import registration_code, year_of_birth
from hoptac.members.reading.people import Place
from hoptac.members.reading.verdicts import MemberRow, PartyKind, Reason

_AGE_OF_CONTRIBUTORS, _AGE_OF_OTHERS = 18, 15  # Law 17/2023/QH15 Art. 30.1, 30.2


class Candidate(msgspec.Struct, frozen=True, gc=False):
    """A line understood by itself: the member, where it stands, and what is to be said of it so far.

    `states_paid` and `states_pledged`: the list itself gives the sum, it was not derived from the other one.
    """

    member: MemberRow
    place: Place
    refused: list[Reason]
    doubted: list[Reason]
    noted: list[Reason]
    states_paid: bool
    states_pledged: bool


def read_candidates(columns: MemberColumns, sheet: str) -> list[Candidate]:
    """Every member's line of a table, `sheet` being the name to call its place by."""
    names, kinds = columns.names(), columns.member_kinds()
    capital = read_capital(columns)
    columns.doubt_who_left(names)
    party_kinds = columns.party_kinds(names, kinds)
    births, genders = columns.births()
    addresses, hamlets = columns.places()
    identities = _with_codes(columns, columns.identities(), party_kinds)
    nationalities, invested = columns.nationalities(party_kinds)
    lines = zip(
        columns.text("number"), names, party_kinds, genders,
        [day for day, _year in births], [year for _day, year in births],
        identities, columns.issue_days(), columns.phones(), addresses, hamlets,
        member_kinds(columns, kinds, capital), columns.days("joined_on"),
        capital.pledged, [paid or 0 for paid in capital.paid], columns.days("contributed_on"),
        columns.areas("production_area"), columns.text("main_product"), columns.texts("note", "; "),
        nationalities, invested, strict=True,
    )  # fmt: skip
    members = [MemberRow(*line) for line in lines]
    for place, member in enumerate(members):
        _say(columns, place, member)
    return _candidates(columns, members, sheet, capital.states_paid, capital.states_pledged)


def _candidates(
    columns: MemberColumns, members: list[MemberRow], sheet: str, paid: list[int | None], pledged: list[int | None]
) -> list[Candidate]:
    flaws, numbers = columns.flaws, columns.entries.numbers
    return [
        Candidate(
            member,
            Place(sheet, numbers[place]),
            flaws.refused.get(place, []),
            flaws.doubted.get(place, []),
            flaws.noted.get(place, []),
            paid[place] is not None,
            pledged[place] is not None,
        )
        for place, member in enumerate(members)
    ]


def _with_codes(columns: MemberColumns, identities: list[str | None], party_kinds: list[PartyKind]) -> list[str | None]:
    """Organizations and groups have their registration code, of a column of its own or of the one of the identity
    numbers, where people have an identity number."""
    fields = ("identity_number", "registration_code")
    sources = [column for field in fields if (column := columns.table.column_of(field)) is not None]
    found = list(identities)
    for place, kind in enumerate(party_kinds):
        if kind in ("organization", "group") and found[place] is None:
            cells = [columns.entries.rows[place][column] for column in sources]
            code = next((code for cell in cells if cell is not None and (code := registration_code(cell))), None)
            if code:
                found[place] = code
                columns.flaws.forgive(place, "broken_identity_number")
    return found


def _say(columns: MemberColumns, place: int, member: MemberRow) -> None:
    """What a line read whole gives to say."""
    flaws = columns.flaws
    if not member.name:
        flaws.add(place, Flawed(None, refused=(reasons.NO_NAME,)))
    if member.identity_number is None:
        if not any(reason.code == "broken_identity_number" for reason in flaws.refused.get(place, ())):
            flaws.note(place, reasons.NO_IDENTITY_NUMBER)
    elif member.born_year and member.kind == "individual":
        told = year_of_birth(member.identity_number)
        if told and told != member.born_year:
            flaws.note(place, reasons.identity_year_differs(told))
    if member.born_year and member.born_year > columns.today.year - _AGE_OF_CONTRIBUTORS - 1:
        _refuse_too_young(columns, place, member, columns.today)


def _refuse_too_young(columns: MemberColumns, place: int, member: MemberRow, today: date) -> None:
    """Law 17/2023/QH15 Art. 30.1, 30.2. Households and organizations have no age of their own."""
    age = age_on(today, member.born_on, member.born_year)
    contributing = member.member_kind != "associate_noncontributing"
    least = _AGE_OF_CONTRIBUTORS if contributing else _AGE_OF_OTHERS
    if member.kind == "individual" and age is not None and age < least:
        columns.flaws.add(place, Flawed(None, refused=(reasons.too_young(age, contributing=contributing),)))
