"""What the data did not allow, said in sentences."""

from __future__ import annotations

import polars as pl

from linkage.discovery.tokens import Tokens
from linkage.kinds import GROUPS

SMALL = 200
"""Accounts below which rates learnt from the data are rough."""
INSUFFICIENT = "The data are insufficient to find rings: "
"""How the note begins that says so; it is the first one."""


def notes_on(tokens: Tokens, sightings: pl.DataFrame, accounts: pl.DataFrame) -> tuple[str, ...]:
    """Return one sentence for each kind of evidence that is missing."""
    notes = []
    shared = {tokens.groups[g] for g in tokens.group[tokens.plain]}
    if tokens.count == 0:
        return (f"{INSUFFICIENT}no identifier has two accounts, so nothing could link them.",)
    if len(shared) == 1:
        only = next(iter(shared))
        notes.append(
            f"{INSUFFICIENT}only one independent kind of evidence ({only}) is shared, so links"
            " cannot be corroborated and nothing is called a ring."
        )
    elif len(shared & set(GROUPS)) == 2:
        both = " and ".join(sorted(shared & set(GROUPS)))
        notes.append(
            f"Only two independent kinds of evidence ({both}) are shared: a ring that keeps one"
            " of them apart is not seen."
        )
    if tokens.size < SMALL:
        notes.append(f"Only {tokens.size} accounts: the weights of evidence are rough.")
    if sightings["first_seen"].null_count() == sightings.height:
        notes.append("The sightings carry no times: bursts, lockstep and odd hours are unknown.")
    if accounts["created_at"].null_count() == accounts.height:
        notes.append("No account carries its sign-up time: bursts of sign-ups are unknown.")
    if "content" not in shared:
        notes.append("No prompt templates are shared: what accounts ask for says nothing here.")
    return tuple(notes)
