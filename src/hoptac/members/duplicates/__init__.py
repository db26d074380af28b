"""The same person twice in the register: found, looked at side by side, told apart for good.

Table: `distinct_members`, the pairs that somebody has looked at and found to be two people.
"""
