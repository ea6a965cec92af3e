"""The accounts of a ring: what is the operator's in them, and what looks like a life."""

from __future__ import annotations

from dataclasses import dataclass

from .accounts import Account, Card, Contact, Use
from .countries import Country
from .hours import DAY, END
from .operators import Operator
from .pools import Pools
from .ring_mail import RingMail
from .ring_places import RingPlaces
from .society import Society

OUTING = 0.3
COMMON_HOURS = 0.8
"""Accounts that keep the operator's hours."""
TO_THE_END = 0.75
"""Accounts that are used until the ring ends; others are dropped before."""
FIRST_THERE = 0.5
"""Accounts that sign up on the common device or network, whatever they use later."""


@dataclass(frozen=True)
class Member:
    """The place of an account in its ring: in the order of sign-up, when, and from where."""

    number: int
    created: float
    country: Country


@dataclass(frozen=True)
class MemberMaker:
    """Makes the accounts of one ring; ``ring_end`` is when the operator gives most of them up."""

    society: Society
    operator: Operator
    places: RingPlaces
    pools: Pools
    mail: RingMail
    kind: str
    ring_end: float

    @property
    def _common(self) -> float:
        """Share of the use that is on common things."""
        return 1 - 0.6 * self.operator.discipline

    def _own_weight(self, things: int) -> float:
        """Return the weight of what an account has beside so many common things."""
        return things * (1 - self._common) / self._common

    def _has_own(self) -> bool:
        return self.society.luck.happens(0.3 + 0.7 * self.operator.discipline)

    def account(self, member: Member) -> Account:
        """Return an account as the operator made it."""
        luck, care = self.society.luck, self.operator.discipline
        domains = self.pools.domains[member.number]
        mail = self.mail.address(member.country, domains[0] if domains else "")
        account = self.society.person(
            self.kind, member.country, member.created, mail=mail, paying=0, outing=OUTING
        )
        account.mails = account.mails[:1]
        account.hours = self.operator.hours if luck.happens(COMMON_HOURS) else "waking"
        account.sessions = luck.size(6, 0.45, 2, 16)
        if luck.happens(TO_THE_END):
            end = max(member.created + DAY, self.ring_end + luck.gauss(0, 4 + 25 * care) * DAY)
        else:
            end = member.created + luck.wait(self.operator.style.life * DAY)
        account.end = min(END - 60, end)
        self._devices(account, self.pools.devices[member.number])
        self._networks(account, member)
        self._phone(account, self.pools.numbers[member.number])
        self._cards(account, self.pools.cards[member.number])
        self._templates(account, self.pools.scripts[member.number])
        return account

    def _devices(self, account: Account, common: list[str]) -> None:
        luck = self.society.luck
        if common:
            own = Use(account.devices[0].thing, self._own_weight(len(common)))
            account.devices = [Use(device) for device in common]
            account.devices += [own] if self._has_own() else []
            if luck.happens(FIRST_THERE):
                account.first_device = common[0]
        elif self.operator.style.name in {"masked browsers", "distiller"} and luck.happens(0.12):
            account.devices = [Use(luck.choice(self.society.things.profiles))]
        else:
            account.devices = account.devices[: luck.choice([1, 1, 1, 2])]

    def _networks(self, account: Account, member: Member) -> None:
        luck, common = self.society.luck, self.pools.places[member.number]
        cover = self.places.cover(member.country)
        if common:
            account.networks = [Use(place) for place in common]
            if self._has_own():
                account.networks.append(Use(cover, self._own_weight(len(common))))
            if luck.happens(FIRST_THERE):
                account.first_network = common[0]
        else:
            homely = luck.happens(0.3 * self.operator.discipline)
            account.networks = [Use(cover), *(account.networks if homely else [])]

    def _phone(self, account: Account, common: list[str]) -> None:
        luck = self.society.luck
        account.phones = []
        if common:
            account.phones = [Contact(common[0], account.created)]
        elif luck.happens(0.6):
            rented = luck.happens(0.1)
            number = (
                luck.choice(self.operator.numbers)
                if rented
                else self.society.things.number(account.country)
            )
            account.phones = [Contact(number, account.created)]

    def _cards(self, account: Account, common: list[str]) -> None:
        """Let an account pay with the common cards one after the other, or with its own."""
        luck = self.society.luck
        paying = 0.9 * self.operator.style.paying + (0.08 if common else -0.1)
        if not luck.happens(paying):
            return
        slow = luck.happens(0.3 + 0.5 * self.operator.discipline)
        begin = account.created + (luck.wait(2 * DAY) if slow else luck.random() * 3000)
        if not common:
            account.cards = [Card(luck.token(), begin)]
            account.virtual_card = luck.happens(0.25)
            return
        last = len(common) - 1
        account.cards = [
            Card(
                card,
                begin + turn * 30 * DAY,
                begin + (turn + 1) * 30 * DAY if turn < last else END,
            )
            for turn, card in enumerate(common)
        ]
        if luck.happens(0.15):
            account.cards.append(Card(luck.token(), begin + 25 * DAY))

    def _templates(self, account: Account, scripts: list[list[str]]) -> None:
        """Put the operator's templates on top of what is left of a person's as cover."""
        luck, care = self.society.luck, self.operator.discipline
        popular = self.society.things.popular
        cover = account.templates
        mine = [use for use in cover if luck.happens(0.15 + 0.65 * care)]
        if self.operator.style.name == "gateway":  # The prompts of its end users.
            mine += [Use(popular.draw(luck), 0.7) for _ in range(luck.randint(2, 6))]
        scripted: list[str] = []
        if scripts:
            scripted = luck.some([template for script in scripts for template in script], 1, 5)
            if luck.happens(0.95 - 0.6 * care):
                scripted += luck.some(self.pools.core, 1, 3 if care > 0.4 else 5)
        strength = 1.6 - 0.9 * care
        mine += [Use(template, luck.uniform(0.5, 1.5) * strength) for template in scripted]
        account.templates = mine or cover[:3]
