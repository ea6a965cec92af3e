import csv
import io
import json
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import igraph
import pytest

from linkage.errors import UsageError
from linkage.exports import FORMATS, get_format
from linkage.exports.subgraph import Edge, Node, Subgraph

HOSTILE = '=cmd|" \x1b[31m\u202e<b>&amp;\x00\ud800\\u001b'
SEEN = datetime(2026, 4, 22, 10, 0, tzinfo=UTC)


def graph(*values):
    nodes = [Node("Account", "acc_1", {"created_at": SEEN, "plan": "free"})]
    nodes += [Node("Device", value, {"accounts": 2, "bits": 1.5, "hub": False}) for value in values]
    edges = [
        Edge("USED_DEVICE", ("Account", "acc_1"), ("Device", value), {"count": 3})
        for value in values
    ]
    return Subgraph(lambda: iter(nodes), lambda: iter(edges))


def written(name, *values):
    stream = io.BytesIO()
    get_format(name).write(graph(*values), stream)
    return stream.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_graph_gives_the_same_bytes(name):
    assert written(name, "d1", HOSTILE) == written(name, "d1", HOSTILE)


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_values_leave_no_control_character(name):
    text = written(name, HOSTILE).decode("utf-8")
    assert not {"\x1b", "\x00"} & set(text)


@pytest.mark.parametrize("name", ["json", "jsonl"])
def test_json_keeps_hostile_values_exactly(name):
    assert json.dumps(f"Device:{HOSTILE}") in written(name, HOSTILE).decode("ascii")


def test_graphml_is_well_formed_with_typed_keys():
    root = ET.fromstring(written("graphml", "d1", HOSTILE))  # noqa: S314 - our own bytes
    space = {"g": "http://graphml.graphdrawing.org/xmlns"}
    types = {key.get("attr.name"): key.get("attr.type") for key in root.findall("g:key", space)}
    assert types["bits"] == "double"
    assert types["count"] == "long"
    assert types["hub"] == "boolean"
    assert len(root.findall(".//g:node", space)) == 3


def test_graphml_keeps_values_apart_that_differ_in_an_escape():
    root = ET.fromstring(written("graphml", "\x1b", "\\u001b"))  # noqa: S314 - our own bytes
    ids = {node.get("id") for node in root.iter("{http://graphml.graphdrawing.org/xmlns}node")}
    assert len(ids) == 3


def test_igraph_reads_the_graphml(tmp_path):
    path = tmp_path / "ring.graphml"
    path.write_bytes(written("graphml", "d1", "d2"))
    read = igraph.Graph.Read_GraphML(str(path))
    assert (read.vcount(), read.ecount()) == (3, 2)
    assert read.vs["name"] == ["acc_1", "d1", "d2"]


def test_csv_has_a_row_a_link_and_guards_formulas():
    rows = list(csv.DictReader(io.StringIO(written("csv", "=1+1").decode())))
    assert rows == [
        {
            "source_label": "Account",
            "source": "acc_1",
            "relationship": "USED_DEVICE",
            "target_label": "Device",
            "target": "'=1+1",
            "count": "3",
        }
    ]


def test_times_are_iso_8601_in_utc():
    assert json.loads(written("json"))["nodes"][0]["created_at"] == "2026-04-22T10:00:00Z"


def test_an_unknown_format_names_the_nearest():
    with pytest.raises(UsageError, match='Did you mean "graphml"'):
        get_format("graphlm")
