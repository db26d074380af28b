"""The command line, for people and for automation: one module a noun, loaded only when its verb is asked for.

Each verb is an async function that takes the words of the command and the addresses of the database, calls an action and
returns one JSON object; the module's `describe_…` says the same to a person.
"""

from hoptac.cli.dispatch import main

__all__ = ["main"]
