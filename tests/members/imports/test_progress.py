"""An import tells how far it has come row by row, and has come to the end when it is at its end."""

from tests.members.imports.test_importing import ACTOR, NOW, brought
from tests.members.reading.workbooks import TODAY, identity_number, one_sheet, typed

from hoptac.capital.importing import import_members
from hoptac.kit.jobs import Progress
from hoptac.kit.tenancy import enter_tenant

HEADING = "Số thẻ | Họ và tên | CCCD | Vốn góp (đồng)"
PAID, UNPAID = 400, 100
BALANCES_OF_THE_ENTRY = 3
"""What the entry moves beside the parties: the balances of cash and of capital, and what went between them."""


class Watched(Progress):
    """Keeps how far it was after each step."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[float] = []

    def step(self, steps: int = 1) -> None:
        super().step(steps)
        self.seen.append(self.done / self.steps)


def a_list() -> bytes:
    lines = [f"A{n}|Trần Văn {n}|{identity_number(n)}|{1_000_000 if n < PAID else ''}" for n in range(PAID + UNPAID)]
    return one_sheet(typed("\n".join((HEADING, *lines))))


async def test_progress_goes_from_row_to_row_to_the_end(database, tan_hung):
    import_id, progress = await brought(database, tan_hung, a_list()), Watched()
    async with enter_tenant(database, tan_hung.id) as session:
        result = await import_members(
            session, org_id=tan_hung.id, actor_id=ACTOR, import_id=import_id, now=NOW, today=TODAY, progress=progress
        )
    assert result.imported == PAID + UNPAID
    assert progress.seen == sorted(progress.seen)
    assert progress.done == progress.steps + BALANCES_OF_THE_ENTRY
    assert progress.steps == 3 * (PAID + UNPAID) + 5 * PAID
    gaps = [after - before for before, after in zip([0, *progress.seen], progress.seen, strict=False)]
    assert max(gaps) < 0.2  # no statement is so large that the bar would jump
