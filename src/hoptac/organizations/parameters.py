"""The law's numbers as dated data: which value is in force on a day, and how all of them are read."""

from collections.abc import Iterable
from datetime import date

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from hoptac.organizations.models import LegalParameter


class Parameter(msgspec.Struct, frozen=True, array_like=True):
    """A number of the law from `valid_from` on; `basis` is the article, `confidence` how sure we are of it."""

    key: str
    valid_from: date
    value: int
    unit: str
    basis: str
    confidence: str


_ALL = select(
    LegalParameter.key,
    LegalParameter.valid_from,
    LegalParameter.value,
    LegalParameter.unit,
    LegalParameter.basis,
    LegalParameter.confidence,
).order_by(LegalParameter.key, LegalParameter.valid_from)


def find_parameter(parameters: Iterable[Parameter], key: str, day: date) -> Parameter | None:
    """The parameter in force on `day`: of those that had begun, the one that began last; None before the first."""
    begun = [parameter for parameter in parameters if parameter.key == key and parameter.valid_from <= day]
    return max(begun, key=lambda parameter: parameter.valid_from, default=None)


def value_on(parameters: Iterable[Parameter], key: str, day: date) -> int | None:
    """The value in force on `day`, in the parameter's own unit; None where the law says nothing on that day."""
    found = find_parameter(parameters, key, day)
    return found.value if found else None


async def list_parameters(session: AsyncSession) -> tuple[Parameter, ...]:
    """Every dated number of the law; a few dozen rows that change a few times a year."""
    return tuple(Parameter(*row) for row in await session.execute(_ALL))
