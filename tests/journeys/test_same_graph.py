"""However the same data come in, the same graph and the same rings come out."""

import gzip
import random
import shutil

import polars as pl
import pytest
import zstandard

LOADERS = {
    "signups": "signups",
    "payments": "payments",
    "sessions": "ips",
    "devices": "devices",
    "conversations": "templates",
}


def loader_of(path):
    return next(name for start, name in LOADERS.items() if path.name.startswith(start))


def data_files(folder):
    return sorted(path for path in folder.iterdir() if path.name != "truth.csv")


def read(path):
    """Return a file's rows, texts where the format has no types."""
    if path.name.endswith(".parquet"):
        return pl.read_parquet(path)
    if ".jsonl" in path.name:
        return pl.read_ndjson(gzip.decompress(path.read_bytes()))
    return pl.read_csv(path, infer_schema=False)


@pytest.fixture
def expected(linkage, graph, world):
    """The graph after the folder was loaded as a whole."""
    linkage("load", world, "-q", workspace="whole")
    return graph("whole")


def test_a_folder_and_its_files_one_by_one_in_any_order(linkage, graph, world, expected):
    files = data_files(world)
    random.Random(4).shuffle(files)
    for path in files:
        linkage("load", loader_of(path), path, "-q")
    assert graph() == expected


def test_loading_any_file_twice_changes_nothing(linkage, graph, world, expected):
    for path in data_files(world):
        linkage("load", loader_of(path), path, "-q", workspace="whole")
    assert graph("whole") == expected


def test_shuffled_rows_give_the_same_graph_and_the_same_rings(
    linkage, graph, world, expected, tmp_path
):
    shuffled = tmp_path / "shuffled"
    shuffled.mkdir()
    for path in data_files(world):
        rows = read(path).sample(fraction=1, shuffle=True, seed=7)
        name = path.name.split(".")[0]
        rows.write_parquet(shuffled / f"{name}.parquet")
    linkage("load", shuffled, "-q")
    assert graph() == expected
    assert discovered(linkage, "whole", tmp_path) == discovered(linkage, "workspace", tmp_path)


def test_discovering_twice_gives_the_same_bytes(linkage, expected, tmp_path):
    assert expected
    first = discovered(linkage, "whole", tmp_path)
    assert discovered(linkage, "whole", tmp_path) == first
    assert first[1].count(b"\n") > 10


def discovered(linkage, workspace, folder):
    """Discover, and return the rings as JSON and the members file."""
    linkage("discover", "-q", workspace=workspace)
    rings = linkage("rings", "--json", "--limit", "0", workspace=workspace)
    linkage("rings", "--members", "members.csv", "--force", "-q", workspace=workspace)
    return rings, (folder / "members.csv").read_bytes()


def written(rows, path):
    """Write rows in the format and compression that a path's ending says."""
    plain = path.with_name("plain")
    if ".csv" in path.name:
        rows.write_csv(plain)
    elif ".jsonl" in path.name:
        rows.write_ndjson(plain)
    else:
        rows.write_parquet(plain)
    body = plain.read_bytes()
    plain.unlink()
    if path.name.endswith(".gz"):
        body = gzip.compress(body)
    if path.name.endswith(".zst"):
        body = zstandard.compress(body)
    path.write_bytes(body)
    return path


FORMS = ("csv", "csv.gz", "csv.zst", "jsonl", "jsonl.gz", "jsonl.zst", "parquet")
PIPED = ("csv.gz", "jsonl", "parquet")


@pytest.mark.parametrize("start", ["signups", "devices", "conversations"])
def test_every_format_standard_input_and_patterns(linkage, graph, world, tmp_path, start):
    path = next(path for path in data_files(world) if path.name.startswith(start))
    rows, loader = read(path), LOADERS[start]
    graphs = {}
    for form in FORMS:
        file = written(rows, tmp_path / f"data.{form}")
        linkage("load", loader, file, "-q", workspace=form)
        graphs[form] = graph(form)
        if form in PIPED:
            linkage("load", loader, "-", "-q", workspace="piped", input=file.read_bytes())
            graphs[f"{form}, standard input"] = graph("piped")
            shutil.rmtree(tmp_path / "piped")
    written(rows[::2], tmp_path / "part-1.csv")
    written(rows[1::2], tmp_path / "part-2.jsonl.zst")
    linkage("load", loader, "part-*", "-q", workspace="pattern")
    graphs["pattern"] = graph("pattern")
    assert graphs["csv"]
    assert [form for form in graphs if graphs[form] != graphs["csv"]] == []
