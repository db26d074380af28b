"""Imports of an alliance's yearly lists: the file as it came, how its columns were understood, the verdict on every row.

Table: `registry_imports`, in the alliance's own tenant; files and remembered mappings are those of `hoptac.kit.imports`.
A row is judged twice: by itself (`hoptac.alliance.reading`), and beside the registry and the figures that are declared for
the year already. What was shown is what is taken in: if the registry has changed meanwhile, the rows are judged again.
"""
