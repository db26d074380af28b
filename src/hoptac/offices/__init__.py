"""Who holds which office: chair, board, director, supervisory board, chief accountant, treasurer, and until when.

Law 17/2023/QH15 Arts. 62, 65, 68, 69, 71, 72. Table: `office_terms`. A person is named, and where a member, by the party
too. What becomes due (terms that end, a board that is too small) is for `hoptac.tasks` to say.
"""
