"""The end of a membership: for which reason, by whose decision, from which day, and what stood open on that day.

Law 17/2023/QH15 Arts. 33 and 75.4; what is paid back and to whom is settled above, in `hoptac.capital.settlements`.
Table: membership_terminations, one row for each membership that ended by one of the reasons, written once.
"""
