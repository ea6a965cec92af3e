"""GraphML 1.0 (http://graphml.graphdrawing.org/specification.html), with typed keys."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import IO
from xml.sax.saxutils import escape, quoteattr

from linkage.exports.hidden import HIDDEN
from linkage.exports.subgraph import Subgraph, Value, plain

_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\\\\")
"""What XML 1.0 cannot carry in any form, and the backslash that escapes it here."""

_TYPES = {bool: "boolean", int: "long", float: "double", str: "string", datetime: "string"}

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns
                             http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def write_graphml(graph: Subgraph, stream: IO[bytes]) -> None:
    r"""Write the graph as well-formed XML.

    Characters that XML forbids become escapes such as ``\u001b`` (and ``\`` becomes ``\\``),
    so that different values stay different.
    """
    node_keys = _keys("n", (node.properties for node in graph.nodes()), ("label", "name"))
    edge_keys = _keys("e", (edge.properties for edge in graph.edges()), ("type",))
    stream.write(_HEAD.encode())
    for scope, keys in (("node", node_keys), ("edge", edge_keys)):
        for name, (key, kind) in keys.items():
            stream.write(
                f"  <key id={quoteattr(key)} for={quoteattr(scope)} "
                f"attr.name={quoteattr(name)} attr.type={quoteattr(kind)}/>\n".encode()
            )
    stream.write(b'  <graph edgedefault="directed">\n')
    for line in _body(graph, node_keys, edge_keys):
        stream.write(line.encode())
    stream.write(b"  </graph>\n</graphml>\n")


_Keys = Mapping[str, tuple[str, str]]


def _body(graph: Subgraph, node_keys: _Keys, edge_keys: _Keys) -> Iterator[str]:
    for node in graph.nodes():
        data = _data(node_keys, {"label": node.label, "name": node.id, **node.properties})
        yield f"    <node id={_attribute(node.key)}>{data}</node>\n"
    for edge in graph.edges():
        data = _data(edge_keys, {"type": edge.type, **edge.properties})
        ends = f"source={_attribute(edge.start_key)} target={_attribute(edge.end_key)}"
        yield f"    <edge {ends}>{data}</edge>\n"


def _keys(
    prefix: str, properties: Iterable[Mapping[str, Value]], first: tuple[str, ...]
) -> dict[str, tuple[str, str]]:
    """Return property name to key id and type; a name of mixed types is a string."""
    types: dict[str, set[str]] = {name: {"string"} for name in first}
    for each in properties:
        for name, value in each.items():
            if value is not None:
                types.setdefault(name, set()).add(_TYPES[type(value)])
    names = [*first, *sorted(set(types) - set(first))]
    return {
        name: (f"{prefix}{number}", next(iter(types[name])) if len(types[name]) == 1 else "string")
        for number, name in enumerate(names)
    }


def _data(keys: _Keys, properties: Mapping[str, Value]) -> str:
    parts = []
    for name in sorted(properties):
        value = plain(properties[name])
        if value is not None:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
            parts.append(f'<data key="{keys[name][0]}">{_text(shown)}</data>')
    return "".join(parts)


def _attribute(text: str) -> str:
    return _referenced(quoteattr(_legal(text), {"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}))


def _text(text: str) -> str:
    return _referenced(escape(_legal(text)))


def _referenced(xml: str) -> str:
    """Return the XML with legal but hidden characters as references, which keep their value."""
    return HIDDEN.sub(lambda found: f"&#x{ord(found.group()):x};", xml)


def _legal(text: str) -> str:
    def shown(match: re.Match[str]) -> str:
        letter = match.group()
        return "\\\\" if letter == "\\" else f"\\u{ord(letter):04x}"

    return _ILLEGAL.sub(shown, text)
