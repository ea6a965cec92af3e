"""The accounts of a ring: how each is dressed, and what becomes of it."""

from __future__ import annotations

from typing import NamedTuple

from .accounts import Account, Card, Mail, Stay
from .buyers import Buyer, draw_buyers
from .countries import Country, one_of
from .hours import Hours
from .people import Devices, Networks, Templates
from .places import Place
from .scene import Scene
from .shops import Shop
from .slips import draw_slip
from .styles import AGED, CARD_TESTER, GATEWAY, RESELLER, TRIAL, Channel
from .window import DAY, HOUR

FAR = "US GB SG JP DE"
"""Where operators claim to be from, if not from home."""
CHARGED_EVERY = (5, 15, 30, 30)
SOLD = 0.93
BUYS_AGED = 0.08
"""Accounts that operators of some care buy with a past, of all trades."""
SOME_CARE = 0.3


class Outfit(NamedTuple):
    """What an account is used with."""

    devices: Devices
    networks: Networks
    templates: Templates


class Members:
    """Makes the accounts of one ring."""

    def __init__(self, scene: Scene, shop: Shop, ring: str, campaign: str) -> None:
        luck, style, n = scene.luck, shop.style, shop.size
        self._scene = scene
        self._shop = shop
        self._names = ring, campaign
        median, sigma, least = style.life
        self._life = max(least, luck.spread(median, sigma))
        self._abroad = luck.betavariate(1, 1.5)
        self._far = shop.country if luck.happens(1 / 6) else one_of(luck, FAR)
        self._sessions = luck.spread(*style.sessions)
        self._customers: Templates = []
        if style is GATEWAY and "template" in shop.shares:
            prompts = max(3, int(n * luck.uniform(0.3, 1.5)))
            self._customers = [
                (scene.things.template(), luck.spread(1, 0.7)) for _ in range(prompts)
            ]
        self._buyers = draw_buyers(scene, n, shop.care) if style is RESELLER else []

    def account(self, number: int, time: float) -> Account:
        """Add the account with a number in the list of work; its work begins at a time."""
        scene, shop, luck = self._scene, self._shop, self._scene.luck
        country = self._far if luck.happens(self._abroad) else shop.country
        aged = self._is_aged()
        born = luck.uniform(scene.window.begin - 300 * DAY, time) if aged else time
        end = scene.window.lifetime(time, self._life, 0.6, 0.4)
        account = scene.blank(shop.style.name, country, born, end)
        account.ring, account.campaign = self._names
        if aged:
            self._give_past(account, number, time)
        else:
            account.mails.append(Mail(self._mail(number, country)))
        phone = self._phone(number, country)
        if phone and (not aged or luck.happens(0.4)):
            account.phones.append(phone)
        self._give_cards(account, number, time)
        self._use(account, number, time)
        if luck.happens(shop.slip_chance):
            account.add(draw_slip(scene, shop, account, number))
        return account

    def _is_aged(self) -> bool:
        style, care = self._shop.style, self._shop.care
        if style is AGED:
            return True
        return style is not TRIAL and care > SOME_CARE and self._scene.luck.happens(BUYS_AGED)

    def _give_past(self, account: Account, number: int, time: float) -> None:
        """Give an account the life of a stranger until a time."""
        scene, luck = self._scene, self._scene.luck
        owner = scene.people.person(account.country)
        account.mails.append(Mail(scene.mail.personal(account.country)))
        if luck.happens(0.7):
            account.phones.append(owner.phone)
        if account.created < time - 5 * DAY:
            account.stays.append(
                Stay(
                    account.created,
                    time,
                    luck.randint(1, 5),
                    owner.devices,
                    owner.networks,
                    owner.templates,
                    owner.hours,
                )
            )
        if luck.happens(0.5):
            account.mails.append(Mail(self._mail(number, account.country), time))

    def _give_cards(self, account: Account, number: int, time: float) -> None:
        scene, luck = self._scene, self._scene.luck
        card = self._card(number)
        if card:
            begin = time + luck.uniform(60, 2 * DAY)
            days = luck.choice(CHARGED_EVERY)
            account.cards.append(Card(card, begin, account.end, days))
        if self._shop.style is CARD_TESTER:
            for _ in range(luck.randint(2, 8)):
                card = self._card(number) or scene.things.card()
                begin = time + luck.uniform(0, 2 * DAY)
                account.cards.append(Card(card, begin, time + 3 * DAY))

    def _use(self, account: Account, number: int, time: float) -> None:
        """Let the ring use an account, and sell it if that is the trade."""
        scene, shop, luck = self._scene, self._shop, self._scene.luck
        outfit = self._outfit(number, account.country)
        hours = Hours(shop.habit, shop.country.zone, luck.uniform(0.3, 1))
        if shop.style is RESELLER and luck.happens(SOLD):
            self._sell(account, self._buyers[number], outfit, hours, time)
            return
        sessions = scene.sessions(self._sessions, 0.6)
        prompting = 0.3 if shop.style is CARD_TESTER else luck.uniform(0.7, 1.6)
        account.stays.append(Stay(time, account.end, sessions, *outfit, hours, prompting))

    def _sell(
        self, account: Account, buyer: Buyer, outfit: Outfit, hours: Hours, time: float
    ) -> None:
        """Warm an account up with little use, then hand it over."""
        scene, luck = self._scene, self._scene.luck
        warm = min(40, max(0.1, luck.spread(4, 1))) * DAY
        sale = min(time + warm, account.end - HOUR)
        if not luck.happens(0.4):
            outfit = outfit._replace(templates=[(scene.things.popular_template(), 1)])
        account.stays += [
            Stay(time, sale, luck.randint(1, 4), *outfit, hours, 0.5),
            Stay(sale, account.end, scene.sessions(5), *buyer),
        ]
        if luck.happens(0.05):
            account.mails.append(Mail(scene.mail.formed("name", "gmail.com"), sale))

    def _outfit(self, number: int, country: Country) -> Outfit:
        shop, luck, things = self._shop, self._scene.luck, self._scene.things
        devices: Devices = [(self._device(number), 3)]
        networks: Networks = [(self._network(number, country), 3)]
        if luck.happens(0.5):
            networks.append((self._network(luck.randrange(shop.size), country), 2))
        if luck.happens(0.25):
            devices.append((self._device(luck.randrange(shop.size)), 1.5))
        templates = [
            (self._template(number), luck.uniform(1, 3)) for _ in range(luck.randint(1, 3))
        ]
        templates += luck.some(self._customers, 2, 6)
        if luck.happens(0.3):
            templates.append((things.popular_template(), 1))
        return Outfit(devices, networks, templates)

    def _shares(self, channel: Channel) -> bool:
        """Return whether something of the shop's is used, by chance."""
        return self._scene.luck.happens(self._shop.shares.get(channel, 0))

    def _mail(self, number: int, country: Country) -> str:
        shop = self._shop
        if self._shares("email_domain"):
            domain = shop.pools["email_domain"](number)
            return self._scene.mail.formed(shop.form, domain, number, shop.base)
        return shop.cover.mail(country)

    def _phone(self, number: int, country: Country) -> str | None:
        shop = self._shop
        return shop.pools["phone"](number) if self._shares("phone") else shop.cover.phone(country)

    def _card(self, number: int) -> str | None:
        shop = self._shop
        return shop.pools["payment"](number) if self._shares("payment") else shop.cover.card()

    def _device(self, number: int) -> str:
        shop = self._shop
        return shop.pools["device"](number) if self._shares("device") else shop.cover.device()

    def _network(self, number: int, country: Country) -> Place:
        shop = self._shop
        return shop.networks(number) if self._shares("ip") else shop.cover.network(country)

    def _template(self, number: int) -> str:
        shop = self._shop
        return shop.pools["template"](number) if self._shares("template") else shop.cover.template()
