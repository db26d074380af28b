"""The law of membership as pure functions, and the numbers of members."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.countries import VIETNAM
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _
from hoptac.members.reading import reasons
from hoptac.members.reading.days import age_on
from hoptac.members.reading.identity import registration_code
from hoptac.organizations.parameters import Parameter, value_on

AGE_OF_CONTRIBUTORS, AGE_OF_OTHERS = 18, 15
FIRST_NUMBER = "TV001"

KIND_NAMES: dict[str, Message] = {
    "official": _("Thành viên chính thức"),
    "associate_contributing": _("Thành viên liên kết góp vốn"),
    "associate_noncontributing": _("Thành viên liên kết không góp vốn"),
}
PARTY_KIND_NAMES: dict[str, Message] = {
    "individual": _("Cá nhân"),
    "household": _("Hộ gia đình"),
    "group": _("Tổ hợp tác, nhóm"),
    "organization": _("Pháp nhân"),
}
GENDER_NAMES: dict[str, Message] = {"male": _("Nam"), "female": _("Nữ")}

_LAST_DIGITS = re.compile(r"(.*?)(\d{1,15})")


class TooYoung(Refusal):
    """A person below the age of membership."""

    def __init__(self, age: int, *, contributing: bool) -> None:
        super().__init__(reasons.too_young(age, contributing=contributing).message, field="born")


class BrokenIdentityNumber(Refusal):
    """Neither 12 digits nor 9, nor the registration code of an organization."""

    def __init__(self, typed: str) -> None:
        super().__init__(reasons.broken_identity_number(typed).message, field="identity_number")


class DayAhead(Refusal):
    """A day that has not come yet."""

    def __init__(self, day: date, field: str) -> None:
        super().__init__(reasons.future_date(format_date(day)).message, field=field)


class ChangedMeanwhile(Refusal):
    """Somebody else, or another tab, changed the member after the form was opened: saving would undo that unseen."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Hồ sơ này vừa được sửa ở nơi khác, sau khi trang này mở. Hãy xem lại hồ sơ của thành viên; "
                "bấm ghi lần nữa thì ghi theo những gì ở đây."
            )
        )


class OnlyKept(Refusal):
    """The data of this person was erased on request: what is left is kept for the books alone."""

    def __init__(self) -> None:
        message = _(
            "Dữ liệu của người này đã được xóa theo yêu cầu, chỉ còn giữ phần sổ sách bắt buộc. Không ghi thêm vào hồ sơ này."
        )
        super().__init__(message)


class IdentityNumberTaken(Refusal):
    """The number belongs to another party of this organization."""

    def __init__(self, name: str) -> None:
        super().__init__(
            _("Số này đã là của %(name)s. Hãy xem lại giấy tờ, hoặc sửa hồ sơ của người đó.", name=name),
            field="identity_number",
        )


class NumberTaken(Refusal):
    """The member number belongs to another member."""

    def __init__(self, number: str, name: str) -> None:
        super().__init__(
            _("Mã thành viên %(number)s đã là của %(name)s. Hãy chọn mã khác.", number=number, name=name),
            field="number",
        )


class RepresentativeMissing(Refusal):
    """A household, group or body without legal personality for which nobody speaks."""

    def __init__(self) -> None:
        super().__init__(
            _("Hộ gia đình, tổ hợp tác, nhóm phải cử một người đại diện. Hãy ghi họ và tên người đại diện."),
            field="representative_name",
            article="Điều 30.1 Luật 17/2023/QH15",
        )


class JoinedBeforeFounded(Refusal):
    """A member since before there was anything to be a member of."""

    def __init__(self, founded_year: int, *, field: str = "joined_on") -> None:
        super().__init__(
            _("Ngày này trước năm thành lập của đơn vị, %(year)s. Hãy xem lại ngày.", year=founded_year), field=field
        )


class OrganizationNotVietnamese(Refusal):
    """A legal person of another country; one with foreign investment is a Vietnamese legal person all the same."""

    def __init__(self) -> None:
        message = _(
            "Pháp nhân là thành viên phải là pháp nhân Việt Nam. Hãy chọn quốc tịch Việt Nam; nếu có vốn đầu tư nước "
            "ngoài thì đánh dấu ô bên dưới."
        )
        super().__init__(message, field="nationality", article="Điều 30.1 Luật 17/2023/QH15")


class ForeignersAboveShare(Refusal):
    """One more foreign official member would make them too many; associates are not counted."""

    def __init__(self, percent: int, after: "Officials", article: str) -> None:
        message = _(
            "Nhà đầu tư nước ngoài phải ít hơn %(percent)s%% số thành viên chính thức; thêm người này thì có %(foreign)s "
            "trong %(count)s. Hãy nhận thêm thành viên trong nước trước, hoặc ghi người này là thành viên liên kết.",
            percent=percent,
            foreign=after.foreign,
            count=after.count,
        )
        super().__init__(message, field="nationality", article=article)


class PersonForeignInvested(Refusal):
    """People have a nationality; investment is in an organization."""

    def __init__(self) -> None:
        message = _("Chỉ pháp nhân mới có vốn đầu tư nước ngoài. Với người nước ngoài, hãy chọn quốc tịch.")
        super().__init__(message, field="is_foreign_invested")


