"""What a member's line means beside the lines before it and beside the register of members."""

from collections.abc import Sequence

from hoptac.kit.calendar import format_date
from hoptac.kit.vietnamese import search_key
from hoptac.members.reading import reasons
from hoptac.members.reading.known import KnownMember, KnownMembers
from hoptac.members.reading.members import Candidate
from hoptac.members.reading.people import People, Place, births_agree, is_same_member
from hoptac.members.reading.verdicts import Decision, MemberRow, Reason, RowVerdict, Status

_LEAVE_OUT: tuple[Decision, ...] = ("leave_out",)
_AS_READ: tuple[Decision, ...] = ("import_as_read", "leave_out")
_SEPARATE: tuple[Decision, ...] = ("import_as_separate_member", "leave_out")
_IN_THE_REGISTER = frozenset({"other_sums", "other_identity_number", "has_left"})
_MAYBE_THE_SAME = frozenset(
    {
        "repeated_identity_number", "repeated_person", "repeated_number", "identity_number_of_another",
        "number_of_another",
        "person_of_register",
    }
)  # fmt: skip


class Judge:
    """Gives the verdicts on lines in the order of the workbook, and remembers what it has met."""

    def __init__(self, known: KnownMembers, *, people_matter: bool) -> None:
        """`people_matter`: some line has no identity number, so that names and births must be compared."""
        self.known = known
        self._identities: dict[str, Place] = {}
        self._numbers: dict[str, Place] = {}
        self._people = People() if people_matter else None
        self._used: dict[str, Place] = {}

    def verdict(self, candidate: Candidate) -> RowVerdict:
        """The verdict on the next line."""
        member, place = candidate.member, candidate.place
        met = self._repeated(member, place)
        if candidate.refused:
            return _verdict("refused", candidate, candidate.refused + candidate.doubted + met, ())
        known, clashes = self._in_register(member, place) if self.known else (None, [])
        met = met + clashes
        if known and not met:
            return _of_register(candidate, known)
        if doubts := candidate.doubted + met:
            known_id = known.id if known else None
            return _verdict("needs_a_decision", candidate, doubts, _decisions(doubts), known_id)
        return _verdict("accepted", candidate, [], ())

    def _repeated(self, member: MemberRow, place: Place) -> list[Reason]:
        """Lines before this one with the same identity number, member number, or name and birth."""
        found: list[Reason] = []
        if member.identity_number:
            first = self._identities.setdefault(member.identity_number, place)
            if first is not place:
                found.append(reasons.repeated_identity_number(first.sheet, first.row))
        if member.number:
            first = self._numbers.setdefault(member.number.casefold(), place)
            if first is not place and not found:
                found.append(reasons.repeated_number(member.number, first.sheet, first.row))
        if self._people is not None and member.name:
            met = self._people.meet(member, place)
            if met and not found:
                found.append(reasons.repeated_person(met.sheet, met.row))
        return found

    def _in_register(self, member: MemberRow, place: Place) -> tuple[KnownMember | None, list[Reason]]:
        """The member of the register this line is, or why that cannot be told."""
        known, doubts = self._by_identity(member)
        if known is None and not doubts:
            known, doubts = self._by_number(member)
        if known is None and not doubts:
            known, doubts = self._by_person(member)
        if known:
            first = self._used.setdefault(known.id, place)
            if first is not place:
                return known, [reasons.repeated_person(first.sheet, first.row)]
        return known, doubts

    def _by_identity(self, member: MemberRow) -> tuple[KnownMember | None, list[Reason]]:
        holders: Sequence[KnownMember] = self.known.by_identity.get(member.identity_number or "", ())
        same = next((holder for holder in holders if is_same_member(member, holder)), None)
        if same or not holders:
            return same, []
        return None, [reasons.identity_number_of_another(holders[0].name)]

    def _by_number(self, member: MemberRow) -> tuple[KnownMember | None, list[Reason]]:
        holder = self.known.by_number.get(member.number.casefold()) if member.number else None
        if holder is None:
            return None, []
        if not is_same_member(member, holder):
            return None, [reasons.number_of_another(member.number or "", holder.name)]
        return holder, _other_identity(member, holder)

    def _by_person(self, member: MemberRow) -> tuple[KnownMember | None, list[Reason]]:
        """By name and birth only where one of the two has no identity number: two numbers are two people."""
        holders = self.known.by_person.get((search_key(member.name), member.born_year), ())
        alike = [
            holder
            for holder in holders
            if births_agree(member, holder) and not (member.identity_number and holder.identity_number)
            and not (member.born_year is None and member.phone and holder.phone and member.phone != holder.phone)
            and not (member.number and holder.number and member.number.casefold() != holder.number.casefold())
        ]  # fmt: skip
        unused = [holder for holder in alike if holder.id not in self._used]
        if not alike:
            return None, []
        holder = (unused or alike)[0]
        if bool(member.identity_number) != bool(holder.identity_number):
            return None, [reasons.person_of_register(holder.name)]
        return holder, []


