"""Training worlds of back offices: operators with staff, suppliers and habits, among honest crowds.

Operators resell accounts, pool them behind proxies, test cards, abuse trials, farm, and age what
they buy; each has a back office whose staff, machines, cards and prompts hold its accounts
together. What an account does not have of its office it gets from merchants who sell to anybody:
proxies, rented numbers, prepaid cards, profiles of browsers that hide what they are.

What is special: honest people have as many reasons to own many accounts. Test series, tenants of a
vendor, clients of an agency, crowd work, shop identities of marketers and distributors who hand
accounts over are dressed by the same machinery, and use the same merchants. A ring is told by what
nearly all its accounts let slip somewhere; the more careful the operator, the fewer the channels,
and the larger the share of such honest crowds around it.
"""

from __future__ import annotations

from .making import world

__all__ = ["world"]
