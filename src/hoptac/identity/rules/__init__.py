"""Who may sign in and how often it may be tried; names, passwords and seats, as pure functions.

One module a noun: `sign_in`, `passwords`, `people`, `seats`.
"""
