"""What is known of the accounts on each shared identifier: the facts that a nature follows from.

Every fact is a number for each of the ``m`` chosen identifiers, computed in columns in time linear
in links; NaN stands for what the data do not say.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from linkage.discovery.people import People
from linkage.discovery.profiles import UNKNOWN
from linkage.discovery.timing.spells import DAY
from linkage.discovery.tokens import Flags, Floats, Longs, Tokens

LEAST = 3
"""Accounts from which an identifier's nature is guessed."""
MOST_TOKENS = 8
"""Identifiers of one group that are looked at for one account: the busiest ones."""
OWN_DOMAIN = 10.0
"""How many times more often than elsewhere a mail domain must be met to belong to a place."""
WORKDAY = 10
"""Hours of a working day."""
HOSTING = frozenset(
    {
        *(16509, 14618, 8987),  # Amazon
        *(8075, 8068),  # Microsoft
        *(15169, 396982),  # Google
        *(14061, 63949, 20473, 24940, 213230),  # DigitalOcean, Akamai, Vultr, Hetzner
        *(16276, 12876, 51167, 60781, 9009),  # OVH, Scaleway, Contabo, Leaseweb, M247
        *(31898, 45102, 37963, 132203, 45090, 136907),  # Oracle, Alibaba, Tencent, Huawei
    }
)
"""Autonomous systems of large data centres."""
_ENOUGH_HOURS = 20
"""Hours of activity without which nothing is said of the time of day."""


@dataclass(frozen=True, slots=True)
class IdentifierFacts:
    """Facts of the ``m`` identifiers ``token``; shares are of the accounts that the data know."""

    token: Longs
    accounts: Floats
    spread: Floats
    """Days in which the middle 80% of the accounts signed up."""
    burst: Floats
    """Share that signed up on the busiest day."""
    own_device: Floats
    """Share with a device that nobody else has, of those with a device."""
    own_card: Floats
    one_device: Floats
    """Largest share behind one other device."""
    one_card: Floats
    one_address: Floats
    one_domain: Floats
    """Largest share with one mail domain that is rare elsewhere."""
    domain: pl.Series
    """That domain."""
    country: Floats
    """Share of the most frequent country."""
    in_rings: Floats
    workday: Floats
    """Share of the hours of activity in the busiest ten hours of the day."""
    hosting: Flags
    """Whether the address belongs to a large data centre, by its ASN."""


def identifier_facts(
    tokens: Tokens, people: People, sightings: pl.DataFrame, attributes: pl.DataFrame
) -> IdentifierFacts:
    """Return the facts of all plain tokens with LEAST accounts or more."""
    token = np.flatnonzero(tokens.plain & (tokens.degree >= LEAST)).astype(np.int64)
    links = _links(tokens, token)
    size = len(token)
    spread, burst = _signups(links, people.created, size)
    domain_share, domain = _own_domain(tokens, links, token)
    return IdentifierFacts(
        token=token,
        accounts=tokens.degree[token].astype(float),
        spread=spread,
        burst=burst,
        own_device=_own(tokens, links, "device", size),
        own_card=_own(tokens, links, "payment", size),
        one_device=_behind_one(tokens, links, token, "device"),
        one_card=_behind_one(tokens, links, token, "payment"),
        one_address=_behind_one(tokens, links, token, "network"),
        one_domain=domain_share,
        domain=domain,
        country=_one_country(links, people.country, size),
        in_rings=_mean(links, people.in_ring.astype(float), size),
        workday=_workday(tokens, token, sightings),
        hosting=_hosting(tokens, token, attributes),
    )


