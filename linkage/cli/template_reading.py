"""Prompt templates as records, read from the store by query files."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from linkage.cli.reading import ALL, ask, nearest
from linkage.cli.template_sort import Sort
from linkage.errors import NotFoundError

if TYPE_CHECKING:
    from linkage.cli.masking import Mask
    from linkage.store import GraphStore

DAY = timedelta(hours=24)
_START = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Template:
    """A template as it stands in the graph, whether it was mined or its id came with the data."""

    id: str
    skeleton: str
    """Its constant text with ``{…}`` for slots; empty for an id that came with the data."""
    accounts: int
    """Accounts that are linked to it: those that sent at least three distinct prompts of it."""
    prompts: int
    """Prompts of these accounts."""
    rings: int
    ring_accounts: int
    support: int
    """Most distinct prompts among which it was found; 0 where it was not mined."""
    capability: str
    obfuscation: str
    first_seen: datetime | None
    last_seen: datetime | None
    bits: float | None
    hub: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A template and its burst: the share of its accounts that first sent it within 24 hours."""

    template: Template
    burst: float


def read_templates(store: GraphStore, mask: Mask) -> list[Template]:
    """Return all templates, those that most accounts in rings sent first."""
    return [_template(row, mask) for row in ask(store, "read/templates", limit=ALL)]


def read_template(store: GraphStore, name: str, mask: Mask) -> Template:
    """Return one template; its id may be in any case. Raises `NotFoundError`."""
    for spelling in (name, name.upper()):
        rows = ask(store, "read/template", template=spelling)
        if rows:
            return _template(rows[0], mask)
    known = [template.id for template in read_templates(store, mask)]
    hint = "linkage templates lists them" if known else "linkage load finds them in raw prompts"
    raise NotFoundError(f'there is no template "{name}".{nearest(name, known)}', hint=hint)


def ordered(templates: Sequence[Template], sort: Sort) -> list[Template]:
    """Return templates in an order, equal ones in the order in which they came."""
    keys = {
        Sort.RINGS: lambda t: (-t.ring_accounts, -t.accounts),
        Sort.ACCOUNTS: lambda t: (-t.accounts,),
        Sort.PROMPTS: lambda t: (-t.prompts,),
        Sort.FIRST: lambda t: (t.first_seen is None, t.first_seen and t.first_seen.timestamp()),
    }
    return sorted(templates, key=keys[sort])


def with_bursts(store: GraphStore, templates: Sequence[Template]) -> list[Listed]:
    """Return templates with their bursts."""
    ids = [template.id for template in templates if template.accounts]
    hours: dict[str, list[tuple[datetime, int]]] = {}
    for row in ask(store, "read/template_starts", templates=ids) if ids else ():
        hour = datetime.strptime(row["hour"], "%Y-%m-%d %H").replace(tzinfo=UTC)
        hours.setdefault(row["template"], []).append((hour, row["accounts"]))
    return [Listed(template, burst(hours.get(template.id, ()))) for template in templates]


def burst(hours: Sequence[tuple[datetime, int]]) -> float:
    """Return the largest share (0 to 1) of a count by hour, in order of time, in 24 hours."""
    total = sum(count for _, count in hours)
    if not total:
        return 0.0
    times = [time for time, _ in hours]
    sums = [0]
    for _, count in hours:
        sums.append(sums[-1] + count)
    most = max(sums[bisect_left(times, time + DAY)] - sums[at] for at, time in enumerate(times))
    return most / total


def active_days(store: GraphStore, template: str) -> list[tuple[datetime, int]]:
    """Return days (UTC) and how many accounts sent the template, from the hours that are kept."""
    rows = ask(store, "read/template_days", template=template)
    return [(_START + timedelta(days=row["day"]), row["accounts"]) for row in rows]


def read_examples(store: GraphStore, template: str, mask: Mask) -> list[str]:
    """Return the redacted examples that are kept of a template."""
    texts = store.attributes("template").filter(value=template, name="examples")["text"]
    return [mask.anything(example) for text in texts for example in json.loads(text)]


def _template(row: Mapping[str, Any], mask: Mask) -> Template:
    support = str(row["support"] or "")
    return Template(
        id=row["template"],
        skeleton=mask.anything(row["skeleton"] or ""),
        accounts=row["accounts"],
        prompts=row["prompts"],
        rings=row["rings"],
        ring_accounts=row["ring_accounts"],
        support=int(support) if support.isdecimal() else 0,
        capability=row["capability"] or "",
        obfuscation=row["obfuscation"] or "",
        first_seen=row["first_seen"],
        last_seen=row["last_seen"],
        bits=row["bits"],
        hub=bool(row["hub"]),
    )
