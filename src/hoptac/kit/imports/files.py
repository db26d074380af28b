"""Lists as they are sent: read from a form within the limit."""

from hoptac.kit.forms import FieldMissing, FormReader
from hoptac.kit.language import _
from hoptac.kit.sheets import WorkbookTooLarge
from hoptac.kit.sheets.limits import LARGEST_BYTES

LARGEST_FORM_BYTES = LARGEST_BYTES + 1_048_576
"""Of a form with a file in it."""


async def read_upload(reader: FormReader, field: str = "file") -> tuple[str, bytes]:
    """Name and bytes of the file in a form. Raises FieldMissing, WorkbookTooLarge."""
    upload = reader.files.get(field)
    if upload is None or not upload.filename:
        raise FieldMissing(field, _("tệp danh sách"))
    content = await upload.read(LARGEST_BYTES + 1)
    if len(content) > LARGEST_BYTES:
        raise WorkbookTooLarge
    return upload.filename, content
