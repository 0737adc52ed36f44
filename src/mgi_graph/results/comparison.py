"""A comparison of two versions: in words, as Markdown for release notes, as JSON, and as triples."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import GRAPH
from mgi_graph.results.cells import safe
from mgi_graph.results.markdown import escape
from mgi_graph.results.outline import write_outline
from mgi_graph.results.records import Json, dumps

if TYPE_CHECKING:
    from mgi_graph.comparison.model import Comparison, QueryChange, Section

ADDED: Final = ox.NamedNode(f"{GRAPH}added")
REMOVED: Final = ox.NamedNode(f"{GRAPH}removed")
_ITEMS_FROM: Final = 2


def write_text(comparison: Comparison, *, everything: bool = False) -> str:
    """Write the differences as an indented outline; ``everything`` leaves nothing out."""
    lines = [
        "  " * depth + safe(text) if depth else f"\n{safe(text)}"
        for depth, text in write_outline(comparison, everything=everything)
    ]
    return "\n".join(lines).lstrip("\n") + "\n"


def write_markdown(comparison: Comparison, *, everything: bool = False) -> str:
    """Write the same as headings and lists (GitHub Flavored Markdown)."""
    lines: list[str] = []
    was_item = True
    for depth, text in write_outline(comparison, everything=everything):
        is_item = depth >= _ITEMS_FROM
        if lines and not (is_item and was_item):
            lines.append("")
        heading = f"{'#' * (depth + 2)} {escape(safe(text))}"
        item = re.sub(r"^([+-])", r"\\\1", escape(safe(text)))  # a sign first would open a list inside the item
        lines.append(f"{'  ' * (depth - _ITEMS_FROM)}- {item}" if is_item else heading)
        was_item = is_item
    return "\n".join(lines) + "\n"


def write_json(comparison: Comparison) -> str:
    """Write all of it for a program; terms as N-Triples writes them."""
    return dumps(
        {
            "old": comparison.old,
            "new": comparison.new,
            "same": comparison.same,
            "parts": list(comparison.parts),
            "terms": _section(comparison.terms)
            | {"axioms": {"added": list(comparison.axioms_added), "removed": list(comparison.axioms_removed)}},
            "entities": _section(comparison.entities),
            "findings": _section(comparison.findings),
            "queries": [_query(each) for each in comparison.queries],
            "breaking": [asdict(each) for each in comparison.breaches],
            "counts": {kind: {"old": old, "new": new} for kind, (old, new) in comparison.counts.items()},
            "triples": {"added": len(comparison.added), "removed": len(comparison.removed)},
            "remarks": list(comparison.remarks),
        }
    )


def write_trig(comparison: Comparison) -> str:
    """Write the triples that are new and those that are gone as two named graphs (TriG)."""
    lines: list[str] = []
    for graph, triples in ((ADDED, comparison.added), (REMOVED, comparison.removed)):
        inside = sorted(f"    {triple} ." for triple in triples)
        lines += [f"{graph} {{", *inside, "}"]
    return "\n".join(lines) + "\n"


def _section(section: Section) -> Json:
    return {
        "added": [asdict(each) for each in section.added],
        "removed": [asdict(each) for each in section.removed],
        "changed": [asdict(each) for each in section.changed],
        "renamed": [asdict(each) for each in section.renamed],
    }


def _query(change: QueryChange) -> Json:
    return {
        "name": change.name,
        "summary": change.summary,
        "text": change.text,
        "columns": list(change.columns),
        "rows": {
            "added": [list(row) for row in change.added],
            "removed": [list(row) for row in change.removed],
            "changed": [{"old": list(pair.old), "new": list(pair.new)} for pair in change.changed],
        },
    }
