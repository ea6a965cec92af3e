"""Honest groups that hold almost everything together, as rings do: the hardest negatives.

Lessons on a cart of shared laptops, young companies, a meeting where all sign up at once, students
of one course, classes of a university. How much they share is drawn anew for each group.
"""

from __future__ import annotations

from tests.bench.training.sheet import MAIL_SERVICES, Ints, Sheet


def add_close_groups(sheet: Sheet, people: int) -> None:
    """Add close groups as a society of so many people has them, and what of a life they have."""
    scale = people / 30_000
    for build, low, high in (
        (_school, 0.0, 2),
        (_young_company, 2, 12),
        (_meeting, 0.0, 2),
        (_course, 0.0, 2),
        (_university, 0.0, 1),
        (_kiosk, 0.0, 3),
    ):
        for _ in range(round(scale * sheet.rng.uniform(low, high))):
            build(sheet)


def _life(sheet: Sheet, accounts: Ints, home: float, device: float, prompts: float) -> None:
    """Give shares of the accounts a home address, a device, prompts of their own, and mail."""
    sheet.own("email", accounts)
    sheet.own("ip", sheet.some(accounts, home))
    sheet.own("device", sheet.some(accounts, device))
    for _ in range(2):
        sheet.own("template", sheet.some(accounts, prompts))


def _mail(sheet: Sheet, accounts: Ints, share: float) -> None:
    """Give a share of the accounts addresses of one domain, the others of public services."""
    inside = sheet.rng.random(len(accounts)) < share
    sheet.use("email_domain", accounts[inside], sheet.pool("email_domain", 1))
    sheet.use("email_domain", accounts[~inside], list(MAIL_SERVICES), 1.5)


def _share(sheet: Sheet, kind: str, accounts: Ints, values: int, share: float) -> None:
    sheet.use(kind, sheet.some(accounts, share), sheet.pool(kind, max(1, values)))


def _school(sheet: Sheet) -> None:
    """A school: lessons sign up in an hour, on shared laptops, for one prompt."""
    rng = sheet.rng
    gates = sheet.pool("ip", int(rng.integers(1, 4)))
    domain = sheet.pool("email_domain", 1) if rng.random() < 0.6 else list(MAIL_SERVICES)
    cart = sheet.pool("device", int(sheet.magnitude(8, 60)))
    own, home, phones = rng.uniform(0, 0.5), rng.uniform(0, 0.7), rng.uniform(0, 0.2)
    for _ in range(int(rng.integers(1, 7))):
        pupils = sheet.people(int(rng.integers(12, 36)), "school", burst=rng.uniform(0.02, 1.5))
        _life(sheet, pupils, home, own, rng.uniform(0.05, 0.6))
        sheet.use("ip", pupils, gates)
        sheet.use("email_domain", pupils, domain)
        sheet.own("phone", sheet.some(pupils, phones))
        laptops = cart[: int(rng.integers(4, len(cart) + 1))]
        for share in (rng.uniform(0.7, 1.0), rng.uniform(0.0, 0.8)):
            sheet.use("device", sheet.some(pupils, share), laptops)
        for prompt in sheet.pool("template", int(rng.integers(1, 4))):
            sheet.use("template", sheet.some(pupils, rng.uniform(0.6, 1.0)), [prompt])


