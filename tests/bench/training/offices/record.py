"""The record of a world: what accounts were seen with, in columns."""

from __future__ import annotations

from typing import TypeVar

import polars as pl

from linkage.records import TIME
from tests.bench.training.luck import Luck

from .accounts import Account, Mail, Stay, Trace
from .hours import session_times
from .window import DAY, HOUR, Window

T = TypeVar("T")
MOST_CHARGES = 8
CHARGE_SEEN, DEVICE_SEEN, MAIL_SEEN = 0.85, 0.9, 0.09


class Record:
    """Columns of events: the number of the account, kind, value and time."""

    def __init__(self, luck: Luck, window: Window) -> None:
        self._luck = luck
        self._window = window
        self.accounts: list[int] = []
        self._kinds: list[str] = []
        self.values: list[str] = []
        self._times: list[int] = []

    def add_life(self, account: Account) -> None:
        """Add all that an account is seen with."""
        luck, window = self._luck, self._window
        begin: float = account.created
        if begin < window.begin:
            begin = window.begin + luck.random() * 25 * DAY
        for mail in account.mails:
            self._add_mail(account, mail.address, max(begin, mail.since))
        for place, phone in enumerate(account.phones):
            later = luck.uniform(begin, max(begin, account.end))
            time = later if place else begin + luck.randint(20, 899)
            self._add(account, "phone", phone, time)
        self._add_charges(account, begin)
        for stay in account.stays:
            self._add_stay(account, stay)
        for event in account.sure:
            self.add(account, event)

    def add(self, account: Account, trace: Trace) -> None:
        """Add what a slip leaves on an account."""
        if isinstance(trace, Stay):
            self._add_stay(account, trace)
        elif trace.kind == "email":
            self._add_mail(account, trace.value, trace.time)
        else:
            self._add(account, trace.kind, trace.value, trace.time)

    def events(self, ids: pl.Series) -> pl.DataFrame:
        """Return the events of accounts with these ids: account, kind, value, time."""
        times = pl.Series(self._times, dtype=pl.Int64) * 1_000_000
        return pl.DataFrame(
            {
                "account": ids.gather(self.accounts),
                "kind": self._kinds,
                "value": self.values,
                "time": times.cast(TIME),
            }
        )

    def _add(self, account: Account, kind: str, value: str, time: float) -> None:
        window = self._window
        self.accounts.append(account.number)
        self._kinds.append(kind)
        self.values.append(value)
        self._times.append(int(min(window.end + 2 * DAY, max(window.begin, time))))

    def _add_mail(self, account: Account, address: str, time: float) -> None:
        self._add(account, "email", address, time)
        self._add(account, "email_domain", address.split("@")[1], time)

    def _add_charges(self, account: Account, begin: float) -> None:
        luck = self._luck
        for card in account.cards:
            time, last = max(card.begin, begin), self._window.until(card.end)
            for charge in range(MOST_CHARGES):
                if charge == 0 or luck.happens(CHARGE_SEEN):
                    self._add(account, "payment", card.value, time)
                time += card.days * DAY * luck.uniform(0.95, 1.05)
                if time > last:
                    break

    def _add_stay(self, account: Account, stay: Stay) -> None:
        luck = self._luck
        begin, end = int(self._window.since(stay.begin)), int(self._window.until(stay.end))
        if end <= begin:
            end = begin + 2 * HOUR
        times = session_times(luck, begin, end, stay.sessions, stay.hours)
        for place, time in enumerate(times):
            network = _used(luck, stay.networks)
            self._add(account, "ip", network.address(luck, time), time)
            if place == 0 or luck.happens(DEVICE_SEEN):
                self._add(account, "device", _used(luck, stay.devices), time + 1)
            for _ in range(int(stay.prompting + luck.random()) if stay.templates else 0):
                template = _used(luck, stay.templates)
                self._add(account, "template", template, time + luck.randint(3, 899))
            if luck.happens(MAIL_SEEN):
                mail = luck.choice(_known(account.mails, time))
                self._add_mail(account, mail.address, time)


def _known(mails: list[Mail], time: int) -> list[Mail]:
    """Return the addresses that were given until a time, or the first one."""
    return [mail for mail in mails if mail.since <= time] or mails[:1]


def _used(luck: Luck, things: list[tuple[T, float]]) -> T:
    """Return one of the things, by their weights."""
    if len(things) == 1:
        return things[0][0]
    left = luck.random() * sum(weight for _, weight in things)
    for thing, weight in things:
        left -= weight
        if left <= 0:
            return thing
    return things[-1][0]
