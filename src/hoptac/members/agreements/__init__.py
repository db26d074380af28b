"""Written agreements with members (form 03-BH): what makes a supply to an official member an internal transaction.

Legal basis: Law 17/2023/QH15 Art. 4.1–4.2 and 9.4; TT 71/2024/TT-BTC, account 512 and form 03-BH.

Table: member_agreements.
"""
