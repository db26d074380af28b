"""The table of events, in the order of the list of rules; each file holds one part of a cooperative's life."""

from types import MappingProxyType

from hoptac.kit.language import Message, _
from hoptac.vouchers.events.model import Event
from hoptac.vouchers.events.table import capital, funds, labour, loans, produce, sales, support, taxes

GROUPS: dict[str, Message] = {
    "sales": _("Bán hàng, dịch vụ"),
    "produce": _("Mua hàng, nông sản, bán hộ"),
    "debts": _("Công nợ, thu hộ"),
    "labour": _("Lương, bảo hiểm"),
    "taxes": _("Thuế"),
    "assets": _("Khấu hao, dự phòng"),
    "loans": _("Vay"),
    "lending": _("Cho vay nội bộ"),
    "capital": _("Vốn góp, vốn khác"),
    "support": _("Hỗ trợ, tài trợ"),
    "funds": _("Quỹ, tài sản chung không chia"),
    "profit": _("Chia lợi nhuận"),
    "closing": _("Kết chuyển cuối năm"),
}
"""In the order in which they are shown: what happens every day comes first."""

_PARTS = (
    *(capital.EVENTS, support.EVENTS, funds.EVENTS, sales.EVENTS, produce.EVENTS),
    *(labour.EVENTS, loans.EVENTS, taxes.EVENTS, taxes.CLOSING),
)
EVENTS: MappingProxyType[str, Event] = MappingProxyType({event.id: event for part in _PARTS for event in part})


def find_event(event_id: str) -> Event | None:
    """The event of this id."""
    return EVENTS.get(event_id)
