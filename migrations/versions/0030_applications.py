"""Applications to join, the online form, changes and corrections of the kind, and who speaks for a household or group."""

from migrations.support import protect_tenant_table, run_script

revision = "0030_applications"
down_revision = "0029_certificates"

TABLES = """
ALTER TABLE parties ADD COLUMN representative_name TEXT;
ALTER TABLE parties ADD COLUMN representative_relation TEXT;
ALTER TABLE parties ADD COLUMN representative_phone TEXT;
CREATE TABLE application_forms (
    org_id UUID NOT NULL,
    is_open BOOLEAN NOT NULL,
    changed_by UUID NOT NULL,
    changed_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_application_forms PRIMARY KEY (org_id),
    CONSTRAINT fk_application_forms_org_id FOREIGN KEY (org_id) REFERENCES organizations (id)
);
CREATE TABLE applications (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    code TEXT NOT NULL,
    source TEXT NOT NULL,
    received_on DATE NOT NULL,
    state TEXT NOT NULL,
    ended_on DATE,
    reason TEXT DEFAULT '' NOT NULL,
    party_kind TEXT NOT NULL,
    name TEXT NOT NULL,
    search_key TEXT COLLATE "C" NOT NULL,
    gender TEXT,
    born_on DATE,
    born_year SMALLINT,
    sealed_identity_number BYTEA,
    identity_number_index BYTEA,
    phone TEXT,
    address TEXT,
    hamlet TEXT,
    nationality TEXT NOT NULL,
    is_foreign_invested BOOLEAN NOT NULL,
    representative_name TEXT,
    representative_relation TEXT,
    representative_phone TEXT,
    kind TEXT NOT NULL,
    pledge_dong BIGINT,
    services TEXT DEFAULT '' NOT NULL,
    note TEXT DEFAULT '' NOT NULL,
    same_party_id UUID,
    is_somebody_else BOOLEAN DEFAULT false NOT NULL,
    consented_at TIMESTAMP WITH TIME ZONE,
    decision_id UUID,
    party_id UUID,
    fee_dong BIGINT,
    request_key UUID NOT NULL,
    recorded_by UUID,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_by UUID,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_applications PRIMARY KEY (org_id, id),
    CONSTRAINT uq_applications_org_id_code UNIQUE (org_id, code),
    CONSTRAINT uq_applications_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT fk_applications_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_applications_org_id_decision_id FOREIGN KEY (org_id, decision_id) REFERENCES decisions (org_id, id),
    CONSTRAINT fk_applications_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_applications_org_id_same_party_id FOREIGN KEY (org_id, same_party_id) REFERENCES parties (org_id, id),
    CONSTRAINT ck_applications_source_is_known CHECK (source IN ('paper', 'online')),
    CONSTRAINT ck_applications_state_is_known CHECK (state IN ('waiting', 'admitted', 'refused', 'withdrawn')),
    CONSTRAINT ck_applications_party_kind_is_known
        CHECK (party_kind IN ('individual', 'household', 'group', 'organization')),
    CONSTRAINT ck_applications_kind_is_known
        CHECK (kind IN ('official', 'associate_contributing', 'associate_noncontributing')),
    CONSTRAINT ck_applications_has_a_name CHECK (name <> ''),
    CONSTRAINT ck_applications_number_has_its_index
        CHECK (num_nonnulls(sealed_identity_number, identity_number_index) IN (0, 2)),
    CONSTRAINT ck_applications_online_ones_agree CHECK (source = 'paper' OR consented_at IS NOT NULL),
    CONSTRAINT ck_applications_paper_ones_are_typed_in CHECK (source = 'online' OR recorded_by IS NOT NULL),
    CONSTRAINT ck_applications_ending_is_whole
        CHECK ((state = 'waiting') = (num_nonnulls(ended_on, ended_by, ended_at) = 0)
            AND num_nonnulls(ended_on, ended_by, ended_at) IN (0, 3)),
    CONSTRAINT ck_applications_decisions_decide CHECK ((decision_id IS NOT NULL) = (state IN ('admitted', 'refused'))),
    CONSTRAINT ck_applications_admitted_are_parties CHECK ((party_id IS NOT NULL) = (state = 'admitted')),
    CONSTRAINT ck_applications_refusals_have_reasons CHECK (state <> 'refused' OR reason <> ''),
    CONSTRAINT ck_applications_ended_after_received CHECK (ended_on >= received_on),
    CONSTRAINT ck_applications_sums_not_below_zero CHECK (pledge_dong > 0 AND fee_dong > 0)
);
CREATE INDEX ix_applications_state ON applications (org_id, state, received_on, id);
CREATE INDEX ix_applications_party_id ON applications (org_id, party_id) WHERE party_id IS NOT NULL;
CREATE TABLE kind_changes (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    kind_before TEXT NOT NULL,
    kind_after TEXT NOT NULL,
    effective_on DATE,
    decision_id UUID,
    reason TEXT NOT NULL,
    services TEXT DEFAULT '' NOT NULL,
    request_key UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_kind_changes PRIMARY KEY (org_id, id),
    CONSTRAINT uq_kind_changes_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT fk_kind_changes_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES members (org_id, party_id),
    CONSTRAINT fk_kind_changes_org_id_decision_id FOREIGN KEY (org_id, decision_id) REFERENCES decisions (org_id, id),
    CONSTRAINT ck_kind_changes_before_is_known
        CHECK (kind_before IN ('official', 'associate_contributing', 'associate_noncontributing')),
    CONSTRAINT ck_kind_changes_after_is_known
        CHECK (kind_after IN ('official', 'associate_contributing', 'associate_noncontributing')),
    CONSTRAINT ck_kind_changes_kinds_differ CHECK (kind_before <> kind_after),
    CONSTRAINT ck_kind_changes_has_a_reason CHECK (reason <> ''),
    CONSTRAINT ck_kind_changes_decided_or_corrected CHECK ((decision_id IS NULL) = (effective_on IS NULL))
);
CREATE INDEX ix_kind_changes_party_id ON kind_changes (org_id, party_id, recorded_at);
"""


def upgrade() -> None:
    """An application is changed while it waits and then stands; a change of kind is written once."""
    run_script(TABLES)
    protect_tenant_table("application_forms", "SELECT, INSERT, UPDATE")
    protect_tenant_table("applications", "SELECT, INSERT, UPDATE")
    protect_tenant_table("kind_changes", "SELECT, INSERT")
