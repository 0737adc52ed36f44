"""A report as SARIF 2.1.0 (OASIS), as code-scanning services read it."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from mgi_graph import namespaces
from mgi_graph.results.records import dumps
from mgi_graph.results.report.text import found

if TYPE_CHECKING:
    from mgi_graph.conformance import Place, Result, Severity
    from mgi_graph.results.report.verification import Verification

_LEVELS: Final[dict[Severity, str]] = {"Violation": "error", "Warning": "warning", "Info": "note"}
_SCHEMA: Final = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT: Final = "SRCROOT"


def write_sarif(report: Verification, *, version: str = "") -> str:
    """Write one run: its rules with their reasons, its results with regions and fingerprints.

    Columns count code points (§3.14.17 ``columnKind``); files are relative to ``SRCROOT``
    (§3.4.4). The fingerprint leaves the line out, so that a result is known again after the file
    has grown above it (§3.27.17).
    """
    rules = sorted({result.rule for result in report.shown})
    driver: dict[str, Any] = {
        "name": "mgi-graph",
        "informationUri": namespaces.BASE,
        "rules": [_rule(report, rule) for rule in rules],
    }
    if re.fullmatch(r"\d+\.\d+\.\d+([-+].*)?", version):
        driver["semanticVersion"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "the folder of the project"}}},
        "results": [_result(report, result, rules) for result in report.shown],
    }
    return dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(report: Verification, rule: str) -> dict[str, Any]:
    described: dict[str, Any] = {"id": namespaces.shrink(rule)}
    if reason := report.reason(rule):
        described |= {"fullDescription": {"text": reason}, "help": {"text": reason}}
    described["shortDescription"] = {"text": reason or f"the rule {namespaces.shrink(rule)}"}
    return described


def _result(report: Verification, result: Result, rules: list[str]) -> dict[str, Any]:
    text = [result.message, *([f"Found: {found(result)}"] if found(result) else [])]
    text += [f"Try: {result.correction}"] if result.correction else []
    written: dict[str, Any] = {
        "ruleId": namespaces.shrink(result.rule),
        "ruleIndex": rules.index(result.rule),
        "level": _LEVELS[result.severity],
        "message": {"text": " ".join(text)},
        "partialFingerprints": {"result/v1": _fingerprint(result)},
    }
    locations: dict[str, Any] = {}
    if result.place:
        locations["physicalLocation"] = _physical(report, result.place)
    if result.focus:
        locations["logicalLocations"] = [
            {"fullyQualifiedName": result.focus, "name": namespaces.shrink(result.focus), "kind": "resource"}
        ]
    if locations:
        written["locations"] = [locations]
    return written


def _physical(report: Verification, place: Place) -> dict[str, Any]:
    written: dict[str, Any] = {"artifactLocation": {"uri": quote(place.file, safe="/"), "uriBaseId": _ROOT}}
    if place.line:
        region: dict[str, Any] = {"startLine": place.line}
        if place.column:
            region |= {"startColumn": place.column, "endColumn": place.column + (place.length or 1)}
        if text := report.line(place):
            region["snippet"] = {"text": text}
        written["region"] = region
    return written


def _fingerprint(result: Result) -> str:
    file = result.place.file if result.place else ""
    parts = (result.rule, file, result.focus or "", result.path or "", result.value or "", result.message)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
