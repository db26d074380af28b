"""The charter's pages: what it says on a day, how each clause came to say it, and the form of a new version.

What the charter is, and what it may say, lies in `hoptac.organizations.charter`, where every room reads it. The pages stand up
here because a version is judged by what the registers of members and of capital hold (Law 17/2023/QH15 Art. 56.2, 74.1).
"""
