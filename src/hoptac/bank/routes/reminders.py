"""Letters to members who have pledged and not paid."""

from typing import Any

from litestar import Controller, Request, Response, post

from hoptac.capital.actions.prints import REMIND_JOB
from hoptac.capital.refusals import NothingChosen
from hoptac.capital.routes.certifying import printed
from hoptac.identity.doors import organization_of
from hoptac.identity.permissions import Permission
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.pages import redirect


class RemindersController(Controller):
    """A letter a page, all in one file; each letter is recorded."""

    path = "/{org:str}/bank/reminders"

    @post("/", permission=Permission.REQUEST_PAYMENT)
    async def create(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Print letters to those chosen, or to all who are late."""
        reader = FormReader(await read_form(request))
        chosen = None if reader.text("which") == "all" else reader.ticked("party-")
        if chosen == []:
            back = f"/{organization_of(request).slug}/capital/unpaid"
            return redirect(request, back, flash=NothingChosen().message, kind="error")
        parameters: dict[str, Any] = {"party_ids": None if chosen is None else list(map(str, chosen))}
        parameters["q"] = reader.text("q") if chosen is None else ""
        return await printed(request, REMIND_JOB, reader.request_key(), parameters)
