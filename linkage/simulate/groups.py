"""Honest groups that share what rings share: the hard negatives.

A group is drawn as its sizes; members stand one group after the other, so that ``owner`` (the
group's number, repeated) picks what the group shares.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from linkage.simulate.activity import Floats, Ints
from linkage.simulate.draft import CLIENTS, END, GROUPS, ISSUERS, PLANS, START, Draft
from linkage.simulate.places import COUNTRIES, USERS
from linkage.simulate.working import share_desks, start_assignments

TEAM = PLANS.index("team")
_HOUR = 3600


@dataclass(frozen=True, slots=True)
class GroupSizes:
    """How many members each group of a kind has."""

    families: Ints
    campuses: Ints
    companies: Ints
    resellers: Ints
    agencies: Ints


def group_sizes(honest: int) -> GroupSizes:
    """Return the groups of a world with so many honest accounts (400 companies in 500,000)."""
    rng = np.random.default_rng([honest, 17])
    scale = honest / 500_000
    largest = max(12, honest // 50)

    def spread(count: float, low: int, high: int, least: int) -> Ints:
        n = max(least, round(count))
        drawn = np.exp(rng.uniform(np.log(low), np.log(min(high, largest)), n))
        return np.maximum(low, drawn).astype(np.int64)

    return GroupSizes(
        families=rng.choice([2, 3, 4, 5], max(8, int(honest * 0.05)), p=[0.5, 0.25, 0.17, 0.08]),
        campuses=np.maximum(40, spread(6 * scale, max(12, largest // 4), 5000, 1)),
        companies=spread(400 * scale, 4, 300, 4),
        resellers=spread(25 * scale, 8, 150, 2),
        agencies=spread(20 * scale, 6, 60, 2),
    )


def add_groups(draft: Draft, sizes: GroupSizes) -> None:
    """Add all honest groups with what they share; the rest of their life is added with others'."""
    _add_families(draft, sizes.families)
    _add_campuses(draft, sizes.campuses)
    _add_companies(draft, sizes.companies)
    _add_resellers(draft, sizes.resellers)
    _add_agencies(draft, sizes.agencies)


def _add_members(
    draft: Draft, rng: np.random.Generator, sizes: Ints, group: str, days: float, paid: float
) -> tuple[Ints, Ints, Ints]:
    """Add the members of groups whose sign-ups spread over so many days (mean).

    Return the accounts, the number of each one's group, and each group's country.
    """
    country = rng.choice(len(COUNTRIES), len(sizes), p=USERS)
    owner = np.repeat(np.arange(len(sizes)), sizes)
    founded = END - 86_400 * (20 + 700 * rng.beta(1.0, 2.2, len(sizes)))
    start = np.minimum(founded[owner] + 86_400 * rng.exponential(days, len(owner)), END - 90_000)
    created = draft.habits.draw(country[owner], start, start + 86_400, rng.random(len(owner)))
    plan = np.where(rng.random(len(owner)) < paid, TEAM, 0)
    accounts = draft.add_accounts(
        len(owner),
        created=created.astype(np.int64),
        country=country[owner],
        group=GROUPS.index(group),
        plan=plan,
    )
    return accounts, owner, country


def _shared(
    draft: Draft, kind: str, owner: Ints, per_group: Floats, column: Ints, rng: np.random.Generator
) -> Ints:
    """Make ``per_group`` values for each group and pick one for each of its members."""
    counts = np.maximum(1, per_group.astype(np.int64))
    values = draft.add_values(kind, int(counts.sum()), np.repeat(column, counts))
    first = np.cumsum(counts) - counts
    pick = first[owner] + (rng.random(len(owner)) * counts[owner]).astype(np.int64)
    return np.asarray(values[pick])


def add_mailboxes(draft: Draft, accounts: Ints, domain: Ints) -> None:
    """Give each account a mailbox of its own at a domain."""
    draft.link("email", accounts, draft.add_values("email", len(accounts), domain))
    draft.link("email_domain", accounts, domain)


