"""A society and its ordinary people: what anybody's life leaves in an account."""

from __future__ import annotations

from tests.bench.training.luck import Luck

from .accounts import Account, Card, Contact, Use
from .countries import Country, countries
from .hours import DAY, END, SignUps
from .mail import Mail
from .networks import Networks, Place
from .things import GivenAway, Things

PHONE, LAPTOP, THIRD_DEVICE = 0.72, 0.75, 0.1
REPLACED = 0.22
"""Devices that are replaced, or whose cookies are cleared."""
HANDED_ON = 0.12
MOVED = 0.06
PUBLIC, VPN, TRIP, CLOUD, OWN_SERVER = 0.12, 0.08, 0.05, 0.02, 0.008
"""People who are now and then in a hotel or café, behind a VPN, abroad, or work on servers."""
NUMBER, RENTED, RECYCLED, NEW_NUMBER = 0.78, 0.012, 0.012, 0.04
PAYING = 0.52
NEW_CARD, VIRTUAL_CARD = 0.08, 0.025
SECOND_MAIL = 0.015


class Society:
    """The networks, mail and things of a world, and its people."""

    def __init__(self, luck: Luck, accounts: int) -> None:
        self.luck = luck
        self.networks = Networks(luck, accounts)
        self.mail = Mail(luck)
        self.things = Things(luck)
        self.sign_ups = SignUps(luck)
        self._countries = countries()

    def country(self) -> Country:
        """Return the country of a person."""
        return self._countries.draw(self.luck)

    def sign_up(self, country: Country, earliest: float = 0.0) -> float:
        """Return the time at which somebody of a country signs up."""
        return self.sign_ups.draw(country.offset, earliest)

    def person(
        self,
        kind: str,
        country: Country | None = None,
        created: float | None = None,
        *,
        home: Place | None = None,
        mail: str = "",
        paying: float = PAYING,
        outing: float = 1.0,
    ) -> Account:
        """Return the account of a person; ``outing`` is how much they are elsewhere."""
        luck = self.luck
        country = country or self.country()
        since = self.sign_up(country) if created is None else created
        created = min(END - 4000, max(600.0, since))
        end = min(END - 60, created + self._lifetime())
        account = Account(country, kind, created, end, luck.size(5.5, 0.55, 2, 16))
        account.mails = [Contact(mail or self.mail.usual(country), created)]
        if luck.happens(SECOND_MAIL):
            since = created + luck.random() * (end - created)
            account.mails.append(Contact(self.mail.usual(country), since))
        phone = luck.happens(PHONE)
        self._devices(account, phone=phone)
        self._home(account, home)
        self._elsewhere(account, outing, phone=phone)
        self._number(account)
        if luck.happens(paying):
            self._pay(account)
        self._habits(account)
        return account

    def _lifetime(self) -> float:
        """Return how long an account is used: tried once, for some weeks, or to the end."""
        chance = self.luck.random()
        if chance < 0.22:
            return self.luck.wait(2 * DAY)
        return self.luck.wait(30 * DAY) if chance < 0.5 else END

    def _device(self, time: float, *, mobile: bool) -> str:
        return self.things.mobile(time) if mobile else self.things.computer()

    def _devices(self, account: Account, *, phone: bool) -> None:
        luck, since = self.luck, account.created
        kinds = [True] * phone + [False] * (luck.happens(LAPTOP) or not phone)
        for mobile in kinds:
            device, weight = self._device(since, mobile=mobile), luck.uniform(0.4, 1.6)
            if not luck.happens(REPLACED):
                account.devices.append(Use(device, weight))
                continue
            change = since + luck.random() * 250 * DAY
            account.devices.append(Use(device, weight, end=change))
            account.devices.append(Use(self._device(change, mobile=mobile), weight, change))
            if mobile and luck.happens(HANDED_ON) and change < END:
                self.things.given_away.append(GivenAway(device, change))
        if luck.happens(THIRD_DEVICE):
            account.devices.append(Use(luck.token(), 0.3))

    def _home(self, account: Account, home: Place | None) -> None:
        place = home or self.networks.home(account.country)
        if home is None and self.luck.happens(MOVED):
            move = account.created + self.luck.random() * 250 * DAY
            account.networks.append(Use(place, end=move))
            account.networks.append(Use(self.networks.home(account.country), begin=move))
        else:
            account.networks.append(Use(place))

    def _elsewhere(self, account: Account, outing: float, *, phone: bool) -> None:
        luck, networks = self.luck, self.networks
        code, add = account.country.code, account.networks.append
        if phone:
            add(Use(luck.choice(networks.carriers[code]), luck.uniform(0.1, 0.8) * outing))
        if luck.happens(PUBLIC * outing):
            add(Use(luck.choice(networks.public[code]), 0.25))
        if luck.happens(VPN * outing):
            add(Use(networks.vpns.draw(luck), luck.choice([0.2, 0.6, 3])))
        if luck.happens(TRIP * outing):
            abroad = self.country().code
            place = luck.choice(networks.public[abroad] + networks.carriers[abroad])
            begin = account.created + luck.random() * 100 * DAY
            add(Use(place, 4, begin, begin + 12 * DAY))
        if luck.happens(CLOUD * outing):
            add(Use(luck.choice(networks.clouds), 0.5))
        if luck.happens(OWN_SERVER * outing):
            add(Use(networks.server(), luck.choice([0.3, 1, 4])))

    def _number(self, account: Account) -> None:
        luck, things = self.luck, self.things
        if not luck.happens(NUMBER):
            return
        chance = luck.random()
        if chance < RENTED:
            number = things.rented_number()
        elif chance < RENTED + RECYCLED and things.free_numbers:
            number = things.free_numbers.pop(luck.randrange(len(things.free_numbers)))
        else:
            number = things.number(account.country)
        account.phones = [Contact(number, account.created)]
        if luck.happens(NEW_NUMBER):
            since = account.created + luck.random() * 200 * DAY
            account.phones.append(Contact(things.number(account.country), since))
            if luck.happens(0.5):
                things.free_numbers.append(number)

    def _pay(self, account: Account) -> None:
        luck = self.luck
        begin = account.created + (luck.wait(12 * DAY) if luck.happens(0.7) else 600)
        account.cards = [Card(luck.token(), begin)]
        if luck.happens(NEW_CARD):
            reissued = begin + luck.random() * 200 * DAY
            account.cards = [
                Card(luck.token(), begin, reissued),
                Card(luck.token(), reissued),
            ]
        account.virtual_card = luck.happens(VIRTUAL_CARD)

    def _habits(self, account: Account) -> None:
        """Give a person prompts: popular ones, own ones, those of an app and a community."""
        luck, things, add = self.luck, self.things, account.templates.append
        for _ in range(luck.choice([1, 1, 2, 2, 3, 4])):
            add(Use(things.popular.draw(luck), luck.uniform(0.2, 1)))
        for _ in range(luck.choice([1, 1, 2, 3, 5])):
            add(Use(luck.token(), luck.uniform(0.2, 1)))
        if luck.happens(0.3):
            for template in things.apps.draw(luck):
                add(Use(template, luck.uniform(0.3, 1.5)))
        if luck.happens(0.25):
            for template in luck.some(things.communities.draw(luck), 1, 3):
                add(Use(template, luck.uniform(0.2, 0.8)))
