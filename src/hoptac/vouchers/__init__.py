"""Vouchers: prepared in a grid, approved where the organization wants a second pair of eyes, posted for good, printed.

Legal basis: Accounting Law 88/2015/QH13 Art. 16 (content), 18 (once per event, numbered), 19 (approval of payments before
they are made), 27 (correction by an adjustment voucher); TT 71/2024/TT-BTC appendix II (forms 01-TT, 02-TT, 01-VT, 02-VT).
A draft may be unfinished; what is posted is an entry of the ledger, which this room never changes.

Table: vouchers.
"""
