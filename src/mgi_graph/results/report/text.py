"""A report for a person at a terminal: the place, the line with a mark, what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph import namespaces
from mgi_graph.results.cells import safe

if TYPE_CHECKING:
    from mgi_graph.conformance import Place, Result
    from mgi_graph.results.report.verification import Verification

#: No line of a file is shown in more than this many characters.
_WIDEST = 160


def write_text(report: Verification) -> str:
    """Write each result with its place and the line there, then counts by rule, then the verdict."""
    blocks = [_block(report, result) for result in report.shown]
    counted = [f"{count:>5}  {severity:<9}  {namespaces.shrink(rule)}" for severity, rule, count in report.groups]
    if len(counted) > 1:
        blocks.append("\n".join(counted))
    blocks.append(verdict(report))
    return "\n\n".join(blocks) + "\n"


def verdict(report: Verification) -> str:
    """Write in one line whether the files conform, how many results there are, and what is not shown."""
    listed = ", ".join(f"{count} {severity}" for severity, count in report.counts.items())
    line = f"{'conforms' if report.conforms else 'does not conform'}: {listed}"
    hidden = len(report.results) - len(report.shown)
    line += f"; {len(report.shown)} of {len(report.results)} shown" if hidden else ""
    if report.elsewhere:
        line += f"; and {report.elsewhere} Violation{'s' if report.elsewhere > 1 else ''} in files not asked about"
    return line


def marked(text: str, place: Place) -> list[str]:
    """Return a line and a mark under the place; a long line is cut around it.

    >>> from mgi_graph.conformance import Place
    >>> marked("ex:a ex:b 1 .", Place(file="a.ttl", line=1, column=6, length=4))
    ['ex:a ex:b 1 .', '     ^^^^']
    """
    line = text.rstrip("\r\n").replace("\t", " ")
    if place.column is None:
        return [safe(line[:_WIDEST])]
    start = max(0, place.column - 1 - _WIDEST // 2)
    before = safe(line[start : place.column - 1])
    length = len(safe(line[place.column - 1 : place.column - 1 + (place.length or 1)])) or 1
    dots = "…" if start else ""
    shown = dots + safe(line[start:])
    cut = shown[:_WIDEST] + "…" if len(shown) > _WIDEST else shown
    indent = len(dots) + len(before)
    return [cut, " " * indent + "^" * max(1, min(length, _WIDEST - indent))]


def about(result: Result) -> str:
    """Say which thing a result is about, and which of its properties."""
    return "  ".join(namespaces.shrink(name) for name in (result.focus, result.path) if name)


def found(result: Result) -> str:
    """Say which value was found, as a person reads it; nothing where none is at fault."""
    return shorten(result.value) if result.value else ""


def shorten(value: str) -> str:
    """Write a term of N-Triples as a person reads it.

    >>> shorten("<https://w3id.org/migov/ontology#Finding>")
    'migov:Finding'
    """
    return namespaces.shrink(value[1:-1]) if value.startswith("<") and value.endswith(">") else value


def _block(report: Verification, result: Result) -> str:
    head = f"{result.place}: " if result.place else ""
    lines = [f"{safe(head)}{result.severity}: {safe(result.message)} ({safe(namespaces.shrink(result.rule))})"]
    text = report.line(result.place) if result.place else ""
    if result.place and text:
        lines += [f"    {line}" for line in marked(text, result.place)]
    if thing := about(result):
        lines.append(f"    about  {safe(thing)}")
    if what := found(result):
        lines.append(f"    found  {safe(what)}")
    if result.correction:
        lines.append(f"    try    {safe(result.correction)}")
    return "\n".join(lines)
