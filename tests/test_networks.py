"""Networks with a nature: lists, nesting, errors with their place."""

import ipaddress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkage.errors import ConfigError
from linkage.networks import NetworkTable, parse_network, read_networks


def table(*cidrs):
    return NetworkTable([parse_network(cidr, "campus", "here") for cidr in cidrs])


def test_the_narrowest_network_wins():
    found = table("10.0.0.0/8", "10.1.0.0/16", "10.1.2.3", "2001:db8::/32")
    addresses = ["10.9.9.9", "10.1.9.9", "10.1.2.3", "10.1.2.4", "10.2.0.0", "2001:db8::7"]
    assert found.find(addresses).tolist() == [0, 1, 2, 1, 0, 3]


def test_what_is_no_address_or_in_no_network_has_none():
    found = table("10.0.0.0/8")
    assert found.find(["9.255.255.255", "11.0.0.0", "::a00:1", "x", "", "\0"]).tolist() == [-1] * 6
    assert NetworkTable([]).find(["10.0.0.1"]).tolist() == [-1]


def test_all_of_one_version_is_not_the_other():
    found = table("0.0.0.0/0", "::/0")
    assert found.find(["255.255.255.255", "::", "ffff::", "0.0.0.1"]).tolist() == [0, 1, 1, 0]


NETWORKS = st.lists(
    st.tuples(st.integers(0, 255), st.integers(20, 32)).map(
        lambda n: str(ipaddress.ip_network((n[0] * 2**12, n[1]), strict=False))
    ),
    min_size=1,
    max_size=8,
    unique=True,
)


@given(NETWORKS, st.lists(st.integers(0, 2**20 + 9), max_size=20))
@settings(max_examples=100)
def test_it_finds_what_a_plain_search_finds(cidrs, numbers):
    addresses = [str(ipaddress.IPv4Address(number)) for number in numbers]
    known = [ipaddress.ip_network(cidr) for cidr in cidrs]
    for address, place in zip(addresses, table(*cidrs).find(addresses).tolist(), strict=True):
        inside = [i for i, n in enumerate(known) if ipaddress.ip_address(address) in n]
        assert place == max(inside, key=lambda i: known[i].prefixlen, default=-1)


def test_a_file_has_remarks_and_a_header(tmp_path):
    path = tmp_path / "networks.csv"
    path.write_text("cidr,nature\n# ours\n\n10.0.0.0/8, University\n2001:db8::/32,vpn # exit\n")
    found = read_networks(path)
    assert [(n.cidr, n.nature) for n in found] == [
        ("10.0.0.0/8", "campus"),
        ("2001:db8::/32", "vpn"),
    ]
    assert found[1].source == "networks.csv, line 5"


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("10.0.0.1/8,campus", 'line 2: "10.0.0.1/8" is not a network: .*host bits'),
        ("10.0.0.0/40,campus", "line 2: .*is not a network"),
        ("10.0.0.0/8,camps", 'line 2: there is no nature "camps". Did you mean "campus"'),
        ("10.0.0.0/8", "line 2: 1 fields"),
        ("10.0.0.0/8,campus,x", "line 2: 3 fields"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, message):
    path = tmp_path / "networks.csv"
    path.write_text(f"cidr,nature\n{line}\n")
    with pytest.raises(ConfigError, match=rf"networks\.csv, {message}"):
        read_networks(path)


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    with pytest.raises(ConfigError, match=r"absent\.csv cannot be read"):
        read_networks(tmp_path / "absent.csv")
    (tmp_path / "latin.csv").write_bytes(b"10.0.0.0/8,caf\xe9\n")
    with pytest.raises(ConfigError, match=r"latin\.csv is not UTF-8"):
        read_networks(tmp_path / "latin.csv")
