"""The citation of a run: what was asked, of which dataset, and what came back, in digests.

With it anybody can ask again and see whether the answer is the same: :mod:`mgi_graph.results.verify`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import parse_qsl, quote

from mgi_graph.version import SOFTWARE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.layout import Layout

#: What stands for the name of a query that is not a saved one.
FREE: Final = "SPARQL"
Parameters = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A run, and the file that shows its rows.

    ``query`` is a saved query, else empty and ``text`` has the SPARQL itself; digests are SHA-256 in
    hexadecimal: ``answer`` of all rows whatever the form, ``shown`` of the rows as the file shows them,
    empty where there is no file. ``first`` counts from 1; ``count`` rows of ``total`` are shown.
    """

    query: str
    query_digest: str
    parameters: Parameters
    dataset: str
    version: str
    answer: str
    total: int
    software: str
    text: str = ""
    title: str = ""
    form: str = ""
    language: str = "en"
    iris: bool = False
    evidence: bool = False
    first: int = 1
    count: int = 0
    shown: str = ""
    sources: tuple[str, ...] = ()


def run_of(answer: Answer, layout: Layout, *, form: str = "", shown: str = "") -> Run:
    """Return the citation of the run that gave an answer; ``shown`` is the digest of its rows in a form."""
    from mgi_graph.results.digest import digest_answer

    return Run(
        query=answer.name,
        query_digest=answer.query_digest,
        text="" if answer.name else answer.text,
        title=answer.title,
        parameters=answer.parameters,
        dataset=answer.digest,
        version=", ".join(answer.versions),
        answer=digest_answer(answer),
        total=answer.total,
        software=SOFTWARE,
        form=form,
        language=answer.language,
        iris=layout.iris,
        evidence=layout.references is not None,
        first=answer.page.first if answer.page else 1,
        count=len(answer.rows),
        shown=shown,
        sources=tuple(answer.sources),
    )


def lines_of(run: Run) -> list[str]:
    """Write a citation as the lines below a table; :func:`read_lines` reads them back."""
    asked = "&".join(f"{name}={quote(value, safe=':/')}" for name, values in run.parameters for value in values)
    named = f"{run.query or FREE}?{asked}" if asked else run.query or FREE
    version = f"{run.version}, " if run.version else ""
    lines = [
        f"Query: {named}, sha256 {run.query_digest}",
        f"Dataset: {version}sha256 {run.dataset}",
        f"Answer: {run.total} rows, sha256 {run.answer}",
    ]
    if run.shown:
        options = [run.form, run.language, *["CURIEs"] * run.iris, *["evidence"] * run.evidence]
        lines.append(f"Shown: {' '.join(options)}, {run.count} from {run.first}, sha256 {run.shown}")
    return [*lines, f"Software: {run.software}"]


_DIGEST: Final = r"sha256 (?P<{}>[0-9a-f]{{64}})"
_LINES: Final = tuple(
    re.compile(pattern)
    for pattern in (
        r"Query: (?P<query>[^?,\s]+)(?:\?(?P<parameters>\S*))?, " + _DIGEST.format("query_digest"),
        r"Dataset: (?:(?P<version>[^;\n]+?), )?" + _DIGEST.format("dataset"),
        r"Answer: (?P<total>\d+) rows, " + _DIGEST.format("answer"),
        r"Shown: (?P<form>\w+) (?P<language>[\w-]+)(?P<options>[\w ]*), (?P<count>\d+) from (?P<first>\d+), "
        + _DIGEST.format("shown"),
        r"Software: (?P<software>mgi-graph \d[\w+-]*(?:\.\w[\w+-]*)*)",
    )
)


def read_lines(text: str) -> Run | None:
    """Find the citation of a run in a text, or nothing where a part of it is missing."""
    found: dict[str, str] = {}
    for pattern in _LINES:
        if matches := list(pattern.finditer(text)):
            found |= {name: value for name, value in matches[-1].groupdict().items() if value is not None}
    if not {"query_digest", "dataset", "answer", "software"} <= set(found):
        return None
    options = found.get("options", "").split()
    return Run(
        query="" if found["query"] == FREE else found["query"],
        query_digest=found["query_digest"],
        parameters=_parameters(parse_qsl(found.get("parameters", ""), keep_blank_values=True)),
        dataset=found["dataset"],
        version=found.get("version", ""),
        answer=found["answer"],
        total=int(found["total"]),
        software=found["software"],
        form=found.get("form", ""),
        language=found.get("language", "en"),
        iris="CURIEs" in options,
        evidence="evidence" in options,
        first=int(found.get("first", "1")),
        count=int(found.get("count", "0")),
        shown=found.get("shown", ""),
    )


def record_of(run: Run) -> dict[str, Any]:
    """Return a citation as a JSON object; :func:`read_record` reads it back."""
    shown = {
        "form": run.form,
        "language": run.language,
        "curies": run.iris,
        "evidence": run.evidence,
        "first": run.first,
        "count": run.count,
        "sha256": run.shown,
    }
    return {
        "query": run.query or None,
        "title": run.title or None,
        "query_sha256": run.query_digest,
        **({"text": run.text} if run.text else {}),
        "parameters": {name: list(values) for name, values in run.parameters},
        "dataset": {"version": run.version or None, "sha256": run.dataset},
        "answer": {"rows": run.total, "sha256": run.answer},
        "shown": shown if run.shown else None,
        "sources": list(run.sources),
        "software": run.software,
    }


def read_record(record: dict[str, Any]) -> Run:
    """Read a citation from a JSON object; raises :class:`KeyError` or :class:`TypeError` where it is none."""
    shown = record["shown"] or {}
    return Run(
        query=record["query"] or "",
        title=record.get("title") or "",
        query_digest=record["query_sha256"],
        text=record.get("text", ""),
        parameters=tuple((name, tuple(values)) for name, values in record["parameters"].items()),
        dataset=record["dataset"]["sha256"],
        version=record["dataset"]["version"] or "",
        answer=record["answer"]["sha256"],
        total=record["answer"]["rows"],
        software=record["software"],
        form=shown.get("form", ""),
        language=shown.get("language", "en"),
        iris=shown.get("curies", False),
        evidence=shown.get("evidence", False),
        first=shown.get("first", 1),
        count=shown.get("count", 0),
        shown=shown.get("sha256", ""),
        sources=tuple(record.get("sources", ())),
    )


def _parameters(pairs: Iterable[tuple[str, str]]) -> Parameters:
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return tuple((name, tuple(values)) for name, values in given.items())
