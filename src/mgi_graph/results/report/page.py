"""A report as a page for somebody who reads no Turtle: what is wrong, where, why it matters, what to do."""

from __future__ import annotations

from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph import namespaces
from mgi_graph.results.report.text import about, found, verdict

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.conformance import Place, Result, Severity
    from mgi_graph.results.report.verification import Verification

_SAID: Final[dict[Severity, str]] = {
    "Violation": "must be put right before the data can be published",
    "Warning": "true as it stands, but incomplete",
    "Info": "advice",
}
#: No script and nothing from elsewhere: the page can be sent by mail and opened anywhere.
_STYLE: Final = """
:root { color-scheme: light dark; --ink: #1b1b1b; --paper: #fff; --soft: #f3f3f0; --rule: #c9c9c2;
  --violation: #a31515; --warning: #7a4b00; --info: #0b4f8a; --mark: #ffe08a; --marked: #1b1b1b; }
@media (prefers-color-scheme: dark) { :root { --ink: #ececec; --paper: #161616; --soft: #232323; --rule: #4a4a4a;
  --violation: #ff9b9b; --warning: #ffc266; --info: #8ec8ff; } }
body { margin: 0 auto; padding: 1rem; max-width: 60rem; color: var(--ink); background: var(--paper);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h2 { margin-top: 2.5rem; border-bottom: 1px solid var(--rule); font-size: 1.1rem; }
article { margin: 1.25rem 0; padding-left: 1rem; border-left: 0.3rem solid var(--info); }
article.violation { border-color: var(--violation); } article.warning { border-color: var(--warning); }
h3 { margin: 0; font-size: 1rem; }
pre { margin: 0.5rem 0; padding: 0.5rem 0.75rem; overflow-x: auto; background: var(--soft); font-size: 0.85rem; }
mark { background: var(--mark); color: var(--marked); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.15rem 1rem; margin: 0.5rem 0; }
dt { font-weight: 600; } dd { margin: 0; }
caption { text-align: left; font-weight: 600; } th { white-space: nowrap; }
table { border-collapse: collapse; } th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: left; vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; } dd { margin-bottom: 0.4rem; } }
@media print { body { max-width: none; } article { break-inside: avoid; } }
"""


def write_page(report: Verification) -> str:
    """Write a page of its own in HTML, everything escaped; results by file, in the order of the files."""
    title = "The files conform" if report.conforms else "The files do not conform"
    parts = [
        "<!DOCTYPE html>",
        '<html lang="en">',
        '<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>",
        f"<style>{_STYLE}</style></head>",
        f"<body><main><h1>{title}</h1>",
        *_legend(report),
        *_summary(report),
    ]
    for file, group in groupby(report.shown, key=lambda result: result.place.file if result.place else ""):
        parts.append(f"<section><h2>{escape(file) or 'No file'}</h2>")
        parts += [_article(report, result) for result in group]
        parts.append("</section>")
    return "\n".join([*parts, "</main></body></html>"]) + "\n"


def _legend(report: Verification) -> Iterable[str]:
    counted = ((severity, count) for severity, count in report.counts.items() if count)
    items = "".join(f"<li>{count} {severity}: {_SAID[severity]}</li>" for severity, count in counted)
    yield f"<ul>{items}</ul>" if items else "<p>Nothing was found.</p>"
    if report.elsewhere or len(report.shown) < len(report.results):
        yield f"<p>{escape(verdict(report))}.</p>"


def _summary(report: Verification) -> Iterable[str]:
    if not report.groups:
        return
    yield "<table><caption>Rules that were broken</caption>"
    heads = "".join(f'<th scope="col">{head}</th>' for head in ("Times", "Severity", "Rule", "Why it exists"))
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for severity, rule, count in report.groups:
        cells = (severity, namespaces.shrink(rule), report.reason(rule))
        yield f'<tr><td class="number">{count}</td>{"".join(f"<td>{escape(cell)}</td>" for cell in cells)}</tr>'
    yield "</tbody></table>"


def _article(report: Verification, result: Result) -> str:
    rows = [("Where", f"line {result.place.line}" if result.place and result.place.line else "")]
    rows += [("About", about(result)), ("Found", found(result))]
    rows += [("What to do", result.correction or ""), ("Why", report.reason(result.rule))]
    rows += [("Rule", namespaces.shrink(result.rule))]
    listed = "".join(f"<dt>{name}</dt><dd>{escape(value)}</dd>" for name, value in rows if value)
    line = _line(report.line(result.place), result.place) if result.place else ""
    return (
        f'<article class="{result.severity.lower()}"><h3>{result.severity}: {escape(result.message)}</h3>'
        f"{line}<dl>{listed}</dl></article>"
    )


def _line(text: str, place: Place) -> str:
    if not text:
        return ""
    if place.column is None:
        return f"<pre>{escape(text)}</pre>"
    start, end = place.column - 1, place.column - 1 + (place.length or 1)
    return f"<pre>{escape(text[:start])}<mark>{escape(text[start:end])}</mark>{escape(text[end:])}</pre>"