def _add_families(draft: Draft, sizes: Ints) -> None:
    """Families: one home address; most share a device, many a card, some a phone."""
    rng = draft.random(20)
    accounts, owner, country = _add_members(draft, rng, sizes, "family", 200, 0.3)
    ones = np.ones(len(sizes))
    network = draft.pools["residential"][country * 3 + rng.integers(0, 3, len(sizes))]
    draft.link("ip", accounts, _shared(draft, "ip", owner, ones, network, rng), weight=5.0)
    for kind, column, share, weight in (
        ("device", rng.integers(0, CLIENTS, len(sizes)), 0.6, 4.0),
        ("payment", country * ISSUERS + rng.integers(0, ISSUERS, len(sizes)), 0.4, 1.5),
        ("phone", country, 0.2, 1.0),
    ):
        value = _shared(draft, kind, owner, ones, column, rng)
        chosen = rng.random(len(accounts)) < share
        draft.link(kind, accounts[chosen], value[chosen], weight=weight)


def _add_campuses(draft: Draft, sizes: Ints) -> None:
    """Universities: a few NAT addresses, one domain, laboratory devices, classes in one prompt."""
    rng = draft.random(21)
    accounts, owner, _ = _add_members(draft, rng, sizes, "campus", 150, 0.05)
    networks = draft.add_networks("campus", len(sizes), 1)
    for share in (1.0, 0.5):
        address = _shared(draft, "ip", owner, np.minimum(4, sizes / 400), networks, rng)
        chosen = rng.random(len(accounts)) < share
        draft.link("ip", accounts[chosen], address[chosen], weight=4.0)
    domains = draft.add_domains([f"university-{i}.edu" for i in range(len(sizes))])
    mailed = rng.random(len(accounts)) < 0.8
    add_mailboxes(draft, accounts[mailed], domains[owner[mailed]])
    device = _shared(draft, "device", owner, sizes / 30, rng.integers(0, CLIENTS, len(sizes)), rng)
    chosen = rng.random(len(accounts)) < 0.25
    draft.link("device", accounts[chosen], device[chosen], weight=1.0)
    _add_classes(draft, rng, accounts, owner)


