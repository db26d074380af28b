"""What the organization says of itself, kept by those who lead it."""

from typing import Any

import msgspec
from litestar import Controller, Request, Response, get, post

from hoptac.identity.actions.organizations import change_organization
from hoptac.identity.doors import organization_of, shared, viewer_of
from hoptac.identity.forms import read_profile
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.errors import Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import _
from hoptac.kit.pages import language_of, page, redirect
from hoptac.organizations.profile import get_profile


def _settings_page(
    request: Request[Any, Any, Any], values: dict[str, Any], errors: dict[str, str] | None = None
) -> Response[bytes]:
    status = 422 if errors else 200
    return page(request, "identity/settings/edit.html", status=status, values=values, errors=errors or {})


class SettingsController(Controller):
    """The one form of an organization's names, code, address and legal representative."""

    path = "/{org:str}/settings"

    @get("/", permission=Permission.WRITE_PROFILE)
    async def edit(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The form, as it stands."""
        async with shared(request) as session:
            profile = await get_profile(session, organization_of(request).id)
        return _settings_page(request, msgspec.structs.asdict(profile))

    @post("/", permission=Permission.WRITE_PROFILE)
    async def update(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Write what changed; papers made from now on say it."""
        here, reader = organization_of(request), FormReader(await read_form(request))
        try:
            profile = read_profile(reader)
            async with shared(request) as session:
                changed = await change_organization(
                    session, here.id, profile, actor_id=viewer_of(request).person_id, now=now()
                )
        except (Refusal, Refusals) as refused:
            return _settings_page(request, reader.values, errors_of(refused, language_of(request)))
        said = _("Đã ghi thay đổi.") if changed else _("Không có gì thay đổi.")
        return redirect(request, f"/{here.slug}/settings", flash=said)
