"""Imports of member lists: the file as it came, how its columns were understood, the verdict on every row.

Table: `member_imports`; the files and the remembered mappings are those of `hoptac.kit.imports`. What was shown is what is imported: the verdicts are kept with
the import. The capital of the rows is booked by `hoptac.capital.importing`, which stands above and calls down.
"""
