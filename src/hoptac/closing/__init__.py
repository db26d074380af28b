"""Closing months and years, and the nightly proof of the books.

A month is looked through, locked and opened again (who, when, why); a year is closed by the entries that TT 71/2024
prescribes, in their order, and what is corrected afterwards moves the closing by an adjustment.

Legal basis: TT 71/2024/TT-BTC (appendix I, accounts 421, 511, 512, 521, 642, 911), Accounting Law 88/2015/QH13 (Art. 26
closing, 27 corrections). Table: book_checks.
"""
