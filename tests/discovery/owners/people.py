"""A small register: people with one or two records each, typing errors, families and companies."""

import random

import polars as pl

from linkage.records import SIGHTINGS

FIRST = ("anna", "bert", "carla", "dieter", "elena", "farid", "greta", "hugo", "ines", "jonas")
LAST = ("albers", "brandt", "castillo", "dubois", "eriksen", "fischer", "gruber", "hansen")
LATER = ("ibarra", "jansen", "keller", "lorenz", "moreau", "novak", "olsen", "petrov")
STREETS = ("oak avenue", "mill lane", "station road", "high street", "park row", "king street")


def register(people=120, seed=0):
    """Return sightings and the owner of each record.

    Every third person has two records, the second with a typing error in the name or without
    a phone. Every fifth shares an address with the person before (a family); every tenth has the
    telephone of one company. Each record has a source, which says nothing.
    """
    draw = random.Random(seed)
    rows, owners = [], {}
    address = phone = ""
    for i in range(people):
        middle = draw.choice("abcdefghijklm") + draw.choice("aeiou") + draw.choice("nrstl")
        name = f"{draw.choice(FIRST)} {middle} {draw.choice(LAST + LATER)}"
        if i % 5:
            address = f"{draw.randrange(1, 400)} {draw.choice(STREETS)}"
        phone = "5550000" if i % 10 == 0 else f"{draw.randrange(1000000, 9999999)}"
        for copy in range(2 if i % 3 == 0 else 1):
            record = f"p{i:03}{'ab'[copy]}"
            owners[record] = f"p{i:03}"
            written = misspelt(name, draw) if copy else name
            rows += [(record, "name", written), (record, "address", address)]
            rows += [(record, "source", draw.choice(("web", "desk", "mail")))]
            if not copy or i % 2:
                rows += [(record, "phone", phone)]
    return sightings(rows), owners


def misspelt(text, draw):
    place = draw.randrange(1, len(text) - 1)
    return text[:place] + text[place + 1 :]


def sightings(rows):
    table = pl.DataFrame(rows, schema=["account", "kind", "value"], orient="row")
    return table.with_columns(
        pl.lit(None, SIGHTINGS["first_seen"]).alias("first_seen"),
        pl.lit(None, SIGHTINGS["last_seen"]).alias("last_seen"),
        pl.lit(1, pl.Int64).alias("count"),
        pl.lit([], SIGHTINGS["hours"]).alias("hours"),
    ).cast(dict(SIGHTINGS))