def _young_company(sheet: Sheet) -> None:
    """A young company: one card, one domain, its own prompts, test devices, a rented desk."""
    rng = sheet.rng
    n = int(sheet.magnitude(4, 40))
    staff = sheet.people(n, "young company", burst=rng.uniform(0.5, 60))
    _life(sheet, staff, rng.uniform(0.3, 1.0), rng.uniform(0.5, 1.0), rng.uniform(0.1, 0.7))
    _share(sheet, "ip", staff, 1, rng.uniform(0.3, 1.0))
    _share(sheet, "device", staff, 1 + n // 6, rng.uniform(0, 0.6))
    _share(sheet, "payment", staff, 1, rng.uniform(0.6, 1.0))
    for share in (rng.uniform(0.4, 1.0), rng.uniform(0.0, 0.8)):
        _share(sheet, "template", staff, 1 + n // 8, share)
    _mail(sheet, staff, rng.uniform(0.5, 1.0) if rng.random() < 0.8 else 0.0)


def _meeting(sheet: Sheet) -> None:
    """A workshop: strangers sign up in one room on one day and try the same prompts."""
    rng = sheet.rng
    guests = sheet.people(int(sheet.magnitude(8, 120)), "meeting", burst=rng.uniform(0.05, 1.0))
    _life(sheet, guests, rng.uniform(0.3, 1.0), rng.uniform(0.6, 1.0), rng.uniform(0.1, 0.7))
    _share(sheet, "ip", guests, int(rng.integers(1, 3)), rng.uniform(0.6, 1.0))
    _share(sheet, "device", guests, 1 + len(guests) // 5, rng.uniform(0, 0.4))
    for prompt in sheet.pool("template", int(rng.integers(1, 5))):
        sheet.use("template", sheet.some(guests, rng.uniform(0.5, 1.0)), [prompt])
    _mail(sheet, guests, rng.uniform(0, 0.8) if rng.random() < 0.4 else 0.0)


def _course(sheet: Sheet) -> None:
    """An online course: strangers all over, one day, the prompts of the course."""
    rng = sheet.rng
    people = sheet.people(int(sheet.magnitude(10, 400)), "course", burst=rng.uniform(0.1, 4))
    _life(sheet, people, rng.uniform(0.7, 1.0), rng.uniform(0.7, 1.0), rng.uniform(0.1, 0.7))
    sheet.own("payment", sheet.some(people, rng.uniform(0, 0.5)))
    for prompt in sheet.pool("template", int(rng.integers(1, 6))):
        sheet.use("template", sheet.some(people, rng.uniform(0.4, 1.0)), [prompt])
    _mail(sheet, people, 0.0)


def _university(sheet: Sheet) -> None:
    """A university whose classes share prompts, laboratory devices and a first day."""
    rng = sheet.rng
    gates = sheet.pool("ip", int(rng.integers(1, 7)))
    domain = sheet.pool("email_domain", 1)
    laboratory = sheet.pool("device", int(sheet.magnitude(10, 80)))
    own, lab, away = rng.uniform(0.4, 1.0), rng.uniform(0.1, 0.8), rng.uniform(0.2, 1.0)
    mailed, here = rng.uniform(0.3, 1.0), rng.uniform(0.5, 1.0)
    for _ in range(int(rng.integers(3, 25))):
        burst = rng.uniform(0.3, 6)
        students = sheet.people(int(rng.integers(12, 90)), "university", burst=burst)
        _life(sheet, students, away, own, rng.uniform(0.1, 0.7))
        for _ in range(2):
            sheet.use("ip", sheet.some(students, here), gates)
        inside = rng.random(len(students)) < mailed
        sheet.use("email_domain", students[inside], domain)
        sheet.use("email_domain", students[~inside], list(MAIL_SERVICES), 1.5)
        room = list(rng.choice(laboratory, min(len(laboratory), 30), replace=False))
        sheet.use("device", sheet.some(students, lab), room)
        for prompt in sheet.pool("template", int(rng.integers(1, 5))):
            sheet.use("template", sheet.some(students, rng.uniform(0.4, 1.0)), [prompt])


def _kiosk(sheet: Sheet) -> None:
    """Strangers on the devices of a library or an internet café."""
    rng = sheet.rng
    guests = sheet.people(int(sheet.magnitude(6, 60)), "kiosk")
    _life(sheet, guests, rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8), rng.uniform(0.2, 0.8))
    sheet.use("ip", guests, sheet.pool("ip", 1))
    devices = sheet.pool("device", int(rng.integers(1, 6)))
    for share in (1.0, rng.uniform(0, 0.6)):
        sheet.use("device", sheet.some(guests, share), devices)
    _mail(sheet, guests, 0.0)
