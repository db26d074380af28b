"""Which address a request came from: only what trusted proxies wrote is believed."""

import pytest

from hoptac.kit.addresses import ProxyUnreadable, client_address, read_networks

PROXIES = read_networks("127.0.0.1, 10.0.0.0/8, ::1")


@pytest.mark.parametrize(
    ("peer", "forwarded", "address"),
    [
        # Nobody in front: the header is the visitor's own invention.
        ("203.0.113.7", [], "203.0.113.7"),
        ("203.0.113.7", ["198.51.100.1"], "203.0.113.7"),
        # A proxy in front: the last name is the proxy's, those before it are the visitor's inventions.
        ("127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["1.2.3.4, 198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["1.2.3.4", "198.51.100.1"], "198.51.100.1"),
        ("10.1.2.3", ["198.51.100.1, 10.9.9.9"], "198.51.100.1"),
        ("::ffff:127.0.0.1", ["198.51.100.1"], "198.51.100.1"),
        ("127.0.0.1", ["198.51.100.1:4711"], "198.51.100.1"),
        ("127.0.0.1", ["[2001:db8:1:2:3::4]:443"], "2001:db8:1:2::/64"),
        # The proxy says nothing, or nothing that can be read.
        ("127.0.0.1", [], "127.0.0.1"),
        ("127.0.0.1", ["unknown"], "127.0.0.1"),
        ("127.0.0.1", ["198.51.100.1, "], "127.0.0.1"),
        ("127.0.0.1", ["10.1.1.1, 10.2.2.2"], "10.1.1.1"),
        # One household, however many addresses it takes.
        ("2001:db8:1:2:3::4", [], "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", [], "2001:db8:1:2::/64"),
        (None, ["198.51.100.1"], "unknown"),
        ("/run/app.sock", [], "unknown"),
    ],
)
def test_address(peer, forwarded, address):
    assert client_address(peer, forwarded, PROXIES) == address


def test_without_the_setting_nobody_is_believed():
    assert read_networks("") == ()
    assert client_address("127.0.0.1", ["198.51.100.1"], ()) == "127.0.0.1"


@pytest.mark.parametrize("text", ["localhost", "10.0.0.0/33", "127.0.0.1; 10.0.0.1"])
def test_a_setting_that_names_no_network_is_refused(text):
    with pytest.raises(ProxyUnreadable):
        read_networks(text)
