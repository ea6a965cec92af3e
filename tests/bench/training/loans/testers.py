"""Teams that test software with many accounts, and their robots."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, lend
from .countries import any_country
from .networks import DAY, Addresses
from .opening import open_account
from .people import Habit, Hours, Person
from .scene import Scene

LIVES = (3, 15, 60, 200)
"""Days that a test account lives, on average."""


@dataclass(frozen=True, slots=True)
class Team:
    """What a team of testers works with."""

    office: Addresses
    robots: Addresses
    """Servers on which the robots run."""
    devices: list[str]
    cards: list[str]
    templates: list[str]
    domain: str
    addresses: str
    """How its mail addresses are made: plus, number or public."""
    automated: float
    """How much is left to the robots, from 0 to 1."""
    day_and_night: bool
    life: float


def add_testers(scene: Scene, n: int) -> None:
    """Add the accounts of a team of testers."""
    luck, things = scene.luck, scene.things
    country = any_country(luck)
    staff = scene.people.crew(max(1, n // luck.randint(4, 25)), country, technical=True)
    team = Team(
        office=scene.internet.office(),
        robots=scene.internet.servers(1, 6),
        devices=things.new_devices(luck.randint(1, 12)) + luck.sample(things.headless, 2),
        cards=things.new_cards(luck.randint(1, 5)),
        templates=things.some_templates(1, 6),
        domain=scene.mail.domain(),
        addresses=luck.choice(("plus", "number", "public")),
        automated=scene.danger(),
        day_and_night=luck.happens(0.5),
        life=luck.choice(LIVES),
    )
    times = scene.window.signups(n, luck.choice(("burst", "waves", "waves", "drift")))
    for number, time in enumerate(times):
        tester = luck.choice(staff)
        mail = _test_mail(team, tester, number)
        account = open_account(scene, tester, "qa", time, mail, pays=False)
        account.end = min(account.end, time + DAY + luck.wait(team.life * DAY))
        account.phones = [tester.phone] if luck.happens(0.5) else []
        habit: Habit = "all" if team.day_and_night and luck.happens(0.7) else "office"
        account.hours = Hours(country.zone, habit)
        _run_tests(scene, team, account)


def _test_mail(team: Team, tester: Person, number: int) -> str | None:
    if team.addresses == "plus":
        return f"{'.'.join(tester.name)}+test{number}@{team.domain}"
    if team.addresses == "number":
        return f"qa{number:03d}@{team.domain}"
    return None


def _run_tests(scene: Scene, team: Team, account: Account) -> None:
    luck = scene.luck
    if luck.happens(0.3 + 0.5 * team.automated):
        account.pay_with(luck.choice(team.cards))
    lend(account.devices, luck.choice(team.devices), luck.uniform(0.3, 0.95))
    by_robot = luck.happens(0.5 + 0.4 * team.automated)
    lend(account.networks, team.robots if by_robot else team.office, luck.uniform(0.4, 0.95))
    lend(account.networks, team.office, 0.3)
    for template in luck.sample(team.templates, min(3, len(team.templates))):
        lend(account.templates, template, 0.6)
    account.prompting = 0.8