def check_nationality(*, party_kind: str, nationality: str, is_foreign_invested: bool) -> None:
    """Law 17/2023/QH15 Art. 30.1: foreign individuals may be members, of legal persons Vietnamese ones alone.

    Raises OrganizationNotVietnamese, PersonForeignInvested.
    """
    if party_kind == "organization" and nationality != VIETNAM:
        raise OrganizationNotVietnamese
    if party_kind != "organization" and is_foreign_invested:
        raise PersonForeignInvested


class Officials(msgspec.Struct, frozen=True):
    """How many official members there are, and how many of them are foreign."""

    count: int
    foreign: int


class ForeignShare(msgspec.Struct, frozen=True):
    """Foreign official members stay below `percent` of all; None where the law sets nothing. Before there are `founders`
    official members, as many as the law asks for, a share says nothing yet: the first to be written down is all of them."""

    percent: int | None
    founders: int
    article: str


def foreign_share_of(organization_kind: str, parameters: Sequence[Parameter], day: date) -> ForeignShare:
    """Law 17/2023/QH15 Art. 30.7 (cooperatives), 34.6 (unions) in force on a day; groups rest on their contract."""
    is_union = organization_kind == "cooperative_union"
    founders = "membership.cooperative_union_cooperatives" if is_union else "membership.cooperative_official_members"
    percent = value_on(parameters, "membership.foreign_official_members", day)
    return ForeignShare(
        percent=None if organization_kind == "cooperative_group" else percent,
        founders=value_on(parameters, founders, day) or 0,
        article=f"Điều {'34.6' if is_union else '30.7'} Luật 17/2023/QH15",
    )


def find_share_broken(after: Officials, share: ForeignShare) -> ForeignersAboveShare | None:
    """The refusal where, with the new one, foreign official members are not below the share (Art. 30.7, 34.6). Whether
    it stands or only warns is for `share.founders` to say."""
    if share.percent is None or 100 * after.foreign < share.percent * after.count:
        return None
    return ForeignersAboveShare(share.percent, after, share.article)


def check_age(*, kind: str, party_kind: str, born_on: date | None, born_year: int | None, today: date) -> None:
    """Law 17/2023/QH15 Art. 30.1.a: 18 years for who contributes; Art. 30.2: 15 for associates who do not.

    Only people have an age; where only the year is known, the most it can be counts. Raises TooYoung.
    """
    age = age_on(today, born_on, born_year)
    contributing = kind != "associate_noncontributing"
    least = AGE_OF_CONTRIBUTORS if contributing else AGE_OF_OTHERS
    if party_kind == "individual" and age is not None and age < least:
        raise TooYoung(age, contributing=contributing)


def needs_representative(party_kind: str) -> bool:
    """Law 17/2023/QH15 Art. 30.1: who has no legal personality names one representative."""
    return party_kind in ("household", "group")


def check_representative(party_kind: str, name: str | None) -> None:
    """Raises RepresentativeMissing (Art. 30.1)."""
    if needs_representative(party_kind) and not name:
        raise RepresentativeMissing


def check_founded(day: date | None, founded_year: int | None, *, field: str = "joined_on") -> None:
    """Raises JoinedBeforeFounded; of an organization only the year is known."""
    if day is not None and founded_year is not None and day.year < founded_year:
        raise JoinedBeforeFounded(founded_year, field=field)


def check_not_ahead(day: date | None, *, today: date, field: str) -> None:
    """Raises DayAhead."""
    if day is not None and day > today:
        raise DayAhead(day, field)


def identity_number_of(typed: str, party_kind: str) -> str:
    """The digits alone: 12, or 9 of the old card; for a group or an organization also its registration code.

    Raises BrokenIdentityNumber. A zero that is missing is not put back here: the person at the form has the card.
    """
    digits = re.sub(r"[\s.\-]", "", typed)
    if digits.isascii() and digits.isdigit() and len(digits) in (9, 12) and digits.strip("0"):
        return digits
    code = registration_code(typed) if party_kind in ("group", "organization") else None
    if code is None:
        raise BrokenIdentityNumber(typed)
    return code


class NumberSeries:
    """Gives free member numbers in the way the organization writes them: 'TV012' after 'TV011'."""

    def __init__(self, taken: Iterable[str]) -> None:
        """`taken`: the numbers in use; the most frequent beginning of them is carried on."""
        written = list(taken)
        self._taken = {number.casefold() for number in written}
        self._prefix, self._last, self._width = _series_of(written)

    def next(self) -> str:
        """The next free number, taken from now on."""
        while True:
            self._last += 1
            number = f"{self._prefix}{self._last:0{self._width}d}"
            if number.casefold() not in self._taken:
                return number


def _series_of(numbers: list[str]) -> tuple[str, int, int]:
    """The beginning that most numbers have, the largest number after it, and how many digits are written."""
    found: dict[str, list[str]] = {}
    for number in numbers:
        match = _LAST_DIGITS.fullmatch(number)
        if match:
            found.setdefault(match[1], []).append(match[2])
    if not found:
        return FIRST_NUMBER.rstrip("0123456789"), 0, 3
    prefix, digits = max(found.items(), key=lambda item: len(item[1]))
    return prefix, max(map(int, digits)), min(map(len, digits))
