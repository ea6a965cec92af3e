"""Events of the accounts of a world: sessions, contact data, charges, and what is seen for sure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.bench.training.luck import Luck

from .accounts import Account, Card, Hours, Sure, Use
from .changing import DAY, HOUR, shown

PEAKS: dict[Hours, tuple[float, float]] = {
    "office": (13, 3),
    "evening": (20, 2.5),
    "mixed": (15.5, 4.5),
}
"""Hours (local time) around which sessions are, and how far around."""
CLOSED = 0.8
"""Share of sessions of a weekend that are on a day of work instead."""
MAIL_AGAIN, PHONE_AGAIN = 0.1, 0.03
"""Share of sessions that show them once more."""
SECOND_PROMPT = 0.3
MONTH = 30 * DAY


@dataclass(slots=True)
class Events:
    """Columns of events: number of the account, kind, value, seconds since the window begins."""

    luck: Luck
    length: float
    """Seconds of the window."""
    weekday: int
    """Day of the week on which it begins, 0 for Monday."""
    account: list[int] = field(default_factory=list)
    kind: list[str] = field(default_factory=list)
    value: list[str] = field(default_factory=list)
    time: list[float] = field(default_factory=list)

    def add_life(self, number: int, account: Account) -> None:
        """Add all events of an account."""
        end = max(min(account.end, self.length), account.first_seen + HOUR)
        times = self._session_times(account, end)
        self._first_session(number, account, times[0])
        for time in times[1:]:
            self._session(number, account, time)
        self._contacts(number, account)
        for card in account.cards:
            self._charges(number, card, end)
        for sure in account.sure:
            self._sure(number, account, sure)

    def _add(self, number: int, kind: str, value: str, time: float) -> None:
        self.account.append(number)
        self.kind.append(kind)
        self.value.append(value)
        self.time.append(time)

    def _session_times(self, account: Account, end: float) -> list[float]:
        """Return when sessions begin, that of the sign-up first if it is in the window."""
        luck, begin = self.luck, account.first_seen
        if account.created < 0:
            begin = min(luck.wait(12 * DAY), end * 0.9)
        latest = min(self.length, end + DAY)
        later = []
        for _ in range(account.sessions - 1):
            time = begin + luck.random() ** 1.25 * (end - begin)
            moved = self._in_hours(account, time)
            later.append(moved if begin < moved < latest else time)
        later.sort()
        return [begin, *later]

    def _in_hours(self, account: Account, time: float) -> float:
        """Return a time of about the same day at which the account is used."""
        luck, day = self.luck, time // DAY
        if account.hours == "any":
            return day * DAY + luck.random() * DAY
        if account.hours == "office" and (int(day) + self.weekday) % 7 > 4 and luck.happens(CLOSED):
            day = max(0, day - 2)
        return day * DAY + (luck.gauss(*PEAKS[account.hours]) - account.zone) % 24 * HOUR

    def _first_session(self, number: int, account: Account, time: float) -> None:
        luck, new = self.luck, account.created >= 0
        if new and account.first_network:
            self._add(number, "ip", shown(account.first_network, time), time)
        else:
            self._use(number, "ip", account.networks, time)
        if new and account.first_device:
            self._add(number, "device", shown(account.first_device, time), time + 1)
        elif new or luck.happens(account.device_seen):
            self._use(number, "device", account.devices, time, 1)
        self._prompts(number, account, time)
        self._mail(number, account, time)
        self._phone(number, account, time)

    def _session(self, number: int, account: Account, time: float) -> None:
        luck = self.luck
        self._use(number, "ip", account.networks, time)
        if luck.happens(account.device_seen):
            self._use(number, "device", account.devices, time, 1)
        self._prompts(number, account, time)
        if luck.happens(MAIL_AGAIN):
            self._mail(number, account, time)
        if account.phones and luck.happens(PHONE_AGAIN):
            self._phone(number, account, time)

    def _prompts(self, number: int, account: Account, time: float) -> None:
        luck = self.luck
        if account.templates and luck.happens(account.prompting):
            for _ in range(2 if luck.happens(SECOND_PROMPT) else 1):
                self._use(number, "template", account.templates, time, luck.uniform(20, 1500))

    def _mail(self, number: int, account: Account, time: float) -> None:
        mail = next(mail.value for mail in reversed(account.mails) if mail.since <= time)
        self._add_mail(number, mail, time + 2)

    def _add_mail(self, number: int, mail: str, time: float) -> None:
        self._add(number, "email", mail, time)
        self._add(number, "email_domain", mail.split("@")[1], time)

    def _phone(self, number: int, account: Account, time: float) -> None:
        phone = next((phone.value for phone in account.phones if phone.since < 0), None)
        if phone:
            self._add(number, "phone", phone, time + self.luck.uniform(20, 200))

    def _contacts(self, number: int, account: Account) -> None:
        """Add mail addresses and numbers that are given later."""
        for mail in account.mails[1:]:
            self._add_mail(number, mail.value, min(mail.since, self.length - 60))
        for phone in account.phones:
            if phone.since >= 0:
                time = min(phone.since + 300, self.length - 60)
                self._add(number, "phone", phone.value, time)

    def _charges(self, number: int, card: Card, end: float) -> None:
        luck = self.luck
        old = card.begin < 0
        time = max(card.begin, 0) + (luck.random() * 25 * DAY if old else luck.uniform(60, 4000))
        until = min(card.end, end + 20 * DAY, self.length)
        if time < self.length:
            self._add(number, "payment", card.value, time)
        time += MONTH + luck.uniform(-HOUR, HOUR)
        while time < until:
            self._add(number, "payment", card.value, time)
            time += MONTH + luck.uniform(-HOUR, HOUR)

    def _sure(self, number: int, account: Account, sure: Sure) -> None:
        luck, kind, time = self.luck, sure.kind, sure.time
        earliest = account.first_seen
        self._add(number, kind, sure.value, time if time >= earliest else earliest + 3)
        if sure.alone:
            return
        if kind in {"device", "template"}:
            before = 1 if kind == "device" else luck.uniform(20, 900)
            self._use(number, "ip", account.networks, time, -before, earliest)
        if kind in {"ip", "template"} and luck.happens(account.device_seen):
            later = 1 if kind == "ip" else -19
            self._use(number, "device", account.devices, time, later, earliest)

    def _use(
        self,
        number: int,
        kind: str,
        uses: Sequence[Use],
        time: float,
        later: float = 0.0,
        earliest: float = 0.0,
    ) -> None:
        """Add one of the things that are in use at a time, as seen so many seconds later."""
        now = [use for use in uses if use.begin <= time <= use.end]
        if not now:
            return
        use = now[0] if len(now) == 1 else self.luck.choices(now, [use.weight for use in now])[0]
        seen = time + later
        value = shown(use.thing, time)
        self._add(number, kind, value, seen if seen >= earliest else earliest + 3)
