"""The composition root: lists every feature's router and its long work, nothing else."""

from hoptac.accounting.routes import router as accounting_router
from hoptac.alliance.jobs import JOBS as ALLIANCE_JOBS
from hoptac.alliance.routes import router as alliance_router
from hoptac.bank.jobs import JOBS as BANK_JOBS
from hoptac.bank.routes import router as bank_router
from hoptac.capital.import_routes import router as import_router
from hoptac.capital.jobs import JOBS as CAPITAL_JOBS
from hoptac.capital.merges.routes import router as merges_router
from hoptac.capital.routes import router as capital_router
from hoptac.capital.settlements.routes import router as settlements_router
from hoptac.charter.routes import router as charter_router
from hoptac.closing.jobs import JOBS as CLOSING_JOBS
from hoptac.closing.routes import router as closing_router
from hoptac.disclosures.jobs import JOBS as DISCLOSURE_JOBS
from hoptac.disclosures.routes import router as disclosures_router
from hoptac.handbook.routes import router as handbook_router
from hoptac.identity.routes import router as identity_router
from hoptac.inbox.routes import router as inbox_router
from hoptac.inventory.routes import router as inventory_router
from hoptac.members.agreements.routes import router as agreements_router
from hoptac.members.applications.routes import router as applications_router
from hoptac.members.duplicates.routes import router as duplicates_router
from hoptac.members.imports.jobs import JOBS as MEMBER_JOBS
from hoptac.members.imports.routes import router as differences_router
from hoptac.members.routes import router as members_router
from hoptac.offices.routes import router as offices_router
from hoptac.opening.jobs import JOBS as OPENING_JOBS
from hoptac.opening.routes import router as opening_router
from hoptac.personal_data.routes import router as personal_data_router
from hoptac.portal.routes import router as portal_router
from hoptac.registers.jobs import JOBS as REGISTER_JOBS
from hoptac.registers.routes import router as registers_router
from hoptac.services.routes import router as services_router
from hoptac.statements.routes import router as statements_router
from hoptac.tasks.routes import router as tasks_router
from hoptac.vouchers.routes import router as vouchers_router

ROUTERS = (
    identity_router,
    members_router,
    agreements_router,
    applications_router,
    import_router,
    differences_router,
    duplicates_router,
    capital_router,
    settlements_router,
    merges_router,
    charter_router,
    registers_router,
    inventory_router,
    offices_router,
    services_router,
    vouchers_router,
    bank_router,
    personal_data_router,
    accounting_router,
    opening_router,
    statements_router,
    closing_router,
    disclosures_router,
    alliance_router,
    tasks_router,
    inbox_router,
    portal_router,
    handbook_router,
)
JOBS = {
    **MEMBER_JOBS,
    **CAPITAL_JOBS,
    **REGISTER_JOBS,
    **DISCLOSURE_JOBS,
    **BANK_JOBS,
    **OPENING_JOBS,
    **CLOSING_JOBS,
    **ALLIANCE_JOBS,
}
