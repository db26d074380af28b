"""Business events: a person tells what happened, and the entry is proposed with its reason; the accountant may change it.

Legal basis: TT 71/2024/TT-BTC, appendix I (how each event is booked); Law 17/2023/QH15, Art. 4.1–4.2, 91.2 (internal
transactions). `data/posting_rules_tt71.csv` is the list of rules with the place each is read from; `table` says the same
in a form that can be filled in, and a test holds the two together row by row. An event ends as drafts of vouchers, so
that approving, posting, printing and adjusting go the one way of vouchers.

No table of its own: the vouchers remember the event, and what the organization switched off is one of its dated terms.
"""