def _links(tokens: Tokens, token: Longs) -> pl.DataFrame:
    """Return (place, account), one row a link of the chosen tokens."""
    start, stop = tokens.token_start[token], tokens.token_start[token + 1]
    lengths = stop - start
    place = np.repeat(np.arange(len(token)), lengths)
    offset = np.arange(len(place)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    account = tokens.token_accounts[start[place] + offset]
    return pl.DataFrame({"place": place.astype(np.int32), "account": account.astype(np.int32)})


def _mean(links: pl.DataFrame, value: Floats, size: int, known: Flags | None = None) -> Floats:
    """Return (m,) the mean over accounts of a value (n,), of those where it is known."""
    place, account = links["place"].to_numpy(), links["account"].to_numpy()
    if known is not None:
        place, account = place[known[account]], account[known[account]]
    count = np.bincount(place, minlength=size)
    total = np.bincount(place, value[account], minlength=size)
    return np.where(count > 0, total / np.maximum(count, 1), np.nan)


def _signups(links: pl.DataFrame, created: Longs, size: int) -> tuple[Floats, Floats]:
    """Return (m,) the days of the middle 80% of the sign-ups, and the share of the busiest day."""
    place, account = links["place"].to_numpy(), links["account"].to_numpy()
    known = created[account] != UNKNOWN
    place, time = place[known].astype(np.int64), created[account[known]]
    order = np.lexsort((time, place))
    place, time = place[order], time[order]
    count = np.bincount(place, minlength=size)
    end = np.cumsum(count)
    low = np.minimum(end - count + (0.1 * (count - 1)).round().astype(np.int64), len(time) - 1)
    high = np.minimum(end - count + (0.9 * (count - 1)).round().astype(np.int64), len(time) - 1)
    enough = count >= 2
    spread, burst = np.full(size, np.nan), np.full(size, np.nan)
    spread[enough] = (time[high[enough]] - time[low[enough]]) / DAY
    days = pl.DataFrame({"place": place, "day": time // DAY})
    busiest = days.group_by("place", "day").len().group_by("place").agg(pl.col("len").max())
    burst[busiest["place"].to_numpy()] = busiest["len"].to_numpy()
    return spread, np.where(enough, burst / np.maximum(count, 1), np.nan)


def _columns(tokens: Tokens, group: str) -> list[int]:
    """Return the kinds of a group."""
    return [k for k in range(len(tokens.kinds)) if tokens.groups[tokens.kind_group[k]] == group]


def _own(tokens: Tokens, links: pl.DataFrame, group: str, size: int) -> Floats:
    """Return (m,) the share of accounts with an identifier of this group that nobody else has."""
    columns = _columns(tokens, group)
    have = tokens.distinct[:, columns].sum(axis=1)
    shared = _counts(tokens, tokens.plain & np.isin(tokens.kind, columns))
    return _mean(links, (have > shared).astype(float), size, have > 0)


def _counts(tokens: Tokens, wanted: Flags) -> Longs:
    """Return (n,) how many of the wanted tokens each account has."""
    counts = np.concatenate([[0], np.cumsum(wanted[tokens.account_tokens])])
    return np.asarray(counts[tokens.account_start[1:]] - counts[tokens.account_start[:-1]])


def _others(tokens: Tokens, wanted: Flags) -> pl.DataFrame:
    """Return (account, other): the wanted tokens of each account, at most MOST_TOKENS."""
    chosen = wanted[tokens.account_tokens]
    account = np.repeat(np.arange(tokens.size, dtype=np.int32), np.diff(tokens.account_start))
    frame = pl.DataFrame({"account": account[chosen], "other": tokens.account_tokens[chosen]})
    if _counts(tokens, wanted).max(initial=0) <= MOST_TOKENS:
        return frame
    frame = frame.with_columns(pl.Series("degree", tokens.degree[frame["other"].to_numpy()]))
    return (
        frame.sort(["account", "degree", "other"], descending=[False, True, False])
        .filter(pl.int_range(pl.len()).over("account") < MOST_TOKENS)
        .select("account", "other")
    )


def _together(links: pl.DataFrame, others: pl.DataFrame, token: Longs) -> pl.DataFrame:
    """Return (place, other, both): how many accounts of a place have another token too."""
    pairs = links.join(others, on="account")
    own = token[pairs["place"].to_numpy()]
    pairs = pairs.filter(pl.Series(own != pairs["other"].to_numpy()))
    return pairs.group_by("place", "other").agg(pl.len().alias("both"))


def _behind_one(tokens: Tokens, links: pl.DataFrame, token: Longs, group: str) -> Floats:
    """Return (m,) the largest share of accounts behind one other identifier of this group."""
    columns = _columns(tokens, group)
    if not columns:
        return np.full(len(token), np.nan)
    wanted = tokens.plain & np.isin(tokens.kind, columns)
    best = (
        _together(links, _others(tokens, wanted), token).group_by("place").agg(pl.col("both").max())
    )
    largest = np.zeros(len(token))
    largest[best["place"].to_numpy()] = best["both"].to_numpy()
    return largest / tokens.degree[token]


def _own_domain(tokens: Tokens, links: pl.DataFrame, token: Longs) -> tuple[Floats, pl.Series]:
    """Return (m,) the largest share with one mail domain that is rare elsewhere, and its name."""
    size = len(token)
    if "email_domain" not in tokens.kinds:
        return np.full(size, np.nan), pl.Series([""] * size, dtype=pl.String)
    column = tokens.kinds.index("email_domain")
    wanted = tokens.plain & (tokens.kind == column)
    found = _together(links, _others(tokens, wanted), token)
    own = np.flatnonzero(wanted[token])  # A domain is its own.
    place = np.concatenate([found["place"].to_numpy(), own])
    domain = np.concatenate([found["other"].to_numpy(), token[own]]).astype(np.int64)
    both = np.concatenate([found["both"].to_numpy(), tokens.degree[token[own]]])
    here = both / tokens.degree[token[place]]
    usual = tokens.degree[domain] / max(int(tokens.distinct[:, column].sum()), 1)
    rare = np.flatnonzero(here >= OWN_DOMAIN * usual)
    rare = rare[np.lexsort((domain[rare], -here[rare], place[rare]))]
    first, at = np.unique(place[rare], return_index=True)
    share, name = np.zeros(size), np.full(size, -1, dtype=np.int64)
    share[first], name[first] = here[rare[at]], domain[rare[at]]
    names = tokens.values.gather(pl.Series(np.maximum(name, 0)))
    return share, pl.select(
        pl.when(pl.Series(name >= 0)).then(names).otherwise(pl.lit("")).alias("domain")
    )["domain"]


def _one_country(links: pl.DataFrame, country: pl.Series, size: int) -> Floats:
    """Return (m,) the share of the most frequent country, of the known ones."""
    known = links.with_columns(country.gather(links["account"]).alias("country")).drop_nulls()
    found = (
        known.group_by("place", "country")
        .len()
        .group_by("place")
        .agg(pl.col("len").max().alias("most"), pl.col("len").sum().alias("all"))
    )
    share = np.full(size, np.nan)
    share[found["place"].to_numpy()] = (found["most"] / found["all"]).to_numpy()
    return share


def _workday(tokens: Tokens, token: Longs, sightings: pl.DataFrame) -> Floats:
    """Return (m,) the share of the hours of activity in the busiest ten hours of the day (UTC)."""
    names = pl.Series(tokens.kinds, dtype=pl.String)
    chosen = pl.DataFrame(
        {
            "place": np.arange(len(token), dtype=np.int32),
            "kind": names.gather(tokens.kind[token]),
            "value": tokens.values.gather(token),
        }
    ).filter(pl.Series(np.isin(tokens.kind[token], _columns(tokens, "network"))))
    hours = (
        sightings.select("kind", "value", "hours")
        .join(chosen, on=["kind", "value"])
        .filter(pl.col("hours").list.len() > 0)
        .select("place", pl.col("hours").alias("hour"))
        .explode("hour", empty_as_null=False)
    )
    of_day = np.zeros((len(token), 24))
    np.add.at(of_day, (hours["place"].to_numpy(), hours["hour"].to_numpy() % 24), 1)
    round_day = np.cumsum(np.concatenate([of_day, of_day], axis=1), axis=1)
    windows = round_day[:, WORKDAY : WORKDAY + 24] - round_day[:, :24]
    total = of_day.sum(axis=1)
    enough = total >= _ENOUGH_HOURS
    return np.where(enough, windows.max(axis=1) / np.maximum(total, 1), np.nan)


def _hosting(tokens: Tokens, token: Longs, attributes: pl.DataFrame) -> Flags:
    """Return (m,) whether an address stands in the autonomous system of a data centre."""
    names = pl.Series(tokens.kinds, dtype=pl.String)
    chosen = pl.DataFrame(
        {"kind": names.gather(tokens.kind[token]), "value": tokens.values.gather(token)}
    )
    number = pl.col("text").str.extract(r"(?i)^(?:as)?\s*([0-9]{1,10})").cast(pl.Int64)
    known = attributes.filter(pl.col("name") == "asn").select("kind", "value", number.alias("asn"))
    found = chosen.join(known, on=["kind", "value"], how="left", maintain_order="left")["asn"]
    return np.asarray(found.is_in(list(HOSTING)).fill_null(False).to_numpy())
