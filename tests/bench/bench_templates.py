"""Prompt templates against datasketch, rensa and drain3, on prompts with known templates.

Every method gets the same prompts; the others get them folded (case, look-alikes, invisible
characters) and cut to the first 64 and last 48 words beforehand, outside their time; ours reads
them as they are. Pairwise precision and recall count pairs of prompts of one template; account
links are pairs of accounts that each sent at least three prompts of one template of at most 60
accounts; "shuffled" is the pairwise recall of templates whose sentences come in any order. Each
method runs in a process of its own, whose peak memory includes the corpus.
Seeds 1 and 2 were looked at in development, seed 3 was not. The corpus of mixed habits is another
make of prompts (`corpus_mixed`).
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from datasketch import MinHash, MinHashLSH
from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig
from numpy.typing import NDArray
from rensa import RMinHash, RMinHashLSH

from linkage.templates import Registry
from linkage.templates.characters import characters
from tests.bench.corpus import DISGUISES, Corpus, build
from tests.bench.corpus_mixed import Script, build_mixed
from tests.bench.measure import measure

PROMPTS = int(os.environ.get("LINKAGE_BENCH_PROMPTS", "200000"))
DRAINED = 20_000
"""Prompts that drain3 gets, the first of the corpus: it slows down as its clusters grow."""
MIXED = PROMPTS // 2
"""Prompts of the corpus of mixed habits."""
PERMUTATIONS = 64
Labels = NDArray[np.int64]
Method = Callable[[list[str], list[str]], Labels]


def main() -> None:
    """Print the report."""
    methods: dict[str, Method] = {
        "linkage": ours,
        "datasketch MinHash LSH": datasketch,
        "rensa": rensa,
        f"drain3 ({DRAINED:,})": drain,
    }
    for seed in (1, 3):
        print(f"{PROMPTS:,} prompts, 200 templates, seed {seed}; prompts a CPU second, one thread")
        heading()
        for name, method in methods.items():
            report(name, corpus_of_templates, seed, method)
    print(measure(next_day, PROMPTS // 4).result, flush=True)
    for seed in (1, 2):
        print(f"{MIXED:,} prompts of mixed habits, 250 templates, seed {seed}")
        heading()
        for name, method in methods.items():
            report(name, corpus_of_habits, seed, method)
    print(measure(labels, MIXED).result)


def corpus_of_templates(seed: int) -> Corpus:
    """Return the corpus of the report's first part."""
    return build(seed, PROMPTS)


def corpus_of_habits(seed: int) -> Corpus:
    """Return the corpus of the report's second part."""
    return build_mixed(seed, MIXED)


def heading() -> None:
    """Print the names of the columns."""
    print(f"{'method':<22}{'prompts/s':>10}{'P':>7}{'R':>7}{'F1':>7}{'links P':>9}{'R':>7}", end="")
    print(f"{'shuffled':>10}{'peak':>11}", flush=True)


def report(name: str, make: Callable[[int], Corpus], seed: int, method: Method) -> None:
    """Run one method in a process of its own and print its line."""
    run = measure(scored, make, seed, method)
    scores = run.result
    line = f"{name:<22}{scores.speed:>10,.0f}" + "".join(f"{part:>7.3f}" for part in scores.pairs)
    line += f"{scores.links[0]:>9.3f}{scores.links[1]:>7.3f}{scores.by_disguise['shuffled']:>10.3f}"
    print(f"{line}{run.peak:>7,.0f} MiB", flush=True)
    if method is ours:
        parts = ", ".join(f"{kind} {recall:.3f}" for kind, recall in scores.by_disguise.items())
        print(f"  recall by disguise: {parts}", flush=True)


@dataclass(frozen=True)
class Scores:
    """Prompts a CPU second, P/R/F1 of pairs, P/R of links, recall by disguise."""

    speed: float
    pairs: tuple[float, float, float]
    links: tuple[float, float]
    by_disguise: dict[str, float]


