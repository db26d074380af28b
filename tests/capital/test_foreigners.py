"""The cap on foreign members (Law 17/2023/QH15 Art. 74.3) over deeds, forms, and figures that were imported."""

import tempfile
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from tests.capital.deeds import ACTOR, Deeds, M
from tests.capital.people import enter_members
from tests.conftest import Cooperative
from tests.members.reading.workbooks import identity_number, one_sheet, typed
from tests.support.wire import wire_to

from hoptac.capital import queries
from hoptac.capital.importing import import_file
from hoptac.capital.refusals import AssociatesAboveCeiling, ContributionAboveCeiling, ForeignersAboveCeiling
from hoptac.kit.calendar import now, today
from hoptac.kit.db import Database
from hoptac.kit.postgres import EmbeddedServer
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.queries import list_all_members

OFFICIAL, ASSOCIATE = "official", "associate_contributing"
VIETNAMESE: dict[str, Any] = {}
KOREAN = {"nationality": "KR"}
COMPANY = {"party_kind": "organization"}
FOREIGN_COMPANY = {"party_kind": "organization", "is_foreign_invested": True}
HOUSEHOLD = {"party_kind": "household", "nationality": "JP"}

# Six Vietnamese officials have pledged 60 million. One who holds 15 million beside them makes it 75 million, and then
# foreigners may pledge x ≤ (30 × 75 − 100 × 15) / 70 = 10,714285… million more; without that one being foreign,
# x ≤ 30 × 75 / 70 = 32,142857… million, which is also what one official and all associates may.
FOREIGN_MOST, OTHER_MOST = 10_714_285, 32_142_857
# who holds 15 million already, who pledges how many đồng, refusal, its article, the most it names
PLEDGES = [
    ((OFFICIAL, KOREAN), (OFFICIAL, KOREAN), FOREIGN_MOST, None, None, None),
    ((OFFICIAL, KOREAN), (OFFICIAL, KOREAN), FOREIGN_MOST + 1, ForeignersAboveCeiling, "74.3", "10.714.285"),
    # Whatever they are: people and companies, officials and associates count together.
    ((OFFICIAL, KOREAN), (ASSOCIATE, FOREIGN_COMPANY), FOREIGN_MOST, None, None, None),
    ((OFFICIAL, KOREAN), (ASSOCIATE, FOREIGN_COMPANY), FOREIGN_MOST + 1, ForeignersAboveCeiling, "74.3", "10.714.285"),
    ((ASSOCIATE, FOREIGN_COMPANY), (OFFICIAL, KOREAN), FOREIGN_MOST + 1, ForeignersAboveCeiling, "74.3", "10.714.285"),
    (
        (OFFICIAL, FOREIGN_COMPANY),
        (OFFICIAL, HOUSEHOLD),
        FOREIGN_MOST + 1,
        ForeignersAboveCeiling,
        "74.3",
        "10.714.285",
    ),
    # Who is not foreign is not counted, on either side.
    ((OFFICIAL, KOREAN), (OFFICIAL, VIETNAMESE), OTHER_MOST, None, None, None),
    ((OFFICIAL, KOREAN), (OFFICIAL, VIETNAMESE), OTHER_MOST + 1, ContributionAboveCeiling, "74.1", "32.142.857"),
    ((OFFICIAL, KOREAN), (ASSOCIATE, COMPANY), OTHER_MOST, None, None, None),
    ((OFFICIAL, COMPANY), (OFFICIAL, KOREAN), OTHER_MOST, None, None, None),
    ((OFFICIAL, COMPANY), (ASSOCIATE, FOREIGN_COMPANY), OTHER_MOST, None, None, None),
    ((OFFICIAL, COMPANY), (ASSOCIATE, FOREIGN_COMPANY), OTHER_MOST + 1, AssociatesAboveCeiling, "74.2", "32.142.857"),
]


