"""An honest person opens an account: it shows the person's own things."""

from __future__ import annotations

from .accounts import Account, Use, add_all
from .countries import any_country
from .networks import DAY
from .people import Person
from .scene import Scene

OLD_ACCOUNT = 0.22
SAME_MAIL = 0.008
"""Share of members of groups who give the address of the one before them."""
RECOVERY_MAIL = 0.12
PHONE = 0.62
PAYS = 0.45
NEW_CARD, NEW_DEVICE = 0.06, 0.12
WEIGHTS = (1, 2, 4)


def open_account(
    scene: Scene,
    person: Person,
    kind: str,
    time: float | None = None,
    mail: str | None = None,
    *,
    pays: bool | None = None,
) -> Account:
    """Add an account of a person's own; without a time it may be older than the window."""
    account = _begin(scene, person, kind, time)
    account.person = person
    _give_mails(scene, account, person, mail)
    if scene.luck.happens(PHONE):
        account.phones = [person.phone]
    if scene.luck.happens(PAYS) if pays is None else pays:
        _give_cards(scene, account, person)
    _give_devices(scene, account, person)
    _give_networks(scene, account, person)
    _give_prompts(scene, account, person)
    return account


def _begin(scene: Scene, person: Person, kind: str, time: float | None) -> Account:
    luck, window = scene.luck, scene.window
    if time is not None:
        time = min(max(time, window.begin), window.end - DAY)
        return scene.blank(kind, person.country, time)
    account = scene.blank(kind, person.country, window.signup())
    if luck.happens(OLD_ACCOUNT):
        account.begin = window.begin
        account.created = window.begin - luck.uniform(1, 420) * DAY
        left = 1.0 if luck.happens(0.6) else luck.random()
        account.end = window.begin + left * window.length
    return account


def _give_mails(scene: Scene, account: Account, person: Person, mail: str | None) -> None:
    luck = scene.luck
    before = scene.accounts[account.number - 1] if account.number else account
    if account.kind != "single" and before.kind == account.kind and luck.happens(SAME_MAIL):
        account.mails = before.mails[:1]
    if not account.mails:
        account.mails = [scene.mail.unique(mail or scene.mail.personal(person.name))]
    if person.last_mail and luck.happens(RECOVERY_MAIL):
        account.mails.append(person.last_mail)
    person.last_mail = account.mails[0]
    if luck.happens(0.02):
        account.mails.append(scene.mail.public(person.name))


def _give_cards(scene: Scene, account: Account, person: Person) -> None:
    luck, things = scene.luck, scene.things
    account.pay_with(*person.cards)
    if luck.happens(person.country.cardless * 0.25):
        account.pay_with(luck.choice(things.vouchers) if luck.happens(0.3) else things.card())
    if luck.happens(NEW_CARD):
        renewed = luck.uniform(account.begin, scene.window.end)
        account.replace_card(person.cards[0], things.card(), renewed)


def _give_devices(scene: Scene, account: Account, person: Person) -> None:
    luck = scene.luck
    account.devices = [Use(device, luck.choice(WEIGHTS)) for device in person.devices]
    if luck.happens(NEW_DEVICE):
        bought = luck.uniform(account.begin, scene.window.end)
        account.devices[0].end = bought
        account.devices.append(Use(scene.things.device(), 3, bought))


def _give_networks(scene: Scene, account: Account, person: Person) -> None:
    luck, internet = scene.luck, scene.internet
    account.networks = [Use(person.home, luck.uniform(2, 6))]
    for place, low, high in (
        (person.mobile, 0.3, 3),
        (person.tunnel, 0.5, 8),
        (person.cafe, 0.2, 1),
    ):
        if place:
            account.networks.append(Use(place, luck.uniform(low, high)))
    if luck.happens(0.1):
        country = person.country if luck.happens(0.6) else any_country(luck)
        account.networks.append(Use(luck.choice(internet.cafes[country]), 0.4))
    if person.technical and luck.happens(0.35):
        account.networks.append(Use(internet.servers(1, 2), luck.uniform(0.5, 5)))
        if luck.happens(0.6):
            account.devices.append(Use(luck.choice(scene.things.headless), 2))


def _give_prompts(scene: Scene, account: Account, person: Person) -> None:
    luck = scene.luck
    account.templates = [Use(template, luck.choice(WEIGHTS)) for template in person.templates]
    if luck.happens(0.02):
        add_all(account.templates, [luck.choice(scene.things.wrappers)], 3)
    account.prompting = 0.65 if person.technical else luck.choice((0.1, 0.3, 0.5))
    account.hours = person.hours
    if person.technical and luck.happens(0.12):
        account.hours = person.hours._replace(habit="all")
