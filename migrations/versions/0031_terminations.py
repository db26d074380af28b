"""Terminations of memberships, pledges that are owed no more, heirs, and certificates withdrawn with the membership."""

from migrations.support import protect_tenant_table, run_script

revision = "0031_terminations"
down_revision = "0030_applications"

TABLES = """
CREATE TABLE membership_terminations (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    membership_id UUID NOT NULL,
    reason TEXT NOT NULL,
    circumstance TEXT NOT NULL,
    requested_on DATE,
    grounds TEXT NOT NULL,
    notified_on DATE,
    answered_on DATE,
    answer TEXT NOT NULL,
    left_on DATE NOT NULL,
    decision_id UUID NOT NULL,
    receiver TEXT NOT NULL,
    bank_account TEXT NOT NULL,
    refund_due_on DATE,
    capital_dong BIGINT NOT NULL,
    cancelled_pledge_dong BIGINT NOT NULL,
    owed_dong BIGINT NOT NULL,
    owing_dong BIGINT NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    request_key UUID NOT NULL,
    CONSTRAINT pk_membership_terminations PRIMARY KEY (org_id, id),
    CONSTRAINT fk_membership_terminations_org_id_membership_id FOREIGN KEY (org_id, membership_id)
        REFERENCES memberships (org_id, id),
    CONSTRAINT fk_membership_terminations_org_id_party_id FOREIGN KEY (org_id, party_id)
        REFERENCES members (org_id, party_id),
    CONSTRAINT fk_membership_terminations_org_id_decision_id FOREIGN KEY (org_id, decision_id)
        REFERENCES decisions (org_id, id),
    CONSTRAINT uq_membership_terminations_org_id_membership_id UNIQUE (org_id, membership_id),
    CONSTRAINT uq_membership_terminations_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_membership_terminations_reason_is_known CHECK (reason IN ('death_or_incapacity',
        'organisation_ceased', 'cooperative_ceased', 'resignation', 'expulsion', 'inactivity', 'contribution_default',
        'fee_default')),
    CONSTRAINT ck_membership_terminations_circumstance_of_persons CHECK (
        circumstance = '' AND reason <> 'death_or_incapacity'
        OR circumstance IN ('death', 'missing', 'restricted') AND reason = 'death_or_incapacity'
    ),
    CONSTRAINT ck_membership_terminations_capital_not_below_zero CHECK (
        capital_dong >= 0 AND cancelled_pledge_dong >= 0
    ),
    CONSTRAINT ck_membership_terminations_debts_not_below_zero CHECK (owed_dong >= 0 AND owing_dong >= 0)
);
CREATE INDEX ix_membership_terminations_party_id ON membership_terminations (org_id, party_id, left_on);
CREATE TABLE pledge_cancellations (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    party_id UUID NOT NULL,
    termination_id UUID NOT NULL,
    amount_dong BIGINT NOT NULL,
    cancelled_on DATE NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_pledge_cancellations PRIMARY KEY (org_id, id),
    CONSTRAINT fk_pledge_cancellations_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT fk_pledge_cancellations_org_id_termination_id FOREIGN KEY (org_id, termination_id)
        REFERENCES membership_terminations (org_id, id),
    CONSTRAINT ck_pledge_cancellations_amount_positive CHECK (amount_dong > 0)
);
CREATE INDEX ix_pledge_cancellations_party_id ON pledge_cancellations (org_id, party_id);
CREATE TABLE termination_heirs (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    termination_id UUID NOT NULL,
    position SMALLINT NOT NULL,
    name TEXT NOT NULL,
    relation TEXT NOT NULL,
    share_numerator BIGINT NOT NULL,
    share_denominator BIGINT NOT NULL,
    amount_dong BIGINT NOT NULL,
    basis TEXT NOT NULL,
    refund_id UUID,
    taken_by UUID,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    settled_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_termination_heirs PRIMARY KEY (org_id, id),
    CONSTRAINT fk_termination_heirs_org_id_termination_id FOREIGN KEY (org_id, termination_id)
        REFERENCES membership_terminations (org_id, id),
    CONSTRAINT fk_termination_heirs_org_id_refund_id FOREIGN KEY (org_id, refund_id) REFERENCES refunds (org_id, id),
    CONSTRAINT fk_termination_heirs_org_id_taken_by FOREIGN KEY (org_id, taken_by)
        REFERENCES members (org_id, party_id),
    CONSTRAINT uq_termination_heirs_position UNIQUE (org_id, termination_id, position),
    CONSTRAINT ck_termination_heirs_has_a_name_and_a_basis CHECK (name <> '' AND basis <> ''),
    CONSTRAINT ck_termination_heirs_share_is_a_part CHECK (
        share_numerator > 0 AND share_numerator <= share_denominator
    ),
    CONSTRAINT ck_termination_heirs_amount_not_below_zero CHECK (amount_dong >= 0),
    CONSTRAINT ck_termination_heirs_settling_is_whole CHECK (num_nulls(refund_id, settled_at) IN (0, 2)),
    CONSTRAINT ck_termination_heirs_taken_by_a_deed CHECK (taken_by IS NULL OR refund_id IS NOT NULL)
);
CREATE INDEX ix_members_left_on ON members (org_id, left_on, party_id) WHERE left_on IS NOT NULL;
ALTER TABLE certificate_endings ADD COLUMN termination_id UUID;
ALTER TABLE certificate_endings ADD CONSTRAINT fk_certificate_endings_org_id_termination_id
    FOREIGN KEY (org_id, termination_id) REFERENCES membership_terminations (org_id, id);
ALTER TABLE certificate_endings DROP CONSTRAINT ck_certificate_endings_by_deed_or_decision;
ALTER TABLE certificate_endings ADD CONSTRAINT ck_certificate_endings_by_deed_or_decision
    CHECK (CASE num_nonnulls(refund_id, retraction_id, termination_id)
        WHEN 1 THEN reason = CASE WHEN termination_id IS NULL THEN 'capital_reduced' ELSE 'membership_ended' END
        WHEN 0 THEN reason <> 'capital_reduced' AND basis <> '' ELSE false END);
ALTER TABLE refunds DROP CONSTRAINT ck_refunds_reason_is_known;
ALTER TABLE refunds ADD CONSTRAINT ck_refunds_reason_is_known
    CHECK (reason IN ('membership_ended', 'above_maximum', 'transfer', 'inheritance'));
"""


def upgrade() -> None:
    """Who has left before this stands in the register with a day and no record of it."""
    run_script(TABLES)
    protect_tenant_table("membership_terminations", "SELECT, INSERT")
    protect_tenant_table("pledge_cancellations", "SELECT, INSERT")
    protect_tenant_table("termination_heirs", "SELECT, INSERT, UPDATE")