def scored(make: Callable[[int], Corpus], seed: int, method: Method) -> Scores:
    """Return what a method reaches on a corpus."""
    corpus = make(seed)
    if method is drain:
        corpus = first(corpus, DRAINED)
    prompts = corpus.prompts if method is ours else normalised(corpus.prompts)
    method(prompts[:200], corpus.accounts[:200])  # compile and warm up
    seconds, found = cpu_seconds(method, prompts, corpus.accounts)
    truth = np.array(corpus.truth)
    by_disguise = {}
    for kind in DISGUISES:
        wanted = [number for number, t in enumerate(corpus.templates) if t.disguise == kind]
        part = np.isin(truth, wanted)
        by_disguise[kind] = pairwise(np.where(part, truth, -1), np.where(part, found, -1))[1]
    return Scores(
        len(prompts) / seconds,
        pairwise(truth, found),
        link_scores(corpus, found),
        by_disguise,
    )


def first(corpus: Corpus, count: int) -> Corpus:
    """Return the first prompts of a corpus."""
    parts = (corpus.prompts[:count], corpus.accounts[:count], corpus.truth[:count])
    return Corpus(corpus.templates, *parts)


def labels(prompts: int) -> str:
    """Return how often the label of what a template asks for is right, by majority of prompts."""
    right = english = unlabelled = 0
    for seed in (1, 2):
        corpus = build_mixed(seed, prompts)
        registry = Registry()
        found = registry.discover(corpus.prompts, corpus.accounts).matches["template"]
        for number, name in _majority(np.array(corpus.truth), found).items():
            script = corpus.templates[number]
            if isinstance(script, Script) and script.language == "en":
                english += 1
                right += registry[name].capability == script.label
                unlabelled += registry[name].capability == "other" != script.label
    return (
        f"what a template asks for: {right} of {english} English templates have their label, "
        f"{unlabelled} have none, {english - right - unlabelled} a wrong one"
    )


def cpu_seconds(work: Callable[..., Labels], *arguments: Any) -> tuple[float, Labels]:
    """Return the CPU seconds of this process for a call, and its result."""
    start = os.times()
    result = work(*arguments)
    end = os.times()
    return end.user + end.system - start.user - start.system, result


def normalised(prompts: list[str]) -> list[str]:
    """Return the prompts folded, first 64 and last 48 words."""
    fold = characters().fold
    cut = []
    for prompt in prompts:
        words = (prompt.lower() if prompt.isascii() else fold(prompt)).split()
        cut.append(" ".join(words if len(words) <= 112 else words[:64] + words[-48:]))
    return cut


def ours(prompts: list[str], accounts: list[str]) -> Labels:
    """Discover, then match every prompt."""
    registry = Registry()
    found = registry.discover(prompts, accounts).matches["template"]
    ids = {name: code for code, name in enumerate(registry.ids)}
    return found.replace_strict(ids, default=-1, return_dtype=pl.Int64).to_numpy()


def _shingles(prompt: str) -> list[str]:
    words = prompt.split()
    return [" ".join(words[at : at + 3]) for at in range(max(len(words) - 2, 1))]


def datasketch(prompts: list[str], accounts: list[str]) -> Labels:  # noqa: ARG001
    """Give each prompt to the first leader at Jaccard .5 or more by MinHash LSH."""
    index = MinHashLSH(threshold=0.5, num_perm=PERMUTATIONS)
    leaders: list[int] = []
    for number, prompt in enumerate(prompts):
        sketch = MinHash(PERMUTATIONS)
        sketch.update_batch([part.encode() for part in _shingles(prompt)])
        near = index.query(sketch)
        leaders.append(min(near, default=number))
        if not near:
            index.insert(number, sketch)
    return without_singles(np.array(leaders, np.int64))


def rensa(prompts: list[str], accounts: list[str]) -> Labels:  # noqa: ARG001
    """Give each prompt to the first leader at Jaccard .5 or more by rensa's MinHash LSH."""
    index = RMinHashLSH(threshold=0.5, num_perm=PERMUTATIONS, num_bands=16)
    leaders: list[int] = []
    for number, prompt in enumerate(prompts):
        sketch = RMinHash(num_perm=PERMUTATIONS, seed=42)
        sketch.update(_shingles(prompt))
        near = index.query(sketch)
        leaders.append(min(near, default=number))
        if not near:
            index.insert(number, sketch)
    return without_singles(np.array(leaders, np.int64))


