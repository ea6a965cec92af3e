"""Worlds in which honest groups work like rings: test series, service accounts, set-up for others.

People have homes, phones, cards and prompts. Groups of eighteen sorts give them more: companies
with series of test accounts, agencies that keep accounts for clients, start-ups and apps that call
from servers, shops and IT providers that set accounts up for others, call centres, courses, crowds
that work to one brief. The harder the world, the more there are of the sorts that look like rings.
Operators work in six trades. Each trade gives itself away in some kinds of things rather than in
others (devices, addresses, cards, numbers, domains, prompts, recovery mails), in fewer of them and
in fewer accounts the harder the world, and often only in a session or two in which the mask is
forgotten. Campaigns of several rings hand a few things on.

What is special about these worlds: hardly anything stays as it is. Prompts are edited, fingerprints
change with updates, leases end, accounts are bought with a past or sold into somebody else's life,
and hijacked ones are used for days. Honest groups share as many kinds of things as rings do, and
rings share with strangers: colliding fingerprints, proxies through honest homes, rented numbers,
stolen cards, prompts of apps.
"""

from __future__ import annotations

from .worlds import world

__all__ = ["world"]
