"""`hoptac statements` says what the pages say."""

from argparse import Namespace

import pytest
from tests.statements.story import tell

from hoptac.cli import statements as verb
from hoptac.cli.words import parser
from hoptac.connections import Connections
from hoptac.kit.errors import NotFound


@pytest.fixture
async def ask(server, database, tan_hung):
    await tell(database, tan_hung.id)
    urls = Connections(server.url("hoptac_app"), server.url("hoptac_owner"), server.url("hoptac_rollup"))

    async def asked(form, year=2026, as_of=None, org=tan_hung.slug):
        return await verb._read(Namespace(org=org, form=form, year=year, as_of=as_of), urls)

    return asked


def amounts(result, name="amount_dong"):
    return {line["code"]: line[name] for line in result["lines"]}


async def test_two_columns(ask):
    b01 = await ask("B01")
    assert set(b01["lines"][0]) == {"code", "name", "amount_dong", "previous_dong"}
    assert amounts(b01)["200"] == amounts(b01)["500"] == 855_000_000
    assert amounts(b01, "previous_dong")["200"] == amounts(b01, "previous_dong")["500"] == 530_000_000
    assert (b01["difference_dong"], b01["residuals"]) == (0, [])
    assert amounts(await ask("B02"))["60"] == 43_000_000
    assert amounts(await ask("B02", year=2025))["60"] == 0


async def test_as_of_a_day(ask):
    # before the rice: fertilizer sold for 12, cost 10
    assert amounts(await ask("B02", as_of="2026-03-07"))["60"] == 2_000_000
    assert amounts(await ask("B01", as_of="7/3/2026"))["140"] == 70_000_000


async def test_the_trial_balance_has_six_columns_a_line(ask):
    f01 = await ask("F01")
    cash = next(line for line in f01["lines"] if line["code"] == "111")
    assert cash == {
        "code": "111", "name": "Tiền mặt", "level": 1, "opening_debit_dong": 30_000_000, "opening_credit_dong": 0,
        "debit_dong": 15_000_000, "credit_dong": 7_000_000, "closing_debit_dong": 38_000_000, "closing_credit_dong": 0,
        "amount_dong": 38_000_000, "previous_dong": 30_000_000,
    }  # fmt: skip
    totals = f01["totals"]
    assert totals["opening_debit_dong"] == totals["opening_credit_dong"] == 530_000_000
    assert totals["debit_dong"] == totals["credit_dong"]
    assert [line["code"] for line in f01["off_balance"]] == ["002"]


async def test_changes_in_equity(ask):
    line = next(line for line in (await ask("F02"))["lines"] if line["code"] == "IV")
    assert [line[name] for name in ("previous_dong", "increase_dong", "decrease_dong", "amount_dong")] == [
        0, 43_000_000, 1_000_000, 42_000_000,
    ]  # fmt: skip


async def test_a_person_reads_it(ask):
    for form in ("B01", "B02", "F01", "F02"):
        assert f"{form}-HTX" in verb.describe(await ask(form))
    assert "855.000.000" in verb.describe(await ask("B01"))


async def test_refusals(ask):
    with pytest.raises(NotFound):
        await ask("B01", org="nowhere")
    with pytest.raises(verb.DayOutsideYear):
        await ask("B01", as_of="2025-12-31")


def test_the_words_of_the_command():
    args = parser().parse_args(["statements", "--org", "tan-hung", "--form", "B01", "--year", "2026", "--json"])
    assert (args.module, args.form, args.year, args.as_of) == ("hoptac.cli.statements", "B01", 2026, None)
    with pytest.raises(SystemExit):
        parser().parse_args(["statements", "--org", "tan-hung", "--form", "B03", "--year", "2026"])
