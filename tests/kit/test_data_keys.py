"""The data key: from the settings or a file of our own, proved at the start, changed while everything stays readable."""

import stat
from pathlib import Path

import pytest
from sqlalchemy import text
from tests.capital.deeds import Deeds, M
from tests.conftest import Cooperative, KeysOfTheRun
from tests.members.imports.test_importing import ACTOR, NOW

from hoptac.capital.queries.certificates import list_certificates
from hoptac.data_keys import (
    DataKeyMissing,
    DataKeyUnreadable,
    EarlierDataKeyMissing,
    WrongDataKey,
    add_key,
    install_keys,
    key_file,
    keys_of,
    prove_keys,
    read_keys,
)
from hoptac.kit.db import Database
from hoptac.kit.errors import Refusals
from hoptac.kit.sealing import Keyring, keys, use_keys, version_of
from hoptac.kit.stored_files import get_file, store_file
from hoptac.kit.tenancy import enter_tenant
from hoptac.members.actions import register_member
from hoptac.members.forms import MemberForm
from hoptac.members.queries import find_holder_of_identity, get_member
from hoptac.members.rules import IdentityNumberTaken
from hoptac.resealing import reseal_organization
from hoptac.settings import Settings

NUMBER = "092060100001"
A_KEY, ANOTHER = "0f" * 32, "a1" * 32


class Keys:
    """A source of keys that a test changes."""

    def __init__(self, **versions: str) -> None:
        self.versions = versions

    def stamp(self) -> object:
        return None

    def load(self) -> Keyring:
        return Keyring({int(name[1:]): bytes.fromhex(value) for name, value in self.versions.items()})


@pytest.fixture(autouse=True)
def keys_of_the_run():
    yield
    use_keys(KeysOfTheRun())


def test_the_embedded_database_gets_a_key_of_its_own_once(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path / "data")
    made = keys_of(settings)
    path = key_file(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert keys_of(settings).newest.proof == made.newest.proof


def test_a_key_in_the_settings_goes_before_the_file(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, data_key=A_KEY)
    assert keys_of(settings).newest.proof == read_keys(f"1:{A_KEY}").newest.proof
    assert not key_file(settings).exists()


def test_an_outside_database_without_a_key_is_refused_in_a_sentence(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path, database_url="postgresql://hoptac_app@db/hoptac")
    with pytest.raises(DataKeyMissing, match="HOPTAC_DATA_KEY"):
        keys_of(settings)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("written", ["", "abc", A_KEY[:-1], f"0:{A_KEY}", f"1:{A_KEY},1:{ANOTHER}", f"99999:{A_KEY}"])
def test_what_is_no_key_is_refused_and_not_repeated(written: str) -> None:
    with pytest.raises(DataKeyUnreadable) as refused:
        read_keys(written)
    assert not written or written not in str(refused.value)


def test_the_highest_version_seals_wherever_it_stands() -> None:
    assert read_keys(f"1:{A_KEY} 2:{ANOTHER}").newest.version == 2
    assert read_keys(f"2:{ANOTHER},1:{A_KEY}").newest.version == 2


def test_a_key_is_added_in_front_of_the_others(tmp_path: Path) -> None:
    settings = Settings(data_dir=tmp_path)
    install_keys(settings)
    first = keys().newest
    assert add_key(settings)
    assert list(keys().keys) == [2, 1]
    assert keys().keys[1].proof == first.proof
    assert stat.S_IMODE(key_file(settings).stat().st_mode) == 0o600
    assert not add_key(Settings(data_dir=tmp_path, data_key=A_KEY))


async def test_another_key_than_the_one_that_sealed_is_refused(database: Database) -> None:
    await prove_keys(database)
    use_keys(Keys(v1=A_KEY))
    with pytest.raises(WrongDataKey):
        await prove_keys(database)
    use_keys(Keys(v2=A_KEY))
    with pytest.raises(EarlierDataKeyMissing):
        await prove_keys(database)


async def test_everything_is_sealed_anew_and_stays_readable(
    database: Database, owner_database: Database, tan_hung: Cooperative
) -> None:
    org_id = tan_hung.id
    form = MemberForm("TV-1", "Nguyễn Văn Tám", "individual", "official", identity_number=NUMBER)
    async with enter_tenant(database, org_id) as session:
        entered = await register_member(session, org_id=org_id, actor_id=ACTOR, now=NOW, form=form)
        file_id = await store_file(session, org_id, name="a.txt", content=b"Tam", at=NOW)
    deeds = Deeds(database, org_id)
    await deeds.pledge(entered.party_id, M)
    await deeds.pay(entered.party_id, M)
    await deeds.certify(entered.party_id)
    before = KeysOfTheRun().load().keys[1]
    old = bytes(range(32)).hex()

    use_keys(Keys(v2=ANOTHER, v1=old))
    assert keys().keys[1].proof == before.proof
    async with enter_tenant(database, org_id) as session:  # before anything is sealed anew
        assert await find_holder_of_identity(session, org_id, NUMBER) is not None
        same = MemberForm("TV-2", "Nguyễn Văn Tám", "individual", "official", identity_number=NUMBER)
        with pytest.raises(Refusals) as refused:
            await register_member(session, org_id=org_id, actor_id=ACTOR, now=NOW, form=same)
        assert [type(one) for one in refused.value.refusals] == [IdentityNumberTaken]
    async with enter_tenant(owner_database, org_id) as session:
        counts = await reseal_organization(session, org_id)
    assert {table: count for table, count in counts.items() if count} == {
        "parties": 1, "stored_files": 1, "certificates": 1,
    }  # fmt: skip
    async with enter_tenant(owner_database, org_id) as session:
        assert not +await reseal_organization(session, org_id)  # there is nothing left to do
        numbers = text("SELECT sealed_identity_number FROM parties WHERE org_id = :org")
        sealed = (await session.execute(numbers, {"org": org_id})).scalars()
        assert {version_of(one) for one in sealed} == {2}

    use_keys(Keys(v2=ANOTHER))  # the old key is gone
    async with enter_tenant(database, org_id) as session:
        assert (await get_member(session, org_id, entered.party_id)).identity_number == NUMBER
        assert await find_holder_of_identity(session, org_id, NUMBER) is not None
        assert (await list_certificates(session, org_id, entered.party_id))[0].contents.holder_identity_number == NUMBER
        assert await get_file(session, org_id, file_id) == ("a.txt", b"Tam")
