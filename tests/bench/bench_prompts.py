"""Raw prompts from a file of JSON lines to the graph: rows a second and memory of a real load.

400 scripts and 30% one-off prompts, of about 500 characters. ``LINKAGE_BENCH_RAW_PROMPTS`` sets
how many (a million; the text is made first, outside the measured time, and takes longer).
"""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path

from linkage import pipeline
from linkage.config import Config
from tests.bench.corpus import Writer
from tests.bench.measure import measure, row

PROMPTS = int(os.environ.get("LINKAGE_BENCH_RAW_PROMPTS", "1000000"))
SCRIPTS = 400
ONE_OFF = 0.3
START = 1_770_000_000
MONTH = 30 * 86_400


def main() -> None:
    """Print the report."""
    with tempfile.TemporaryDirectory(prefix="linkage-bench-") as folder:
        file, workspace = Path(folder, "prompts.jsonl"), Path(folder, "workspace")
        characters = measure(write_prompts, file).result
        loaded = measure(load, file, workspace)
        rate = f"{loaded.result / loaded.seconds:,.0f} prompts/s"
        name = f"load {loaded.result:,} prompts of {characters / PROMPTS:,.0f} letters"
        print(row(name, loaded, rate))


def write_prompts(file: Path) -> int:
    """Write the prompts, in the order of their times; the number of their characters."""
    writer = Writer(2)
    scripts = []
    for number in range(SCRIPTS):
        scripts.append(writer.template(number, SCRIPTS, scripts))
    chosen = writer.random.choices(scripts, [script.weight for script in scripts], k=PROMPTS)
    characters = 0
    with file.open("w", encoding="utf-8") as lines:
        for number, script in enumerate(chosen):
            if writer.random.random() < ONE_OFF:
                text = writer.human()
                account = f"h{writer.random.randrange(PROMPTS // 12 + 1)}"
            else:
                text, account = writer.fill(script), writer.random.choice(script.accounts)
            characters += len(text)
            sent = {
                "account": account,
                "time": START + number * MONTH // PROMPTS,
                "prompt": text,
            }
            lines.write(json.dumps(sent, ensure_ascii=False) + "\n")
    return characters


def load(file: Path, workspace: Path) -> int:
    """Load the prompts as a user does; how many there were."""
    report = pipeline.ingest([str(file)], Config(workspace=workspace), loader="templates")
    return sum(entry.rows for entry in report.files)
