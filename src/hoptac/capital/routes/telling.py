"""The word on the member's page of what was recorded, with the warning of a cap that is passed while founding."""

from typing import Any

from litestar import Request, Response

from hoptac.capital.actions import Recorded
from hoptac.kit.articles import cited
from hoptac.kit.language import Message, _, grouped
from hoptac.kit.pages import redirect


def tell(
    request: Request[Any, Any, Any],
    path: str,
    recorded: Recorded,
    *,
    done: Message,
    amount_dong: int,
) -> Response[bytes]:
    """Go to `path` and say `done`; or, when a cap is passed, what that will mean."""
    if recorded.warning is None:
        return redirect(request, path, flash=done)
    warning = _(
        "Đã ghi %(amount)s đồng. Lưu ý: người này đang vượt mức trần của %(article)s. "
        "Khi đủ số thành viên chính thức mà luật đòi đã cam kết, phần vượt không góp vào được.",
        amount=grouped(amount_dong),
        article=cited(recorded.warning.article or ""),
    )
    return redirect(request, path, flash=warning, kind="warning")
