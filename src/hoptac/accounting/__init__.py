"""How an organization keeps its books: what the law and the accounting regime leave to it, each choice from a day on.

Legal basis: Accounting Law 88/2015/QH13 Art. 19 (approval); Law 17/2023/QH15 Art. 85.1 and 91.2 (internal transactions);
TT 71/2024/TT-BTC appendix I (VAT by deduction or not; the key that 642 is closed by).

Table: organization_terms (of `hoptac.organizations.terms`, where lower rooms read it).
"""
