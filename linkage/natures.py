"""What an identifier that many accounts share may be: the table of natures."""

from __future__ import annotations

from dataclasses import dataclass

from linkage.errors import ConfigError, did_you_mean


@dataclass(frozen=True, slots=True)
class Nature:
    """One nature of a shared identifier.

    ``legitimate``: sharing it is ordinary, so that it speaks against a ring. ``links``: whether an
    identifier that was *declared* so still makes links; a guess never changes the links.
    """

    name: str
    title: str
    meaning: str
    legitimate: bool
    links: bool
    aliases: tuple[str, ...] = ()


NATURES: tuple[Nature, ...] = (
    Nature(
        "home",
        "home",
        "A household: few people who share an address, a device or a card for years.",
        legitimate=True,
        links=True,
        aliases=("family", "household", "residential"),
    ),
    Nature(
        "campus",
        "campus",
        "A school or university: many people with one mail domain, devices and cards of their own.",
        legitimate=True,
        links=False,
        aliases=("university", "school", "education"),
    ),
    Nature(
        "carrier",
        "carrier NAT",
        "A mobile carrier's shared address: many strangers from one country.",
        legitimate=True,
        links=False,
        aliases=("carrier nat", "cgnat", "mobile", "nat"),
    ),
    Nature(
        "office",
        "office",
        "A company: one mail domain or card, devices of their own.",
        legitimate=True,
        links=False,
        aliases=("company", "corporate", "business"),
    ),
    Nature(
        "hosting",
        "hosting",
        "A data centre: servers, not people.",
        legitimate=False,
        links=True,
        aliases=("datacenter", "data centre", "cloud", "server"),
    ),
    Nature(
        "vpn",
        "VPN or proxy",
        "An exit that strangers from many countries share.",
        legitimate=False,
        links=True,
        aliases=("proxy", "tor", "vpn or proxy"),
    ),
    Nature(
        "farm",
        "farm",
        "What one operator's accounts run on: they share devices and cards, or are in rings.",
        legitimate=False,
        links=True,
        aliases=("fraud farm", "device farm"),
    ),
    Nature(
        "public",
        "public",
        "Common property: a mail service, a popular prompt, a fingerprint that many devices have.",
        legitimate=True,
        links=False,
        aliases=("common", "webmail", "popular"),
    ),
)

_BY_NAME = {name: nature for nature in NATURES for name in (nature.name, *nature.aliases)}


def nature_named(name: str, where: str) -> Nature:
    """Return the nature of this name or alias; raise `ConfigError` that says ``where`` it stands.

    >>> nature_named("University", "here").name
    'campus'
    """
    found = _BY_NAME.get(name.strip().lower())
    if found is None:
        known = [nature.name for nature in NATURES]
        raise ConfigError(f'{where}: there is no nature "{name}".{did_you_mean(name, known)}')
    return found


def title_of(name: str | None) -> str:
    """Return a nature as a page shows it; a name from the data that is not known stays as it is."""
    found = _BY_NAME.get((name or "").lower())
    return found.title if found else name or ""
