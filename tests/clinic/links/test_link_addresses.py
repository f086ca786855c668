"""Which addresses the link check may ask: the open internet and nothing else, however it is spelled."""

import pytest

from clinic.links.addresses import NotAllowed, address_of, is_public, moved_to
from clinic.links.visiting import NoAnswer, Visitor, addresses_for


@pytest.mark.parametrize(
    "ip", ["93.184.216.34", "1.1.1.1", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"]
)
def test_the_open_internet_may_be_asked(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "127.8.8.8",
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "203.0.113.5",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:192.168.0.1",
        "::127.0.0.1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:1::1",
        "2001:db8::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "not an address",
        "",
    ],
)
def test_private_reserved_and_tricky_addresses_may_not(ip):
    assert not is_public(ip)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://2130706433/",
        "http://017700000001/",
        "http://0x7f000001/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://0/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:7f00:1]/",
        "https://10.0.0.1/",
        "http://192.168.0.1:8080/admin",
    ],
)
def test_no_spelling_of_a_private_address_gets_a_connection(url, monkeypatch):
    monkeypatch.setattr("socket.create_connection", lambda *args: pytest.fail("A connection was opened."))
    with pytest.raises((NotAllowed, NoAnswer)):
        Visitor("Test/1.0").ask(address_of(url))


def test_a_name_with_one_private_address_among_others_is_refused(monkeypatch):
    monkeypatch.setattr("socket.create_connection", lambda *args: pytest.fail("A connection was opened."))
    visitor = Visitor("Test/1.0", resolve=lambda host, port: ["93.184.216.34", "127.0.0.1"])
    with pytest.raises(NotAllowed, match="private network"):
        visitor.ask(address_of("http://rebound.example/"))


def test_the_connection_goes_to_the_address_that_was_judged(monkeypatch):
    """A name whose meaning changes between the look and the connection leads nowhere new."""
    answers, asked = iter([["93.184.216.34"], ["127.0.0.1"]]), []

    def connect(place, timeout):
        asked.append(place)
        raise OSError

    monkeypatch.setattr("socket.create_connection", connect)
    with pytest.raises(NoAnswer):
        Visitor("Test/1.0", resolve=lambda host, port: next(answers)).ask(address_of("http://rebound.example/"))
    assert asked == [("93.184.216.34", 80)]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://example.org/",
        "file:///etc/passwd",
        "gopher://example.org/",
        "javascript:alert(1)",
        "//example.org/",
        "example.org",
        "http://",
        "http:///path",
        "http://user:secret@example.org/",
        "https://user@example.org/",
        "http://exa mple.org/",
        "http://example.org:99999/",
        "http://[::1/",
        "",
        "\x00",
        "http://example.org\r\nHost: evil/",
    ],
)
def test_what_is_no_plain_web_address_is_refused(url):
    try:
        address = address_of(url)
    except NotAllowed:
        return
    assert "\r" not in str(address) and "\n" not in str(address) and "evil" not in address.host


def test_what_follows_a_hash_stays_with_us():
    assert str(address_of("https://Example.org:443/a b?q=é#private")) == "https://example.org/a%20b?q=%C3%A9"


@pytest.mark.parametrize("location", ["file:///etc/passwd", "http://a:b@example.org/", "http://[bad/", "ftp://x/"])
def test_a_redirect_is_judged_like_an_address(location):
    with pytest.raises(NotAllowed):
        moved_to(address_of("https://example.org/"), location)


def test_names_that_mean_nothing_have_no_server():
    with pytest.raises(NoAnswer, match="no server of this name"):
        addresses_for("no-such-host.invalid", 80)
