"""The numbers that the tables of rules go by are those in the database, with the same articles."""

from datetime import date

from tests.tasks.tables import NUMBERS, PARAMETERS

from hoptac.organizations.parameters import find_parameter, list_parameters


async def test_the_numbers_of_the_tables_are_those_of_the_law(database):
    async with database.begin() as session:
        stored = await list_parameters(session)
    for one in PARAMETERS:
        found = find_parameter(stored, one.key, date(2026, 11, 27))
        assert found is not None, one.key
        assert (found.value, found.basis, found.confidence) == (one.value, one.basis, "confirmed"), one.key
    assert len(PARAMETERS) == len(NUMBERS) > 15
