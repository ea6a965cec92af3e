"""Worlds in which persons lead lives, and operators have a discipline, a style and suppliers.

Every account is somebody's: a person with devices that are replaced, a leased line whose address
others had before, a carrier, a mailbox at a service of the country, moves, trips and habits, over
ten months. Groups come about for everyday reasons: families, classes, firms, agencies, a video
that many follow; some of them look like rings. Operators pool what their style pools, the less of
it the more discipline they have, and slip somewhere. They buy proxies, numbers, profiles and aged
accounts from the same suppliers, take honest accounts over, sell accounts on, and two run campaigns
of many shards that few things join.

What is special about these worlds: the same thing often joins strangers (recycled addresses,
numbers and phones, proxies through honest homes), one operator's accounts are told apart from
another's of the same supplier, and nothing but the events says how people live.
"""

from __future__ import annotations

from .worlds import world

__all__ = ["world"]
