"""What a comparison found, for a person and for a program."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mgi_graph.results.cells import safe
from mgi_graph.results.records import dumps
from mgi_graph.results.run import record_of

if TYPE_CHECKING:
    from mgi_graph.results.verify.model import Cells, Verification

#: How many characters of a row a line shows.
MAX_NAME: Final = 160


def write_text(found: Verification) -> str:
    """Write the outcome on the first line, the reasons, and the rows that differ."""
    head, *rest = found.reasons
    lines = [f"{found.outcome}: {safe(head)}", *(f"  {safe(reason)}" for reason in rest)]
    for before, after in found.changed:
        cells = zip(found.heads, before, after, strict=False)
        said = [f"{name}: {old or 'nothing'} → {new or 'nothing'}" for name, old, new in cells if old != new]
        lines.append(f"~ {safe(_name(before))}: {safe('; '.join(said))}")
    lines += [f"- {safe(_name(row))}" for row in found.removed]
    lines += [f"+ {safe(_name(row))}" for row in found.added]
    return "\n".join(lines) + "\n"


def write_record(found: Verification) -> str:
    """Write the same as JSON."""
    return dumps(
        {
            "outcome": found.outcome,
            "reasons": list(found.reasons),
            "added": [_row(found, row) for row in found.added],
            "removed": [_row(found, row) for row in found.removed],
            "changed": [{"from": _row(found, old), "to": _row(found, new)} for old, new in found.changed],
            "cited": record_of(found.run),
            "now": record_of(found.now) if found.now else None,
        }
    )


def _row(found: Verification, row: Cells) -> dict[str, Any]:
    return dict(zip(found.heads, row, strict=False))


def _name(row: Cells) -> str:
    """Return what a person knows a row by: its cells but for IRIs, where it has others."""
    cells = [cell for cell in row if cell and not cell.startswith("http")]
    return " | ".join(cells or row)[:MAX_NAME]
