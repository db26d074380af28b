"""The pages of the registers, one module per resource."""

from litestar import Router

from hoptac.registers.routes.contributions import ContributionRegisterController
from hoptac.registers.routes.members import MemberRegisterController
from hoptac.registers.routes.movement import CapitalMovementController, MemberMovementController
from hoptac.registers.routes.prints import PrintsController

router = Router(
    path="",
    route_handlers=[
        MemberRegisterController,
        ContributionRegisterController,
        MemberMovementController,
        CapitalMovementController,
        PrintsController,
    ],
)
