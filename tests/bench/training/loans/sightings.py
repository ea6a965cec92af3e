"""What an account was seen with: its things, session by session, as events."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

import polars as pl

from linkage.records import TIME
from tests.bench.training.luck import Luck

from .accounts import Account, Event, Use
from .networks import DAY
from .people import Hours
from .signups import Window

T = TypeVar("T")
MONTH = 30.4 * DAY
MOST_PAYMENTS = 12


def events_of(
    luck: Luck, window: Window, accounts: Sequence[Account], ids: pl.Series
) -> pl.DataFrame:
    """Return the events of accounts: account, kind, value, time."""
    numbers, kinds, values, times = [], [], [], []
    for number, account in enumerate(accounts):
        for kind, value, time in _events(luck, window, account):
            numbers.append(number)
            kinds.append(kind)
            values.append(value)
            times.append(int(min(time, window.end - 1)) * 1_000_000)
    return pl.DataFrame(
        {
            "account": ids.gather(numbers),
            "kind": kinds,
            "value": values,
            "time": pl.Series(times, dtype=pl.Int64).cast(TIME),
        }
    )


def _events(luck: Luck, window: Window, account: Account) -> Iterator[Event]:
    end = max(min(account.end, window.end), account.begin + 600)
    fresh = account.created >= window.begin
    times = _sessions(luck, window, account, end, fresh)
    yield from _contacts(luck, account, times)
    if account.tests_cards:
        yield from _card_tests(luck, account, times[0])
    elif account.cards:
        yield from _payments(luck, window, account, times[0], end)
    later = times
    if fresh and (account.first_device or account.first_network):
        yield from _setup(luck, account, times[0])
        if luck.happens(0.6):
            later = times[1:]
    for time in later:
        yield from _session(luck, account, time)
    for event in account.sure:
        time = min(max(event.time, account.begin), window.end - 1)
        yield event._replace(time=time)


def _sessions(luck: Luck, window: Window, account: Account, end: float, fresh: bool) -> list[float]:
    """Return the times of sessions, at least one; a new account begins with its sign-up."""
    length = end - account.begin
    latest = max(end, account.begin + 3600)
    times = []
    for _ in range(account.sessions - fresh):
        time = _at_hour(luck, account.hours, account.begin + length * luck.random())
        if time < account.begin:
            time = account.begin + luck.random() * min(length, 2 * DAY)
        if time < window.end:
            times.append(min(time, latest))
    times.sort()
    if fresh:
        times.insert(0, account.begin)
    return times or [min(account.begin + 60, window.end - 5)]


def _at_hour(luck: Luck, hours: Hours, time: float) -> float:
    """Return a time on the same day at an hour of the habit; offices are closed at weekends."""
    day = time // DAY
    if hours.habit == "office" and luck.happens(0.9):
        day -= max(0, int(day + 3) % 7 - 4)
    return day * DAY + (_hour(luck, hours) - hours.zone) % 24 * 3600


def _hour(luck: Luck, hours: Hours) -> float:
    """Return an hour of the day, in local time."""
    habit = hours.habit
    if habit == "mixed":
        habit = "office" if luck.happens(0.5) else "evening"
    if habit == "office":
        return luck.bounded(13.3, 2.7, 7, 19.5)
    if habit == "evening":
        return luck.gauss(20, 2.4)
    if habit == "shift":
        return hours.shift + luck.random() * 8
    return luck.random() * 24


def _contacts(luck: Luck, account: Account, times: Sequence[float]) -> Iterator[Event]:
    for place, mail in enumerate(account.mails):
        domain = mail.split("@")[1]
        for again in range(1 + luck.happens(0.7) + luck.happens(0.5)):
            time = times[0] if place == again == 0 else luck.choice(times)
            yield Event("email", mail, time)
            yield Event("email_domain", domain, time)
    for phone in account.phones:
        yield Event("phone", phone, times[0] + luck.randint(10, 400))
        if luck.happens(0.3):
            yield Event("phone", phone, luck.choice(times))


def _card_tests(luck: Luck, account: Account, begin: float) -> Iterator[Event]:
    """Try one card after the other."""
    time = begin + luck.uniform(60, 4000)
    for use in account.cards:
        for _ in range(luck.choice((1, 1, 2))):
            yield Event("payment", use.thing, time)
            time += luck.wait(500) + 5


def _payments(
    luck: Luck, window: Window, account: Account, begin: float, end: float
) -> Iterator[Event]:
    """Pay by the month, or for what was used up."""
    time = begin + (luck.uniform(60, 1800) if luck.happens(0.5) else luck.wait(12 * DAY))
    if time > end:
        time = begin + luck.random() * (end - begin)
    step = MONTH if luck.happens(0.8) else luck.uniform(5, 25) * DAY
    for _ in range(MOST_PAYMENTS):
        if time > max(end, begin) or time >= window.end:
            return
        cards = [use.thing for use in account.cards if use.covers(time)]
        if cards:
            usual = luck.happens(0.7)
            yield Event("payment", cards[0] if usual else luck.choice(cards), time)
        time += step * luck.uniform(0.97, 1.03)


def _setup(luck: Luck, account: Account, time: float) -> Iterator[Event]:
    if account.first_device:
        yield Event("device", account.first_device, time)
    if account.first_network:
        yield Event("ip", account.first_network.address(luck, time, account.number), time)


def _session(luck: Luck, account: Account, time: float) -> Iterator[Event]:
    network = _used(luck, account.networks, time)
    yield Event("ip", network.address(luck, time, account.number), time)
    device = _used(luck, account.devices, time)
    if luck.happens(0.93):
        yield Event("device", device, time + 1)
    if luck.happens(0.12):
        address = network.address(luck, time + 1800, account.number)
        yield Event("ip", address, time + luck.randint(300, 3000))
    while account.templates and luck.happens(account.prompting):
        template = _used(luck, account.templates, time)
        yield Event("template", template, time + luck.randint(5, 3000))
        if luck.happens(0.6):
            return


def _used(luck: Luck, uses: Sequence[Use[T]], time: float) -> T:
    """Return one of the things in use at a time, by weight; the last one where none is."""
    current = [use for use in uses if use.covers(time)]
    if not current:
        return uses[-1].thing
    if len(current) == 1:
        return current[0].thing
    left = luck.random() * sum(use.weight for use in current)
    for use in current:
        left -= use.weight
        if left <= 0:
            return use.thing
    return current[-1].thing
