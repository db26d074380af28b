"""Items that are bought, made and sold, and how much of each is in store at which value.

Legal basis: TT 71/2024/TT-BTC, accounts 152, 156, 157 (perpetual method; cost by weighted average), forms 01-VT, 02-VT and
06-VT. What is in store is not kept here: it is what the lines of the ledger that name an item add up to, so that the stock
cannot disagree with the books.

Table: items.
"""
