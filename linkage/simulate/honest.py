"""Honest people: who they are, where they connect from, what they pay with and what they ask."""

from __future__ import annotations

import numpy as np

from linkage.simulate.activity import Floats, Ints
from linkage.simulate.draft import CLIENTS, END, GROUPS, ISSUERS, Draft
from linkage.simulate.groups import add_groups, add_mailboxes, group_sizes
from linkage.simulate.places import COUNTRIES, USERS

PUBLIC_DOMAINS = {
    "gmail.com": 46,
    "outlook.com": 14,
    "yahoo.com": 10,
    "icloud.com": 8,
    "hotmail.com": 7,
    "qq.com": 3,
    "163.com": 2,
    "mail.ru": 2,
    "gmx.de": 2,
    "web.de": 2,
    "orange.fr": 1,
    "proton.me": 3,
}
DISPOSABLE_DOMAINS = 30
FREE, PLUS = 0, 1


def add_public(draft: Draft) -> None:
    """Add what honest and bad accounts share: mail services, networks, vendors, popular prompts."""
    honest = draft.settings.honest_accounts()
    rng = draft.random(1)
    draft.pools["public_domains"] = draft.add_domains(list(PUBLIC_DOMAINS))
    draft.pools["disposable_domains"] = draft.add_domains(
        [f"tempbox{i}.com" for i in range(DISPOSABLE_DOMAINS)]
    )
    for nature, count, blocks in (
        ("residential", 3 * len(COUNTRIES), 16),
        ("mobile", len(COUNTRIES), 1),
        ("vpn", 4, 1),
        ("hosting", 8, 4),
        ("business", len(COUNTRIES), 16),
    ):
        draft.pools[nature] = draft.add_networks(nature, count, blocks)
    exits = max(6, honest // 1200)
    draft.pools["vpn_exits"] = draft.add_values("ip", exits, rng.choice(draft.pools["vpn"], exits))
    per_country = np.maximum(1, (USERS * honest / 2500).astype(np.int64))
    carrier = np.repeat(np.arange(len(COUNTRIES)), per_country)
    draft.pools["carrier_country"] = carrier
    draft.pools["carrier"] = draft.add_values("ip", len(carrier), draft.pools["mobile"][carrier])
    fingerprints = max(8, honest // 900)
    draft.pools["fingerprints"] = draft.add_values(
        "device", fingerprints, rng.integers(0, CLIENTS, fingerprints)
    )
    numbers = max(6, honest // 900)
    draft.pools["sms"] = draft.add_values(
        "phone", numbers, rng.integers(0, len(COUNTRIES), numbers)
    )
    draft.pools["prompts"] = draft.add_values("template", max(20, honest // 25))


def skewed(rng: np.random.Generator, pool: Ints, n: int, power: float) -> Ints:
    """Draw from a pool with a heavy tail: its first ones often, its last rarely (power > 1)."""
    return np.asarray(pool[(len(pool) * rng.random(n) ** power).astype(np.int64)])


def add_honest(draft: Draft) -> None:
    """Add all honest accounts, first those of groups, then people on their own."""
    add_public(draft)
    sizes = group_sizes(draft.settings.honest_accounts())
    add_groups(draft, sizes)
    _add_people(draft, draft.settings.honest_accounts() - draft.size)
    members = np.arange(draft.size)
    _add_contacts(draft, members)
    _add_cards(draft, members)
    _add_addresses(draft, members)
    _add_devices(draft, members)
    _add_prompts(draft, members)


def tenure(rng: np.random.Generator, n: int) -> Floats:
    """Return times of sign-up over two years, more and more of them: the service grows."""
    return np.asarray(END - 60 - 86_400 * 730 * rng.beta(1.0, 2.2, n))


def _add_people(draft: Draft, n: int) -> None:
    rng = draft.random(2)
    country = rng.choice(len(COUNTRIES), n, p=USERS)
    start = tenure(rng, n)
    created = draft.habits.draw(country, start, np.minimum(start + 86_400, END - 60), rng.random(n))
    names = ("plain", "carrier", "vpn", "popular_prompt")
    group = rng.choice([GROUPS.index(g) for g in names], n, p=[0.74, 0.12, 0.05, 0.09])
    plan = rng.choice([FREE, PLUS, 3], n, p=[0.78, 0.19, 0.03])
    draft.add_accounts(n, created=created.astype(np.int64), country=country, group=group, plan=plan)


def _missing(draft: Draft, kind: str, members: Ints) -> Ints:
    """Return the members that have no link of this kind yet."""
    seen = np.zeros(draft.size, bool)
    for chunk in draft.links[kind].chunks["account"]:
        seen[chunk] = True
    return np.asarray(members[~seen[members]])


def _add_contacts(draft: Draft, members: Ints) -> None:
    rng = draft.random(3)
    without = _missing(draft, "email", members)
    weights = np.array(list(PUBLIC_DOMAINS.values()), float)
    domain = rng.choice(draft.pools["public_domains"], len(without), p=weights / weights.sum())
    odd = rng.random(len(without))
    throwaway = odd < 0.012
    domain[throwaway] = rng.choice(draft.pools["disposable_domains"], throwaway.sum())
    own = odd > 0.975
    domain[own] = draft.add_domains([f"home-{i}.net" for i in range(int(own.sum()))])
    add_mailboxes(draft, without, domain)
    country = draft.account_column("country")
    without = _missing(draft, "phone", members)
    draw = rng.random(len(without))
    rented = 0.004 * draft.settings.contamination
    public, phone = without[draw < rented], without[(draw >= rented) & (draw < 0.58)]
    draft.link("phone", phone, draft.add_values("phone", len(phone), country[phone]))
    draft.link("phone", public, skewed(rng, draft.pools["sms"], len(public), 1.3))


def add_cards(draft: Draft, accounts: Ints, issuer: Ints, weight: float = 1.5) -> None:
    """Give each account a card of its own."""
    cards = draft.add_values("payment", len(accounts), issuer)
    draft.link("payment", accounts, cards, weight=weight)


def _add_cards(draft: Draft, members: Ints) -> None:
    rng = draft.random(4)
    plan, country = draft.account_column("plan"), draft.account_column("country")
    paying = _missing(draft, "payment", members)
    paying = paying[(plan[paying] != FREE) | (rng.random(len(paying)) < 0.04)]
    for share in (1.0, 0.06):
        chosen = paying[rng.random(len(paying)) < share]
        add_cards(draft, chosen, country[chosen] * ISSUERS + rng.integers(0, ISSUERS, len(chosen)))


def _add_addresses(draft: Draft, members: Ints) -> None:
    rng = draft.random(5)
    country, group = draft.account_column("country"), draft.account_column("group")
    carrier = GROUPS.index("carrier")
    without = _missing(draft, "ip", members)
    homes = without[(group[without] != carrier) | (rng.random(len(without)) < 0.3)]
    grouped = np.setdiff1d(members, without)
    homes = np.concatenate([homes, grouped[rng.random(len(grouped)) < 0.6]])
    network = draft.pools["residential"][country[homes] * 3 + rng.integers(0, 3, len(homes))]
    address = draft.add_values("ip", len(homes), network)
    draft.link("ip", homes, address, weight=5.0)
    draft.pools["homes"] = address
    moved = homes[rng.random(len(homes)) < 0.35]
    network = draft.pools["residential"][country[moved] * 3 + rng.integers(0, 3, len(moved))]
    draft.link("ip", moved, draft.add_values("ip", len(moved), network), weight=2.0)
    mobile = members[(group[members] == carrier) | (rng.random(len(members)) < 0.35)]
    _add_carrier(draft, rng, mobile, country)
    exits = members[(group[members] == GROUPS.index("vpn")) | (rng.random(len(members)) < 0.02)]
    for share in (1.0, 0.6, 0.3):
        chosen = exits[rng.random(len(exits)) < share]
        draft.link("ip", chosen, skewed(rng, draft.pools["vpn_exits"], len(chosen), 1.8), weight=3)


def _add_carrier(draft: Draft, rng: np.random.Generator, mobile: Ints, country: Ints) -> None:
    """Send accounts through the NAT addresses of their country's carrier."""
    first = np.searchsorted(draft.pools["carrier_country"], np.arange(len(COUNTRIES)))
    after = np.searchsorted(draft.pools["carrier_country"], np.arange(len(COUNTRIES)), "right")
    for share in (1.0, 0.5):
        chosen = mobile[rng.random(len(mobile)) < share]
        low, high = first[country[chosen]], after[country[chosen]]
        pick = low + (rng.random(len(chosen)) * (high - low)).astype(np.int64)
        draft.link("ip", chosen, draft.pools["carrier"][pick], weight=3.0)


def _add_devices(draft: Draft, members: Ints) -> None:
    rng = draft.random(6)
    without = _missing(draft, "device", members)
    grouped = np.setdiff1d(members, without)
    own = np.concatenate([without, grouped[rng.random(len(grouped)) < 0.7]])
    colliding = rng.random(len(own)) < min(0.5, 0.015 * draft.settings.contamination)
    plain, common = own[~colliding], own[colliding]
    device = draft.add_values("device", len(plain), rng.integers(0, CLIENTS, len(plain)))
    draft.link("device", plain, device, weight=5.0)
    draft.link("device", common, skewed(rng, draft.pools["fingerprints"], len(common), 1.6))
    second = members[rng.random(len(members)) < 0.3]
    device = draft.add_values("device", len(second), rng.integers(0, CLIENTS, len(second)))
    draft.link("device", second, device, weight=2.0)


def _add_prompts(draft: Draft, members: Ints) -> None:
    rng = draft.random(7)
    group = draft.account_column("group")
    activity = rng.lognormal(0, 1.2, len(members))
    draft.link(
        "template",
        members,
        draft.add_values("template", len(members)),
        weight=4 * activity,
    )
    for share in (0.55, 0.35, 0.2):
        chosen = rng.random(len(members)) < share
        prompt = skewed(rng, draft.pools["prompts"][1:], int(chosen.sum()), 2.5)
        draft.link("template", members[chosen], prompt, weight=activity[chosen])
    famous = (group[members] == GROUPS.index("popular_prompt")) | (rng.random(len(members)) < 0.01)
    draft.link("template", members[famous], np.full(famous.sum(), draft.pools["prompts"][0]))
