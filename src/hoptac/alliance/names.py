"""Names of activity fields, groupings and sources, as people read them."""

from hoptac.kit.language import Message, _

FIELD_NAMES: dict[str, Message] = {
    "agriculture": _("Nông nghiệp"),
    "handicraft": _("Tiểu thủ công nghiệp"),
    "construction": _("Xây dựng"),
    "trade_services": _("Thương mại, dịch vụ"),
    "transport": _("Vận tải"),
    "credit": _("Tín dụng"),
    "environment": _("Môi trường"),
    "other": _("Lĩnh vực khác"),
}
GROUPING_NAMES: dict[str, Message] = {"area": _("Địa bàn"), "field": _("Lĩnh vực"), "kind": _("Loại hình")}
UNKNOWN_NAMES: dict[str, Message] = {
    "area": _("Chưa rõ địa bàn"),
    "field": _("Chưa rõ lĩnh vực"),
    "kind": _("Chưa rõ loại hình"),
}
SOURCE_NAMES: dict[str, Message] = {
    "counted": _("Có số liệu"),
    "live": _("Trực tiếp"),
    "declared": _("Khai báo"),
    "missing": _("Chưa có số liệu"),
}
SOURCE_WORDS: dict[str, Message] = {
    "live": _("trực tiếp"),
    "declared": _("khai báo"),
    "missing": _("chưa có số liệu"),
}
"""The same inside a line, as the component source_dot says them."""
COOPERATIVES_AND_FUNDS = _("Hợp tác xã, gồm cả quỹ tín dụng nhân dân")
"""What counts as a cooperative, as a filter of lists."""
