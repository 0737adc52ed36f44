"""A report as annotations of GitHub Actions: a workflow command a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph import namespaces
from mgi_graph.results.report.text import found, verdict

if TYPE_CHECKING:
    from mgi_graph.conformance import Result, Severity
    from mgi_graph.results.report.verification import Verification

_COMMANDS: Final[dict[Severity, str]] = {"Violation": "error", "Warning": "warning", "Info": "notice"}


def write_github(report: Verification) -> str:
    """Write ``::error file=…,line=…,col=…::message`` lines, and the verdict as a line of the log.

    Source: GitHub Actions, "Workflow commands", setting an error, warning or notice message.
    """
    return "\n".join([*map(_annotation, report.shown), verdict(report)]) + "\n"


def _annotation(result: Result) -> str:
    place = result.place
    properties = {"title": namespaces.shrink(result.rule)}
    if place:
        properties["file"] = place.file
        properties |= {"line": str(place.line)} if place.line else {}
        properties |= {"col": str(place.column)} if place.column else {}
        if place.column and place.length:
            properties["endColumn"] = str(place.column + place.length - 1)
    what = [result.message, *([f"found: {found(result)}"] if found(result) else [])]
    what += [f"try: {result.correction}"] if result.correction else []
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[result.severity]} {listed}::{_data(chr(10).join(what))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
