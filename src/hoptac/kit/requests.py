"""The request as the app reads it: a posted form within limits, kept by nobody, whatever letters it was sent in."""

from typing import Any
from urllib.parse import parse_qsl

from litestar import Request
from litestar.datastructures import FormMultiDict, UploadFile
from litestar.enums import RequestEncodingType
from litestar.exceptions import ClientException, PermissionDeniedException

TOKEN_FIELD = "_csrf_token"  # noqa: S105 - the name of a field
MOST_FIELDS = 20_000
_KEPT = "hoptac_form"


class PostedRequest(Request[Any, Any, Any]):
    """Reads forms instead of the framework, which keeps the last 1,024 of them in memory, passwords and all."""

    async def form(self) -> FormMultiDict:
        """The posted fields; bytes that are no UTF-8 become �. Raises HTTP errors for what is no form."""
        if _KEPT not in self.scope:
            self.scope[_KEPT] = _checked(await self._read())  # type: ignore[literal-required]
        return self.scope[_KEPT]  # type: ignore[literal-required]

    async def _read(self) -> FormMultiDict:
        kind, _options = self.content_type
        try:
            if kind == RequestEncodingType.URL_ENCODED:
                text = (await self.body()).decode("latin-1")
                return FormMultiDict(parse_qsl(text, keep_blank_values=True, max_num_fields=MOST_FIELDS))
            return await super().form()
        except (ValueError, LookupError) as error:  # too many fields; other letters than UTF-8; a charset nobody knows
            raise ClientException("unreadable form") from error


def _checked(form: FormMultiDict) -> FormMultiDict:
    """The token must be what the framework takes it for, it compares plain text alone; and PostgreSQL takes no zero
    bytes, which nobody types."""
    token = form.get(TOKEN_FIELD)
    if isinstance(token, UploadFile) or (token is not None and not str(token).isascii()):
        raise PermissionDeniedException("no token")
    for _name, value in form.multi_items():
        if isinstance(value, UploadFile):
            value.filename = _without_zeros(value.filename)
    return FormMultiDict(
        [
            (_without_zeros(name), _without_zeros(value) if isinstance(value, str) else value)
            for name, value in form.multi_items()
        ]
    )


def _without_zeros(text: str) -> str:
    return text.replace("\0", "")
