from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from linkage.errors import InputError
from linkage.records import ATTRIBUTES
from linkage.templates import Registry
from tests.templates.prompts import POEM, REVIEW, content, one_off, written


@pytest.fixture(scope="module")
def day() -> list[str]:
    return written(REVIEW, 40) + written(POEM, 40, seed=2) + one_off(80)


@pytest.fixture(scope="module")
def registry(day: list[str]) -> Registry:
    registry = Registry()
    registry.discover(day)
    return registry


def test_two_scripts_are_found_and_one_offs_are_left(registry: Registry, day: list[str]) -> None:
    found = registry.match(day)["template"].to_list()
    assert len(registry) == 2
    assert len(set(found[:40])) == len(set(found[40:80])) == 1
    assert found[0] != found[40]
    assert set(found[80:]) == {None}


@pytest.mark.parametrize("place", ["end", "middle", "slots", "shuffled"])
def test_a_script_is_found_wherever_its_text_stands(place: str) -> None:
    source = random.Random(5)
    sentences = REVIEW[:-1].split(". ")
    prompts = []
    for _ in range(30):
        if place == "shuffled":
            source.shuffle(sentences)
            prompts.append(". ".join(sentences) + ". " + content(source))
        elif place == "slots":
            prompts.append(REVIEW.replace("compiler", content(source, 1)) + content(source))
        else:
            after = content(source) if place == "middle" else ""
            prompts.append(f"{content(source)}\n{REVIEW}\n{after}")
    registry = Registry()
    matches = registry.discover(prompts + one_off(60)).matches["template"]
    assert len(registry) == 1
    assert matches[:30].null_count() == 0
    assert matches[30:].null_count() == 60


def test_the_order_of_rows_changes_nothing(registry: Registry, day: list[str]) -> None:
    shuffled = list(day)
    random.Random(3).shuffle(shuffled)
    other = Registry()
    other.discover(shuffled)
    assert other.to_bytes() == registry.to_bytes()


def test_ids_are_kept_on_the_next_day_and_new_scripts_get_new_ones(day: list[str]) -> None:
    registry = Registry()
    first = registry.discover(day)
    sibling = REVIEW.replace(
        "Answer with one defect per line and nothing else", "Then rank them by"
    )
    sibling += " harm. Say for each of them who wrote it and in which month it came."
    second = registry.discover(written(REVIEW, 40, seed=8) + written(sibling, 40, seed=9))
    ids = second.matches["template"]
    assert set(ids[:40]) == {first.matches["template"][0]}
    assert set(ids[40:]) == set(second.new)
    assert len(second.new) == 1


def test_discovering_the_same_again_changes_nothing(day: list[str]) -> None:
    registry = Registry()
    registry.discover(day)
    before = registry.to_bytes()
    assert registry.discover(day).new == ()
    assert registry.to_bytes() == before


def test_a_registry_survives_bytes_and_graph_attributes(registry: Registry, day: list[str]) -> None:
    matches = registry.match(day)
    assert Registry.from_bytes(registry.to_bytes()).to_bytes() == registry.to_bytes()
    attributes = registry.attributes()
    assert attributes.schema == ATTRIBUTES
    assert Registry.from_attributes(attributes).match(day).equals(matches)


def test_a_broken_registry_is_an_input_error() -> None:
    with pytest.raises(InputError):
        Registry.from_bytes(b"not a registry")
    with pytest.raises(InputError):
        Registry.from_frame(pl.DataFrame({"id": ["T-1"]}))


def test_a_skeleton_shows_the_script_and_hides_the_content(registry: Registry) -> None:
    skeletons = sorted(t.skeleton for t in registry.templates)
    assert skeletons[1].startswith("you are a careful reviewer of compiler patches. read the")
    assert skeletons[1].endswith("{…}")


def test_a_template_knows_senders_times_and_disguise() -> None:
    prompts = [p.replace("e", "e\u200b") for p in written(REVIEW, 20)] + one_off(20)
    start = datetime(2026, 1, 1, tzinfo=UTC)
    times = pl.Series([start + timedelta(hours=i) for i in range(40)])
    registry = Registry()
    registry.discover(prompts, [f"a{i % 4}" for i in range(40)], times)
    (template,) = registry.templates
    assert (template.support, template.accounts) == (20, 4)
    assert (template.first_seen, template.last_seen) == (start, start + timedelta(hours=19))
    assert template.obfuscation == "invisible characters in 100% of prompts"


def test_a_phrase_that_many_use_once_is_no_template() -> None:
    source = random.Random(4)
    phrase = "could you please help me understand this"
    prompts = [f"{phrase} {content(source)}" for _ in range(60)] + one_off(400)
    registry = Registry()
    registry.discover(prompts, [f"a{i}" for i in range(len(prompts))])
    assert len(registry) == 0


def test_an_empty_registry_matches_nothing() -> None:
    assert Registry().match(["hello there my friend", None])["template"].to_list() == [None, None]


def test_threads_change_nothing(registry: Registry, day: list[str]) -> None:
    assert registry.match(day * 3, threads=2).equals(registry.match(day * 3))
