"""The composition root: lists every feature's router and its long work, nothing else."""

from hoptac.accounting.routes import router as accounting_router
from hoptac.alliance.jobs import JOBS as ALLIANCE_JOBS
from hoptac.alliance.routes import router as alliance_router
from hoptac.bank.routes import router as bank_router
from hoptac.capital.import_routes import router as import_router
from hoptac.capital.jobs import JOBS as CAPITAL_JOBS
from hoptac.capital.routes import router as capital_router
from hoptac.closing.jobs import JOBS as CLOSING_JOBS
from hoptac.closing.routes import router as closing_router
from hoptac.handbook.routes import router as handbook_router
from hoptac.identity.routes import router as identity_router
from hoptac.inbox.routes import router as inbox_router
from hoptac.inventory.routes import router as inventory_router
from hoptac.members.agreements.routes import router as agreements_router
from hoptac.members.routes import router as members_router
from hoptac.opening.jobs import JOBS as OPENING_JOBS
from hoptac.opening.routes import router as opening_router
from hoptac.personal_data.routes import router as personal_data_router
from hoptac.services.routes import router as services_router
from hoptac.statements.routes import router as statements_router
from hoptac.vouchers.routes import router as vouchers_router

ROUTERS = (
    identity_router,
    members_router,
    agreements_router,
    import_router,
    capital_router,
    inventory_router,
    services_router,
    vouchers_router,
    bank_router,
    personal_data_router,
    accounting_router,
    opening_router,
    statements_router,
    closing_router,
    alliance_router,
    inbox_router,
    handbook_router,
)
JOBS = {**CAPITAL_JOBS, **OPENING_JOBS, **CLOSING_JOBS, **ALLIANCE_JOBS}
