"""Sealing what is sensitive before it is written: AES-256-GCM under a key that the database never sees.

What is sealed is bound to its organization and its place ("parties.identity_number"): a value copied into another row's
organization or column does not open. In front stands the version of the key, so that a key can be changed while values
under the old one are still there. What must be found again is kept beside as a fingerprint: HMAC-SHA256 under a second key,
per organization and place, so that neither the same number in two organizations nor a list of all possible numbers gives
anything away to who has the tables alone.
"""

import base64
import hmac
import os
import time
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from typing import Protocol
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
LOOK_AGAIN_SECONDS = 1.0
"""Whether a key was added while this process runs."""
NEWEST_VERSION = 0x7FFF
_VERSION_BYTES, _NONCE_BYTES = 2, 12
_TEXT_MARK = "sealed:"


class KeyMissing(RuntimeError):
    """Something sealed is to be read or written and this process has no key for it."""


class SealBroken(RuntimeError):
    """What stands there was not sealed under this key for this organization and place, or was changed since."""


class DataKey:
    """One version of the key; what seals and what makes fingerprints are derived from it apart."""

    def __init__(self, version: int, secret: bytes) -> None:
        if len(secret) != KEY_BYTES or not 0 < version <= NEWEST_VERSION:
            raise ValueError("a data key is 32 bytes and a version from 1 on")
        self.version = version
        self._secret = secret

    def _derived(self, purpose: bytes) -> bytes:
        return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"hoptac " + purpose).derive(self._secret)

    @cached_property
    def cipher(self) -> AESGCM:
        """What seals and opens."""
        return AESGCM(self._derived(b"seal"))

    @cached_property
    def index_key(self) -> bytes:
        """What fingerprints are made with."""
        return self._derived(b"fingerprint")

    @property
    def proof(self) -> bytes:
        """Tells this key from another one and nothing about it."""
        return self._derived(b"proof")


class Keyring:
    """The key that seals today, and the earlier ones that still open."""

    def __init__(self, keys: Mapping[int, bytes]) -> None:
        """`keys` are 32 bytes each by version; the highest version seals. Raises ValueError."""
        if not keys:
            raise ValueError("a key ring holds one key at least")
        self.keys = {version: DataKey(version, secret) for version, secret in sorted(keys.items(), reverse=True)}
        self.newest = next(iter(self.keys.values()))
        self._head = self.newest.version.to_bytes(_VERSION_BYTES)

    def seal(self, org_id: UUID, place: str, plain: bytes) -> bytes:
        """The value under the newest key, 30 bytes longer than it was."""
        nonce = os.urandom(_NONCE_BYTES)
        return self._head + nonce + self.newest.cipher.encrypt(nonce, plain, _bound_to(org_id, place))

    def open(self, org_id: UUID, place: str, sealed: bytes) -> bytes:
        """What was sealed. Raises KeyMissing, SealBroken."""
        key = self.keys.get(version_of(sealed))
        if key is None:
            raise KeyMissing(f"sealed under version {version_of(sealed)} of the data key, which is not at hand")
        nonce, hidden = sealed[_VERSION_BYTES : _VERSION_BYTES + _NONCE_BYTES], sealed[_VERSION_BYTES + _NONCE_BYTES :]
        try:
            return key.cipher.decrypt(nonce, hidden, _bound_to(org_id, place))
        except InvalidTag:
            raise SealBroken(f"{place} does not open") from None

    def fingerprints(self, org_id: UUID, place: str, plain: bytes) -> list[bytes]:
        """The newest first; the earlier ones find what was not sealed anew yet."""
        message = _bound_to(org_id, place) + b"\0" + plain
        return [hmac.digest(key.index_key, message, sha256) for key in self.keys.values()]


def version_of(sealed: bytes) -> int:
    """The version of the key that something was sealed under."""
    return int.from_bytes(sealed[:_VERSION_BYTES])


def _bound_to(org_id: UUID, place: str) -> bytes:
    return org_id.bytes + place.encode()


class KeySource(Protocol):
    """Where the keys of a process come from."""

    def stamp(self) -> object:
        """Another one as soon as the keys are others."""
        ...

    def load(self) -> Keyring:
        """The keys as they are now."""
        ...


class _Held:
    """The key ring of this process, where it came from and when that was looked at last."""

    ring: Keyring | None = None
    source: KeySource | None = None
    stamp: object = None
    looked_at: float = 0.0


def use_keys(source: KeySource) -> None:
    """From now on this process seals with these keys."""
    _Held.source, _Held.stamp, _Held.ring = source, source.stamp(), source.load()
    _Held.looked_at = time.monotonic()


def keys() -> Keyring:
    """The key ring of this process; a key that was added is in it a second later. Raises KeyMissing."""
    if _Held.ring is None or _Held.source is None:
        raise KeyMissing("this process was given no data key")
    at = time.monotonic()
    if at - _Held.looked_at > LOOK_AGAIN_SECONDS:
        _Held.looked_at = at
        stamp = _Held.source.stamp()
        if stamp != _Held.stamp:
            _Held.stamp, _Held.ring = stamp, _Held.source.load()
    return _Held.ring


def seal(org_id: UUID, place: str, plain: bytes) -> bytes:
    """Seal a value for one organization and place."""
    return keys().seal(org_id, place, plain)


def open_sealed(org_id: UUID, place: str, sealed: bytes) -> bytes:
    """What was sealed. Raises KeyMissing, SealBroken."""
    return keys().open(org_id, place, sealed)


def fingerprints(org_id: UUID, place: str, plain: bytes) -> list[bytes]:
    """What a value is found by: the first is the one to keep."""
    return keys().fingerprints(org_id, place, plain)


def seal_text(org_id: UUID, place: str, plain: str) -> str:
    """The same where text has to be kept, as inside JSON; an empty text stays one."""
    return _TEXT_MARK + base64.b64encode(seal(org_id, place, plain.encode())).decode() if plain else ""


def open_text(org_id: UUID, place: str, sealed: str) -> str:
    """The text that was sealed. Raises KeyMissing, SealBroken."""
    if not sealed:
        return ""
    return open_sealed(org_id, place, sealed_bytes(sealed)).decode()


def sealed_bytes(sealed: str) -> bytes:
    """What `seal_text` made, as bytes. Raises SealBroken for a text that was never sealed."""
    if not sealed.startswith(_TEXT_MARK):
        raise SealBroken("a text that was to be sealed is not")
    return base64.b64decode(sealed.removeprefix(_TEXT_MARK))
