"""Parties: everyone an organization deals with, once each: people, households, groups and other organizations.

Table: `parties`. The ledger's lines name a party by its id without a foreign key: an import posts ten thousand of them at
once, and the parties of an organization are never deleted.
"""
