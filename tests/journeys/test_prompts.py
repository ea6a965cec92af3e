"""Raw prompts, from files to linked accounts: several loads, kills, and discovery on top."""

import json
import random
import shutil
import time

import polars as pl
import pytest

from linkage.config import Config
from linkage.store import open_store
from tests.bench.corpus import Template, Writer

PATIENCE = 120


def rows_of(number, accounts, prompts):
    """Return JSON lines: each account sends one prompt an hour."""
    return [
        json.dumps(
            {
                "account": account,
                "time": f"2026-03-0{1 + number % 9}T{hour % 24:02}:10:00Z",
                "prompt": prompt,
            }
        )
        for hour, (account, prompt) in enumerate(zip(accounts, prompts, strict=True))
    ]


@pytest.fixture(scope="module")
def scripts():
    """What writes prompts, and three scripts."""
    writer = Writer(5, pool=200, vocabulary=4000)
    found: list[Template] = []
    for number in range(3):
        found.append(writer.template(number + 4, 3, found))
    return writer, found


@pytest.fixture(scope="module")
def conversations(tmp_path_factory, scripts):
    """A folder of six files: a ring of 8 with a rare script, 50 with a popular one, and others.

    Each file has one or two prompts of the rare script an account.
    """
    writer, (rare, popular, _) = scripts
    folder = tmp_path_factory.mktemp("prompts") / "conversations"
    folder.mkdir()
    ring = [f"ring{n}" for n in range(8)]
    fans = [f"fan{n}" for n in range(50)]
    for number in range(6):
        senders = ring + fans + fans[::2] + [f"person{n}" for n in range(120)]
        prompts = [writer.fill(rare) for _ in ring]
        prompts += [writer.fill(popular) for _ in range(75)]
        prompts += [writer.human() for _ in range(120)]
        lines = rows_of(number, senders, prompts)
        writer.random.shuffle(lines)
        (folder / f"day{number}.jsonl").write_text("\n".join(lines))
    return folder


def tables(folder, workspace="workspace"):
    """Return everything that a workspace holds."""
    store = open_store(Config(workspace=folder / workspace), read_only=True)
    found = store.sightings(), store.accounts(), store.attributes(), store.pending()
    marks = sorted(mark.digest for mark in store.loads())
    store.close()
    return (*found, marks)


def same(left, right):
    return all(
        one.equals(two) if isinstance(one, pl.DataFrame) else one == two
        for one, two in zip(left, right, strict=True)
    )


@pytest.fixture
def in_small_steps(tmp_path):
    """Have each file committed by itself."""
    (tmp_path / "linkage.toml").write_text("[load]\ncommit_prompts = 1\n")


def test_the_ring_is_linked_by_its_script(linkage, tmp_path, conversations):
    said = linkage("load", conversations, "--json", "-q")
    assert json.loads(said)["templates"] == 2
    sightings = tables(tmp_path)[0]
    by_script = sightings.group_by("value").agg("account").sort(pl.col("account").list.len())
    small, large = by_script["account"].to_list()
    assert set(small) == {f"ring{n}" for n in range(8)}
    assert set(large) == {f"fan{n}" for n in range(50)}
    assert sightings["kind"].unique().to_list() == ["template"]
    assert sightings.filter(account="ring0")["count"].item() == 6
    assert len(sightings.filter(account="ring0")["hours"].item()) == 6


@pytest.mark.usefixtures("in_small_steps")
def test_prompts_add_up_over_loads(linkage, tmp_path, conversations):
    files = sorted(conversations.iterdir())
    for number, file in enumerate(files[:3]):
        linkage("load", file, "-q")
        sightings, _, _, waiting, _ = tables(tmp_path)
        linked = set(sightings["account"])
        assert ("ring0" in linked) == (number == 2)
        assert waiting.filter(account="ring0")["count"].to_list() == [[1], [2], []][number]
    before = tables(tmp_path)
    linkage("load", *files[:3], "-q")
    assert same(tables(tmp_path), before)


