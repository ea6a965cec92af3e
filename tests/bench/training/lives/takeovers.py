"""How rings touch the honest: accounts taken over, prompts that leak, phones that are sold on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from .accounts import Account, Card, Contact, T, Use
from .hours import DAY, END
from .mail import name_and_four_digits
from .society import Society

VICTIMS = frozenset({"single", "family", "student", "flatshare"})
"""Kinds of honest accounts that are taken over."""
TRIES = 4
TAKING_OVER = 0.45
"""Operators who take honest accounts over."""


@dataclass(frozen=True, slots=True)
class Takeover:
    """A stretch of time in which an operator has an honest account; ``back`` if not for good."""

    begin: float
    end: float
    back: bool

    @property
    def last(self) -> float:
        """The end of the operator's use."""
        return self.end if self.back else END

    def owners(self, uses: Iterable[Use[T]]) -> list[Use[T]]:
        """Return the uses of the owner, before and, if the account came back, after."""
        uses = list(uses)
        before = [use._replace(end=min(use.end, self.begin)) for use in uses]
        after = [use._replace(begin=self.end) for use in uses if use.end > self.end]
        return before + (after if self.back else [])

    def operators(self, uses: Iterable[Use[T]], strength: float = 1.0) -> list[Use[T]]:
        """Return the uses of the operator, with the things of one of the ring's accounts."""
        return [Use(use.thing, use.weight * strength, self.begin, self.last) for use in uses]


def touch_honest(
    society: Society, honest: list[Account], ring: list[Account], core: list[str], care: float
) -> None:
    """Let a ring of an operator of so much discipline leave its traces on honest accounts."""
    luck = society.luck
    if luck.happens(TAKING_OVER):
        for _ in range(luck.count(len(ring), 0.01 + 0.05 * care)):
            _take_over(society, honest, ring)
    if luck.happens(0.12 + 0.2 * care):
        leaked = luck.some(core, 1, 3)
        for person in luck.sample(honest, min(len(honest), luck.choice([3, 8, 20, 50]))):
            person.templates.append(Use(luck.choice(leaked), 0.5))
    for _ in range(luck.count(len(ring), 0.01 + 0.02 * care)):
        _sell_on(society, luck.choice(ring), luck.choice(honest))


def _take_over(society: Society, honest: list[Account], ring: list[Account]) -> None:
    luck = society.luck
    tried = (luck.choice(honest) for _ in range(TRIES))
    victim = next((a for a in tried if a.kind in VICTIMS and a.created < END - 60 * DAY), None)
    if victim is None:
        return
    intruder = luck.choice(ring)
    begin = max(victim.created + 5 * DAY, ring[0].created + luck.random() * 40 * DAY)
    if begin > END - 8 * DAY:
        return
    end = min(END - 60, begin + luck.uniform(2, 30) * DAY)
    takeover = Takeover(begin, end, luck.happens(0.5))
    victim.kind = "victim"
    victim.sessions += luck.randint(3, 6)
    victim.end = max(victim.end, end)
    victim.busy = (begin, end)
    victim.devices = takeover.owners(victim.devices) + takeover.operators(intruder.devices)
    victim.networks = takeover.owners(victim.networks) + takeover.operators(intruder.networks)
    victim.templates = victim.templates + takeover.operators(intruder.templates, 2)
    if intruder.cards and luck.happens(0.2):
        victim.cards.append(Card(intruder.cards[0].value, begin, end))
    if luck.happens(0.2):
        local = name_and_four_digits(luck, *society.mail.name(victim.country))
        domain = intruder.mails[0].value.split("@")[1]
        victim.mails.append(Contact(society.mail.address(local, domain), begin + 600))


def _sell_on(society: Society, account: Account, person: Account) -> None:
    """Let an honest person get a device or a number that a ring has done with."""
    since = min(END - 9 * DAY, account.end)
    if society.luck.happens(0.5):
        person.devices.append(Use(account.devices[0].thing, begin=since))
    elif account.phones and person.end > since:
        number = account.phones[0].value
        person.phones.append(Contact(number, max(since, person.created)))
