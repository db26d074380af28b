"""Why a version of the charter is not written, each beside the field it is about."""

from datetime import date

from hoptac.kit.calendar import format_date
from hoptac.kit.errors import Refusal
from hoptac.kit.language import Message, _, grouped
from hoptac.organizations.charter.clauses import LONGEST_WORDS, UNIT_NAMES, Bound, Clause

LAW = "Luật 17/2023/QH15"


def quantity(clause: Clause, value: int) -> Message:
    """A number with its unit: "6 tháng"; a choice in words."""
    if clause.unit == "choice":
        return clause.choices.get(value, Message(str(value)))
    return Message("%(value)s %(unit)s", {"value": grouped(value), "unit": UNIT_NAMES[clause.unit]})


class BelowLaw(Refusal):
    """Less than the law lets a charter say."""

    def __init__(self, clause: Clause, bound: Bound) -> None:
        message = _("Luật đòi ít nhất %(least)s. Hãy ghi từ mức đó trở lên.", least=quantity(clause, bound.value))
        super().__init__(message, field=clause.slug, article=bound.basis)


class AboveLaw(Refusal):
    """More than the law lets a charter say."""

    def __init__(self, clause: Clause, bound: Bound) -> None:
        message = _("Luật cho nhiều nhất %(most)s. Hãy ghi từ mức đó trở xuống.", most=quantity(clause, bound.value))
        super().__init__(message, field=clause.slug, article=bound.basis)


class NumberUnreadable(Refusal):
    """No whole number, or one that nobody means."""

    def __init__(self, clause: Clause) -> None:
        least, most = clause.likely
        message = _(
            "Hãy ghi một số nguyên từ %(least)s đến %(most)s, hoặc để trống nếu Điều lệ không ghi.",
            least=grouped(least),
            most=grouped(most),
        )
        super().__init__(message, field=clause.slug)


class WordsTooLong(Refusal):
    """More than the sense of a clause: the whole text is kept as a file."""

    def __init__(self, clause: Clause, length: int) -> None:
        message = _(
            "Ô này có %(length)s ký tự, nhiều nhất là %(most)s. Hãy ghi ý chính; toàn văn Điều lệ gửi kèm tệp PDF.",
            length=grouped(length),
            most=grouped(LONGEST_WORDS),
        )
        super().__init__(message, field=clause.slug)


class MaximumBelowMinimum(Refusal):
    """Nobody could hold a contribution that is lawful by both."""

    def __init__(self, clause: Clause, minimum_dong: int) -> None:
        message = _(
            "Vốn góp tối đa không được nhỏ hơn vốn góp tối thiểu (%(minimum)s đồng). Hãy sửa một trong hai.",
            minimum=grouped(minimum_dong),
        )
        super().__init__(message, field=clause.slug, article=f"Điều 4.26 {LAW}")


class MaximumAboveCap(Refusal):
    """A sum above what one official member may hold of the charter capital there is."""

    def __init__(self, clause: Clause, percent: int, most_dong: int, article: str) -> None:
        message = _(
            "Một thành viên chính thức góp không quá %(percent)s%% vốn điều lệ, nay là %(most)s đồng. Hãy ghi từ mức đó "
            "trở xuống, hoặc ghi theo phần trăm.",
            percent=percent,
            most=grouped(most_dong),
        )
        super().__init__(message, field=clause.slug, article=article)


class RefundTimeTwice(Refusal):
    """Days and months at once."""

    def __init__(self, clause: Clause) -> None:
        message = _("Thời hạn trả lại vốn góp chỉ ghi một trong hai: theo ngày hoặc theo tháng. Hãy xóa một ô.")
        super().__init__(message, field=clause.slug, article=f"Điều 40.8 {LAW}")


class FeeSpanWithoutFee(Refusal):
    """How often a fee is taken that nobody has set."""

    def __init__(self, clause: Clause) -> None:
        message = _("Chưa ghi phí thành viên là bao nhiêu. Hãy ghi số tiền, hoặc để trống ô này.")
        super().__init__(message, field=clause.slug, article=f"Điều 40.9 {LAW}")


class FullModelRequired(Refusal):
    """Too large for the reduced model."""

    def __init__(self, clause: Clause, officials: int, *, is_union: bool) -> None:
        message = (
            _(
                "Liên hiệp có %(count)s hợp tác xã thành viên nên phải theo mô hình đầy đủ. Hãy chọn mô hình đầy đủ.",
                count=grouped(officials),
            )
            if is_union
            else _(
                "Hợp tác xã có %(count)s thành viên chính thức và không còn là quy mô siêu nhỏ, nên phải theo mô hình đầy "
                "đủ. Hãy chọn mô hình đầy đủ.",
                count=grouped(officials),
            )
        )
        super().__init__(message, field=clause.slug, article=f"Điều 56.2 {LAW}")


class ResolutionMissing(Refusal):
    """A charter changes by resolution of the general meeting alone."""

    def __init__(self) -> None:
        message = _("Hãy ghi số nghị quyết của Đại hội thành viên đã thông qua.")
        super().__init__(message, field="resolution", article=f"Điều 61.2 {LAW}")


class AdoptedInFuture(Refusal):
    """A meeting that has not been held has adopted nothing."""

    def __init__(self, today: date) -> None:
        message = _("Ngày thông qua không được sau hôm nay (%(today)s). Hãy sửa lại ngày.", today=format_date(today))
        super().__init__(message, field="adopted_on")


class ValidBeforeAdopted(Refusal):
    """A charter counts from its adoption at the earliest."""

    def __init__(self, adopted_on: date) -> None:
        message = _(
            "Điều lệ có hiệu lực sớm nhất là ngày thông qua, %(adopted)s. Hãy sửa lại ngày có hiệu lực.",
            adopted=format_date(adopted_on),
        )
        super().__init__(message, field="valid_from")


class NothingSaid(Refusal):
    """A version that says what was said before, and has no text."""

    def __init__(self) -> None:
        super().__init__(_("Chưa có điều nào khác trước và chưa gửi tệp. Hãy sửa một điều hoặc gửi tệp Điều lệ."))


class WrittenMeanwhile(Refusal):
    """The form was opened before somebody else wrote a version."""

    def __init__(self) -> None:
        message = _(
            "Có người vừa ghi một lần sửa Điều lệ khác, nên các ô dưới đây có thể đã cũ. Hãy mở lại trang này rồi ghi lại."
        )
        super().__init__(message)


class FileNoPdf(Refusal):
    """The text of the charter is kept as it was printed and signed."""

    def __init__(self) -> None:
        super().__init__(_("Tệp này không phải PDF. Hãy quét Điều lệ thành tệp PDF rồi gửi lại."), field="file")


class FileTooLarge(Refusal):
    """More than a scanned charter has."""

    def __init__(self, most_mb: int) -> None:
        message = _("Tệp lớn hơn %(most)s MB. Hãy quét với độ nét thấp hơn rồi gửi lại.", most=most_mb)
        super().__init__(message, field="file")


class FileMissing(Refusal):
    """Nothing was chosen."""

    def __init__(self) -> None:
        super().__init__(_("Hãy chọn tệp PDF của Điều lệ."), field="file")


class TextKeptAlready(Refusal):
    """What is kept of a version is never replaced."""

    def __init__(self) -> None:
        message = _(
            "Lần này đã có tệp Điều lệ, tệp đã lưu không thay được. Nếu gửi nhầm, hãy ghi một lần đính chính mới."
        )
        super().__init__(message, field="file")