def test_the_same_files_give_the_same_bytes(linkage, tmp_path, conversations):
    for workspace in ("one", "two"):
        linkage("load", conversations, "-q", workspace=workspace)
    manifests = [(tmp_path / w / "ledger").glob("*.parquet") for w in ("one", "two")]
    first, second = ({p.name: p.read_bytes() for p in files} for files in manifests)
    assert first == second


def test_a_later_load_renames_no_template(linkage, tmp_path, conversations, scripts):
    writer, (rare, _, third) = scripts
    linkage("load", conversations, "-q")
    _, _, before, _, _ = tables(tmp_path)
    lines = rows_of(1, ["new"] * 40, [writer.fill(third) for _ in range(40)])
    lines += rows_of(1, ["late"] * 4, [writer.fill(rare) for _ in range(4)])
    (tmp_path / "later.jsonl").write_text("\n".join(lines))
    said = json.loads(linkage("load", "later.jsonl", "--json", "-q"))
    assert (said["templates"], said["matched"]) == (1, 44)
    sightings, _, after, _, _ = tables(tmp_path)
    old = before.filter(name="scaffold")
    assert old.join(after, on=["value", "text"], how="semi").height == old.height == 2
    by_account = dict(sightings.select("account", "value").iter_rows())
    assert by_account["late"] == by_account["ring0"]
    assert by_account["new"] not in set(old["value"])


@pytest.mark.usefixtures("in_small_steps")
def test_a_killed_load_of_prompts_ends_when_run_again(start, linkage, tmp_path, conversations):
    process = start("load", conversations, "-q", workspace="whole")
    ledger = tmp_path / "whole" / "ledger"
    while not ledger.exists() and process.poll() is None:
        time.sleep(0.001)
    began = time.monotonic()
    assert process.wait(PATIENCE) == 0
    seconds = time.monotonic() - began
    expected = tables(tmp_path, "whole")
    seed = random.SystemRandom().randrange(10**6)
    chosen = random.Random(seed)
    for number in range(3):
        workspace = f"killed-{number}"
        process = start("load", conversations, "-q", workspace=workspace)
        while not (tmp_path / workspace / "ledger").exists() and process.poll() is None:
            time.sleep(0.001)
        time.sleep(seconds * (number + chosen.random()) / 3)
        process.kill()
        process.communicate()
        linkage("load", conversations, "-q", workspace=workspace)
        assert same(tables(tmp_path, workspace), expected), f"seed {seed}"


@pytest.mark.usefixtures("in_small_steps")
def test_a_kill_after_the_first_commit(start, linkage, tmp_path, conversations):
    linkage("load", conversations, "-q", workspace="whole")
    process = start("load", conversations, "-q")
    manifest = tmp_path / "workspace" / "ledger" / "manifest.json"
    while not manifest.exists() and process.poll() is None:
        time.sleep(0.001)
    process.kill()
    process.communicate()
    done = len(tables(tmp_path)[4])
    assert 0 < done < 6, "the load was to be killed in the middle"
    linkage("load", conversations, "-q")
    assert same(tables(tmp_path), tables(tmp_path, "whole"))


def test_a_rehearsal_keeps_nothing(linkage, tmp_path, conversations):
    said = json.loads(linkage("load", conversations, "--dry-run", "--json", "-q"))
    assert (said["templates"], said["sightings"]) == (2, 58)
    assert not (tmp_path / "workspace" / "ledger").exists()


def test_a_file_that_fails_leaves_no_trace_of_its_prompts(
    linkage, tmp_path, conversations, scripts
):
    writer, (_, _, third) = scripts
    bad = rows_of(1, ["x"] * 40, [writer.fill(third) for _ in range(40)])
    (tmp_path / "bad.jsonl").write_text("\n".join(bad + ["not json"] * 40))
    files = sorted(conversations.iterdir())
    linkage("load", *files, "-q", workspace="good")
    linkage("load", *files, "bad.jsonl", "-q", code=3)
    assert same(tables(tmp_path), tables(tmp_path, "good"))