def _add_classes(draft: Draft, rng: np.random.Generator, accounts: Ints, owner: Ints) -> None:
    """Classes: fellow students who all use one prompt in the hours of the course."""
    group = draft.account_column("group")
    classes = []
    for campus in np.unique(owner):
        students = accounts[owner == campus]
        start = 0
        while start < len(students) * 0.4:
            members = students[
                start : start + int(rng.integers(10, max(11, min(80, len(students) // 3))))
            ]
            start += len(members)
            classes.append(members)
            group[members] = GROUPS.index("class")
            first = START + 86_400 * int(rng.integers(0, 7)) + _HOUR * int(rng.integers(7, 16))
            schedule = draft.add_schedule(first + 7 * 86_400 * np.arange(6), 0.2)
            prompt = draft.add_values("template", int(rng.integers(1, 4)))
            for template in prompt:
                draft.link(
                    "template",
                    members,
                    np.full(len(members), template),
                    weight=3.0,
                    schedule=schedule,
                    sync=0.8,
                )
    draft.accounts["group"] = [group]
    start_assignments(draft, classes)


def _add_companies(draft: Draft, sizes: Ints) -> None:
    """Companies: one card, an office network, a domain, prompts of their own."""
    rng = draft.random(22)
    accounts, owner, country = _add_members(draft, rng, sizes, "company", 40, 0.9)
    ones = np.ones(len(sizes))
    office = _shared(draft, "ip", owner, 1 + sizes / 80, draft.pools["business"][country], rng)
    here = rng.random(len(accounts)) < 0.85
    draft.link("ip", accounts[here], office[here], weight=5.0)
    issuer = country * ISSUERS + rng.integers(0, ISSUERS, len(sizes))
    paid = rng.random(len(accounts)) < 0.9
    card = _shared(draft, "payment", owner, ones, issuer, rng)
    draft.link("payment", accounts[paid], card[paid], weight=1.5)
    domains = draft.add_domains([f"company-{i}.com" for i in range(len(sizes))])
    mailed = rng.random(len(accounts)) < 0.85
    add_mailboxes(draft, accounts[mailed], domains[owner[mailed]])
    device = _shared(draft, "device", owner, sizes / 8, rng.integers(0, CLIENTS, len(sizes)), rng)
    chosen = rng.random(len(accounts)) < 0.15
    draft.link("device", accounts[chosen], device[chosen], weight=1.0)
    for share in (0.6, 0.3):
        prompt = _shared(
            draft, "template", owner, 1 + sizes / 25, np.zeros(len(sizes), np.int64), rng
        )
        chosen = rng.random(len(accounts)) < share
        draft.link("template", accounts[chosen], prompt[chosen], weight=3.0)
    share_desks(draft, accounts, owner)


def _add_resellers(draft: Draft, sizes: Ints) -> None:
    """Resellers: one card buys seats in batches for customers who have nothing else in common."""
    rng = draft.random(23)
    accounts, owner, country = _add_members(draft, rng, sizes, "reseller", 12, 1.0)
    ones = np.ones(len(sizes))
    issuer = country * ISSUERS + rng.integers(0, ISSUERS, len(sizes))
    card = _shared(draft, "payment", owner, ones, issuer, rng)
    draft.link("payment", accounts, card, weight=1.5)
    domains = draft.add_domains([f"seats-{i}.com" for i in range(len(sizes))])
    mailed = rng.random(len(accounts)) < 0.3
    add_mailboxes(draft, accounts[mailed], domains[owner[mailed]])
    prompt = _shared(draft, "template", owner, ones, np.zeros(len(sizes), np.int64), rng)
    chosen = rng.random(len(accounts)) < 0.3
    draft.link("template", accounts[chosen], prompt[chosen], weight=1.0)


def _add_agencies(draft: Draft, sizes: Ints) -> None:
    """Agencies look like rings: a pool of devices, one card, their own scripts, night shifts."""
    rng = draft.random(24)
    accounts, owner, country = _add_members(draft, rng, sizes, "agency", 10, 0.9)
    ones = np.ones(len(sizes))
    clients = rng.integers(0, CLIENTS, len(sizes))
    for share in (1.0, 0.4):
        device = _shared(draft, "device", owner, sizes / 4, clients, rng)
        chosen = rng.random(len(accounts)) < share
        draft.link("device", accounts[chosen], device[chosen], weight=4.0)
    issuer = country * ISSUERS + rng.integers(0, ISSUERS, len(sizes))
    card = _shared(draft, "payment", owner, ones, issuer, rng)
    draft.link("payment", accounts, card, weight=1.5)
    office = _shared(draft, "ip", owner, ones, draft.pools["business"][country], rng)
    draft.link("ip", accounts, office, weight=5.0)
    domains = draft.add_domains([f"agency-{i}.com" for i in range(len(sizes))])
    mailed = rng.random(len(accounts)) < 0.5
    add_mailboxes(draft, accounts[mailed], domains[owner[mailed]])
    schedules = np.array([_night_shifts(draft, rng) for _ in sizes])
    for share in (1.0, 0.6, 0.3):
        column = np.zeros(len(sizes), np.int64)
        prompt = _shared(draft, "template", owner, np.maximum(2, sizes / 12), column, rng)
        chosen = rng.random(len(accounts)) < share
        draft.link(
            "template",
            accounts[chosen],
            prompt[chosen],
            weight=3.0,
            schedule=schedules[owner[chosen]],
            sync=0.35,
        )


def _night_shifts(draft: Draft, rng: np.random.Generator) -> int:
    """Add a schedule of some twenty night hours."""
    nights = rng.choice((END - START) // 86_400, 20, replace=False)
    return draft.add_schedule(START + 86_400 * nights + _HOUR * rng.integers(0, 5, 20), 1.0)
