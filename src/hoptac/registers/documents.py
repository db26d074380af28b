"""Registers on paper: A4 lying down, the national header, page numbers that go on from part to part, signatures.

What stands on paper is Vietnamese whatever the language of the person who prints it.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from hoptac.capital.rules import ratio_in_hundredths
from hoptac.kit.calendar import format_date
from hoptac.kit.countries import country_name
from hoptac.kit.documents import breakable, render_in_turn
from hoptac.kit.language import Message, _, translate
from hoptac.kit.money import format_dong
from hoptac.members.rules import KIND_NAMES
from hoptac.parties.identity_numbers import masked
from hoptac.registers.lines import NOTHING_HELD, Certified, Held, Paid, day_text, held_by, percent_text
from hoptac.registers.queries.contributions import HoldingRow, HoldingSums
from hoptac.registers.queries.head import Head
from hoptac.registers.queries.members import Deed, RegisterMember, Sums
from hoptac.registers.sheets import LEFT

_PART = 400  # rows that are laid out at a time
_TEMPLATE = "registers/register.typ"
Progress = Callable[[int], None]
Row = dict[str, Any]


def _shown_in_words(day: date) -> str:
    """Days to 9 and months 1 and 2 take a nought before them, so that none can be added (Decree 30/2020, app. I)."""
    month = f"{day.month:02}" if day.month < 3 else str(day.month)
    return f"ngày {day.day:02} tháng {month} năm {day.year}"


def _column(heading: str, weight: int, kind: str = "text", group: str = "") -> dict[str, Any]:
    return {"heading": heading, "weight": weight, "kind": kind, "group": group}


_MEMBERS = [
    _column("STT", 4, "code"), _column("Mã", 8, "code"), _column("Họ và tên (tên tổ chức)", 17),
    _column("Loại thành viên", 11), _column("Địa chỉ liên lạc (trụ sở)", 20), _column("Quốc tịch", 8),
    _column("Số định danh (mã số, số giấy tờ)", 12, "code"), _column("Vốn đã góp (đồng)", 13, "figure", "Phần vốn góp"),
    _column("Tỷ lệ", 7, "figure", "Phần vốn góp"), _column("Thời điểm", 10, "code", "Từng lần góp"),
    _column("Loại tài sản", 13, "text", "Từng lần góp"), _column("Số lượng", 8, "text", "Từng lần góp"),
    _column("Giá trị (đồng)", 13, "figure", "Từng lần góp"), _column("Số", 9, "code", "Giấy chứng nhận"),
    _column("Ngày", 10, "code", "Giấy chứng nhận"),
]  # fmt: skip
_HOLDINGS = [
    _column("STT", 4, "code"), _column("Mã", 8, "code"), _column("Họ và tên", 22), _column("Loại thành viên", 18),
    _column("Cam kết góp", 14, "figure"), _column("Đã góp vào", 14, "figure"), _column("Đã trả lại", 14, "figure"),
    _column("Vốn góp còn", 14, "figure"), _column("Tỷ lệ", 8, "figure"), _column("Còn phải góp", 14, "figure"),
]  # fmt: skip
_POSTED = [
    _column("STT", 4, "code"), _column("Họ và tên (tên tổ chức)", 26), _column("Loại thành viên", 22),
    _column("Vốn đã góp (đồng)", 14, "figure"), _column("Tỷ lệ trên vốn điều lệ", 12, "figure"),
]  # fmt: skip


def _amount(dong: int) -> str:
    return f"({format_dong(-dong)})" if dong < 0 else format_dong(dong)


def _vietnamese(message: Message) -> str:
    return translate(message, "vi")


def _print(
    head: Head, day: date, today: date, *, title: str, form: str, columns: list[dict[str, Any]],
    rows: Iterator[Row], said: Sequence[str], signers: Sequence[tuple[str, str]], progress: Progress,
    is_flipped: bool = True,
) -> bytes:  # fmt: skip
    """Part after part; who watches is told how many rows are laid out."""
    shared = {
        "organization": head.name,
        "code": head.registration_code,
        "head_office": head.head_office,
        "title": title,
        "form": form,
        "subtitle": f"Tính đến hết ngày {format_date(day)}",
        "columns": columns,
        "date": {"year": today.year, "month": today.month, "day": today.day},
        "is_flipped": is_flipped,
        "dated": "",
        "said": [],
        "signers": [],
    }
    last = {"dated": f"Lập, {_shown_in_words(today)}", "said": said, "signers": signers}

    def parts() -> Iterator[dict[str, Any]]:
        part = list(islice(rows, _PART))
        while following := list(islice(rows, _PART)):
            yield shared | {"rows": part}
            progress(len(part))
            part = following
        yield shared | last | {"rows": part}
        progress(len(part))

    return render_in_turn(_TEMPLATE, parts())


def _signers(head: Head) -> list[tuple[str, str]]:
    title = head.legal_representative_title or "Người đại diện theo pháp luật"
    return [("Người lập sổ", ""), (title, head.legal_representative)]


def _texts(*values: str) -> list[str]:
    return [breakable(value) for value in values]


def _member_rows(
    members: Sequence[RegisterMember], deeds: Mapping[UUID, Sequence[Deed]], charter_dong: int, *, is_open: bool
) -> Iterator[Row]:
    for place, member in enumerate(members, start=1):
        held = held_by(deeds[member.id], "vi") if member.id in deeds else NOTHING_HELD
        number = (member.identity_number or "") if is_open else masked(member.identity_number)
        about = _texts(
            str(place), member.number, member.name, _vietnamese(KIND_NAMES[member.kind]), member.address or "",
            country_name(member.nationality, "vi"), number, _amount(held.paid_dong),
            percent_text(held.ratio(charter_dong), held.paid_dong),
        )  # fmt: skip
        yield from _lines_of(about, held)


def _lines_of(about: list[str], held: Held) -> Iterator[Row]:
    is_first = True
    for paid, certificate in held.lines():
        yield {"cells": about + _paid(paid) + _certified(certificate), "is_first": is_first, "is_strong": False}
        about, is_first = [""] * len(about), False


def _paid(paid: Paid | None) -> list[str]:
    if paid is None:
        return [""] * 4
    return _texts(format_date(paid.day), paid.asset, paid.quantity, _amount(paid.dong))


def _certified(certificate: Certified | None) -> list[str]:
    return _texts(certificate.whole, day_text(certificate.issued_on)) if certificate else [""] * 2


def members_pdf(
    head: Head, day: date, today: date, members: Sequence[RegisterMember],
    deeds: Mapping[UUID, Sequence[Deed]], sums: Sums, *, is_open: bool, progress: Progress,
) -> bytes:  # fmt: skip
    """The register of members with all that Art. 15.1 asks for; identity numbers are masked unless `is_open`."""
    said = [
        f"Sổ có {format_dong(len(members))} thành viên. Vốn điều lệ: {format_dong(sums.pledged_dong)} đồng; đã góp: "
        f"{format_dong(sums.paid_dong)} đồng."
    ]
    return _print(
        head, day, today, title="Sổ đăng ký thành viên", form="Điều 15 Luật 17/2023/QH15", columns=_MEMBERS,
        rows=_member_rows(members, deeds, sums.pledged_dong, is_open=is_open), said=said, signers=_signers(head),
        progress=progress,
    )  # fmt: skip


def _holding_rows(holdings: Sequence[HoldingRow], sums: HoldingSums) -> Iterator[Row]:
    def row(place: str, number: str, name: str, kind: str, of: HoldingRow | HoldingSums, *, is_strong: bool) -> Row:
        ratio = percent_text(ratio_in_hundredths(of.paid_dong, sums.pledged_dong), of.paid_dong)
        amounts = (of.pledged_dong, of.came_dong, of.went_dong, of.paid_dong)
        cells = [*_texts(place, number, name, kind), *map(_amount, amounts), ratio, _amount(of.rest_dong)]
        return {"cells": cells, "is_first": True, "is_strong": is_strong}

    for place, one in enumerate(holdings, start=1):
        kind = KIND_NAMES[one.kind] if one.kind else LEFT
        yield row(str(place), one.number, one.name, _vietnamese(kind), one, is_strong=False)
    yield row("", "", "Tổng cộng", "", sums, is_strong=True)


def contributions_pdf(
    head: Head, day: date, today: date, holdings: Sequence[HoldingRow], sums: HoldingSums, *, progress: Progress
) -> bytes:
    """The register of contributions (S31) as it stood on a day."""
    signers = [("Người lập sổ", ""), ("Kế toán trưởng", ""), *_signers(head)[1:]]
    return _print(
        head, day, today, title="Sổ theo dõi chi tiết vốn góp của thành viên", form="Mẫu số S31-HTX",
        columns=_HOLDINGS, rows=_holding_rows(holdings, sums), said=["Đơn vị tính: đồng."], signers=signers,
        progress=progress,
    )  # fmt: skip


def _posted_rows(
    members: Sequence[RegisterMember], deeds: Mapping[UUID, Sequence[Deed]], charter_dong: int
) -> Iterator[Row]:
    for place, member in enumerate(members, start=1):
        held = held_by(deeds[member.id], "vi") if member.id in deeds else NOTHING_HELD
        cells = _texts(
            str(place), member.name, _vietnamese(KIND_NAMES[member.kind]), _amount(held.paid_dong),
            percent_text(held.ratio(charter_dong), held.paid_dong),
        )  # fmt: skip
        yield {"cells": cells, "is_first": True, "is_strong": False}


def posted_list_pdf(
    head: Head, day: date, today: date, members: Sequence[RegisterMember],
    deeds: Mapping[UUID, Sequence[Deed]], sums: Sums, *, progress: Progress,
) -> bytes:  # fmt: skip
    """The list of members with their ratios for the notice board (Art. 14.1): never an identity number or an address."""
    said = [f"Vốn điều lệ: {format_dong(sums.pledged_dong)} đồng; đã góp: {format_dong(sums.paid_dong)} đồng."]
    return _print(
        head, day, today, title=_vietnamese(POSTED_LIST), form="Điều 14 Luật 17/2023/QH15", columns=_POSTED,
        rows=_posted_rows(members, deeds, sums.pledged_dong), said=said, signers=_signers(head)[1:],
        progress=progress, is_flipped=False,
    )  # fmt: skip


POSTED_LIST = _("Danh sách thành viên và tỷ lệ phần vốn góp")