def _of_register(candidate: Candidate, known: KnownMember) -> RowVerdict:
    """Of a line that surely is of a member of the register nothing is brought in, however it reads: what is doubtful in it is
    told beside what differs."""
    if changed := _who_left(known) or _other_sums(candidate, known):
        return _verdict("needs_a_decision", candidate, candidate.doubted + changed, _LEAVE_OUT, known.id)
    differing = _differing(candidate.member, known)
    return _verdict("unchanged", candidate, [], (), known.id, [*candidate.doubted, *differing])


def _other_identity(member: MemberRow, holder: KnownMember) -> list[Reason]:
    if member.identity_number and holder.identity_number and member.identity_number != holder.identity_number:
        return [reasons.other_identity_number(holder.name)]
    return []


def _who_left(known: KnownMember) -> list[Reason]:
    """A list does not bring back who has left: joining again has its application and its decision (Art. 30.3)."""
    return [reasons.has_left(known.name, format_date(known.left_on))] if known.left_on else []


def _other_sums(candidate: Candidate, known: KnownMember) -> list[Reason]:
    """What the list says of capital and the register does not; a list that says nothing changes nothing."""
    member = candidate.member
    found: list[Reason] = []
    if candidate.states_paid and member.paid_dong != known.paid_dong:
        found.append(reasons.other_sums(member.paid_dong, known.paid_dong, paid=True))
    if candidate.states_pledged and (member.pledged_dong or 0) != known.pledged_dong:
        found.append(reasons.other_sums(member.pledged_dong or 0, known.pledged_dong, paid=False))
    return found


def _differing(member: MemberRow, known: KnownMember) -> list[Reason]:
    """What the list and the register say differently of a member that is in both; the register stays as it is."""
    found: list[Reason] = []
    if member.phone and known.phone and member.phone != known.phone:
        found.append(reasons.other_phone_in_register(known.phone))
    if member.nationality and member.nationality != known.nationality:
        found.append(reasons.OTHER_NATIONALITY_IN_REGISTER)
    return found


def _decisions(doubts: list[Reason]) -> tuple[Decision, ...]:
    """What a user may answer: a line that may be somebody met already is another person or is left out; a line that is
    surely in the register is left out, its change belongs there; any other may be taken as it was read."""
    codes = {doubt.code for doubt in doubts}
    if codes & _IN_THE_REGISTER:
        return _LEAVE_OUT
    return _SEPARATE if codes & _MAYBE_THE_SAME else _AS_READ


def _verdict(
    status: Status,
    candidate: Candidate,
    why: Sequence[Reason],
    decisions: tuple[Decision, ...],
    known_id: str | None = None,
    more: Sequence[Reason] = (),
) -> RowVerdict:
    notes = [*candidate.noted, *more]
    place = candidate.place
    return RowVerdict(place.sheet, place.row, status, candidate.member, tuple(why), tuple(notes), decisions, known_id)
