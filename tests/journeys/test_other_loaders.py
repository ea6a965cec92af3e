"""Somebody else's package adds a loader; a broken one fails only when it is used."""

import os

import pytest

LOADER = '''
import polars as pl

from linkage.intake import Batch, Field
from linkage.intake.identify import Identifiers
from linkage.intake.loading import configured


class Badges:
    """Door badges: who held which."""

    name = "badges"
    fields = (
        Field("account", ("holder",), "id", required=True),
        Field("device", ("badge",), required=True),
    )

    def load(self, source, config):
        identifiers = Identifiers(source.name, config)
        for chunk in source.chunks(configured(self, config)):
            frame = identifiers.clean(identifiers.start(chunk), "device", "device")
            yield Batch(
                rows=chunk.frame.height + len(chunk.rejects),
                events=identifiers.events(frame, {"device": "device"}, self.name),
                rejects=identifiers.rejects,
            )
'''


@pytest.fixture
def plugin(tmp_path):
    """Install a package with a loader that works and one that does not; return its environment."""
    site = tmp_path / "site"
    info = site / "door_badges-1.0.dist-info"
    info.mkdir(parents=True)
    (site / "door_badges.py").write_text(LOADER)
    (site / "door_broken.py").write_text("raise RuntimeError('no licence')\n")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: door-badges\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(
        "[linkage.loaders]\nbadges = door_badges:Badges\nbroken = door_broken:Broken\n"
    )
    (tmp_path / "badges.csv").write_text("holder,badge\nann,b-1\nbob,b-1\n")
    return {"PYTHONPATH": os.pathsep.join([str(site), os.environ.get("PYTHONPATH", "")])}


def finished(process):
    output, errors = process.communicate(timeout=60)
    return process.returncode, output.decode(), errors.decode()


def test_a_loader_of_another_package(start, graph, plugin):
    code, _, errors = finished(start("load", "badges", "badges.csv", env=plugin))
    assert code == 0, errors
    assert b"b-1" in graph()
    assert b"bob" in graph()


def test_its_files_are_recognised_and_a_broken_loader_beside_it_does_no_harm(start, graph, plugin):
    code, page, errors = finished(start("load", "badges.csv", env=plugin))
    assert code == 0, errors
    assert "badges" in page
    assert b"bob" in graph()


def test_a_broken_loader_fails_when_it_is_used_and_names_its_package(start, plugin):
    code, _, errors = finished(start("load", "broken", "badges.csv", env=plugin))
    assert code == 2
    assert 'the loader "broken" of door-badges cannot start: no licence' in errors
