"""Sealing: what is bound to an organization and a place opens there alone, and keys can be changed."""

from uuid import UUID

import pytest

from hoptac.kit.sealing import KeyMissing, Keyring, SealBroken, open_text, seal_text, sealed_bytes, version_of

OURS, THEIRS = UUID(int=1), UUID(int=2)
PLACE, NUMBER = "parties.identity_number", b"092060100001"
OLD, NEW = bytes(32), bytes(range(32))


def test_what_is_sealed_opens_in_its_place_alone():
    ring = Keyring({1: OLD})
    sealed = ring.seal(OURS, PLACE, NUMBER)
    assert NUMBER not in sealed
    assert ring.open(OURS, PLACE, sealed) == NUMBER
    for org_id, place in ((THEIRS, PLACE), (OURS, "parties.phone")):
        with pytest.raises(SealBroken):
            ring.open(org_id, place, sealed)


def test_the_same_value_is_never_sealed_alike_but_is_found_alike():
    ring = Keyring({1: OLD})
    assert ring.seal(OURS, PLACE, NUMBER) != ring.seal(OURS, PLACE, NUMBER)
    assert ring.fingerprints(OURS, PLACE, NUMBER) == ring.fingerprints(OURS, PLACE, NUMBER)
    others = [(THEIRS, PLACE, NUMBER), (OURS, "parties.phone", NUMBER), (OURS, PLACE, b"092060100002")]
    assert all(ring.fingerprints(*other) != ring.fingerprints(OURS, PLACE, NUMBER) for other in others)


@pytest.mark.parametrize("place", range(14, 42))
def test_a_changed_byte_does_not_open(place: int):
    ring = Keyring({1: OLD})
    sealed = bytearray(ring.seal(OURS, PLACE, NUMBER))
    sealed[place] ^= 1
    with pytest.raises(SealBroken):
        ring.open(OURS, PLACE, bytes(sealed))


def test_a_new_key_opens_what_the_old_one_sealed_and_seals_itself():
    before, during, after = Keyring({1: OLD}), Keyring({1: OLD, 2: NEW}), Keyring({2: NEW})
    sealed = before.seal(OURS, PLACE, NUMBER)
    assert during.open(OURS, PLACE, sealed) == NUMBER
    again = during.seal(OURS, PLACE, NUMBER)
    assert (version_of(sealed), version_of(again)) == (1, 2)
    assert after.open(OURS, PLACE, again) == NUMBER
    with pytest.raises(KeyMissing):
        after.open(OURS, PLACE, sealed)
    assert during.fingerprints(OURS, PLACE, NUMBER) == [
        *after.fingerprints(OURS, PLACE, NUMBER),
        *before.fingerprints(OURS, PLACE, NUMBER),
    ]


def test_texts_inside_of_json_are_sealed_too():
    sealed = seal_text(OURS, PLACE, "092060100001")
    assert "092060100001" not in sealed
    assert open_text(OURS, PLACE, sealed) == "092060100001"
    assert open_text(OURS, PLACE, seal_text(OURS, PLACE, "")) == ""
    with pytest.raises(SealBroken):
        sealed_bytes("092060100001")
