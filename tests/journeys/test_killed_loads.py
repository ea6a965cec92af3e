"""A load that is killed at any moment leaves a graph that can be read, and ends when run again."""

import random
import signal
import time

import pytest

MOMENTS = 5
PATIENCE = 120


@pytest.fixture(scope="module")
def undisturbed(start_in, tmp_path_factory, world):
    """Seconds from a load's first touch of its workspace to its end, and the graph it gives."""
    folder = tmp_path_factory.mktemp("undisturbed")
    process = start_in(folder, "load", world, "-q")
    began = wait_for((folder / "workspace" / "lock").exists, process)
    assert process.wait(PATIENCE) == 0
    seconds = time.monotonic() - began
    export = start_in(folder, "export", "all", "--format", "jsonl", "--reveal", "-q")
    return seconds, export.communicate(timeout=PATIENCE)[0]


def wait_for(seen, process):
    """Wait until something is seen, or the process has ended; return the time."""
    while not seen() and process.poll() is None:
        time.sleep(0.001)
    return time.monotonic()


def finish(start, linkage, graph, world, workspace):
    """Check that a killed load's workspace can be read, and return its graph after a new load."""
    status = start("status", "--json", workspace=workspace)
    output, errors = status.communicate(timeout=PATIENCE)
    assert status.returncode in {0, 4}, (output, errors)
    linkage("load", world, "-q", workspace=workspace)
    return graph(workspace)


def test_kills_at_random_moments(start, linkage, graph, tmp_path, world, undisturbed):
    seconds, expected = undisturbed
    seed = random.SystemRandom().randrange(10**6)
    chosen = random.Random(seed)
    for number in range(MOMENTS):
        moment = seconds * (number + chosen.random()) / MOMENTS
        workspace = f"killed-{number}"
        process = start("load", world, "-q", workspace=workspace)
        wait_for((tmp_path / workspace / "lock").exists, process)
        time.sleep(moment)
        process.kill()
        process.communicate()
        found = finish(start, linkage, graph, world, workspace)
        assert found == expected, f"seed {seed}: killed {moment:.3f} s of {seconds:.3f} s in"


def test_a_kill_while_the_graph_is_built(start, linkage, graph, tmp_path, world, undisturbed):
    process = start("load", world, "-q")
    building = tmp_path / "workspace" / "graph"
    wait_for(lambda: any(building.glob("building-*")), process)
    process.kill()
    assert process.wait() != 0, "the load had ended before it was killed"
    assert finish(start, linkage, graph, world, "workspace") == undisturbed[1]


def test_a_stop_by_ctrl_c_says_so_and_can_be_run_again(
    start, linkage, graph, tmp_path, world, undisturbed
):
    process = start("load", world, "-q")
    wait_for((tmp_path / "workspace" / "lock").exists, process)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=PATIENCE)
    assert process.returncode == 130, errors
    assert b"stopped" in errors
    assert b"Traceback" not in errors
    assert finish(start, linkage, graph, world, "workspace") == undisturbed[1]


def test_two_loads_at_once_end_as_one_after_the_other(start, linkage, graph, world, undisturbed):
    both = [start("load", world, "-q") for _ in range(2)]
    results = [(process.communicate(timeout=PATIENCE)[1], process.returncode) for process in both]
    assert sorted({code for _, code in results}) in ([0], [0, 5]), results
    assert all(code == 0 or b"busy" in errors or b"writ" in errors for errors, code in results)
    linkage("load", world, "-q")
    assert graph() == undisturbed[1]
