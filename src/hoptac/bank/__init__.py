"""The bank beside the books: accounts at banks, their statements line by line, each line matched once, and VietQR.

Legal basis: TT 71/2024/TT-BTC appendix I, account 112 (postings rest on the bank's notes and statements; what does not
agree at the end of a month is booked by the bank's figure), form S05-HTX; Accounting Law 88/2015/QH13 Art. 18 (once per
event). A statement proves itself by its running balance before a line of it is kept; a line is matched to one entry, or
one entry is made from it through the rooms below, and the database has no room for a second match.

Tables: bank_accounts, bank_statements, bank_lines (written once), bank_matches, payment_requests.
"""
