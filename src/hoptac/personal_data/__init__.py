"""What people may ask of the organization about their data: requests with their days, take-out, erasure in two phases.

Legal basis: Law 91/2025/QH15; Decree 356/2025/NĐ-CP Art. 5. Tables: data_requests, data_request_steps, data_erasures, all
written once. Consents lie in `hoptac.members.consents`, looks in the audit log (`hoptac.parties.people`).
"""
