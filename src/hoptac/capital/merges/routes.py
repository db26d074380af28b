"""The page on which two records of one person are looked at and become one."""

from typing import Any, NamedTuple
from uuid import UUID

from litestar import Controller, Request, Response, Router, get, post
from litestar.params import FromPath

from hoptac.capital.merges.actions import Sides, find_sides, merge_members
from hoptac.capital.merges.rules import FIELDS, check_merge, fillable
from hoptac.identity.doors import organization_of, tenant, viewer_of
from hoptac.identity.permissions import Permission
from hoptac.kit.calendar import now
from hoptac.kit.countries import country_name
from hoptac.kit.errors import NotFound, Refusal, Refusals
from hoptac.kit.forms import FormReader, errors_of, read_form
from hoptac.kit.language import Language, _, translate
from hoptac.kit.pages import language_of, page, redirect
from hoptac.members.actions import form_of
from hoptac.members.forms import MemberForm
from hoptac.members.imports.differences import FIELD_NAMES, shown
from hoptac.members.rules import GENDER_NAMES
from hoptac.parties.identity_numbers import masked

NAMES = {**FIELD_NAMES, "note": _("Ghi chú")}
_TAKE = "take-"


class ShownField(NamedTuple):
    """One field of the two records; `is_other`: they say different things, so one is to be chosen."""

    name: str
    label: str
    kept: str
    merged: str
    is_other: bool
    is_taken: bool


class MergesController(Controller):
    """`member_id` is the record that stays, `other_id` the one that is taken up by it."""

    path = "/{org:str}/members/{member_id:uuid}/merging/{other_id:uuid}"

    @get("/", permission=Permission.MERGE_MEMBERS)
    async def new(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], other_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Both records side by side, what will pass, and the button."""
        return await _form(request, member_id, other_id, None, {})

    @post("/", permission=Permission.MERGE_MEMBERS)
    async def create(
        self, request: Request[Any, Any, Any], member_id: FromPath[UUID], other_id: FromPath[UUID]
    ) -> Response[bytes]:
        """Merge them."""
        org, reader = organization_of(request), FormReader(await read_form(request))
        taken = {field for field in FIELDS if reader.values.get(_TAKE + field) == "merged"}
        try:
            async with tenant(request) as session:
                merged = await merge_members(
                    session, org_id=org.id, actor_id=viewer_of(request).person_id, now=now(), kept_id=member_id,
                    merged_id=other_id, taken=taken, seen=reader.values.get("seen", ""),
                )  # fmt: skip
        except NotFound:
            raise
        except (Refusal, Refusals) as refused:
            return await _form(request, member_id, other_id, taken, errors_of(refused, language_of(request)))
        path = f"/{org.slug}/members/{member_id}"
        if merged.is_above:
            said = _("Đã gộp hai hồ sơ. Lưu ý: phần vốn góp nay vượt mức tối đa của một thành viên (Điều 74.1).")
            return redirect(request, path, flash=said, kind="warning")
        return redirect(request, path, flash=_("Đã gộp hai hồ sơ."))


async def _form(
    request: Request[Any, Any, Any], kept_id: UUID, merged_id: UUID, taken: set[str] | None, errors: dict[str, str]
) -> Response[bytes]:
    org, language = organization_of(request), language_of(request)
    async with tenant(request) as session:
        sides = await find_sides(session, org.id, kept_id, merged_id)
    kept, merged = form_of(sides.kept), form_of(sides.merged)
    if taken is None:
        taken = fillable(kept, merged)
    path = f"/{org.slug}/members"
    return page(
        request, "members/merges/new.html", status=422 if errors else 200, path=path, kept=sides.kept,
        merged=sides.merged, fields=[_shown(field, kept, merged, taken, language) for field in FIELDS], errors=errors,
        refused=_refused(sides, language), paid_dong=sides.merged_standing.paid_dong,
        rest_dong=sides.merged_standing.rest_dong, seen=sides.seen,
        balances=[(account, abs(dong), dong > 0) for account, dong in sides.balances if account != "4111"],
    )  # fmt: skip


def _refused(sides: Sides, language: Language) -> str | None:
    """What stands in the way before anything is pressed."""
    try:
        check_merge(sides.kept.id, sides.merged.id, sides.kept_standing, sides.merged_standing)
    except Refusal as refused:
        return refused.sentence(language)
    return None


def _shown(field: str, kept: MemberForm, merged: MemberForm, taken: set[str], language: Language) -> ShownField:
    one, other = _value(field, kept), _value(field, merged)
    words = (_words(field, one, language), _words(field, other, language))
    is_other = other not in (None, "") and one != other
    return ShownField(_TAKE + field, translate(NAMES[field], language), *words, is_other, field in taken)


def _value(field: str, form: MemberForm) -> Any:
    return form.born_on or form.born_year if field == "born" else getattr(form, field)


def _words(field: str, value: Any, language: Language) -> str:
    if not value:
        return ""
    if field == "gender":
        return translate(GENDER_NAMES[value], language)
    if field == "nationality":
        return country_name(value, language)
    return masked(value) if field == "identity_number" else shown(value)


router = Router(path="", route_handlers=[MergesController])
