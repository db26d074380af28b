"""Items that are bought, made and sold; vouchers by the event they were made from."""

from migrations.support import protect_tenant_table, run_script

revision = "0017_items"
down_revision = "0016_agreements"

SCRIPT = """
CREATE TABLE items (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    code_key TEXT COLLATE "C" NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    kind TEXT NOT NULL,
    sort_key TEXT COLLATE "C" NOT NULL,
    search_key TEXT COLLATE "C" NOT NULL,
    is_retired BOOLEAN DEFAULT false NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_items PRIMARY KEY (org_id, id),
    CONSTRAINT uq_items_org_id_code_key UNIQUE (org_id, code_key),
    CONSTRAINT fk_items_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_items_kind_is_known CHECK (kind IN ('material', 'goods', 'product')),
    CONSTRAINT ck_items_says_what_it_is CHECK (name <> '' AND unit <> '' AND code <> '')
);
CREATE INDEX ix_items_sort_key ON items (org_id, sort_key, id);
CREATE INDEX ix_vouchers_event_id ON vouchers (org_id, event_id) WHERE event_id <> '';
"""


def upgrade() -> None:
    """Create the table and close it; an item is never deleted, the ledger's lines name it."""
    run_script(SCRIPT)
    protect_tenant_table("items", "SELECT, INSERT, UPDATE")
