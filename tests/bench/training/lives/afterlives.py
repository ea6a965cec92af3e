"""What becomes of the accounts of a ring: sold, left to age and woken up, or run all together."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Card, Contact, Use
from .hours import DAY, END
from .networks import Place
from .operators import Operator
from .society import Society
from .supplies import Supplies

SOLD = 0.75
SAME_BUYER = 0.22
KNOWN_BUYER = 0.12
"""Buyers who have an account of their own, made honestly."""
KEPT = 0.1
"""What is left of the use of an account's old things once it is sold."""
DORMANT = 0.85


@dataclass(frozen=True, slots=True)
class Buyer:
    """Somebody who buys accounts, and what they are used with from then on."""

    device: str
    home: Place
    prompts: list[str]


class Afterlife:
    """What becomes of the accounts of one ring.

    ``begin`` and ``wake`` are when the ring begins, and when its dormant accounts wake up.
    """

    def __init__(
        self,
        society: Society,
        supplies: Supplies,
        operator: Operator,
        *,
        begin: float,
        wake: float,
    ) -> None:
        luck, care = society.luck, operator.discipline
        self._society = society
        self._supplies = supplies
        self._operator = operator
        self._begin, self._wake = begin, wake
        self._buyers: list[Buyer] = []
        self._runs = [luck.random() for _ in range(luck.randint(3, 9))]
        self._together = max(0.0, 0.6 - 0.6 * care) if operator.style.together else 0.1

    def pass_on(self, account: Account, device: str, place: Place | None) -> None:
        """Change an account's later life; ``device`` and ``place`` are its common ones, if any."""
        luck, style = self._society.luck, self._operator.style
        if style.sold and luck.happens(SOLD):
            account.first_device = account.first_device or device
            account.first_network = account.first_network or place
            self._sell(account)
        if style.dormant and luck.happens(DORMANT):
            self._sleep(account)
        elif luck.happens(self._together):
            self._run_with_others(account)
        if luck.happens(0.1 * self._operator.discipline):  # Run from within an honest crowd.
            public = self._society.networks.public[account.country.code]
            account.networks.append(Use(luck.choice(public + self._supplies.crowds), 0.7))

    def _sell(self, account: Account) -> None:
        luck, buyer = self._society.luck, self._buyer(account)
        sale = account.created + luck.wait(6 * DAY)
        carrier = luck.choice(self._society.networks.carriers[account.country.code])
        devices, networks = account.devices, account.networks
        account.devices = [use._replace(end=sale) for use in devices]
        account.devices.append(Use(buyer.device, begin=sale))
        account.devices += [Use(use.thing, KEPT * use.weight, sale) for use in devices]
        account.networks = [use._replace(end=sale) for use in networks]
        account.networks += [Use(buyer.home, begin=sale), Use(carrier, 0.3, sale)]
        account.networks += [Use(use.thing, KEPT * use.weight, sale) for use in networks]
        account.templates = [use for use in account.templates if luck.happens(0.5)]
        account.templates += [Use(template, begin=sale) for template in buyer.prompts]

    def _buyer(self, account: Account) -> Buyer:
        luck, society = self._society.luck, self._society
        buyer = None
        if self._buyers and luck.happens(SAME_BUYER):
            buyer = luck.choice(self._buyers)
        elif luck.happens(KNOWN_BUYER):
            buyer = self._known_buyer()
        if buyer is None:
            popular = [society.things.popular.draw(luck) for _ in range(2)]
            home = society.networks.home(account.country)
            buyer = Buyer(luck.token(), home, popular + luck.few(1, 4))
        self._buyers.append(buyer)
        return buyer

    def _known_buyer(self) -> Buyer | None:
        person = self._society.luck.choice(self._supplies.honest)
        if person.kind != "single":
            return None
        person.kind = "buyer"
        prompts = [use.thing for use in person.templates[:4]]
        return Buyer(person.devices[0].thing, person.networks[0].thing, prompts)

    def _sleep(self, account: Account) -> None:
        luck, care = self._society.luck, self._operator.discipline
        wake = max(account.created + DAY, self._wake + luck.gauss(0, 1 + 10 * care) * DAY)
        wake = min(END - 5 * DAY, wake)
        account.end = max(account.end, min(END - 60, wake + luck.uniform(3, 40) * DAY))
        account.busy = (wake, account.end)
        account.cards = [
            Card(card.value, max(card.begin, wake), max(card.end, wake + 30 * DAY))
            for card in account.cards
        ]
        if self._operator.style.bought:
            self._make_by_seller(account)

    def _make_by_seller(self, account: Account) -> None:
        luck, society = self._society.luck, self._society
        seller = luck.choice(self._supplies.sellers)
        known = luck.happens(0.7 - 0.35 * self._operator.discipline)
        account.first_device = luck.choice(seller.devices) if known else luck.token()
        home = luck.happens(0.2)
        account.first_network = (
            society.networks.home(account.country) if home else luck.choice(seller.places)
        )
        rented = luck.happens(0.6)
        number = luck.choice(seller.numbers) if rented else society.things.number(account.country)
        account.phones = [Contact(number, account.created)]

    def _run_with_others(self, account: Account) -> None:
        luck = self._society.luck
        first = max(account.created, self._begin)
        run = first + (account.end - first) * luck.choice(self._runs)
        account.busy = (run, min(account.end, run + 2 * DAY))
