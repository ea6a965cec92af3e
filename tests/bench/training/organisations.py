"""Honest organisations of any character: what they hold in common is drawn kind by kind.

A company, a faculty, an association, a call centre: some pay with one card and some with one for
each team, some have a domain, offices, machines or prompts in common, and some hardly anything. No
habit of theirs is sure. Most of their people also have things of their own, as everybody has;
where people work for the organisation only, its things are few and most use the same ones.
"""

from __future__ import annotations

import numpy as np

from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet

HOLD = {
    "email_domain": 0.75,
    "payment": 0.65,
    "ip": 0.85,
    "device": 0.35,
    "template": 0.7,
    "phone": 0.12,
    "email": 0.12,
}
"""Chance that an organisation has something of a kind in common."""
TEAMS = {
    "payment": (0.35, 5, 30),
    "ip": (0.4, 5, 60),
    "device": (0.8, 3, 20),
    "template": (0.6, 3, 40),
}
"""Chance that it has one for each team and not one or a few, and the accounts of a team."""
FEW = {"email_domain": 2, "payment": 2, "ip": 4, "device": 3, "template": 8, "phone": 1, "email": 1}
"""How many it has at most where it has few."""
TIMES = {"ip": 3, "template": 3}
"""Links of a person to what the organisation has, at most; one of the other kinds."""
AT_WORK_ONLY = 0.2
"""Organisations whose people use these accounts at work only."""


def add_organisations(sheet: Sheet, people: int) -> Ints:
    """Add organisations with a share of so many people, few of them large.

    Return the accounts that have a life beside: those still lack what everybody has.
    """
    rng = sheet.rng
    left = people * rng.uniform(0.02, 0.25)
    largest = max(8, min(800, people // 25))
    living = [np.empty(0, dtype=np.int64)]
    while left > 0:
        size = int(min(largest, 3 * (1 - rng.random()) ** (-1 / 0.95)))
        if rng.random() < AT_WORK_ONLY:
            _workplace(sheet, min(size, 150))
        else:
            living.append(_organisation(sheet, size))
        left -= size
    return np.concatenate(living)


def _burst(sheet: Sheet) -> float:
    return sheet.magnitude(0.02, 40) if sheet.rng.random() < 0.6 else 0.0


def _organisation(sheet: Sheet, size: int) -> Ints:
    rng = sheet.rng
    accounts = sheet.people(size, "organisation", burst=_burst(sheet))
    for kind, chance in HOLD.items():
        if rng.random() < chance:
            used = rng.beta(2.5, 1.5) * (0.4 if kind == "device" else 1.0)
            _in_common(sheet, kind, accounts, used)
    if sheet.happens(0.15):
        sheet.begin_together(sheet.some(accounts, 0.6), sheet.day())
    return accounts


def _in_common(sheet: Sheet, kind: str, accounts: Ints, used: float) -> None:
    """Let a part of the people use one thing, a few, or one for each team."""
    rng = sheet.rng
    chance, least, most = TEAMS.get(kind, (0.0, 1, 1))
    values = int(rng.integers(1, FEW[kind] + 1))
    if rng.random() < chance:
        values = 1 + int(len(accounts) / rng.uniform(least, most))
    pool = sheet.pool(kind, values)
    for _ in range(int(rng.integers(1, TIMES.get(kind, 1) + 1))):
        sheet.use(kind, sheet.some(accounts, used), pool, rng.uniform(1, 2))


def _workplace(sheet: Sheet, size: int) -> None:
    """A call centre, a test team, a shop: one payer, one office, machines in shifts."""
    rng = sheet.rng
    accounts = sheet.people(size, "workplace", burst=_burst(sheet))
    sheet.own("email", accounts)
    sheet.use("ip", sheet.some(accounts, rng.beta(5, 1)), sheet.pool("ip", int(rng.integers(1, 4))))
    inside = rng.random(size) < (rng.beta(5, 1) if rng.random() < 0.85 else 0.0)
    sheet.use("email_domain", accounts[inside], sheet.pool("email_domain", 1))
    sheet.use("email_domain", accounts[~inside], list(MAIL_SERVICES), 1.5)
    machines = sheet.pool("device", 1 + int(size / rng.uniform(1.5, 8)))
    shifts = sheet.way(0.4)
    for share in (rng.uniform(0.6, 1.0), rng.uniform(0, 0.6)):
        sheet.use("device", sheet.some(accounts, share), machines, way=shifts)
    if rng.random() < 0.85:
        sheet.use("payment", sheet.some(accounts, rng.beta(5, 1)), sheet.pool("payment", 1))
    prompts = sheet.pool("template", int(rng.integers(1, 9)))
    for _ in range(int(rng.integers(1, 4))):
        sheet.use("template", sheet.some(accounts, rng.beta(3, 1.5)), prompts)
    _at_home(sheet, accounts)


def _at_home(sheet: Sheet, accounts: Ints) -> None:
    """Some use the account from home now and then, on a machine and with prompts of their own."""
    rng = sheet.rng
    sheet.own("ip", sheet.some(accounts, rng.uniform(0, 0.6)))
    sheet.own("device", sheet.some(accounts, rng.uniform(0, 0.5)))
    sheet.own("phone", sheet.some(accounts, rng.uniform(0, 0.5)))
    for _ in range(2):
        sheet.own("template", sheet.some(accounts, rng.uniform(0, 0.6)))
