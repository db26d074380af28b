"""Why a paper cannot be kept with a disclosure."""

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _


class OnlyPapersToRead(Refusal):
    """What is disclosed is read by members: a PDF or a picture."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Tệp “%(name)s” không đọc được trên trang. Hãy gửi PDF hoặc ảnh.", name=name), field="file")