@pytest.fixture
async def deeds(database: Database, tan_hung: Cooperative) -> Deeds:
    """A cooperative in which six Vietnamese officials have pledged ten million each."""
    here = Deeds(database, tan_hung.id)
    for party_id in await enter_members(database, tan_hung.id):
        await here.pledge(party_id, 10 * M)
    return here


async def enter(deeds: Deeds, who: tuple[str, dict[str, Any]], name: str) -> UUID:
    kind, about = who
    [party_id] = await enter_members(deeds.database, deeds.org_id, (name,), kind=kind, **about)
    return party_id


@pytest.mark.parametrize(("holder", "pledger", "amount", "refusal", "article", "most"), PLEDGES)
async def test_pledges(
    deeds: Deeds, holder: Any, pledger: Any, amount: int, refusal: type[Exception] | None, article: str, most: str
) -> None:
    await deeds.pledge(await enter(deeds, holder, "Kim Một"), 15 * M)
    party_id = await enter(deeds, pledger, "Kim Hai")
    if refusal is None:
        assert (await deeds.pledge(party_id, amount)).warning is None
        return
    with pytest.raises(refusal) as refused:
        await deeds.pledge(party_id, amount)
    assert type(refused.value) is refusal
    assert f"nhiều nhất {most} đồng" in str(refused.value)
    assert str(refused.value).endswith(f"(Điều {article} Luật 17/2023/QH15)")


# Of 100 million, foreigners hold 40 pledged and 25 paid by a list: (what one of them pays, refusal, the most)
@pytest.mark.parametrize(("amount", "most"), [(5 * M, None), (5 * M + 1, "5.000.000"), (20 * M, "5.000.000")])
async def test_payments_are_judged_on_what_was_imported(
    database: Database, tan_hung: Cooperative, amount: int, most: str | None
) -> None:
    countries = ("Việt Nam",) * 6 + ("Hàn Quốc", "korea")
    pledged = (10_000_000,) * 6 + (20_000_000, 20_000_000)
    paid = (10_000_000,) * 6 + (20_000_000, 5_000_000)
    lines = [
        f"Trần Văn {place}|{identity_number(place)}|{country}|{promised}|{given}"
        for place, (country, promised, given) in enumerate(zip(countries, pledged, paid, strict=True))
    ]
    content = one_sheet(typed("\n".join(("Họ và tên|CCCD|Quốc tịch|Vốn cam kết (đồng)|Vốn đã góp (đồng)", *lines))))
    result = await import_file(
        database, org_id=tan_hung.id, actor_id=ACTOR, content=content, filename="ds.xlsx", dry_run=False,
        today=today(), now=now(),
    )  # fmt: skip
    assert (result["accepted"], result["accepted_pledged_dong"]) == (8, 100 * M)
    deeds = Deeds(database, tan_hung.id)
    members = await deeds.read(list_all_members)
    assert [member.nationality for member in members] == ["VN"] * 6 + ["KR"] * 2
    last = members[-1].id
    standing = await deeds.read(queries.get_standing, last, on=today())
    assert (standing.capital.foreign.pledged_dong, standing.capital.foreign.paid_dong) == (40 * M, 25 * M)
    if most is None:
        await deeds.pay(last, amount)
        with pytest.raises(ForeignersAboveCeiling, match="nhiều nhất 0 đồng"):
            await deeds.pay(last, 1)
        return
    with pytest.raises(ForeignersAboveCeiling) as refused:
        await deeds.pay(last, amount)
    assert f"nhiều nhất {most} đồng" in str(refused.value)


