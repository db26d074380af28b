"""Duties with their days: what the law asks of an organization now, soon and later, on one page and behind the bell.

Law 17/2023/QH15 Arts. 4.7, 4.8, 30.7, 47.1, 57.1, 59.1, 65.1, 69.1, 74, 75.1, 90.1, 103.1; TT 09/2024/TT-BKHĐT Art. 6.1;
TT 71/2024/TT-BTC. Tasks are computed from the registers and kept nowhere, so what is done is gone by itself. What no
register shows (a general meeting was held, a report was sent, the charter capital was registered) is written down in
`duty_records`. Further tables: `seen_tasks` (what a person has seen and does not want to be told again), `notice_counts`
(in `hoptac.identity`: the figures of the bell).
"""
