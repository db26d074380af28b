"""Why a paper is not taken, not taken away or not read, each in a sentence that says what to do."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _

KEPT = "Nghị định 174/2016/NĐ-CP, Điều 13"
FINAL = "Luật Kế toán 2015, Điều 18 khoản 3"
_LONGEST = 60


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…"


class FileMissing(Refusal):
    """The form came without a file."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn ảnh, tệp PDF hoặc hóa đơn XML."), field="files")


class TooManyFiles(Refusal):
    """More files at once than are read."""

    def __init__(self, most: int) -> None:
        super().__init__(_("Mỗi lần gửi nhiều nhất %(most)s tệp. Hãy gửi làm nhiều lần.", most=most), field="files")


class FileEmpty(Refusal):
    """A file without a byte."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Tệp “%(name)s” trống, chưa lưu gì. Hãy chọn lại.", name=_short(name)), field="files")


class FileTooLarge(Refusal):
    """A file above the limit."""

    def __init__(self, name: str, most_mb: int) -> None:
        message = _(
            "Tệp “%(name)s” lớn hơn %(most)s MB, chưa lưu gì. Hãy chụp lại ở cỡ nhỏ hơn hoặc tách tệp.",
            name=_short(name),
            most=most_mb,
        )
        super().__init__(message, field="files")


class XmlTooLarge(Refusal):
    """XML larger than any invoice is."""

    def __init__(self, name: str, most_mb: int) -> None:
        message = _(
            "Tệp XML “%(name)s” lớn hơn %(most)s MB nên không phải một hóa đơn; chưa lưu gì.",
            name=_short(name),
            most=most_mb,
        )
        super().__init__(message, field="files")


class PhotoNotTaken(Refusal):
    """A photo in the format of some phones, which browsers do not show."""

    def __init__(self, name: str) -> None:
        message = _(
            "Ảnh “%(name)s” là định dạng HEIC, máy khác không mở được; chưa lưu gì. Trên điện thoại chọn Cài đặt, Camera, "
            "Định dạng, Tương thích nhất rồi chụp lại, hoặc gửi ảnh chụp màn hình.",
            name=_short(name),
        )
        super().__init__(message, field="files")


class FileNotTaken(Refusal):
    """A file that is none of the kinds."""

    def __init__(self, name: str) -> None:
        message = _(
            "Tệp “%(name)s” không phải ảnh JPEG, PNG, WebP, tệp PDF hay hóa đơn XML; chưa lưu gì.", name=_short(name)
        )
        super().__init__(message, field="files")


class InvoiceRefused(Refusal):
    """A file of several with the reason why it is no invoice that can be read."""

    def __init__(self, name: str, reason: Refusal) -> None:
        message = _("Tệp “%(name)s”: %(reason)s", name=_short(name), reason=reason.message)
        super().__init__(message, field="files")


class XmlBroken(Refusal):
    """No well-formed XML."""

    def __init__(self) -> None:
        super().__init__(_("tệp XML bị hỏng, không đọc được; chưa lưu gì. Hãy tải lại tệp từ nơi phát hành."))


class XmlUnsafe(Refusal):
    """XML with a document type or entities, which no e-invoice has."""

    def __init__(self) -> None:
        super().__init__(_("tệp XML có khai báo DTD hoặc thực thể, hóa đơn thật không có; chưa lưu gì."))


class NotAnInvoice(Refusal):
    """XML of something else."""

    def __init__(self) -> None:
        message = _(
            "tệp XML không phải hóa đơn điện tử theo mẫu của cơ quan thuế (không có HDon, DLHDon); chưa lưu gì."
        )
        super().__init__(message)


class SeveralInvoices(Refusal):
    """One file with several invoices in it."""

    def __init__(self) -> None:
        super().__init__(_("tệp XML có nhiều hóa đơn; chưa lưu gì. Hãy gửi mỗi hóa đơn một tệp."))


class InvoiceIncomplete(Refusal):
    """An invoice without what it is known by."""

    def __init__(self, missing: Message, tag: str) -> None:
        message = _("hóa đơn không có %(missing)s (%(tag)s); chưa lưu gì.", missing=missing, tag=tag)
        super().__init__(message)


class InvoiceUnreadable(Refusal):
    """A field of an invoice that holds something else than it should."""

    def __init__(self, tag: str, text: str) -> None:
        message = _("không đọc được “%(text)s” ở ô %(tag)s của hóa đơn; chưa lưu gì.", text=text[:_LONGEST], tag=tag)
        super().__init__(message)


class OnlyInvoices(Refusal):
    """A photo or a PDF file on the page of e-invoices."""

    def __init__(self, name: str) -> None:
        message = _(
            "Tệp “%(name)s” không phải hóa đơn XML; chưa lưu gì. Ảnh và PDF thì đính kèm ở trang của chứng từ.",
            name=_short(name),
        )
        super().__init__(message, field="files")


class VoucherDiscarded(Refusal):
    """A voucher that was given up takes no more papers."""

    def __init__(self) -> None:
        super().__init__(_("Chứng từ này đã bỏ nên không đính kèm thêm được."), field="files")


class DocumentPosted(Refusal):
    """What lies on a posted voucher stays."""

    def __init__(self) -> None:
        message = _(
            "Chứng từ đã ghi sổ nên giấy tờ kèm theo phải giữ lại, không gỡ được. Đính nhầm thì đánh dấu và ghi lý do."
        )
        super().__init__(message, article=KEPT)


class DocumentUnderDecision(Refusal):
    """Somebody is asked to approve the voucher with its papers, or has approved it so."""

    def __init__(self) -> None:
        super().__init__(_("Chứng từ đang chờ duyệt hoặc đã duyệt cùng giấy tờ này. Hãy rút về để sửa rồi mới gỡ."))


class DocumentOfDiscarded(Refusal):
    """What lies on a voucher that was given up stays with it."""

    def __init__(self) -> None:
        super().__init__(_("Chứng từ đã bỏ được lưu nguyên cùng giấy tờ của nó."))


class NotPostedYet(Refusal):
    """Marks are for what can no longer be taken away."""

    def __init__(self) -> None:
        super().__init__(_("Chứng từ chưa ghi sổ: đính nhầm thì gỡ ra, không cần đánh dấu."))


class ReasonMissing(Refusal):
    """A mark says why."""

    def __init__(self) -> None:
        super().__init__(_("Hãy ghi lý do."), field="reason")


class MarkedAlready(Refusal):
    """The same mark twice."""

    def __init__(self) -> None:
        super().__init__(_("Giấy tờ này đã được đánh dấu rồi."))


class InvoiceBooked(Refusal):
    """An invoice that lies on a voucher is not set aside."""

    def __init__(self) -> None:
        super().__init__(_("Hóa đơn này đã kèm ở một chứng từ nên không để riêng được."))


class PartyKnown(Refusal):
    """The seller is among the parties already."""

    def __init__(self) -> None:
        super().__init__(_("Người bán này đã có trong danh sách đối tượng."))
