"""Who holds which office, what was done of the duties that no register shows, and the law's numbers behind both."""

from alembic import op
from migrations.support import open_to_app, protect_tenant_table, run_script

revision = "0033_offices"
down_revision = "0032_disclosures"

TABLES = """
CREATE TABLE office_terms (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    office TEXT NOT NULL,
    party_id UUID,
    name TEXT NOT NULL,
    elected_on DATE NOT NULL,
    term_until DATE,
    basis TEXT NOT NULL,
    request_key UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    ended_on DATE,
    ending_reason TEXT,
    ended_by UUID,
    ended_at TIMESTAMP WITH TIME ZONE,
    CONSTRAINT pk_office_terms PRIMARY KEY (org_id, id),
    CONSTRAINT fk_office_terms_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT fk_office_terms_org_id_party_id FOREIGN KEY (org_id, party_id) REFERENCES parties (org_id, id),
    CONSTRAINT uq_office_terms_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_office_terms_office_is_known CHECK (office IN ('chair', 'board_member', 'director',
        'supervisory_head', 'supervisor', 'chief_accountant', 'treasurer')),
    CONSTRAINT ck_office_terms_has_a_name CHECK (name <> ''),
    CONSTRAINT ck_office_terms_has_a_basis CHECK (basis <> ''),
    CONSTRAINT ck_office_terms_term_after_election CHECK (term_until > elected_on),
    CONSTRAINT ck_office_terms_ending_is_whole
        CHECK (num_nulls(ended_on, ending_reason, ended_by, ended_at) IN (0, 4)),
    CONSTRAINT ck_office_terms_ends_after_election CHECK (ended_on >= elected_on)
);
CREATE INDEX ix_office_terms_party_id ON office_terms (org_id, party_id);
CREATE TABLE duty_records (
    org_id UUID NOT NULL,
    id UUID NOT NULL,
    duty TEXT NOT NULL,
    period TEXT NOT NULL,
    done_on DATE NOT NULL,
    number TEXT NOT NULL,
    note TEXT NOT NULL,
    amount_dong BIGINT,
    request_key UUID NOT NULL,
    recorded_by UUID NOT NULL,
    recorded_at TIMESTAMP WITH TIME ZONE NOT NULL,
    withdrawn_by UUID,
    withdrawn_at TIMESTAMP WITH TIME ZONE,
    withdrawal_reason TEXT,
    CONSTRAINT pk_duty_records PRIMARY KEY (org_id, id),
    CONSTRAINT fk_duty_records_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT uq_duty_records_org_id_request_key UNIQUE (org_id, request_key),
    CONSTRAINT ck_duty_records_duty_is_known
        CHECK (duty IN ('general_meeting', 'state_report', 'capital_registration')),
    CONSTRAINT ck_duty_records_amount_of_capital CHECK ((duty = 'capital_registration') = (amount_dong IS NOT NULL)),
    CONSTRAINT ck_duty_records_amount_positive CHECK (amount_dong > 0),
    CONSTRAINT ck_duty_records_withdrawal_is_whole
        CHECK (num_nulls(withdrawn_by, withdrawn_at, withdrawal_reason) IN (0, 3))
);
CREATE TABLE seen_tasks (
    org_id UUID NOT NULL,
    person_id UUID NOT NULL,
    key TEXT COLLATE "C" NOT NULL,
    state TEXT NOT NULL,
    seen_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_seen_tasks PRIMARY KEY (org_id, person_id, key),
    CONSTRAINT fk_seen_tasks_org_id FOREIGN KEY (org_id) REFERENCES organizations (id),
    CONSTRAINT ck_seen_tasks_state_is_known CHECK (state IN ('overdue', 'soon', 'later'))
);
CREATE TABLE notice_counts (
    org_id UUID NOT NULL,
    person_id UUID NOT NULL,
    overdue BIGINT NOT NULL,
    soon BIGINT NOT NULL,
    counted_at TIMESTAMP WITH TIME ZONE NOT NULL,
    CONSTRAINT pk_notice_counts PRIMARY KEY (org_id, person_id)
);
CREATE INDEX ix_web_sessions_seen_at ON web_sessions (seen_at);
"""
LAW = "Luật 17/2023/QH15"
REPORTS = "Thông tư 09/2024/TT-BKHĐT"
NUMBERS = (
    ("capital.reregister_after_deadline", 30, "days", f"Điều 74.7 {LAW}"),
    ("capital.register_change_from_percent", 5, "percent_of_charter_capital", f"Điều 47.1 {LAW}"),
    ("capital.register_change_from_amount", 1_000_000_000, "dong", f"Điều 47.1 {LAW}"),
    ("registration.register_change", 10, "days", f"Điều 47.1 {LAW}"),
    ("general_meeting.annual_after_year_end", 4, "months", f"Điều 59.1 {LAW}"),
    ("general_meeting.reduced_model_every", 3, "months", f"Điều 57.1 {LAW}"),
    ("governance.term_of_office_supervisor_alone", 5, "years", f"Điều 72.2 {LAW}"),
    ("governance.term_of_office_director_reduced", 5, "years", f"Điều 71.2 {LAW}"),
    # As in 0026: whichever of the two comes first writes them.
    ("governance.board_size_least", 3, "members", f"Điều 65.1 {LAW}"),
    ("governance.board_size_most", 15, "members", f"Điều 65.1 {LAW}"),
    ("governance.supervisory_board_size_least", 1, "members", f"Điều 69.1 {LAW}"),
    ("governance.supervisory_board_size_most", 7, "members", f"Điều 69.1 {LAW}"),
    ("governance.term_of_office_board", 5, "years", f"Điều 65.2 {LAW}"),
    ("governance.term_of_office_director", 5, "years", f"Điều 68.2 {LAW}"),
    ("governance.term_of_office_supervisors", 5, "years", f"Điều 69.1 {LAW}"),
    ("membership.cooperative_group_members", 2, "members", f"Điều 4.21 {LAW}"),
    ("alerts.below_minimum_members", 12, "months", f"Điều 103.1.d {LAW}"),
    ("alerts.foreign_quota_exceeded", 6, "months", f"Điều 103.1.d {LAW}"),
    ("alerts.contribution_above_maximum", 12, "months", f"Điều 103.1.đ {LAW}"),
    ("alerts.annual_meeting_missing", 18, "months", f"Điều 103.1.e {LAW}"),
    ("alerts.compliance_report_missing", 12, "months", f"Điều 103.1.c {LAW}"),
    ("alerts.inactive_unreported", 12, "months", f"Điều 103.1.b {LAW}"),
    # Month and day as one number: 1215 is 15 December.
    ("state_report.due", 1215, "month_day", f"Điều 6.1 {REPORTS}"),
)
RIGHTS = {
    "office_terms": "SELECT, INSERT, UPDATE (ended_on, ending_reason, ended_by, ended_at)",
    "duty_records": "SELECT, INSERT, UPDATE (withdrawn_by, withdrawn_at, withdrawal_reason)",
    "seen_tasks": "SELECT, INSERT, UPDATE",
}


def upgrade() -> None:
    """A term is written once and may end; a record is written once and may be withdrawn."""
    run_script(TABLES)
    for key, value, unit, basis in NUMBERS:
        op.execute(
            "INSERT INTO legal_parameters (key, valid_from, value, unit, basis, confidence) "  # noqa: S608 - our own words
            f"VALUES ('{key}', '2024-07-01', {value}, '{unit}', '{basis}', 'confirmed') "
            "ON CONFLICT (key, valid_from) DO NOTHING"
        )
    for table, rights in RIGHTS.items():
        protect_tenant_table(table, rights)
    open_to_app("notice_counts")
