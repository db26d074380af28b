"""Which pages the handbook has, in their order, each with the drawing it goes by."""

import msgspec


class Chapter(msgspec.Struct, frozen=True):
    """One page: its name in addresses and of its files, and its icon; its title stands in its text."""

    name: str
    icon: str


CHAPTERS = (
    Chapter("starting", "info"),
    Chapter("members", "members"),
    Chapter("joining", "contract"),
    Chapter("portal", "phone"),
    Chapter("my-page", "member"),
    Chapter("importing", "upload"),
    Chapter("reasons", "alert"),
    Chapter("columns", "sheet"),
    Chapter("personal-data", "identity"),
    Chapter("capital", "capital"),
    Chapter("leaving", "sign-out"),
    Chapter("charter", "contract"),
    Chapter("tasks", "bell"),
    Chapter("registers", "books"),
    Chapter("books", "books"),
    Chapter("events", "edit"),
    Chapter("papers", "contract"),
    Chapter("items", "sheet"),
    Chapter("seasons", "calendar"),
    Chapter("statements", "chart"),
    Chapter("accounting", "settings"),
    Chapter("bank", "bank"),
    Chapter("alliance", "dashboard"),
    Chapter("roles", "role"),
    Chapter("administration", "settings"),
    Chapter("glossary", "document"),
)
CHAPTER_NAMES = tuple(chapter.name for chapter in CHAPTERS)
