import polars as pl
import pytest

from linkage.intake.normalise import network_of, normalise


def one(kind, value, region=""):
    row = normalise(kind, pl.Series([value]), region).row(0, named=True)
    return row["value"], row["reason"]


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("Ann.Lee+shop@GoogleMail.com", "annlee@gmail.com"),
        ("ann.lee+x@outlook.com", "ann.lee@outlook.com"),
        ("ann.lee+x@example.com", "ann.lee+x@example.com"),
        ("ann-tag@yahoo.com", "ann@yahoo.com"),
        ("+@gmail.com", "+@gmail.com"),
        ("User@Bücher.example", "user@bücher.example"),
        ("user@localhost", "user@localhost"),
    ],
)
def test_email(value, canonical):
    assert one("email", value) == (canonical, None)


@pytest.mark.parametrize("value", ["01/31/13", "a b@c.d@", "@example.com", "x@"])
def test_what_is_not_an_email(value):
    assert one("email", value) == (None, "not an e-mail address")


@pytest.mark.parametrize(
    ("value", "region", "canonical"),
    [
        ("+44 20 7946 0018", "", "+442079460018"),
        ("0044 20 7946 0018", "", "+442079460018"),
        ("(212) 555-0123", "US", "+12125550123"),
        ("5359350", "", "5359350"),
        ("535-9350 ext. 12", "", "5359350"),
    ],
)
def test_phone(value, region, canonical):
    assert one("phone", value, region) == (canonical, None)


@pytest.mark.parametrize("value", ["1234", "call me", "000000000x"])
def test_what_is_not_a_phone(value):
    assert one("phone", value) == (None, "not a phone number")


@pytest.mark.parametrize(
    ("value", "canonical"),
    [
        ("192.168.0.1", "192.168.0.1"),
        ("203.0.113.9:443", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:DB8:0:0::1", "2001:db8::1"),
        ("[2001:db8::1]:443", "2001:db8::1"),
        ("fe80::1%eth0", "fe80::1"),
    ],
)
def test_ip(value, canonical):
    assert one("ip", value) == (canonical, None)


@pytest.mark.parametrize("value", ["300.1.1.1", "1.2.3", "01.2.3.4", "host"])
def test_what_is_not_an_ip(value):
    assert one("ip", value) == (None, "not an IP address")


def test_networks():
    found = network_of(pl.Series(["203.0.113.9", "2001:db8::1", None]))
    assert found.to_list() == ["203.0.113.0/24", "2001:db8::/64", None]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *[("device", v) for v in ("", "N/A", "null", "-", "Unknown")],
        ("device", "00000000-0000-0000-0000-000000000000"),
        ("ip", "0.0.0.0"),  # noqa: S104
        ("email", "none"),
        ("license_plate", "undefined"),
    ],
)
def test_placeholders_name_nothing(kind, value):
    assert one(kind, value) == (None, None)


def test_device_ids():
    uuid = "{6BA7B810-9DAD-11D1-80B4-00C04FD430C8}"
    assert one("device", uuid) == ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", None)
    assert one("device", "Pixel 8 Pro") == ("Pixel 8 Pro", None)


def test_declared_kinds_are_trimmed_and_keep_their_case():
    assert one("license_plate", "  AB \t 12ﬁ ") == ("AB 12fi", None)
