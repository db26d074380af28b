"""The pages of capital, one module per resource."""

from litestar import Router

from hoptac.capital.routes.admissions import AdmissionsController
from hoptac.capital.routes.assets import AssetsController
from hoptac.capital.routes.certificates import CertificateCheckController, CertificatesController
from hoptac.capital.routes.certifying import CertifyingController, PrintsController
from hoptac.capital.routes.contributions import ContributionsController
from hoptac.capital.routes.kind_changes import KindChangesController
from hoptac.capital.routes.pledges import PledgesController
from hoptac.capital.routes.refunds import RefundsController
from hoptac.capital.routes.register import RegisterController
from hoptac.capital.routes.retractions import ContributionRetractionsController, RefundRetractionsController
from hoptac.capital.routes.transfers import TransfersController
from hoptac.capital.routes.unpaid import UnpaidController

router = Router(
    path="",
    route_handlers=[
        RegisterController,
        UnpaidController,
        PledgesController,
        ContributionsController,
        AssetsController,
        ContributionRetractionsController,
        RefundsController,
        RefundRetractionsController,
        TransfersController,
        CertificatesController,
        CertifyingController,
        PrintsController,
        CertificateCheckController,
        AdmissionsController,
        KindChangesController,
    ],
)
