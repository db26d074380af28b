"""People, sign-in, sessions, and seats: a person's place and role in an organization.

A person is not a member and a member need not sign in: person, membership, capital and sign-in are four separate things.
A PIN opens a member's own pages and none of the seats.
Tables: people, seats, member_pins, member_accesses, platform_deeds (reference); web_sessions, sign_in_attempts (local).
"""
