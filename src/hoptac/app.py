"""The composition root: lists every feature's router and its long work, nothing else."""

from hoptac.alliance.routes import router as alliance_router
from hoptac.bank.routes import router as bank_router
from hoptac.capital.import_routes import router as import_router
from hoptac.capital.jobs import JOBS as CAPITAL_JOBS
from hoptac.capital.routes import router as capital_router
from hoptac.handbook.routes import router as handbook_router
from hoptac.identity.routes import router as identity_router
from hoptac.members.routes import router as members_router
from hoptac.vouchers.routes import router as vouchers_router

ROUTERS = (
    identity_router,
    members_router,
    import_router,
    capital_router,
    vouchers_router,
    bank_router,
    alliance_router,
    handbook_router,
)
JOBS = {**CAPITAL_JOBS}
