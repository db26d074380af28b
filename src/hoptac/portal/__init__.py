"""The member's own page (`/me`), read only, and the paper codes by which the board gives it.

A member has a right to information about the cooperative and about herself (Law 17/2023/QH15 Art. 31); this shows what is
hers alone: capital, certificates, debts both ways, purchases and sales, and her data as they are kept. Whose rows a page
reads is taken from the link and from nothing that the address says. Who may read whose page is decision 35.

Tables: member_codes, member_links (tenant); the sign-in's side of them is `hoptac.identity`'s.
"""
