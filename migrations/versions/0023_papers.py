"""Papers: documents on vouchers, marks on them, e-invoices received, and how long the law has them kept."""

from alembic import op
from migrations.support import protect_tenant_table, run_script

revision = "0023_papers"
down_revision = "0022_openings"

TABLES = """
CREATE TABLE received_invoices (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    file_id UUID NOT NULL,
    name TEXT NOT NULL,
    seller_tax_code TEXT COLLATE "C" NOT NULL,
    series TEXT COLLATE "C" NOT NULL,
    number TEXT COLLATE "C" NOT NULL,
    issued_on DATE NOT NULL,
    seller_name TEXT NOT NULL,
    buyer_tax_code TEXT NOT NULL,
    net_dong BIGINT NOT NULL,
    vat_dong BIGINT NOT NULL,
    total_dong BIGINT NOT NULL,
    contents BYTEA NOT NULL,
    received_by UUID NOT NULL,
    received_at TIMESTAMP WITH TIME ZONE NOT NULL,
    set_aside_by UUID,
    set_aside_at TIMESTAMP WITH TIME ZONE,
    set_aside_reason TEXT,
    CONSTRAINT pk_received_invoices PRIMARY KEY (org_id, id),
    CONSTRAINT uq_received_invoices_known_by UNIQUE (org_id, seller_tax_code, series, number),
    CONSTRAINT ck_received_invoices_is_known_by_something CHECK (seller_tax_code <> '' AND number <> ''),
    CONSTRAINT ck_received_invoices_setting_aside_is_whole CHECK (
        num_nonnulls(set_aside_by, set_aside_at, set_aside_reason) IN (0, 3)
    ),
    CONSTRAINT fk_received_invoices_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_received_invoices_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id)
);
CREATE INDEX ix_received_invoices_issued_on ON received_invoices (org_id, issued_on, id);
CREATE TABLE voucher_documents (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    voucher_id UUID,
    entry_id UUID,
    file_id UUID NOT NULL,
    invoice_id UUID,
    name TEXT NOT NULL,
    kind TEXT NOT NULL,
    attached_by UUID NOT NULL,
    attached_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_voucher_documents PRIMARY KEY (org_id, id),
    CONSTRAINT ck_voucher_documents_lies_in_one_place CHECK (num_nonnulls(voucher_id, entry_id) = 1),
    CONSTRAINT ck_voucher_documents_kind_is_known CHECK (kind IN ('jpeg', 'png', 'webp', 'pdf', 'xml')),
    CONSTRAINT ck_voucher_documents_xml_is_an_invoice CHECK ((kind = 'xml') = (invoice_id IS NOT NULL)),
    CONSTRAINT fk_voucher_documents_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_voucher_documents_org_id_voucher_id FOREIGN KEY (org_id, voucher_id)
        REFERENCES vouchers (org_id, id),
    CONSTRAINT fk_voucher_documents_org_id_entry_id FOREIGN KEY (org_id, entry_id) REFERENCES entries (org_id, id),
    CONSTRAINT fk_voucher_documents_org_id_invoice_id FOREIGN KEY (org_id, invoice_id)
        REFERENCES received_invoices (org_id, id),
    CONSTRAINT fk_voucher_documents_org_id_file_id FOREIGN KEY (org_id, file_id) REFERENCES stored_files (org_id, id)
);
CREATE UNIQUE INDEX uq_voucher_documents_voucher ON voucher_documents (org_id, voucher_id, file_id)
    WHERE voucher_id IS NOT NULL;
CREATE UNIQUE INDEX uq_voucher_documents_entry ON voucher_documents (org_id, entry_id, file_id)
    WHERE entry_id IS NOT NULL;
CREATE INDEX ix_voucher_documents_file_id ON voucher_documents (org_id, file_id);
CREATE INDEX ix_voucher_documents_invoice_id ON voucher_documents (org_id, invoice_id) WHERE invoice_id IS NOT NULL;
CREATE TABLE document_marks (
    org_id UUID NOT NULL,
    document_id UUID NOT NULL,
    kind TEXT NOT NULL,
    reason TEXT NOT NULL,
    marked_by UUID NOT NULL,
    marked_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_document_marks PRIMARY KEY (org_id, document_id, kind),
    CONSTRAINT ck_document_marks_kind_is_known CHECK (kind IN ('mistaken', 'permanent')),
    CONSTRAINT ck_document_marks_has_its_reason CHECK (reason <> ''),
    CONSTRAINT fk_document_marks_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_document_marks_org_id_document_id FOREIGN KEY (org_id, document_id)
        REFERENCES voucher_documents (org_id, id)
);
"""
RIGHTS = {
    # What an invoice says is never changed; that it was set aside is.
    "received_invoices": "SELECT, INSERT, UPDATE (set_aside_by, set_aside_at, set_aside_reason)",
    # Which ones may be taken away is the trigger's to say.
    "voucher_documents": "SELECT, INSERT, DELETE",
    "document_marks": "SELECT, INSERT",
}
PARAMETERS = """
INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) VALUES
    ('retention.used_in_books', '2017-01-01', 10, 'years', 'Điều 13 Nghị định 174/2016/NĐ-CP', 'confirmed'),
    ('retention.other_documents', '2017-01-01', 5, 'years', 'Điều 12 Nghị định 174/2016/NĐ-CP', 'confirmed')
ON CONFLICT (key, valid_from) DO NOTHING;
"""

# The lock on the voucher waits for whoever is just posting it: what lay on it then lies on it for good.
KEEP_WITH_POSTED = """
CREATE FUNCTION keep_documents_of_posted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM FROM vouchers WHERE org_id = OLD.org_id AND id = OLD.voucher_id AND state = 'draft' FOR SHARE;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'document % lies on something that is no draft: it is kept (Decree 174/2016, Art. 13)', OLD.id
            USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN OLD;
END $$
"""


def upgrade() -> None:
    """Create the tables, close them, and have the database keep what lies on posted vouchers, files included."""
    run_script(TABLES)
    run_script(PARAMETERS)
    for table, rights in RIGHTS.items():
        protect_tenant_table(table, rights)
    # A file that nothing refers to any more may go; the foreign keys keep the others, bytes are never changed.
    op.execute("GRANT DELETE ON stored_files TO hoptac_app")
    op.execute(KEEP_WITH_POSTED)
    op.execute(
        "CREATE TRIGGER voucher_documents_kept BEFORE DELETE ON voucher_documents "
        "FOR EACH ROW EXECUTE FUNCTION keep_documents_of_posted()"
    )
    final = "EXECUTE FUNCTION refuse_change_of_posted()"
    for table, deeds in (
        ("voucher_documents", "UPDATE"),
        ("document_marks", "UPDATE OR DELETE"),
        ("stored_files", "UPDATE"),
    ):
        op.execute(f"CREATE TRIGGER {table}_final BEFORE {deeds} ON {table} FOR EACH ROW {final}")
    for table in ("voucher_documents", "document_marks", "stored_files"):
        op.execute(f"CREATE TRIGGER {table}_whole BEFORE TRUNCATE ON {table} FOR EACH STATEMENT {final}")
