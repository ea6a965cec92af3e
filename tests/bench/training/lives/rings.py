"""Rings: when their accounts sign up, and the steps by which they are made."""

from __future__ import annotations

from tests.bench.training.luck import Luck

from .accounts import Account
from .afterlives import Afterlife
from .countries import Country
from .hours import DAY, END, Hours, in_hours
from .members import Member, MemberMaker
from .operators import Operator
from .pools import PoolMaker
from .ring_mail import RingMail
from .ring_places import RingPlaces
from .society import Society
from .supplies import Supplies
from .takeovers import touch_honest

CLAIMED = 0.8
"""Accounts of a ring of many countries that claim any of them."""


def make_ring(
    society: Society, supplies: Supplies, operator: Operator, n: int, begin: float, *, shard: bool
) -> list[Account]:
    """Return the accounts of a ring; it leaves traces on the honest ones of the supplies."""
    luck, care = society.luck, operator.discipline
    created = _sign_ups(luck, operator, n, begin)
    countries = [_country(society, operator) for _ in range(n)]
    places = RingPlaces(society, supplies, operator)
    pools = PoolMaker(society, supplies, operator, places, countries).pools(shard=shard)
    life = luck.spread(operator.style.life, 0.5) * DAY * (0.7 + 0.6 * care)
    makes = MemberMaker(
        society,
        operator,
        places,
        pools,
        RingMail(society, operator),
        "shard" if shard else "ring",
        created[-1] + life,
    )
    wake = created[-1] + luck.uniform(2, 25) * DAY
    afterlife = Afterlife(society, supplies, operator, begin=begin, wake=wake)
    ring = []
    for number in range(n):
        account = makes.account(Member(number, created[number], countries[number]))
        device, place = pools.devices[number], pools.places[number]
        afterlife.pass_on(account, device[0] if device else "", place[0] if place else None)
        ring.append(account)
    touch_honest(society, supplies.honest, ring, pools.core, care)
    return ring


def _country(society: Society, operator: Operator) -> Country:
    claimed = operator.abroad and society.luck.happens(CLAIMED)
    return society.country() if claimed else operator.country


def _sign_ups(luck: Luck, operator: Operator, n: int, begin: float) -> list[float]:
    """Return when the accounts sign up, in order: in bursts, or one by one in working hours."""
    care, style = operator.discipline, operator.style
    span = (2 + 30 * care + 140 * style.dormant) * DAY * luck.spread(1, 0.4)
    span *= max(1.0, (n / 60) ** 0.5)
    bursts = max(1, round(n / luck.spread(22 * (1 - care) + 7, 0.4)))
    centres = [begin + luck.random() * span for _ in range(bursts)]
    hours: Hours = "shift" if operator.hours == "shift" else "waking"
    times = []
    for _ in range(n):
        if luck.happens(style.burst * (1 - 0.65 * care)):
            time = luck.choice(centres) + luck.wait(2400 + 40_000 * care)
        else:
            time = in_hours(luck, begin + luck.random() * span, operator.offset, hours)
        times.append(min(END - 2 * DAY, max(3600.0, time)))
    return sorted(times)
