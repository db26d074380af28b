"""Reading the file that a command names."""

import os
from pathlib import Path

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _
from hoptac.kit.sheets import WorkbookTooLarge
from hoptac.kit.sheets.limits import LARGEST_BYTES


class FileNotThere(Refusal):
    """Nothing under that name."""

    def __init__(self, name: str) -> None:
        super().__init__(_("Không có tệp “%(name)s”. Hãy xem lại tên tệp.", name=name))


class FileIsFolder(Refusal):
    """A folder where a file is asked for."""

    def __init__(self, name: str) -> None:
        super().__init__(_("“%(name)s” là thư mục. Hãy chỉ ra tệp danh sách trong đó.", name=name))


class FileNotReadable(Refusal):
    """A file that may not or cannot be read."""

    def __init__(self, name: str, reason: str) -> None:
        super().__init__(_("Không đọc được tệp “%(name)s”. Máy báo: %(reason)s", name=name, reason=reason))


def read_file(name: str) -> tuple[str, bytes]:
    """The file's own name and its content. Raises FileNotThere, FileIsFolder, FileNotReadable, WorkbookTooLarge."""
    try:
        with Path(name).open("rb") as file:
            content = file.read(LARGEST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise FileNotThere(name) from None
    except IsADirectoryError:
        raise FileIsFolder(name) from None
    except OSError as error:
        raise FileNotReadable(name, error.strerror or str(error)) from None
    if len(content) > LARGEST_BYTES:
        raise WorkbookTooLarge
    return os.path.basename(name), content
