"""What the cooperative does for its members season by season; so far the register of seasons alone.

Legal basis: TT 71/2024/TT-BTC, appendix III: books S17 (production cost) and S23 (services to members) are kept per season.
The lines of the ledger name a season; how much one cost and brought is what they add up to, not a second count.

Table: seasons.
"""
