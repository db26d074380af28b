"""The same person twice in the register: found, looked at side by side, told apart for good.

Tables: `distinct_members`, the pairs that somebody has looked at and found to be two people; `member_merges`, the records
that were taken up by another of the same person (the deed itself needs capital and ledger: `hoptac.capital.merges`).
"""
