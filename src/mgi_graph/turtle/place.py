"""Where a file says what: the place of each subject, predicate and statement."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Final

from pyoxigraph import NamedNode

from mgi_graph.errors import Place
from mgi_graph.turtle.read import FORMATS, excerpt, reading
from mgi_graph.turtle.statements import Document, document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from mgi_graph.turtle.read import Reading
    from mgi_graph.turtle.tokens import Token


#: The graph of a line of N-Quads: what stands between the third term and the full stop.
_GRAPH: Final = re.compile(r"(?<=[>\"\w])[ \t]+(?:<[^<>\s]*>|_:\S+)(?=[ \t]*\.[ \t]*$)", re.MULTILINE)


@dataclass(slots=True)
class _Known:
    """The tokens of one file by what they stand for; made when a place is first asked for."""

    subjects: dict[str, Token] = field(default_factory=dict)
    predicates: dict[tuple[str, str], Token] = field(default_factory=dict)
    statements: dict[tuple[str, str, object], Token] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, eq=False)
class PlaceIndex:
    """The places of one file, looked up when the first is asked for.

    Subjects and predicates are given as IRIs, objects as terms.

    A subject is where its block begins, a predicate where its verb stands, a statement where its
    object stands. What stands twice is found at its first place.
    """

    reading: Reading

    @property
    def file(self) -> str:
        """Return what places call the file."""
        return self.reading.name

    @property
    def text(self) -> str:
        """Return the text that the places are of."""
        return self.reading.text

    @property
    def prefixes(self) -> dict[str, str]:
        """Return the namespaces of the prefixes that the file declares."""
        return dict(self.reading.prefixes)

    @cached_property
    def document(self) -> Document:
        """Return the file with its tokens; of a file that is no Turtle none are known."""
        if self.is_turtle:
            return _parsed(self.text)
        if self.file.endswith(".nq"):  # a line of N-Quads is one of Turtle, less the graph before its end
            return _parsed(_GRAPH.sub(lambda match: " " * len(match[0]), self.text))
        return Document()

    @property
    def is_turtle(self) -> bool:
        """Tell whether the file is Turtle, or N-Triples, which is a part of it."""
        return PurePosixPath(self.file).suffix not in FORMATS or self.file.endswith(".nt")

    def subject(self, iri: str) -> Place | None:
        """Return where the block of a subject begins."""
        if not self.document.statements and any(_names(triple.subject, iri) for triple in self.reading.triples):
            return Place(file=self.file)
        return self._place(self._known.subjects.get(iri))

    def predicate(self, subject: str, predicate: str) -> Place | None:
        """Return where a subject's first use of a predicate stands."""
        return self._place(self._known.predicates.get((subject, predicate)))

    def statement(self, subject: str, predicate: str, value: object) -> Place | None:
        """Return where the object of a statement stands."""
        return self._place(self._known.statements.get((subject, predicate, value)))

    def value(self, subject: str, value: object, *, besides: Collection[str] = ()) -> Place | None:
        """Return where a subject first states a value, by whichever predicate but those ``besides``."""
        statements = self._known.statements.items()
        return next(
            (
                self.at(token)
                for (name, predicate, found), token in statements
                if name == subject and found == value and predicate not in besides
            ),
            None,
        )

    def excerpt(self, place: Place) -> str:
        """Return the line of a place, with a mark under it."""
        return excerpt(self.text, place)

    def start(self) -> Place:
        """Return the place where the file begins."""
        return Place(file=self.file, line=1, column=1)

    def subjects(self) -> Iterator[tuple[str, Place]]:
        """List the IRIs that have a block in this file, and where it begins."""
        for node, token in self.document.blocks:
            if isinstance(node, NamedNode):
                yield node.value, self.at(token)

    def at(self, token: Token) -> Place:
        """Return the place of a token of this file."""
        length = len(token.text.partition("\n")[0].rstrip("\r"))
        return Place(file=self.file, line=token.line, column=token.column, length=length)

    @cached_property
    def _known(self) -> _Known:
        return _known(self.document)

    def _place(self, token: Token | None) -> Place | None:
        return self.at(token) if token else None


def index(text: str, file: str) -> PlaceIndex:
    r"""Index a Turtle text; ``file`` is what places call it.

    >>> found = index("@prefix ex: <urn:> .\n\nex:a\n    a ex:B ;\n    ex:c 1 .\n", "a.ttl")
    >>> str(found.subject("urn:a")), str(found.predicate("urn:a", "urn:c"))
    ('a.ttl:3:1', 'a.ttl:5:5')
    """
    return PlaceIndex(reading=reading(text, file))


def _parsed(text: str) -> Document:
    """Parse a text; one that is nested too deep for that has no places but its file."""
    try:
        return document(text)
    except RecursionError:
        return Document()


def _names(node: object, iri: str) -> bool:
    return isinstance(node, NamedNode) and node.value == iri


def _known(parsed: Document) -> _Known:
    known = _Known()
    for statement in parsed.statements:
        subject, verb, value = statement.at
        name, predicate = statement.subject.value, statement.predicate.value
        known.subjects.setdefault(name, subject)
        known.predicates.setdefault((name, predicate), verb)
        known.statements.setdefault((name, predicate, statement.object), value)
    return known
