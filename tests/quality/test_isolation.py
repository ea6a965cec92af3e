"""A method that fails, hangs or eats memory is a line of the report, not its end."""

from __future__ import annotations

import time

from tests.quality.isolation import run_apart


def answer(value):
    return value


def fail():
    raise ValueError("no such thing")


def sleep():
    time.sleep(60)


def hoard():
    held = bytearray(600 * 2**20)
    time.sleep(60)
    return len(held)


def test_work_apart_gives_its_result_or_its_failure():
    good = run_apart(answer, 7, seconds=60, mebibytes=2000)
    assert (good.result, good.failure) == (7, "")
    assert run_apart(fail, seconds=60, mebibytes=2000).failure == "ValueError: no such thing"


def test_work_apart_is_ended_at_its_limits():
    assert run_apart(sleep, seconds=0.5, mebibytes=2000).failure == "more than 0 s"
    assert run_apart(hoard, seconds=50, mebibytes=500).failure == "more than 500 MiB"
