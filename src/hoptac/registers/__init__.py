"""The registers that the Law asks for, as they stood on any day: members (Law 17/2023/QH15 Art. 15) and their capital (S31),
and what moved between two days.

Nothing is kept for it: a day's register is read from the memberships and from the rows of capital dated up to that day,
each of which is written once (docs/decisions/0037). Table: `register_prints`, files made for a person to fetch.
"""
