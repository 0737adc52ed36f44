"""A report for a program: JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.results.records import dumps

if TYPE_CHECKING:
    from mgi_graph.conformance import Result
    from mgi_graph.results.report.verification import Verification


def write_json(report: Verification) -> str:
    """Write the verdict, the counts, and one object a result; what is unknown is ``null``."""
    return dumps(
        {
            "conforms": report.conforms,
            "counts": report.counts,
            "total": len(report.results),
            "shown": len(report.shown),
            "elsewhere": report.elsewhere,
            "rules": [
                {"rule": rule, "severity": severity, "count": count, "reason": report.reason(rule) or None}
                for severity, rule, count in report.groups
            ],
            "results": [_record(report, result) for result in report.shown],
        }
    )


def _record(report: Verification, result: Result) -> dict[str, object]:
    place = result.place
    return {
        "severity": result.severity,
        "rule": result.rule,
        "component": result.component,
        "message": result.message,
        "file": place.file if place else None,
        "line": place.line if place else None,
        "column": place.column if place else None,
        "length": place.length if place else None,
        "text": (report.line(place) or None) if place else None,
        "focus": result.focus,
        "path": result.path,
        "value": result.value,
        "correction": result.correction,
    }
