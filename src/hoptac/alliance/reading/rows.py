"""What a row of the registry says of an organization, and the verdict on the row."""

from typing import Literal

import msgspec

from hoptac.kit.tables.cells import Reason

Kind = Literal["cooperative", "cooperative_union", "people_credit_fund", "cooperative_group"]
ActivityField = Literal[
    "agriculture", "handicraft", "construction", "trade_services", "transport", "credit", "environment", "other"
]
Status = Literal["accepted", "needs_a_decision", "refused"]
Decision = Literal["import_as_separate_organization", "import_as_read", "leave_out"]


class OrganizationRow(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An organization as understood from one row. Amounts in đồng, area in m²; None = the list does not say.

    `members` of a cooperative group are its members; `under_2012_law`: founded under, or converted to, the law of 2012.
    """

    name: str = ""
    kind: Kind = "cooperative"
    activity_field: ActivityField | None = None
    district: str | None = None
    commune: str | None = None
    address: str | None = None
    founded_year: int | None = None
    registration_code: str | None = None
    representative: str | None = None
    phone: str | None = None
    members: int | None = None
    regular_workers: int | None = None
    charter_capital_dong: int | None = None
    charter_capital_before_dong: int | None = None
    revenue_dong: int | None = None
    profit_dong: int | None = None
    production_area_m2: int | None = None
    effective: bool | None = None
    under_2012_law: bool | None = None
    linked: bool | None = None
    main_product: str | None = None
    model: bool | None = None
    note: str | None = None


class RegistryVerdict(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """The verdict on one row; `row` is the number the spreadsheet shows."""

    sheet: str
    row: int
    status: Status
    organization: OrganizationRow
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Reason, ...] = ()
    decisions: tuple[Decision, ...] = ()
