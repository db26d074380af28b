"""Which data keys have sealed something here: a proof of each, so that a lost or mistaken key is noticed at the start."""

from datetime import datetime

from sqlalchemy import LargeBinary, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from hoptac.kit.db import LOCAL, Base


class DataKeyProof(Base):
    """One version of the key; `proof` tells it from another and nothing about it."""

    __tablename__ = "data_keys"
    __table_args__ = (LOCAL,)

    version: Mapped[int] = mapped_column(SmallInteger, primary_key=True, autoincrement=False)
    proof: Mapped[bytes] = mapped_column(LargeBinary)
    first_used_at: Mapped[datetime]
