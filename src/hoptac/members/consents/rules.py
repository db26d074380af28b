"""The purposes that people may agree to, and how their agreement stands. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date
from uuid import UUID

import msgspec

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

CONSENT = "Điều 9 Luật 91/2025/QH15"
PURPOSES: dict[str, Message] = {
    "phone_messages": _("Nhắn tin, gọi điện báo tin"),
    "bank_account": _("Giữ số tài khoản ngân hàng để chuyển tiền"),
    "identity_image": _("Giữ bản chụp căn cước"),
    "photo": _("Đăng ảnh lên bản tin, trang mạng"),
    "ethnicity": _("Ghi dân tộc"),
    "disability": _("Ghi tình trạng khuyết tật"),
    "plot_location": _("Ghi tọa độ thửa ruộng, ao nuôi"),
    "other_organizations": _("Đưa dữ liệu cho tổ chức khác"),
}
"""Each asked for by itself (Law 91/2025/QH15 Art. 9); the sensitive ones are those of Decree 356/2025/NĐ-CP Art. 4."""
WITHOUT_CONSENT: tuple[tuple[Message, str], ...] = (
    (_("Sổ đăng ký thành viên"), "Điều 15 Luật 17/2023/QH15"),
    (_("Sổ và chứng từ kế toán"), "Luật Kế toán 2015, Điều 41"),
)
"""What the law itself asks for, with the article (Law 91/2025/QH15 Art. 19)."""
WAYS: dict[str, Message] = {
    "paper": _("ký trên giấy"),
    "in_person": _("nói trực tiếp, có biên bản"),
    "in_app": _("tự bấm trong phần mềm"),
}


class ConsentAhead(Refusal):
    """What is agreed to is written down once it is said."""

    def __init__(self) -> None:
        super().__init__(_("Ngày này chưa tới. Hãy ghi khi người đó đã đồng ý hoặc đã rút lại."), field="decided_on")


class ConsentBackdated(Refusal):
    """The later word counts; one from before it would change nothing."""

    def __init__(self, last_on: date) -> None:
        message = _("Lần ghi gần nhất là ngày %(day)s. Hãy ghi ngày đó hoặc sau đó.", day=format_date(last_on))
        super().__init__(message, field="decided_on")


class ConsentStandsAlready(Refusal):
    """The same said a second time."""

    def __init__(self, *, is_given: bool) -> None:
        given, open_ = _("Người này đang đồng ý rồi, không cần ghi lại."), _("Hiện không có đồng ý nào để rút lại.")
        super().__init__(given if is_given else open_, field="is_given", article=CONSENT)


class ConsentProofMissing(Refusal):
    """Consent has to be provable."""

    def __init__(self) -> None:
        message = _("Hãy ghi số hoặc nơi để tờ giấy, biên bản: sự đồng ý phải chứng minh được.")
        super().__init__(message, field="reference", article=CONSENT)


class ConsentRow(msgspec.Struct, frozen=True):
    """One word of a person on one purpose."""

    id: UUID
    purpose: str
    is_given: bool
    decided_on: date
    way: str
    reference: str
    recorded_by: str


class ConsentForm(msgspec.Struct, frozen=True):
    """The same as it is typed."""

    purpose: str
    is_given: bool
    decided_on: date
    way: str
    reference: str


def last_word(rows: Iterable[ConsentRow], purpose: str) -> ConsentRow | None:
    """The newest row of a purpose; `rows` come in the order in which they were recorded."""
    return next((row for row in reversed(list(rows)) if row.purpose == purpose), None)


def stands(rows: Iterable[ConsentRow], purpose: str) -> bool:
    """Whether a person agrees to a purpose now."""
    last = last_word(rows, purpose)
    return last is not None and last.is_given


def check_consent(form: ConsentForm, rows: Sequence[ConsentRow], today: date) -> None:
    """Law 91/2025/QH15 Arts. 9–10: given for one purpose, provable, taken back at any time. Raises ConsentAhead,
    ConsentBackdated, ConsentStandsAlready, ConsentProofMissing."""
    last = last_word(rows, form.purpose)
    if form.decided_on > today:
        raise ConsentAhead
    if last is not None and form.decided_on < last.decided_on:
        raise ConsentBackdated(last.decided_on)
    if form.is_given == stands(rows, form.purpose):
        raise ConsentStandsAlready(is_given=form.is_given)
    if form.is_given and form.way != "in_app" and not form.reference:
        raise ConsentProofMissing
