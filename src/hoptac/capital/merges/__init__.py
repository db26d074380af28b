"""Two records of one person become one: what the second holds, owes and is owed passes to the first.

Nothing recorded is changed: capital passes as it does between two members, balances by one entry, the second membership
ends with the word for it, and both histories stay readable. The table `member_merges`
is kept by `hoptac.members.duplicates`.
"""
