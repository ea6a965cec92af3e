"""Series of test accounts: made by a team or by a robot every night, gone after days or months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from .accounts import Account, Contact
from .changing import DAY, HOUR, Thing
from .countries import Country, any_country
from .mail import Mail
from .organisations import Organisation, found, some_uses
from .people import add_user
from .scene import Scene

Addresses = Literal["plus", "catch-all", "numbered", "throwaway"]
ADDRESSES: tuple[Addresses, ...] = ("plus", "catch-all", "numbered", "throwaway")
LIVES = (1, 5, 60, 300)
"""Days that a test account lives, on average."""


@dataclass(frozen=True, slots=True)
class Series:
    """What a series of tests is made with."""

    base: str
    """Mailbox of whoever began it."""
    domain: str
    addresses: Addresses
    nightly: bool
    networks: list[str]
    devices: list[str]
    cards: list[str]
    phones: list[str]
    templates: list[Thing]
    life: float


def add_testers(scene: Scene) -> None:
    """Add a team that tests something."""
    add_tests(scene, any_country(scene.luck))


def add_tests(scene: Scene, country: Country, organisation: Organisation | None = None) -> None:
    """Add a series of test accounts, of an organisation if there is one."""
    luck = scene.luck
    n = scene.group_size(6, 110)
    series = _series(scene, country, organisation or found(scene, country, n))
    begin = luck.uniform(0, scene.length * 0.7)
    for number in range(n):
        if series.nightly:
            time = begin + number * DAY * luck.uniform(0.9, 1.1)
        else:
            time = begin + luck.wait(luck.choice((0.05, 1, 30)) * DAY)
        account = add_user(scene, country, "qa", scene.signup(time))
        account.write_to(_address(scene.mail, series, number, at_work=luck.happens(0.5)))
        _equip(scene, account, series)


def _series(scene: Scene, country: Country, organisation: Organisation) -> Series:
    luck, things, internet = scene.luck, scene.things, scene.internet
    in_cloud = luck.happens(0.35)
    networks = organisation.offices or [internet.server()]
    if luck.happens(0.6):
        networks = networks + internet.servers(1, 3)
    if in_cloud:
        networks = networks + luck.sample(internet.cloud, 4)
    return Series(
        base=scene.mail.local("word"),
        domain=luck.choice(organisation.domains),
        addresses=luck.choice(ADDRESSES),
        nightly=luck.happens(0.4),
        networks=networks,
        devices=(
            luck.sample(things.cloud, 15) if in_cloud else things.new_devices(luck.randint(1, 12))
        ),
        cards=things.new_cards(luck.choice((1, 2, 6))),
        phones=[
            things.rented_number() if luck.happens(0.3) else things.number(country)
            for _ in range(luck.randint(1, 4))
        ],
        templates=things.some_edited(luck.randint(1, 5), 3, 20, 200),
        life=luck.choice(LIVES),
    )


def _address(mail: Mail, series: Series, number: int, *, at_work: bool) -> str:
    if series.addresses == "plus":
        return f"{series.base}+t{number}@{series.domain if at_work else 'gmail.com'}"
    if series.addresses == "catch-all":
        return mail.address(series.domain, "noise" if at_work else "words")
    if series.addresses == "numbered":
        return f"test{number:03d}@{series.domain}"
    return mail.address(mail.throwaway(), "noise")


def _equip(scene: Scene, account: Account, series: Series) -> None:
    luck = scene.luck
    account.end = scene.until(account.created + luck.wait(series.life * DAY) + HOUR)
    account.sessions = luck.randint(2, 14)
    account.networks = some_uses(luck, series.networks, 1, 3)
    account.devices = some_uses(luck, series.devices, 1, 3)
    account.cards, account.phones = [], []
    if luck.happens(0.5):
        account.pay_with(luck.choice(series.cards))
    if luck.happens(0.6):
        account.phones = [Contact(luck.choice(series.phones))]
    account.templates = some_uses(luck, series.templates, 2, 2)
    account.prompting = luck.uniform(0.3, 0.9)
    account.hours = "any" if series.nightly else "office"
