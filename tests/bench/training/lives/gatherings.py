"""Strangers who meet: a hackathon, an internet café, a library, a helper who opens accounts."""

from __future__ import annotations

from .accounts import Account, Card, Contact, Use
from .countries import Country, coded
from .hours import DAY
from .society import Society

CAFE_COUNTRIES = coded("IN ID VN PH NG EG BR TR KR PK MX KZ")


def hackathon(society: Society) -> list[Account]:
    """A hackathon: one venue, one day, prompts of the organiser, teams with one laptop."""
    luck, country = society.luck, society.country()
    n, venue = luck.size(55, 0.6, 18, 200), society.networks.fixed(luck.choice([1, 1, 2, 4]))
    begin = society.sign_up(country) // DAY * DAY + 8 * 3600
    prompts = luck.few(3, 10)
    sponsor = luck.token() if luck.happens(0.35) else ""
    guests: list[Account] = []
    while len(guests) < n:
        laptop, ideas = luck.token(), luck.few(1, 4)
        for _ in range(luck.choice([2, 3, 4, 5])):
            guest = society.person(
                "hackathon",
                country if luck.happens(0.85) else None,
                begin + luck.wait(14_000),
                paying=0.1,
            )
            guest.first_network = venue
            guest.networks.append(Use(venue, 8, end=begin + 3 * DAY))
            if luck.happens(0.6):
                guest.end = begin + luck.random() * 2.5 * DAY
            if luck.happens(0.3):
                guest.devices.append(Use(laptop, 1.5, end=begin + 3 * DAY))
            if sponsor and luck.happens(0.5):
                guest.cards = [Card(sponsor, guest.created + 600, guest.created + 2 * DAY)]
            guest.prompts(luck, prompts, 1, 4, 1.2)
            guest.prompts(luck, ideas, 1, 3, 1.2)
            guests.append(guest)
    return guests


def cafe(society: Society) -> list[Account]:
    """An internet café."""
    return _guests(society, "cafe", society.luck.choice(CAFE_COUNTRIES))


def library(society: Society) -> list[Account]:
    """A public library."""
    return _guests(society, "library", society.country())


def _guests(society: Society, kind: str, country: Country) -> list[Account]:
    """Return strangers on the same machines; half have no other device here."""
    luck, networks = society.luck, society.networks
    machines = luck.few(5, 25)
    place = networks.fixed() if luck.happens(0.6) else networks.home(country)
    guests = []
    for _ in range(luck.size(40, 0.7, 10, 180)):
        guest = society.person(kind, country, paying=0.1)
        here, loyalty = [Use(device) for device in luck.some(machines, 1, 3)], luck.random()
        guest.devices = here if loyalty < 0.5 else guest.devices + here[:1]
        guest.networks = [*guest.networks[: 0 if loyalty < 0.4 else None], Use(place, 1.5)]
        guests.append(guest)
    return guests


def assisted(society: Society) -> list[Account]:
    """People for whom a shop, a town hall or a nephew opened an account; they live apart."""
    luck, country = society.luck, society.country()
    device, place = luck.token(), society.networks.fixed()
    number, begin = society.things.number(country), society.sign_up(country)
    people = []
    for _ in range(luck.size(6, 0.6, 3, 30)):
        later = luck.happens(0.7)
        created = society.sign_up(country, begin) if later else begin + luck.random() * DAY
        person = society.person("assisted", country, created, paying=0.2)
        person.first_device, person.first_network = device, place
        person.networks.append(Use(place, 0.1))
        if luck.happens(0.15):
            person.phones = [Contact(number, person.created)]
        people.append(person)
    return people
