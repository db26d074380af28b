"""The three kinds of member: what each may and must, how a kind changes, and how a wrong one is corrected.

Law 17/2023/QH15 Arts. 4.17–4.19, 30, 31, 32. Table: `kind_changes`. The deeds themselves stand in
`hoptac.capital.kind_changes`, since the caps of Art. 74 are judged for the new kind.
"""
