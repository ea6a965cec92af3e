"""Honest people of the training worlds, with habits that differ from world to world."""

from __future__ import annotations

import numpy as np

from tests.bench.training.organisations import add_organisations
from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet


def add_society(sheet: Sheet, people: int, *, organised: bool) -> None:
    """Add people on their own and in groups; how they live is drawn anew for each world."""
    rng = sheet.rng
    _families(sheet, int(people * rng.uniform(0.03, 0.12)))
    for _ in range(int(people / 30_000 * rng.uniform(20, 150)) + 2):
        _company(sheet, int(sheet.magnitude(5, 120)))
    for _ in range(int(people / 30_000 * rng.uniform(1, 8)) + 1):
        _campus(sheet, int(rng.integers(80, max(81, people // 25))))
    for _ in range(int(people / 30_000 * rng.uniform(2, 20)) + 1):
        _club(sheet, int(rng.integers(8, 150)))
        _reseller(sheet, int(rng.integers(6, 120)))
        _shared_office(sheet, int(rng.integers(6, 80)))
    for _ in range(int(people / 30_000 * rng.uniform(0, 6))):
        _agency(sheet, int(rng.integers(5, 50)))
    everyone = np.arange(sheet.size)
    if organised:
        everyone = np.concatenate([everyone, add_organisations(sheet, people)])
    others = sheet.people(max(people - sheet.size, 0), "plain")
    _lives(sheet, np.concatenate([everyone, others]))


def _lives(sheet: Sheet, everyone: Ints) -> None:
    """Give everybody the ordinary things: a mailbox, a home, a device, prompts."""
    rng = sheet.rng
    homes = sheet.pool("ip", max(2, int(len(everyone) * rng.uniform(0.45, 1.6))))
    sheet.use("ip", sheet.some(everyone, rng.uniform(0.7, 1.0)), homes)
    carrier = sheet.pool("ip", max(4, len(everyone) // int(rng.integers(60, 900))))
    sheet.use("ip", sheet.some(everyone, rng.uniform(0.1, 0.6)), carrier, rng.uniform(1, 2))
    exits = sheet.pool("ip", max(4, len(everyone) // 800))
    sheet.use("ip", sheet.some(everyone, rng.uniform(0.01, 0.1)), exits, 1.8)
    shared = rng.uniform(0.0, 0.2)
    sheet.own("device", sheet.some(everyone, rng.uniform(0.6, 1 - shared)))
    sheet.own("device", sheet.some(everyone, rng.uniform(0.05, 0.5)))
    home_devices = sheet.pool("device", max(2, len(everyone) // 2))
    sheet.use("device", sheet.some(everyone, shared), home_devices)
    common = sheet.pool("device", max(3, len(everyone) // 2500))
    sheet.use("device", sheet.some(everyone, rng.uniform(0, 0.03)), common, 1.6)
    sheet.own("payment", sheet.some(everyone, rng.uniform(0.1, 0.5)))
    cards = sheet.pool("payment", max(2, len(everyone) // 2))
    sheet.use("payment", sheet.some(everyone, rng.uniform(0, 0.08)), cards)
    sheet.own("email", everyone)
    sheet.use("email_domain", everyone, list(MAIL_SERVICES), 1.5)
    sheet.own("phone", sheet.some(everyone, rng.uniform(0.2, 0.7)))
    popular = sheet.pool("template", max(20, len(everyone) // int(rng.integers(8, 40))))
    skew = rng.uniform(2.0, 4.0)
    for _ in range(int(rng.integers(1, 4))):
        sheet.own("template", sheet.some(everyone, rng.uniform(0.2, 0.9)))
        sheet.use("template", sheet.some(everyone, rng.uniform(0.2, 0.6)), popular, skew)


def _families(sheet: Sheet, members: int) -> None:
    rng = sheet.rng
    accounts = sheet.people(members, "family")
    home = accounts // int(rng.integers(2, 5))
    rates = {"ip": 0.9, "device": rng.uniform(0.2, 0.8), "payment": rng.uniform(0.1, 0.6)}
    for kind, share in {**rates, "phone": rng.uniform(0, 0.3)}.items():
        values = sheet.pool(kind, int(home.max()) + 1)
        chosen = sheet.rng.random(members) < share
        sheet.use_each(kind, accounts[chosen], [values[h] for h in home[chosen]])


def _company(sheet: Sheet, members: int) -> None:
    rng = sheet.rng
    accounts = sheet.people(members, "company")
    offices = sheet.pool("ip", 1 + int(members / rng.uniform(15, 200)))
    sheet.use("ip", sheet.some(accounts, rng.uniform(0.5, 1.0)), offices)
    sheet.use(
        "payment",
        sheet.some(accounts, rng.uniform(0.6, 1.0)),
        sheet.pool("payment", 1 + int(rng.random() < 0.15)),
        2.0,
    )
    if rng.random() < 0.85:
        domain = sheet.pool("email_domain", 1)
        sheet.use("email_domain", sheet.some(accounts, rng.uniform(0.6, 1.0)), domain)
    scripts = sheet.pool("template", 1 + int(members / rng.uniform(8, 40)))
    for _ in range(2):
        sheet.use("template", sheet.some(accounts, rng.uniform(0, 0.6)), scripts)
    devices = sheet.pool("device", 1 + members // 10)
    sheet.use("device", sheet.some(accounts, rng.uniform(0, 0.25)), devices, way=sheet.way(0.25))
    if sheet.happens(0.15):  # A tool that all begin with on the day of a training.
        sheet.begin_together(sheet.some(accounts, 0.6), sheet.day())


def _campus(sheet: Sheet, members: int) -> None:
    rng = sheet.rng
    accounts = sheet.people(members, "campus")
    gates = sheet.pool("ip", int(rng.integers(1, 9)))
    for _ in range(3):
        sheet.use("ip", sheet.some(accounts, rng.uniform(0.4, 1.0)), gates)
    domain = sheet.pool("email_domain", 1)
    sheet.use("email_domain", sheet.some(accounts, rng.uniform(0.3, 0.95)), domain)
    laboratory = sheet.pool("device", 1 + members // 25)
    sheet.use("device", sheet.some(accounts, rng.uniform(0, 0.3)), laboratory, way=sheet.way(0.2))
    courses = sheet.pool("template", 1 + members // int(rng.integers(20, 120)))
    sheet.use("template", sheet.some(accounts, rng.uniform(0.1, 0.6)), courses)
    for start in range(0, members // 2, 30):  # Classes with an assignment that starts on a day.
        if sheet.happens(0.3):
            sheet.begin_together(accounts[start : start + int(rng.integers(8, 31))], sheet.day())


def _club(sheet: Sheet, members: int) -> None:
    """A community that trades prompts and shares nothing else."""
    accounts = sheet.people(members, "club")
    prompts = sheet.pool("template", int(sheet.rng.integers(1, 8)))
    for _ in range(int(sheet.rng.integers(1, 4))):
        sheet.use("template", sheet.some(accounts, sheet.rng.uniform(0.4, 0.9)), prompts)


def _reseller(sheet: Sheet, members: int) -> None:
    """One card buys seats for strangers; some get a mailbox and a prompt with it."""
    accounts = sheet.people(members, "reseller", burst=sheet.rng.uniform(3, 40))
    sheet.use("payment", accounts, sheet.pool("payment", 1))
    domain, prompt = sheet.pool("email_domain", 1), sheet.pool("template", 1)
    sheet.use("email_domain", sheet.some(accounts, sheet.rng.uniform(0, 0.6)), domain)
    sheet.use("template", sheet.some(accounts, sheet.rng.uniform(0, 0.5)), prompt)


def _shared_office(sheet: Sheet, members: int) -> None:
    """People on their own behind one address, or in one café or hotel."""
    accounts = sheet.people(members, "shared office")
    sheet.use("ip", accounts, sheet.pool("ip", int(sheet.rng.integers(1, 3))))
    kiosk = sheet.some(accounts, sheet.rng.uniform(0, 0.1))
    sheet.use("device", kiosk, sheet.pool("device", 1), way=sheet.way(0.4))


def _agency(sheet: Sheet, members: int) -> None:
    """An agency works like a ring, but with one card from one office."""
    accounts = sheet.people(members, "agency", burst=20)
    sheet.use("payment", accounts, sheet.pool("payment", 1))
    sheet.use("ip", accounts, sheet.pool("ip", 1))
    sheet.use("device", accounts, sheet.pool("device", 1 + members // 4), way=sheet.way(0.3))
    sheet.use("template", accounts, sheet.pool("template", 2 + members // 12))
    domain = sheet.pool("email_domain", 1)
    sheet.use("email_domain", sheet.some(accounts, 0.6), domain)
