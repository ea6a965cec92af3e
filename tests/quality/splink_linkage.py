"""Baseline: Splink 5, Fellegi-Sunter record linkage with its parameters learnt by EM.

R. Linacre, S. Lindsay, T. Manassis, Z. Slade and T. Hepworth, "Splink: Free software for
probabilistic record linkage at scale", International Journal of Population Data Science 7 (2022);
https://moj-analytical-services.github.io/splink/. DuckDB backend.

An account has several identifiers of a kind, so a column is a list. Splink's adjustment for
frequent terms does not work on lists; instead each kind has levels by how rare the rarest shared
identifier is (on at most ``RARE`` accounts, at most ``BLOCK``, more), and EM weighs the levels. The
lists are blocked on one identifier at a time, for every kind, without the hubs (more than
``BLOCK`` accounts). u is estimated from random pairs, m by EM over two blocking rules, so that
every comparison is trained. Clusters are Splink's own, at several match weights.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

import duckdb
import numpy as np
import polars as pl
import splink.comparison_level_library as levels
import splink.comparison_library as comparisons
from splink import DuckDBAPI, Linker, SettingsCreator, block_on

from tests.quality.bipartite import Bipartite, Ints
from tests.quality.worlds import Data

RARE, BLOCK = 10, 60
WEIGHTS = (5.0, -5.0, 0.0, 10.0, 15.0, 20.0)
"""Match weights (bits of log-odds) from which a pair is clustered; 5 is a probability of .97."""
U_PAIRS = 1e6
RECALL = 0.1
"""Guess of the true pairs that share a rare identifier; it moves all match weights alike."""
_TRAINED_ON = ("device", "payment")


def clusterings(_data: Data, graph: Bipartite) -> Iterator[tuple[str, Ints]]:
    """Yield Splink's clusters at each match weight."""
    logging.getLogger("splink").setLevel(logging.ERROR)
    kinds = sorted(set(graph.kind))
    connection = duckdb.connect()
    connection.execute("SET enable_progress_bar = false")
    table = DuckDBAPI(connection).register(records(graph).to_arrow())
    linker = Linker(table, _settings(kinds), log_level=None)
    chosen = [kind for kind in _TRAINED_ON if kind in kinds] or kinds[:2]
    linker.training.estimate_probability_two_random_records_match(
        [block_on(f"{kind}_rare", arrays_to_explode=[f"{kind}_rare"]) for kind in chosen],
        recall=RECALL,
    )
    linker.training.estimate_u_using_random_sampling(max_pairs=U_PAIRS, seed=1)
    for kind in chosen:
        # EM takes no exploded rules: one identifier of each account stands for its list.
        linker.training.estimate_parameters_using_expectation_maximisation(
            block_on(f"list_min({kind}_block)")
        )
    pairs = linker.inference.predict(threshold_match_weight=min(WEIGHTS))
    for weight in WEIGHTS:
        found = linker.clustering.cluster_pairwise_predictions_at_threshold(
            pairs, threshold_match_weight=weight
        ).as_pyarrow_table()
        yield f"match weight {weight:g}", _labels(pl.from_arrow(found), len(graph.names))


def records(graph: Bipartite) -> pl.DataFrame:
    """Return one row an account: for each kind its rare, its blocking and its other identifiers."""
    links = pl.DataFrame(
        {
            "unique_id": graph.account,
            "identifier": graph.identifier,
            "kind": pl.Series(graph.kind).gather(graph.identifier),
            "degree": graph.degree[graph.identifier],
        }
    )
    frame = pl.DataFrame({"unique_id": np.arange(len(graph.names))})
    for kind in sorted(set(graph.kind)):
        mine = links.filter(pl.col("kind") == kind)
        for name, most in (("rare", RARE), ("block", BLOCK), ("any", len(graph.names))):
            least = 1 if name == "any" else 2  # what nobody shares only says that there is a list
            lists = (
                mine.filter(pl.col("degree").is_between(least, most))
                .group_by("unique_id")
                .agg(pl.col("identifier").alias(f"{kind}_{name}"))
            )
            frame = frame.join(lists, on="unique_id", how="left")
    return frame.sort("unique_id")


def _settings(kinds: list[str]) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(kind) for kind in kinds],
        blocking_rules_to_generate_predictions=[
            block_on(f"{kind}_block", arrays_to_explode=[f"{kind}_block"]) for kind in kinds
        ],
        retain_matching_columns=False,
        retain_intermediate_calculation_columns=False,
    )


def _comparison(kind: str) -> Any:
    """Compare two lists of identifiers by the rarest one that both hold."""
    shared = [
        levels.ArrayIntersectLevel(f"{kind}_{name}").configure(label_for_charts=f"shares {name}")
        for name in ("rare", "block", "any")
    ]
    return comparisons.CustomComparison(
        output_column_name=kind,
        comparison_levels=[
            levels.NullLevel(f"{kind}_any"),
            *shared,
            levels.ElseLevel(),
        ],
    )


def _labels(found: pl.DataFrame, n: int) -> Ints:
    """Return (n,) the cluster of each account; those that Splink does not name are alone."""
    labels = np.arange(n, dtype=np.int64) + n
    labels[found["unique_id"].to_numpy()] = found["cluster_id"].cast(pl.Int64).to_numpy()
    return labels
