"""A load's prompts, window by window."""

from __future__ import annotations

from datetime import UTC, datetime

import polars as pl
import pytest

from linkage.errors import InputError
from linkage.records import ATTRIBUTES, PENDING, PROMPTS, Mined
from linkage.templates import Registry, windows
from linkage.templates.stream import PromptStream
from tests.templates.prompts import POEM, REVIEW, one_off, written

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def sent(account: str, prompts: list[str]) -> pl.DataFrame:
    """Return prompts of an account, or of one each where its name ends in #."""
    names = [f"{account}{n}" if account.endswith("#") else account for n in range(len(prompts))]
    rows = [(name, NOON, prompt) for name, prompt in zip(names, prompts, strict=True)]
    return pl.DataFrame(rows, schema=PROMPTS, orient="row")


def stream(
    known: pl.DataFrame | None = None, window: int = 1000, examples: int = 0
) -> PromptStream:
    stored = ATTRIBUTES.to_frame() if known is None else known
    return PromptStream(lambda: stored, window=window, examples=examples)


def read(reader: PromptStream, *parts: pl.DataFrame) -> Mined:
    for part in parts:
        reader.add(part)
    reader.keep()
    return reader.take()


def senders(mined: Mined) -> dict[str, int]:
    """Return accounts and how many prompts of one template are known of each."""
    rows = mined.pending.with_columns(pl.col("prompts").list.len())
    return dict(rows.select("account", "prompts").iter_rows())


def test_senders_of_a_script_and_how_many_prompts_of_it() -> None:
    script = written(REVIEW, 40)
    mined = read(
        stream(),
        sent("many", script[:30]),
        sent("two", script[30:32]),
        sent("one#", script[32:]),
        sent("human", one_off(60)),
    )
    assert mined.pending.schema == PENDING
    assert senders(mined) == {"many": 3, "two": 2, **{f"one#{n}": 1 for n in range(8)}}
    assert mined.pending.filter(account="many")["count"].item() == 30
    assert (mined.prompts, mined.matched, mined.templates) == (100, 40, 1)


def test_the_same_prompt_again_is_one_prompt() -> None:
    script = written(REVIEW, 20)
    mined = read(stream(), sent("many", script), sent("same", script[:1] * 9))
    assert senders(mined)["same"] == 1
    assert mined.pending.filter(account="same")["count"].item() == 9


@pytest.mark.parametrize("window", [50, 400])
def test_a_script_of_few_prompts_a_window_is_found(window: int) -> None:
    rare = written(REVIEW, 24)
    parts = []
    for number in range(6):
        parts.append(sent("rare", rare[4 * number : 4 * number + 4]))
        parts.append(sent("human#", one_off(50, seed=number + 10)))
    mined = read(stream(window=window), *parts)
    assert mined.matched == 24
    assert mined.pending.select("account", "count").rows() == [("rare", 24)]


def test_a_template_found_in_one_window_is_known_in_the_next() -> None:
    mined = read(
        stream(window=30), sent("a", written(REVIEW, 40)), sent("b", written(REVIEW, 5, seed=4))
    )
    assert mined.templates == 1
    assert senders(mined) == {"a": 3, "b": 3}


def test_the_next_load_gives_the_same_ids() -> None:
    first = read(stream(), sent("a", written(REVIEW, 30)))
    second = read(stream(first.attributes), sent("b", written(REVIEW, 5, seed=3)))
    assert second.templates == 0
    assert second.pending["value"].to_list() == first.pending["value"].to_list()


def test_one_stream_of_two_takes_equals_two_streams() -> None:
    parts = sent("a", written(REVIEW, 30)), sent("b", written(POEM, 30) + written(REVIEW, 9, 5))
    one = stream()
    both = [read(one, part) for part in parts]
    apart = read(stream(both[0].attributes), parts[1])
    assert apart.pending.equals(both[1].pending)
    assert apart.attributes.equals(both[1].attributes)


def test_what_is_undone_leaves_no_trace() -> None:
    plain = read(stream(window=20), sent("a", written(REVIEW, 30)))
    disturbed = stream(window=20)
    disturbed.add(sent("a", written(REVIEW, 30)))
    disturbed.keep()
    disturbed.add(sent("b", written(POEM, 30)))
    disturbed.undo()
    mined = disturbed.take()
    assert mined.pending.equals(plain.pending)
    assert mined.attributes.equals(plain.attributes)
    assert mined.prompts == plain.prompts


def test_what_fits_nothing_is_kept_within_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(windows, "REST", 300)
    reader = windows.Windows(Registry(), None, 1)
    for number in range(6):
        human = sent("human#", one_off(100, seed=number + 20))
        reader.read(pl.concat([human, sent("a", written(REVIEW, 3, seed=number))]))
        assert sum(part.height for part in reader.state.rest) <= 300
    reader.finish(None)
    assert reader.pending().select("account", "count").rows() == [("a", 18)]


def test_what_goes_wrong_in_a_window_is_raised(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise InputError("no")

    monkeypatch.setattr(windows.Windows, "read", fail)
    reader = stream(window=10)
    reader.add(sent("a", one_off(10)))
    with pytest.raises(InputError, match="no"):
        reader.keep()


def test_no_prompt_no_template() -> None:
    mined = stream().take()
    assert mined.pending.is_empty()
    assert mined.attributes.is_empty()
