"""Capital members pledge and contribute, its certificates and its return (Law 17/2023/QH15 Arts. 73–78, 90).

A pledge is a promise and stands in no account; a contribution is money or a thing received, booked Nợ 1111/1121 or the
account of the thing / Có 4111 of the member; a refund gives it back. Only what is recorded here moves 4111. A mistake is taken
back by an adjustment and stays on record (docs/decisions/0030). The caps of Art. 74 are judged on the figures after the deed
(0005), imported capital is one opening entry (0006). A thing is valued and handed over first and booked when it is the
cooperative's; certificates live from issue to withdrawal; many papers are printed by a job (docs/decisions/0036). Tables: pledges,
contributions, refunds, retractions, certificates, certificate_endings, pledge_cancellations, contributed_assets, prints, reminders (written once),
holdings, capital_totals and capital_counters (kept from them in the same transaction;
`queries.list_disagreements` proves them).
"""
