"""Capital members pledge and pay in, its certificates and its return (Law 17/2023/QH15 Arts. 73–78, 90).

A pledge is a promise and stands in no account; a contribution is money received, booked Nợ 1111/1121 / Có 4111 of the member.
The caps of Art. 74 are judged on the figures after the deed (docs/decisions/0005), imported capital is one opening entry
(docs/decisions/0006). Tables: pledges, contributions, certificates (written once), holdings, capital_totals and
capital_counters (kept from them in the same transaction; `queries.list_disagreements` proves them).
"""
