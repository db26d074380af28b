"""The page of tasks, and seeing one."""

from datetime import date
from typing import Any, NamedTuple

from litestar import Controller, Request, Response, get, post

from hoptac.identity.doors import Viewer, organization_of, tenant, viewer_of
from hoptac.identity.frame import Bell
from hoptac.identity.permissions import Permission
from hoptac.kit.articles import cited
from hoptac.kit.calendar import format_date, now, today
from hoptac.kit.forms import FormReader, read_form
from hoptac.kit.language import Message, _
from hoptac.kit.pages import dom_id, page, redirect
from hoptac.tasks.actions import see_task
from hoptac.tasks.counting import keep_counts
from hoptac.tasks.forms import read_seen
from hoptac.tasks.queries.registers import list_seen
from hoptac.tasks.reading import read_tasks
from hoptac.tasks.rules import Task, grouped_by_state
from hoptac.tasks.rules.task import counts, told_to


class ShownTask(NamedTuple):
    """One card. `days` are those that are left, negative when late; `href` is empty where the seat may not do it."""

    element: str
    key: str
    state: str
    title: Message
    advice: Message
    article: Message | None
    due_on: str
    days: int | None
    is_pressing: bool
    href: str
    button: Message
    is_told: bool


def _shown(base: str, task: Task, viewer: Viewer, told: set[str], day: date) -> ShownTask:
    state = task.state(day)
    return ShownTask(
        dom_id("task", task.key.replace(":", "-")),
        task.key,
        state,
        task.title,
        task.advice,
        cited(task.article) if task.article else None,
        format_date(task.due_on) if task.due_on else "",
        (task.due_on - day).days if task.due_on else None,
        task.is_pressing,
        f"{base}/{task.path}" if viewer.may(task.opens) else "",
        task.button,
        state != "later" and task.key in told,
    )


class TasksController(Controller):
    """What the law asks of the organization now, soon and later."""

    path = "/{org:str}/tasks"

    @get("/", permission=Permission.READ_TASKS)
    async def index(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """Everything, the most urgent first; what it finds is at once what the bell shows."""
        org, viewer, day = organization_of(request), viewer_of(request), today()
        may = frozenset(permission for permission in Permission if viewer.may(permission))
        async with tenant(request) as session:
            tasks = await read_tasks(session, org.id, day)
            seen = await list_seen(session, org.id, viewer.person_id)
            found = counts(tasks, may, seen, day)
            if found != (viewer.overdue, viewer.soon):
                await keep_counts(session, org.id, viewer.person_id, found, now())
        told = {task.key for task in told_to(tasks, may) if seen.get(task.key) != task.state(day)}
        base = f"/{org.slug}"
        groups = [
            (state, [_shown(base, task, viewer, told, day) for task in some])
            for state, some in grouped_by_state(tasks, day)
        ]
        return page(
            request, "tasks/index.html", path=f"{base}/tasks", groups=groups, count=len(tasks),
            bell=Bell(f"{base}/tasks", *found),
        )  # fmt: skip

    @post("/seen", permission=Permission.READ_TASKS)
    async def see(self, request: Request[Any, Any, Any]) -> Response[bytes]:
        """The person does not want to be told of a task again until its state changes."""
        org = organization_of(request)
        key, state = read_seen(FormReader(await read_form(request)))
        async with tenant(request) as session:
            await see_task(
                session, org_id=org.id, person_id=viewer_of(request).person_id, now=now(), key=key, state=state
            )
        return redirect(
            request, f"/{org.slug}/tasks", flash=_("Chuông không báo việc này nữa cho đến khi hạn thay đổi.")
        )
