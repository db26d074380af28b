"""Why an agreement cannot be recorded or ended, each with what to do."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

INTERNAL = "Luật 17/2023/QH15, Điều 4 khoản 1 và khoản 2"


class NotOfficial(Refusal):
    """Agreements that make transactions internal are made with official members alone."""

    def __init__(self, kind: Message) -> None:
        message = _(
            "Người này là %(kind)s. Chỉ ghi hợp đồng với thành viên chính thức; giao dịch với người khác là giao dịch "
            "bên ngoài.",
            kind=kind,
        )
        super().__init__(message, article=INTERNAL)


class AgreementNumberTaken(Refusal):
    """The number is that of another agreement."""

    def __init__(self, number: str, name: str) -> None:
        message = _("Số %(number)s đã là của hợp đồng với %(name)s. Hãy ghi số khác.", number=number, name=name)
        super().__init__(message, field="number")


class SignedAhead(Refusal):
    """An agreement is recorded once it is signed."""

    def __init__(self, day: date) -> None:
        message = _("Ngày ký %(day)s chưa tới. Hãy ghi sau khi đã ký.", day=format_date(day))
        super().__init__(message, field="signed_on")


class InForceBeforeSigned(Refusal):
    """What was supplied before anything was written is no internal transaction."""

    def __init__(self, signed_on: date) -> None:
        message = _(
            "Hợp đồng có hiệu lực sớm nhất từ ngày ký %(day)s: giao dịch trước đó chưa có thỏa thuận bằng văn bản.",
            day=format_date(signed_on),
        )
        super().__init__(message, field="valid_from", article=INTERNAL)


class InForceBeforeMembership(Refusal):
    """Before the member came, the transactions were external."""

    def __init__(self, joined_on: date) -> None:
        message = _(
            "Người này vào hợp tác xã ngày %(day)s; hợp đồng có hiệu lực sớm nhất từ ngày đó.",
            day=format_date(joined_on),
        )
        super().__init__(message, field="valid_from", article=INTERNAL)


class EndsBeforeItBegins(Refusal):
    """The last day lies before the first."""

    def __init__(self, valid_from: date) -> None:
        message = _("Ngày hết hiệu lực phải từ ngày %(day)s trở đi.", day=format_date(valid_from))
        super().__init__(message, field="valid_to")


class NotLonger(Refusal):
    """Ending makes an agreement shorter; a longer one is another agreement."""

    def __init__(self, valid_to: date) -> None:
        message = _(
            "Hợp đồng này hết hiệu lực ngày %(day)s. Muốn kéo dài, hãy ghi hợp đồng hay phụ lục mới.",
            day=format_date(valid_to),
        )
        super().__init__(message, field="valid_to")


class EndingReasonMissing(Refusal):
    """Ending before its time is explained."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do kết thúc hợp đồng."), field="reason")


class InternalAfterTheEnd(Refusal):
    """Internal transactions with the member are posted after the day that is to be the last."""

    def __init__(self, code: str, day: date) -> None:
        message = _(
            "Ngày %(day)s đã ghi tài khoản %(code)s với thành viên này theo hợp đồng. Hãy chọn ngày đó trở đi, hoặc điều "
            "chỉnh chứng từ ấy sang tài khoản của giao dịch bên ngoài trước.",
            day=format_date(day),
            code=code,
        )
        super().__init__(message, field="valid_to", article=INTERNAL)
