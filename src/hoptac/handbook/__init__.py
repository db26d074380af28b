"""The handbook inside the app: how each page is used, what the law asks, what an administrator needs.

Anybody may read it, signed in or not: it holds no data of an organization. Each page is one Markdown file in each
language under `templates/handbook/text`, a Jinja template first: the numbers of the law, limits, roles and columns are
taken from the code and never typed twice. Pages are rendered once and kept. No tables.
"""
