"""Write answers, by the engine's own writers, within bounds on rows and bytes: all of an answer, or an error.

The engine writes a hundred thousand rows in a quarter of a second; nothing is built in Python for a row.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import OutputError
from mgi_graph.server.problem import Problem
from mgi_graph.server.sparql.xmlchars import without_illegal

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """The most rows (or triples) and bytes that an answer may have."""

    rows: int
    bytes: int


class _Results(NamedTuple):
    """A format of results: how the engine calls it, what ends a row in it, and how many of those are no row's.

    The mark may stand in a value as well, unless ``certain`` is nothing: then the marks are at least as many as the
    rows, and ``certain`` counts those in what was written that surely end one.
    """

    format: ox.QueryResultsFormat
    mark: bytes
    beside: int
    certain: Callable[[bytes], int] | None = None


#: In a string of JSON a quote is escaped, or ends it; then a comma or a brace follows, where a row has a name.
_PARTED: Final = re.compile(rb'\},\{"[^,}]')
_QUOTED: Final = re.compile(rb'"[^"]*(?:"|\Z)')
#: By suffix: SPARQL 1.1 Query Results JSON, XML (second edition), CSV and TSV.
_RESULTS: Final = {
    "srj": _Results(ox.QueryResultsFormat.JSON, b"},{", -1, lambda data: len(_PARTED.findall(data))),
    "srx": _Results(ox.QueryResultsFormat.XML, b"</result>", 0),
    "csv": _Results(ox.QueryResultsFormat.CSV, b"\r\n", 1, lambda data: _QUOTED.sub(b"", data).count(b"\r\n")),
    "tsv": _Results(ox.QueryResultsFormat.TSV, b"\n", 1),
}
_SYNTAXES: Final = {
    "ttl": ox.RdfFormat.TURTLE,
    "jsonld": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "trig": ox.RdfFormat.TRIG,
}
_SPACE: Final = re.compile(rb"<([^>]*[#/])")
_PREFIX_OF: Final = {space: prefix for prefix, space in sorted(namespaces.PREFIXES.items(), reverse=True)}


class _TooManyMarksError(Exception):
    """More row ends were written than there may be rows; ``args`` are the bytes so far."""


class _Output:
    """What the engine writes to: it keeps the bytes, and stops the engine when there are too many, or too many rows."""

    def __init__(self, bounds: Bounds, mark: bytes = b"", most: int = 0) -> None:
        self._bounds = bounds
        self._mark = mark
        self._left = most
        self._size = 0
        self._tail = b""
        self.parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._size += len(data)
        if self._size > self._bounds.bytes:
            raise too_large(f"{self._bounds.bytes} bytes")
        if self._mark:
            seen = self._tail + data  # a mark may stand in two parts
            self._left -= seen.count(self._mark)
            if self._left < 0:
                raise _TooManyMarksError(b"".join((*self.parts, data)))
            self._tail = seen[-(len(self._mark) - 1) :] if len(self._mark) > 1 else b""
        self.parts.append(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: the bytes are kept."""


def write_rows(ask: Callable[[], ox.QuerySolutions], suffix: str, bounds: Bounds) -> bytes:
    """Write the solutions of a SELECT; ``ask`` runs the query, again where rows must be counted one by one.

    Raises :class:`Problem` where there are more rows or bytes than the bounds allow.
    """
    results = _RESULTS[suffix]
    try:
        body = _written(ask(), results, bounds, counts=True)
    except _TooManyMarksError as error:
        if results.certain is None or results.certain(error.args[0]) > bounds.rows + results.beside:
            raise too_large(f"{bounds.rows} rows") from None
        if sum(1 for _ in islice(ask(), bounds.rows + 1)) > bounds.rows:
            raise too_large(f"{bounds.rows} rows") from None
        body = _written(ask(), results, bounds, counts=False)
    return without_illegal(body) if suffix == "srx" else body


def write_boolean(found: ox.QueryBoolean, suffix: str) -> bytes:
    """Write the answer to an ASK; as text it is ``true`` or ``false``."""
    if suffix in _RESULTS:
        return found.serialize(format=_RESULTS[suffix].format) or b""
    return b"true\n" if found else b"false\n"


def write_triples(triples: ox.QueryTriples, suffix: str, bounds: Bounds) -> bytes:
    """Write the triples of a CONSTRUCT or DESCRIBE, sorted, so that syntaxes that group can.

    They are sorted as lines of N-Triples, which costs a tenth of sorting them as terms.
    Raises :class:`Problem` as above, and :class:`OutputError` for what RDF/XML cannot hold.
    """
    output = _Output(bounds, b"\n", bounds.rows)
    try:
        triples.serialize(output, ox.RdfFormat.N_TRIPLES)  # type: ignore[arg-type] # it writes and flushes
    except _TooManyMarksError:
        raise too_large(f"{bounds.rows} triples") from None
    lines = b"".join(sorted(b"".join(output.parts).splitlines(keepends=True)))
    if suffix in {"nt", "nq"}:
        return lines
    parsed = (quad.triple for quad in ox.parse(lines, format=ox.RdfFormat.N_TRIPLES))
    prefixes = prefixes_of(lines) if suffix in {"ttl", "trig", "rdf"} else None
    output = _Output(bounds)
    try:
        ox.serialize(parsed, output, _SYNTAXES[suffix], prefixes=prefixes)  # type: ignore[arg-type] # as above
    except (ValueError, OSError) as error:
        raise OutputError(f"these triples cannot be written in this form: {error}; use Turtle") from error
    body = b"".join(output.parts)
    return without_illegal(body) if suffix == "rdf" else body


def prefixes_of(lines: bytes) -> dict[str, str]:
    """Return the prefixes of the project for the namespaces that N-Triples use.

    >>> prefixes_of(b"<https://w3id.org/migov/id/xy/law> <http://purl.org/dc/terms/title> 'Law' .")
    {'dcterms': 'http://purl.org/dc/terms/', 'xy': 'https://w3id.org/migov/id/xy/'}
    """
    spaces = {space.decode() for space in set(_SPACE.findall(lines))}
    known = {_PREFIX_OF[space]: space for space in spaces if space in _PREFIX_OF}
    ruled = dict(filter(None, map(namespaces.prefix_by_rule, spaces)))
    return dict(sorted({**ruled, **known}.items()))


def too_large(bound: str) -> Problem:
    """Return the problem of an answer that is larger than is sent."""
    return Problem(
        status=400,
        kind="answer-too-large",
        title="The answer is too large",
        detail=f"It has more than {bound}, the most that is sent; nothing of it was. Page through it with ORDER BY, "
        "LIMIT and a FILTER on what was seen last, or run the query on a dump.",
    )


def _written(found: ox.QuerySolutions, results: _Results, bounds: Bounds, *, counts: bool) -> bytes:
    output = _Output(bounds, results.mark if counts else b"", bounds.rows + results.beside)
    found.serialize(output, results.format)  # type: ignore[arg-type] # it writes and flushes, which is all that is used
    return b"".join(output.parts)
