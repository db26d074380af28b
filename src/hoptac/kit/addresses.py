"""Which network address a request came from, when proxies stand in front: only those that the settings name are believed."""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from hoptac.kit.errors import Refusal
from hoptac.kit.language import _

Network = IPv4Network | IPv6Network
_HOUSEHOLD_BITS = 64


class ProxyUnreadable(Refusal):
    """HOPTAC_TRUSTED_PROXIES names something that is no network."""

    def __init__(self, text: str) -> None:
        message = _(
            "HOPTAC_TRUSTED_PROXIES: “%(text)s” không phải địa chỉ mạng. Ví dụ đúng: 127.0.0.1, 10.0.0.0/8.", text=text
        )
        super().__init__(message)


def read_networks(text: str) -> tuple[Network, ...]:
    """'127.0.0.1, 10.0.0.0/8' as networks; raises ProxyUnreadable."""
    networks: list[Network] = []
    for part in filter(None, (piece.strip() for piece in text.split(","))):
        try:
            networks.append(ip_network(part, strict=False))
        except ValueError as error:
            raise ProxyUnreadable(part) from error
    return tuple(networks)


def _read(text: str) -> IPv4Address | IPv6Address | None:
    """An address as headers write it: bare, with a port, or in brackets; an IPv4 address inside an IPv6 one is itself."""
    bare = text.strip()
    if bare.startswith("["):
        bare = bare[1:].partition("]")[0]
    elif bare.count(":") == 1:
        bare = bare.partition(":")[0]
    try:
        found = ip_address(bare)
    except ValueError:
        return None
    return found.ipv4_mapped or found if isinstance(found, IPv6Address) else found


def client_address(peer: str | None, forwarded: Sequence[str], trusted: Sequence[Network]) -> str:
    """The address a request is counted under. `forwarded` are the X-Forwarded-For headers, the nearest proxy's last.

    Read from the end, each name is believed only as long as a trusted proxy wrote it: whatever a client sends itself
    stands further left. A household's IPv6 addresses count as one (its /64). 'unknown' where there is no address.
    """
    current = _read(peer or "")
    if current is None:
        return "unknown"
    hops = [hop for header in forwarded for hop in header.split(",")]
    while hops and any(current in network for network in trusted):
        named = _read(hops.pop())
        if named is None:
            break
        current = named
    if isinstance(current, IPv6Address):
        return str(ip_network((current, _HOUSEHOLD_BITS), strict=False))
    return str(current)
