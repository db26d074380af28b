"""The table of the sums that are kept."""

from sqlalchemy import BigInteger, CheckConstraint, Column, DateTime, ForeignKey, Index, SmallInteger, Table, Text, Uuid

from hoptac.alliance.rollup.figures import AMOUNTS, FIGURE_NAMES, GROUPINGS
from hoptac.kit.db import TENANT, Base, one_of

WHOLE = "all"
"""What the sums over all organizations are grouped by; their key is empty."""

ALLIANCE_SUMS = Table(
    "alliance_sums",
    Base.metadata,
    Column("org_id", Uuid(), ForeignKey("organizations.id"), primary_key=True),
    Column("year", SmallInteger(), primary_key=True),
    Column("grouped_by", Text(collation="C"), primary_key=True),
    Column("key", Text(collation="C"), primary_key=True),
    Column("alliance_path", Text(collation="C"), nullable=False),
    *(Column(name, BigInteger(), nullable=name in AMOUNTS) for name in FIGURE_NAMES),
    Column("taken_at", DateTime(timezone=True), nullable=False),
    CheckConstraint(one_of("grouped_by", (WHOLE, *GROUPINGS)), name="grouping_is_known"),
    Index("ix_alliance_sums_alliance_path", "alliance_path", "year"),
    **TENANT,
)
"""The sums of one group of the organizations below one alliance in one year, in the alliance's own tenant. A cache of
`figures` and of the registry: only the keeper writes here, and a mark on the path says that it is out of date."""
