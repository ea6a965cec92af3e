"""Events of the accounts of a world: sign-ups, charges and sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from tests.bench.training.luck import Luck

from .accounts import Account, Use
from .hours import DAY, END, in_hours

T = TypeVar("T")
CHECKED_AGAIN = 0.2
"""Phone numbers that are used once more."""
CHARGES = 5
"""Charges of a card that are seen, at most."""
VIRTUAL = 0.6
"""Charges of a virtual card that show a new number."""
BUSY = 0.6
"""Sessions of an account that are in its busy time, if it has one."""
NETWORK_SEEN, DEVICE_SEEN = 0.92, 0.75
"""Sessions after the first with an address, and with a device."""
ONE_PROMPT, TWO_PROMPTS = 0.55, 0.7


@dataclass
class Events:
    """Columns of events: number of the account, kind, value, seconds since the beginning."""

    luck: Luck
    account: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    time: list[float] = field(default_factory=list)

    def add_life(self, number: int, account: Account) -> None:
        """Add all events of an account."""
        end = max(account.end, account.created + 3600)
        self._contacts(number, account, end)
        self._charges(number, account, end)
        times = self._session_times(account, end)
        self._sign_up(number, account, times[0])
        for time in times[1:]:
            self._session(number, account, time)

    def _add(self, number: int, account: Account, kind: str, value: str, time: float) -> None:
        time = max(time, account.created)
        self.account.append(number)
        self.kind.append(kind)
        self.value.append(value)
        self.time.append(time if time < END else END - 1 - self.luck.random() * 3000)

    def _contacts(self, number: int, account: Account, end: float) -> None:
        luck = self.luck
        for mail, since in account.mails:
            time = min(max(since, account.created), END - 2000)
            self._add(number, account, "email", mail, time)
            self._add(number, account, "email_domain", mail.split("@")[1], time)
        for phone, since in account.phones:
            begin = max(since, account.created)
            self._add(number, account, "phone", phone, begin + 20 + luck.random() * 200)
            if luck.happens(CHECKED_AGAIN):
                time = begin + luck.random() * max(60, end - begin)
                self._add(number, account, "phone", phone, time)

    def _charges(self, number: int, account: Account, end: float) -> None:
        luck = self.luck
        for value, begin, until in account.cards:
            time, charge = begin, 0
            while time < min(end + (0 if charge else 25 * DAY), until, END) and charge < CHARGES:
                virtual = account.virtual_card and charge and luck.happens(VIRTUAL)
                self._add(number, account, "payment", luck.token() if virtual else value, time)
                time += 30 * DAY + luck.random() * 7200
                charge += 1

    def _session_times(self, account: Account, end: float) -> list[float]:
        """Return when the sessions begin, that of the sign-up first."""
        luck, begin, life = self.luck, account.created, end - account.created
        times = [begin + 5 + luck.random() * 900]
        for _ in range(account.sessions - 1):
            if account.busy and luck.happens(BUSY):
                first, last = account.busy
                time = first + luck.random() * max(3600.0, last - first)
            else:
                time = begin + life * luck.random() ** 1.3
            if life > 2 * DAY:
                time = in_hours(luck, time, account.country.offset, account.hours)
            if time <= begin:
                time = begin + luck.random() * max(life, 7200)
            times.append(min(END - 100, time))
        return times

    def _sign_up(self, number: int, account: Account, time: float) -> None:
        luck = self.luck
        place = account.first_network or self._used(account.networks, time)
        device = account.first_device or self._used(account.devices, time)
        seen = account.created + luck.random() * 5
        self._add(number, account, "ip", place.address(time, luck), seen)
        self._add(number, account, "device", device, seen)
        self._prompts(number, account, time)

    def _session(self, number: int, account: Account, time: float) -> None:
        luck = self.luck
        if luck.happens(NETWORK_SEEN):
            place = self._used(account.networks, time)
            self._add(number, account, "ip", place.address(time, luck), time)
        if luck.happens(DEVICE_SEEN):
            self._add(number, account, "device", self._used(account.devices, time), time)
        self._prompts(number, account, time)

    def _prompts(self, number: int, account: Account, time: float) -> None:
        luck = self.luck
        count = 1 if luck.happens(ONE_PROMPT) else 2 if luck.happens(TWO_PROMPTS) else 3
        for _ in range(count if account.templates else 0):
            template = self._used(account.templates, time)
            self._add(number, account, "template", template, time + 5 + luck.random() * 1500)

    def _used(self, uses: Sequence[Use[T]], time: float) -> T:
        """Return one of the things that are in use at a time; any where none is."""
        now = [use for use in uses if use.begin <= time < use.end] or uses
        if len(now) == 1:
            return now[0].thing
        return self.luck.choices(now, weights=[use.weight for use in now])[0].thing
