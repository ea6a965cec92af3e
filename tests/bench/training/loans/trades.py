"""What the trade of a ring does to its accounts: sales, seats, tests of cards, past lives."""

from __future__ import annotations

from .accounts import Account, Use, add_all
from .networks import DAY
from .opening import open_account
from .people import Person
from .scene import Scene
from .sybils import Ring, Sybil

SAME_CUSTOMER = 0.12
"""Share of sales to somebody who bought before."""
FARM_SELLS = 0.3


def ply_trade(scene: Scene, ring: Ring, sybil: Sybil) -> None:
    """Let an account do what the ring is for."""
    luck, style = scene.luck, ring.operator.style
    account = sybil.account
    if style.name == "cardtest":
        _test_cards(scene, ring, sybil)
    elif style.stolen_cards and ring.stolen and luck.happens(0.3):
        account.cards.append(Use(luck.choice(ring.stolen), begin=sybil.since))
    if style.name == "resale" or (style.name == "farm" and luck.happens(FARM_SELLS)):
        _sell(scene, ring, sybil)
    if style.name == "carshare":
        _let_seats(scene, ring, account)
    if sybil.aged:
        _give_past(scene, sybil)


def _test_cards(scene: Scene, ring: Ring, sybil: Sybil) -> None:
    luck, operator, account = scene.luck, ring.operator, sybil.account
    account.tests_cards = True
    for _ in range(luck.randint(2, 9)):
        if ring.stolen and luck.happens(0.3):
            card = luck.choice(ring.stolen)
        elif luck.happens(0.45 * (1 - operator.care) + 0.12):
            card = operator.pick(luck, "payment", sybil.place)
        else:
            card = scene.things.card()
        account.cards.append(Use(card))
    account.sessions, account.prompting = luck.randint(2, 6), 0.1


def _sell(scene: Scene, ring: Ring, sybil: Sybil) -> None:
    """Sell the account: the operator's things mostly leave it, those of a customer come."""
    luck, window, account = scene.luck, scene.window, sybil.account
    sale = sybil.time + luck.uniform(0.5, 25) * DAY
    customer = _customer(scene, ring)
    for uses in (account.devices, account.networks, account.templates):
        for use in uses:
            if not luck.happens(0.12):
                use.end = min(use.end, sale)
    account.devices.append(Use(customer.devices[0], 2, sale))
    account.networks.append(Use(customer.home, 3, sale))
    if customer.mobile:
        account.networks.append(Use(customer.mobile, 1, sale))
    add_all(account.templates, customer.templates, 1, sale)
    account.end = max(account.end, min(window.end, sale + luck.uniform(5, 90) * DAY))
    account.sessions += 4
    if luck.happens(0.15):
        account.cards.append(Use(customer.cards[0], begin=sale))
    if luck.happens(0.05 + 0.1 * ring.operator.care):
        before = max(window.begin, sybil.time - luck.uniform(0, 60) * DAY)
        open_account(scene, customer, "buyer", before)


def _customer(scene: Scene, ring: Ring) -> Person:
    luck = scene.luck
    if ring.customers and luck.happens(SAME_CUSTOMER):
        customer = luck.choice(ring.customers)
    else:
        near = None if luck.happens(0.5) else ring.operator.country
        customer = scene.people.person(near)
    ring.customers.append(customer)
    return customer


def _let_seats(scene: Scene, ring: Ring, account: Account) -> None:
    """Let seats in a paid account: each customer drifts through several accounts."""
    luck = scene.luck
    for customer in luck.sample(ring.customers, min(len(ring.customers), luck.randint(2, 5))):
        account.devices.append(Use(customer.devices[0], 0.6))
        account.networks.append(Use(customer.home, 0.6))
        add_all(account.templates, customer.templates[:1], 0.4)
    account.sessions += 8


def gather_seats(scene: Scene, ring: Ring, accounts: int) -> None:
    """Find the customers among whom a ring lets seats."""
    luck = scene.luck
    for _ in range(max(4, int(accounts * luck.uniform(1, 3)))):
        near = ring.operator.country if luck.happens(0.7) else None
        ring.customers.append(scene.people.person(near))


def _give_past(scene: Scene, sybil: Sybil) -> None:
    """Give an account the things of the person who had it before."""
    luck, account, until = scene.luck, sybil.account, sybil.time
    owner = scene.people.person()
    account.country = owner.country
    account.mails[0] = scene.mail.unique(scene.mail.public(owner.name))
    account.devices += [Use(device, end=until) for device in owner.devices]
    account.networks.append(Use(owner.home, 2, end=until))
    account.templates += [Use(template, end=until) for template in owner.templates]
    if luck.happens(0.5):
        account.phones.insert(0, owner.phone)
    if luck.happens(0.3):
        account.cards.append(Use(owner.cards[0], end=until))