def drain(prompts: list[str], accounts: list[str]) -> Labels:  # noqa: ARG001
    """Cluster the first 16 words by drain3."""
    miner = TemplateMiner(config=TemplateMinerConfig())
    found = [
        miner.add_log_message(" ".join(prompt.split()[:16]))["cluster_id"] for prompt in prompts
    ]
    return without_singles(np.array(found, np.int64))


def without_singles(labels: Labels) -> Labels:
    """Return dense labels with -1 for clusters of one."""
    _, codes, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    return np.where(sizes[codes] > 1, codes, -1)


def pairwise(truth: Labels, found: Labels) -> tuple[float, float, float]:
    """Return precision, recall and F1 over pairs of prompts; -1 is a cluster of its own."""

    def pairs(labels: Labels) -> int:
        sizes = np.unique(labels, return_counts=True)[1]
        return int((sizes * (sizes - 1) // 2).sum())

    both = (truth >= 0) & (found >= 0)
    same = pairs(truth[both] * (int(found.max(initial=0)) + 1) + found[both])
    precision = same / max(pairs(found[found >= 0]), 1)
    recall = same / max(pairs(truth[truth >= 0]), 1)
    return precision, recall, 2 * precision * recall / max(precision + recall, 1e-9)


def link_scores(corpus: Corpus, found: Labels) -> tuple[float, float]:
    """Return precision and recall over linked pairs of accounts."""
    true = account_pairs(corpus.accounts, np.array(corpus.truth))
    ours_ = account_pairs(corpus.accounts, found)
    both = true.join(ours_, on=["account", "account_right"], how="semi").height
    return both / max(ours_.height, 1), both / max(true.height, 1)


def account_pairs(accounts: list[str], labels: Labels) -> pl.DataFrame:
    """Return pairs of accounts with three prompts each in a template of at most 60 accounts."""
    use = (
        pl.DataFrame({"account": accounts, "label": labels})
        .filter(pl.col("label") >= 0)
        .group_by("account", "label")
        .len()
        .filter(pl.col("len") >= 3)
        .filter(pl.len().over("label") <= 60)
        .select("account", "label")
    )
    pairs = use.join(use, on="label").filter(pl.col("account") < pl.col("account_right"))
    return pairs.select("account", "account_right").unique()


def next_day(prompts: int) -> str:
    """Return what a second day with 200 old and 50 new templates keeps and finds."""
    day_before = build(3, prompts)
    registry = Registry()
    before = registry.discover(day_before.prompts, day_before.accounts).matches["template"]
    names = _majority(np.array(day_before.truth), before)
    second = build(4, prompts, 50, older=day_before.templates)
    old_ids = set(registry.ids)
    found_ids = registry.discover(second.prompts, second.accounts).matches["template"]
    frame = pl.DataFrame({"truth": second.truth, "id": found_ids}).filter(pl.col("truth") >= 0)
    known = frame.filter(pl.col("truth").is_in(list(names)))
    kept = known.select(
        (pl.col("truth").replace_strict(names, return_dtype=pl.String) == pl.col("id"))
        .fill_null(value=False)
        .mean()
    ).item()
    fresh = frame.filter(pl.col("truth") >= len(day_before.templates))
    sizes = fresh.group_by("truth").len().filter(pl.col("len") >= 16)["truth"].to_list()
    found = _majority(fresh["truth"].to_numpy(), fresh["id"])
    new = [number for number in sizes if found.get(number) and found[number] not in old_ids]
    return (
        f"next day ({prompts:,} prompts a day): {kept:.1%} of prompts of known templates keep "
        f"their id; {len(new)} of {len(sizes)} new templates have a new id"
    )


def _majority(truth: Labels, ids: pl.Series) -> dict[int, str]:
    """Return the id that most prompts of each true template have."""
    counts = (
        pl.DataFrame({"truth": truth, "id": ids})
        .filter(pl.col("truth") >= 0)
        .group_by("truth", "id")
        .len()
        .sort("truth", "len", "id", descending=[False, True, False])
        .group_by("truth", maintain_order=True)
        .first()
        .drop_nulls("id")
    )
    return dict(counts.select("truth", "id").iter_rows())


if __name__ == "__main__":
    main()
