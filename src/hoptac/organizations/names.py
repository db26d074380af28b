"""The closed sets of words that describe an organization, and the kinds as people read them."""

from hoptac.kit.language import Message, _

KINDS = ("cooperative", "cooperative_union", "cooperative_group", "people_credit_fund", "alliance")
FIELDS = ("agriculture", "handicraft", "construction", "trade_services", "transport", "credit", "environment", "other")

KIND_NAMES: dict[str, Message] = {
    "cooperative": _("Hợp tác xã"),
    "cooperative_union": _("Liên hiệp hợp tác xã"),
    "cooperative_group": _("Tổ hợp tác"),
    "people_credit_fund": _("Quỹ tín dụng nhân dân"),
    "alliance": _("Liên minh hợp tác xã"),
}
COUNTED_KIND_NAMES: dict[str, Message] = {
    "cooperative": _("hợp tác xã"),
    "cooperative_union": _("liên hiệp hợp tác xã"),
    "cooperative_group": _("tổ hợp tác"),
    "people_credit_fund": _("quỹ tín dụng nhân dân"),
}
"""As they stand behind a number: "2 people's credit funds"."""