def test_examples_are_kept_only_where_the_settings_ask_for_them(linkage, tmp_path, conversations):
    linkage("load", conversations, "-q", workspace="plain")
    (tmp_path / "linkage.toml").write_text("[privacy]\nkeep_examples = 2\n")
    linkage("load", conversations, "-q")
    without, kept = tables(tmp_path, "plain")[2], tables(tmp_path)[2]
    assert kept.filter(pl.col("name") != "examples").equals(without)
    (name, _) = kept.filter(name="examples")["value"]
    assert len(json.loads(linkage("template", name, "--examples", "--json"))["examples"]) == 2
    assert "examples" not in json.loads(linkage("template", name, "--json"))
    assert "Examples, redacted" in linkage("template", name, "--examples")
    assert "Examples" not in linkage("template", name, "--examples", workspace="plain")
    exported = linkage("export", "all", "--format", "jsonl", "--reveal", "-q")
    assert '"examples"' not in exported


def test_known_ids_and_raw_prompts_in_one_file(linkage, tmp_path, scripts):
    writer, (rare, _, _) = scripts
    lines = rows_of(1, ["a"] * 20, [writer.fill(rare) for _ in range(20)])
    lines += [json.dumps({"account": "b", "template": "tpl_known", "prompt": "hello"})] * 2
    (tmp_path / "mixed.jsonl").write_text("\n".join(lines))
    linkage("load", "mixed.jsonl", "-q")
    found = tables(tmp_path)[0].select("account", "value", "count").rows()
    assert found[0][2] == 20
    assert found[0][1].startswith("T-")
    assert found[1] == ("b", "tpl_known", 2)


def test_what_many_send_is_a_hub_and_what_few_send_is_evidence(linkage, tmp_path, conversations):
    devices = [f"ring{n},device{n % 2}" for n in range(8)]
    devices += [f"fan{n},own{n}" for n in range(50)] + [f"person{n},o{n}" for n in range(120)]
    (tmp_path / "devices.csv").write_text("\n".join(["account,device", *devices]))
    said = linkage("load", conversations, "devices.csv", "-q")
    assert "2 new templates; 41% of 1,218 raw prompts are of a template" in said
    linkage("discover", "-q")
    found = json.loads(linkage("templates", "--json", "--sort", "accounts"))["templates"]
    popular, rare = ((row["accounts"], row["hub"], row["bits"]) for row in found)
    assert popular == (50, True, pytest.approx(0, abs=0.1))
    assert rare[:2] == (8, False)
    assert rare[2] > 3


def test_rings_are_found_by_scripts(linkage, tmp_path, world):
    """A simulated world in which raw prompts stand in place of the ids of their templates."""
    folder = tmp_path / "world"
    shutil.copytree(world, folder)
    path = folder / "conversations.parquet"
    rows = pl.read_parquet(path)
    writer = Writer(3, pool=200, vocabulary=4000)
    scripts: dict[str, Template] = {}
    names = rows["template"].unique().sort()
    for number, name in enumerate(names):
        scripts[name] = writer.template(number, len(names), list(scripts.values()))
    prompts = pl.Series("prompt", [writer.fill(scripts[name]) for name in rows["template"]])
    rows.drop("template").with_columns(prompts).write_parquet(path)
    linkage("load", folder, "-q")
    linkage("discover", "-q")
    judged = json.loads(linkage("evaluate", folder / "truth.csv", "--json"))
    assert judged["accounts"]["precision"] > 0.95
    found = json.loads(linkage("templates", "--json"))["templates"]
    owned = [row for row in found if row["ring_accounts"] == row["accounts"] > 5]
    assert len(owned) > 3
