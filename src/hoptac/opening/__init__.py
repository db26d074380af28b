"""Opening balances: what the organization owned and owed on the day its books here begin, proved before it is posted.

Typed in a grid or brought in from a workbook of any layout; old codes of TT 24/2017/TT-BTC are led to those of TT 71/2024.
The proof: debits equal credits, sub-ledgers equal their control accounts, 4111 by party equals the register of
contributions. What stands in the books of that day already, such as capital brought in with a member list, is not posted
twice. One entry, source "opening", dated the day before the first one.

Legal basis: Accounting Law 88/2015/QH13 Art. 26 (opening the books), 27 (correction); TT 71/2024/TT-BTC appendices I and
III; TT 24/2017/TT-BTC (the chart before). Table: opening_imports.
"""
