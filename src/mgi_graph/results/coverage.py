"""An audit of the coverage, for a person and for a program."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from mgi_graph import namespaces
from mgi_graph.coverage.model import KINDS
from mgi_graph.results.cells import safe
from mgi_graph.results.records import dumps
from mgi_graph.results.table import grid

if TYPE_CHECKING:
    from mgi_graph.coverage.model import Count, Coverage, Fault

_HEADS = ("section", "title", "passages", "findings", "entities", "numbers", "in text")


def write_text(coverage: Coverage, *, width: int | None = None) -> str:
    """Write the counts as a table, what was checked, and one line for each fault."""
    rows = [_cells(count) for count in coverage.counts] + [("total", *_cells(coverage.total)[1:])]
    lines = [f"{safe(coverage.title)} ({namespaces.shrink(coverage.profile)})", "", grid(_HEADS, rows, width=width), ""]
    lines += [_line(fault) for fault in coverage.faults]
    lines += [_checked(coverage), _verdict(coverage)]
    return "\n".join(lines) + "\n"


def write_record(coverage: Coverage) -> str:
    """Write the same as JSON."""
    counted = Counter(fault.kind for fault in coverage.faults)
    return dumps(
        {
            "profile": coverage.profile,
            "title": coverage.title,
            "complete": coverage.complete,
            "text": {"name": coverage.text, "sha256": coverage.sha256} if coverage.text else None,
            "numbers_checked": bool(coverage.text),
            "sections": [_record(count) for count in coverage.counts],
            "total": {
                name: value for name, value in _record(coverage.total).items() if name not in {"locator", "title"}
            },
            "counts": {kind: counted[kind] for kind in KINDS if coverage.text or kind not in {"index", "number"}},
            "faults": [_fault(fault) for fault in coverage.faults],
        }
    )


def _cells(count: Count) -> tuple[str, ...]:
    figures = (count.passages, count.findings, count.entities, count.numbers)
    return (count.locator, safe(count.title), *map(str, figures), "-" if count.read is None else str(count.read))


def _line(fault: Fault) -> str:
    return f"{fault.locator or namespaces.shrink(fault.thing)}: {safe(fault.message)} ({fault.kind})"


def _checked(coverage: Coverage) -> str:
    if coverage.text:
        return f"Held against {safe(coverage.text)}, sha256 {coverage.sha256}"
    return (
        "The source is not at hand: its index was not compared and no number was checked (--source names its folder)."
    )


def _verdict(coverage: Coverage) -> str:
    if coverage.complete:
        return "complete: no faults" if coverage.text else "no faults in what was checked"
    counted = Counter(fault.kind for fault in coverage.faults)
    return f"incomplete: {', '.join(f'{counted[kind]} {kind}' for kind in KINDS if counted[kind])}"


def _record(count: Count) -> dict[str, Any]:
    return {
        "locator": count.locator,
        "title": count.title,
        "passages": count.passages,
        "findings": count.findings,
        "entities": count.entities,
        "numbers": count.numbers,
        "numbers_in_text": count.read,
    }


def _fault(fault: Fault) -> dict[str, Any]:
    return {
        "kind": fault.kind,
        "locator": fault.locator or None,
        "message": fault.message,
        "thing": fault.thing or None,
        "number": fault.number or None,
        "offset": fault.offset,
    }
