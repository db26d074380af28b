"""What the law asks of an organization on a day, from what its registers say. Pure."""

from datetime import date

from hoptac.tasks.rules.capital import of_capital
from hoptac.tasks.rules.facts import Facts
from hoptac.tasks.rules.governance import of_offices, of_year
from hoptac.tasks.rules.members import of_members
from hoptac.tasks.rules.papers import of_papers
from hoptac.tasks.rules.task import Task, in_order


def tasks_of(facts: Facts) -> list[Task]:
    """Every duty that is not done, the most urgent first."""
    found = [*of_capital(facts), *of_members(facts), *of_papers(facts), *of_year(facts), *of_offices(facts)]
    return in_order(found, facts.today)


def grouped_by_state(tasks: list[Task], today: date) -> list[tuple[str, list[Task]]]:
    """The tasks as the page shows them: overdue, within 30 days, later; empty groups are left out."""
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        groups.setdefault(task.state(today), []).append(task)
    return list(groups.items())


__all__ = ["Facts", "Task", "grouped_by_state", "tasks_of"]
