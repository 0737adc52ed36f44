"""Read Turtle into triples, with errors that show the line (RDF 1.1 Turtle §6)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

import pyoxigraph

from mgi_graph.errors import Place, SourceError, TurtleSyntaxError
from mgi_graph.project import content

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

#: What the engine puts before the sentence; the place is kept apart from it.
_PREAMBLE: Final = re.compile(r"^Parser error at line \d+ (?:column \d+|between (?:line|columns?) .*?): ", re.DOTALL)


#: The forms of RDF that a file may have besides Turtle. Graphs of a file are one graph here.
FORMATS: Final = {
    ".nt": pyoxigraph.RdfFormat.N_TRIPLES,
    ".nq": pyoxigraph.RdfFormat.N_QUADS,
    ".trig": pyoxigraph.RdfFormat.TRIG,
    ".rdf": pyoxigraph.RdfFormat.RDF_XML,
    ".jsonld": pyoxigraph.RdfFormat.JSON_LD,
}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Reading:
    """A file as the engine reads it; ``name`` is what messages call it.

    ``triples`` stand in the order of the text, as often as it states them. ``prefixes`` are those of
    its end: where one is declared twice, the latter namespace.
    """

    name: str
    text: str
    triples: tuple[pyoxigraph.Triple, ...]
    prefixes: Mapping[str, str]


def read(path: Path, name: str) -> list[pyoxigraph.Triple]:
    """Read the triples of a file; ``name`` is what messages call it.

    Raises :class:`SourceError` when the file cannot be read or is not UTF-8, and
    :class:`TurtleSyntaxError` when it is malformed.
    """
    return parse(content(path, name), name)


def parse(data: bytes, name: str) -> list[pyoxigraph.Triple]:
    """Parse the bytes of a Turtle file; a byte order mark at the start is skipped.

    >>> [str(triple.object) for triple in parse(b"<urn:a> <urn:b> 'c' .", "a.ttl")]
    ['"c"']
    """
    return list(reading(decode(data, name), name).triples)


def reading(text: str, name: str) -> Reading:
    """Parse a text as the suffix of its name says, else as Turtle, with what else the engine says of it.

    >>> dict(reading("@prefix ex: <urn:> . ex:a ex:b 'c' .", "a.ttl").prefixes)
    {'ex': 'urn:'}
    """
    quads = pyoxigraph.parse(text, FORMATS.get(PurePosixPath(name).suffix, pyoxigraph.RdfFormat.TURTLE))
    try:
        triples = tuple([quad.triple for quad in quads])
    except SyntaxError as error:
        raise _malformed(error, text, name) from error
    if pyoxigraph.Triple in {type(triple.object) for triple in triples}:
        raise SourceError("a triple about a triple (RDF 1.2) is not read here", place=Place(file=name))
    return Reading(name=name, text=text, triples=triples, prefixes=quads.prefixes)


def decode(data: bytes, name: str) -> str:
    """Decode a file as UTF-8, the only encoding of Turtle (RDF 1.1 Turtle §6.2)."""
    try:
        return data.decode("utf-8").removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8").removeprefix("\ufeff")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        raise SourceError(
            f"the byte 0x{data[error.start]:02X} is not UTF-8", place=Place(file=name, line=line, column=column)
        ) from error


def excerpt(text: str, place: Place) -> str:
    r"""Return the line of a place with a mark under its column, as far as the place says.

    >>> print(excerpt("first\nsecond\n", Place(file="a", line=2, column=3)))
    second
      ^
    """
    lines = text.split("\n")
    if place.line is None or not 1 <= place.line <= len(lines):
        return ""
    line = lines[place.line - 1].removesuffix("\r")
    if place.column is None:
        return line
    indent = "".join("\t" if character == "\t" else " " for character in line[: place.column - 1])
    return f"{line}\n{indent}^"


def _malformed(error: SyntaxError, text: str, name: str) -> TurtleSyntaxError:
    sentence = " ".join(_PREAMBLE.sub("", error.msg).split())
    place = Place(file=name, line=error.lineno, column=error.offset)
    return TurtleSyntaxError(sentence[:1].lower() + sentence[1:], place=place, excerpt=excerpt(text, place))
