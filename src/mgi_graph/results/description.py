"""A description of one thing, for a person and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.results.cells import lexical, safe, shown
from mgi_graph.results.cite import cite
from mgi_graph.results.records import Json, dumps, passage_record

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from mgi_graph.queries.describe import Description, Property, Value

#: How many things that point at it a text names for each property; JSON has them all.
MAX_INCOMING = 12


def write_text(description: Description) -> str:
    """Write what a thing is, what is said of it, what points at it, what it rests on, and where it is stated."""
    labels = description.labels
    kinds = ", ".join(dict.fromkeys(_value(value, labels) for value in description.types if not value.inferred))
    head = [safe(description.label), f"{namespaces.shrink(description.iri)}  <{description.iri}>"]
    blocks = [head + ([f"a {kinds}"] if kinds else [])]
    if description.notice:
        blocks[0].append(description.notice)
    if description.outgoing:
        blocks.append(["Says:", *_lines(description.outgoing, labels)])
    if description.incoming:
        blocks.append(["Is pointed at by:", *_lines(description.incoming, labels, most=MAX_INCOMING)])
    if description.passages:
        blocks.append(
            [
                "Rests on:",
                *(f"  {cite(passage)}  ({namespaces.shrink(passage.iri)})" for passage in description.passages),
            ]
        )
        blocks[-1] += [f"  Source: {safe(source)}" for source in description.sources]
    if description.places:
        blocks.append(["Stated in:", *(f"  {place}" for place in description.places)])
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def write_record(description: Description) -> str:
    """Write the same as JSON."""
    labels = description.labels
    return dumps(
        {
            "iri": description.iri,
            "curie": namespaces.shrink(description.iri),
            "label": labels.get(description.iri),
            "notice": description.notice or None,
            "types": [value.term.value for value in description.types if isinstance(value.term, ox.NamedNode)],
            "statements": _properties(description.outgoing, labels),
            "incoming": _properties(description.incoming, labels),
            "evidence": [passage_record(passage) for passage in description.passages],
            "sources": list(description.sources),
            "places": [
                {"file": place.file, "line": place.line, "column": place.column} for place in description.places
            ],
            "dataset": f"sha256:{description.digest}",
        }
    )


def _lines(properties: Iterable[Property], labels: Mapping[str, str], most: int | None = None) -> list[str]:
    lines = []
    for each in properties:
        name = safe(shown(ox.NamedNode(each.iri), labels))
        values = each.values[:most]
        lines += [f"  {name}: {_value(value, labels)}{'  (inferred)' if value.inferred else ''}" for value in values]
        if left := len(each.values) - len(values):
            lines.append(f"  {name}: … and {left} more")
    return lines


def _value(value: Value, labels: Mapping[str, str]) -> str:
    term = value.term
    text = safe(shown(term, labels))
    if isinstance(term, ox.NamedNode) and term.value in labels:
        return f"{text}  ({namespaces.shrink(term.value)})"
    return f"{text}  [{term.language}]" if isinstance(term, ox.Literal) and term.language else text


def _properties(properties: Iterable[Property], labels: Mapping[str, str]) -> list[Json]:
    return [
        {
            "property": each.iri,
            "label": labels.get(each.iri),
            "values": [_record(value, labels) for value in each.values],
        }
        for each in properties
    ]


def _record(value: Value, labels: Mapping[str, str]) -> Json:
    term = value.term
    if isinstance(term, ox.NamedNode):
        return {"iri": term.value, "label": labels.get(term.value), "inferred": value.inferred}
    found: Json = {"value": lexical(term), "inferred": value.inferred}
    if isinstance(term, ox.Literal):
        found |= {"language": term.language} if term.language else {"datatype": term.datatype.value}
    return found
