"""The main job from either store: the same rings, byte for byte."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from polars.testing import assert_frame_equal

from linkage import pipeline
from linkage.config import Config, GraphSettings
from linkage.records import Findings
from linkage.reviews import HONEST, REVIEWED, Decision
from linkage.simulate import preset, simulate, write_world
from linkage.store import open_store
from linkage.store.neo4j import Address
from tests.neo4j.fixtures import empty

pytestmark = pytest.mark.xdist_group("neo4j")


def shown(findings: Findings) -> str:
    """Return findings as text, every digit of every number."""
    frames = (findings.members, findings.weights)
    return "\n".join(
        (
            *(frame.write_csv(float_precision=17) for frame in frames),
            *map(repr, (findings.run, findings.rings, findings.campaigns, findings.hubs)),
        )
    )


@pytest.mark.parametrize("accounts", [2_000, 5_000])
def test_the_same_rings_from_either_store(
    accounts: int, tmp_path: Path, neo4j_address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LINKAGE_NEO4J_PASSWORD", neo4j_address.password)
    empty(neo4j_address)
    world = replace(preset("tiny"), accounts=accounts, difficulty=accounts / 10_000)
    write_world(simulate(world), tmp_path / "world")
    configs = {
        "embedded": Config(workspace=tmp_path / "embedded"),
        "neo4j": Config(
            workspace=tmp_path / "neo4j",
            graph=GraphSettings(uri=neo4j_address.uri, user=neo4j_address.user),
        ),
    }
    found = {}
    for name, config in configs.items():
        pipeline.ingest([str(tmp_path / "world")], config)
        found[name] = pipeline.discover(config)
    assert found["embedded"].members.height
    assert shown(found["neo4j"]) == shown(found["embedded"])
    for name, config in configs.items():
        judged = [Decision(ring.id, HONEST, "a club") for ring in found[name].rings[:3]]
        pipeline.review(judged, config)
        found[name] = pipeline.discover(config)
    lines = [line for ring in found["neo4j"].rings for line in ring.contributions]
    assert REVIEWED in {line.name for line in lines}
    assert shown(found["neo4j"]) == shown(found["embedded"])
    embedded, server = (open_store(config, read_only=True) for config in configs.values())
    for table in ("sightings", "accounts", "attributes", "members", "weights", "reviews"):
        left, right = getattr(embedded, table)(), getattr(server, table)()
        assert_frame_equal(right, left)
    assert [m.digest for m in server.loads()] == [m.digest for m in embedded.loads()]
    embedded.close()
    server.close()
