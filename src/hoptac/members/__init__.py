"""Members of a cooperative: who they are, since when, and of which kind (Law 17/2023/QH15 Arts. 4, 15, 30).

Table: `members`, one row beside each party that is a member. `reading` understands lists of any office, `imports` brings
them into the register. What a member pledged and paid belongs to `capital`, which stands above.
"""
