"""Signing in and out, people and their passwords, and giving and ending seats; one module a noun."""

from hoptac.identity.actions.people import create_person

__all__ = ["create_person"]
