"""The sentences about rows of a registry."""

from hoptac.kit.language import _
from hoptac.kit.tables.cells import Reason, excerpt

NO_NAME = Reason("no_name", _("Dòng này không có tên đơn vị. Hãy ghi tên hợp tác xã, liên hiệp, quỹ hoặc tổ hợp tác."))
KIND_ASSUMED = Reason("kind_assumed", _("Không ghi loại hình; coi là hợp tác xã."))
FIELD_BY_NAME = Reason("field_by_name", _("Không ghi lĩnh vực; hiểu theo tên đơn vị."))
VALUE_AS_ABOVE = Reason("value_as_above", _("Có ô ghi như dòng trên."))
NOTHING_ABOVE = Reason("nothing_above", _("Có ô ghi như dòng trên nhưng dòng trên không có."))


def may_be_dissolved(text: object) -> Reason:
    return Reason(
        "may_be_dissolved",
        _("Ghi “%(text)s”: đơn vị có thể không còn. Hãy xem lại trước khi nhập.", text=excerpt(text)),
    )


def other_year(told: int, asked: int) -> Reason:
    return Reason(
        "other_year",
        _(
            "Tệp có cột số liệu của nhiều năm nhưng không có năm %(asked)s; gần nhất là năm %(told)s.",
            asked=str(asked),
            told=str(told),
        ),
    )


def unknown_field(text: object) -> Reason:
    return Reason("unknown_field", _("Không hiểu lĩnh vực “%(text)s”; xếp vào lĩnh vực khác.", text=excerpt(text)))


def unknown_kind(text: object) -> Reason:
    return Reason("unknown_kind", _("Không hiểu loại hình “%(text)s”.", text=excerpt(text)))


def unusual_code(text: object) -> Reason:
    return Reason("unusual_code", _("Mã số “%(text)s” không đủ 10 số; giữ như trong tệp.", text=excerpt(text)))


def zero_restored(text: object) -> Reason:
    return Reason("zero_restored", _("Số 0 ở đầu mã số “%(text)s” đã được thêm lại.", text=excerpt(text)))


def repeated_code(sheet: str, row: int) -> Reason:
    return Reason("repeated_code", _("Mã số này đã có ở trang “%(sheet)s”, dòng %(row)s.", sheet=sheet, row=row))


def repeated_name(sheet: str, row: int) -> Reason:
    return Reason(
        "repeated_name",
        _("Đơn vị cùng tên, cùng địa bàn đã có ở trang “%(sheet)s”, dòng %(row)s.", sheet=sheet, row=row),
    )