async def test_the_form_offers_what_is_left_and_names_the_article(
    chair: Any, tan_hung: Cooperative, deeds: Deeds
) -> None:
    await deeds.pledge(await enter(deeds, (OFFICIAL, KOREAN), "Kim Một"), 15 * M)
    party_id = await enter(deeds, (OFFICIAL, KOREAN), "Kim Hai")
    form = await chair.get(f"/{tan_hung.slug}/capital/{party_id}/pledges/new")
    assert "Nhiều nhất 10.714.285 đồng theo Điều 74." in form.text
    refused = await chair.submit(form, "/pledges$", {"amount_dong": "11 triệu"})
    assert refused.status_code == 422
    assert "Tất cả nhà đầu tư nước ngoài cùng nhau góp không quá 30% vốn điều lệ." in refused.text
    assert "Điều 74.3" in refused.text
    assert 'value="11 triệu"' in refused.text
    done = await chair.submit(form, "/pledges$", {"amount_dong": "10.714.285"})
    assert "Đã ghi cam kết góp 10.714.285 đồng." in done.text


async def test_while_founding_a_foreigner_is_only_warned(database: Database, tan_hung: Cooperative) -> None:
    deeds = Deeds(database, tan_hung.id)
    warned = await deeds.pledge(await enter(deeds, (ASSOCIATE, FOREIGN_COMPANY), "Công ty Kim"), 15 * M)
    assert warned.warning is not None
    own = await enter(deeds, (OFFICIAL, VIETNAMESE), "Trần Một")
    await deeds.pledge(own, 20 * M)
    again = await deeds.pledge(await enter(deeds, (OFFICIAL, KOREAN), "Kim Hai"), 5 * M)
    assert isinstance(again.warning, ForeignersAboveCeiling)


async def test_a_foreigner_costs_no_round_trip_more(server: EmbeddedServer, deeds: Deeds) -> None:
    counts = []
    with tempfile.TemporaryDirectory(prefix="wire-") as folder:  # a socket's path must be short
        async with wire_to(server, Path(folder)) as wire:
            database = Database(wire.url("hoptac_app"), pool_size=1)
            watched = Deeds(database, deeds.org_id)
            for who in (
                (OFFICIAL, VIETNAMESE),
                (OFFICIAL, VIETNAMESE),
                (OFFICIAL, KOREAN),
                (ASSOCIATE, FOREIGN_COMPANY),
            ):
                party_id = await enter(deeds, who, "Ai Đó")
                wire.round_trips = 0
                await watched.pledge(party_id, M)
                await watched.pay(party_id, M)
                counts.append(wire.round_trips)
            await database.close()
    _while_statements_are_prepared, *prepared = counts
    assert prepared[0] > 10
    assert len(set(prepared)) == 1


async def test_the_certificate_names_the_country(deeds: Deeds) -> None:
    for who, country in (
        ((OFFICIAL, KOREAN), "Hàn Quốc"),
        ((OFFICIAL, VIETNAMESE), "Việt Nam"),
        ((OFFICIAL, COMPANY), ""),
    ):
        party_id = await enter(deeds, who, "Ai Đó")
        await deeds.pledge(party_id, M)
        await deeds.pay(party_id, M)
        await deeds.certify(party_id)
        [certificate] = (await deeds.read(queries.get_member_capital, party_id, on=today())).certificates
        assert certificate.contents.holder_nationality == country


@pytest.mark.parametrize(
    ("kind", "nationality", "invested", "is_kept"),
    [
        ("individual", "KR", False, True),
        ("organization", "VN", True, True),
        ("organization", "KR", False, False),
        ("individual", "VN", True, False),
        ("individual", "kr", False, False),
        ("individual", "", False, False),
    ],
)
async def test_the_database_keeps_only_what_the_law_knows(
    database: Database, tan_hung: Cooperative, kind: str, nationality: str, invested: bool, is_kept: bool
) -> None:
    [party_id] = await enter_members(database, tan_hung.id, ("Ai Đó",))
    change = text(
        "UPDATE parties SET kind = :kind, nationality = :nationality, is_foreign_invested = :invested "
        "WHERE org_id = :org_id AND id = :id"
    )
    values = {"kind": kind, "nationality": nationality, "invested": invested, "org_id": tan_hung.id, "id": party_id}
    if is_kept:
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(change, values)
        return
    with pytest.raises(IntegrityError, match="ck_parties_"):
        async with enter_tenant(database, tan_hung.id) as session:
            await session.execute(change, values)
