"""Slips: what operators leave on accounts that should have nothing in common with others."""

from __future__ import annotations

import polars as pl

from .accounts import Account, Event, Stay, Trace
from .hours import AROUND_THE_CLOCK
from .record import Record
from .scene import Scene
from .shops import Shop, Slip
from .window import HOUR

USUAL = 0.7
"""Slips that are of the shop's usual sort."""
AT_WORK: tuple[Slip, ...] = ("device", "ip", "template")
ROUNDS = (0.96, 0.5)
"""Share of the accounts that show nothing yet which slip, round by round."""
TELLING = 0.5
"""Share of a thing's users that are in one ring, where it tells."""


def draw_slip(scene: Scene, shop: Shop, account: Account, number: int) -> Trace:
    """Return what an operator leaves on the account with a number in the list of work."""
    luck = scene.luck
    slip = shop.usual_slip if luck.happens(USUAL) else luck.choice(AT_WORK)
    begin = scene.window.since(account.created)
    time = luck.uniform(begin, max(account.end, begin + HOUR))
    if slip == "contact":
        return Event("email", shop.recovery, time)
    if slip in ("payment", "phone"):
        return Event(slip, shop.pools[slip](number), time)
    usual = account.stays[-1]
    return Stay(
        begin=time,
        end=time + 5 * HOUR,
        sessions=luck.randint(1, 3),
        devices=[(shop.staff(number), 1)] if slip == "device" else usual.devices,
        networks=[(shop.desks(number), 1)] if slip == "ip" else usual.networks,
        templates=[(shop.pools["template"](number), 1)] if slip == "template" else usual.templates,
        hours=AROUND_THE_CLOCK,
        prompting=1.5 if slip == "template" else 0.5,
    )


def slip_late(scene: Scene, rings: list[tuple[Shop, list[Account]]], record: Record) -> None:
    """Let accounts of rings slip that show nothing yet: nobody is perfect, with few exceptions."""
    for share in ROUNDS:
        told = _told(scene.accounts, record)
        for shop, accounts in rings:
            for number, account in enumerate(accounts):
                if account.number not in told and scene.luck.happens(share):
                    record.add(account, draw_slip(scene, shop, account, number))


def _told(accounts: list[Account], record: Record) -> set[int]:
    """Return the accounts that share with others of their ring what few others have."""
    rings = pl.Series("ring", [account.ring for account in accounts])
    seen = pl.DataFrame({"account": record.accounts, "value": record.values}).unique()
    seen = seen.with_columns(rings.gather(seen["account"]))
    in_ring, users = pl.len().over("ring", "value"), pl.len().over("value")
    telling = seen.filter(pl.col("ring") != "", in_ring > 1, in_ring >= TELLING * users)
    return set(telling["account"])
