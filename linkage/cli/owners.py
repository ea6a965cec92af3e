"""Whether the last run resolved owners, and the evidence between records if it did."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from linkage.cli.session import Session
    from linkage.explain.owners import OwnerLinks
    from linkage.store import GraphStore


def last_owners(session: Session, store: GraphStore) -> OwnerLinks | None:
    """Return what explains links of owners, None where the last run looked for rings."""
    import polars as pl

    from linkage.cli.reading import ask
    from linkage.discovery.natures import exempt
    from linkage.discovery.owners.findings import seeks_owners
    from linkage.explain.owners import owner_links

    run = next(iter(ask(store, "read/run")), None)
    counts = {row["name"]: row["number"] for row in ask(store, "read/status")}
    kinds = [kind.name for kind in store.kinds.values() if counts.get(kind.relationship)]
    settings = session.config.discovery
    seen = pl.DataFrame({"kind": kinds}, schema={"kind": pl.String})
    if run is None or not seeks_owners(seen, store.kinds, settings):
        return None
    sightings = exempt(store.sightings(), session.config.natures, store.kinds).sightings
    accounts = store.accounts()["account"]
    return owner_links(sightings, accounts, run["seed"], session.mask.value)
