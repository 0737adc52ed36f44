"""Spell terms as Turtle does, as short as it can without loss (RDF 1.1 Turtle §2.4, §2.5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Literal

_XSD: Final = STANDARD["xsd"]
#: Lexical forms that a number or truth value may have without quotes.
_BARE: Final = {
    f"{_XSD}integer": re.compile(r"[+-]?[0-9]+"),
    f"{_XSD}decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    f"{_XSD}boolean": re.compile(r"true|false"),
}
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_ESCAPES: Final = {"\\": "\\\\", '"': '\\"', "\r": "\\r", "\t": "\\t", "\b": "\\b", "\f": "\\f", "\n": "\\n"}
_ESCAPED: Final = re.compile(r'[\\"\r\t\x08\x0c\n]')
_ESCAPED_LONG: Final = re.compile(r'[\\\r\t\x08\x0c]|"(?="")|"(?="?$(?![\s\S]))')


class Speller:
    """Spell terms with a set of prefixes, and remember which of them were needed."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        """Prefer the longest namespace that fits."""
        self.used: dict[str, str] = {}
        self._spaces = sorted(prefixes.items(), key=lambda item: (-len(item[1]), item[0]))
        self._known: dict[str, str] = {}

    def term(self, term: NamedNode | BlankNode | Literal) -> str:
        """Spell a term as it stands in the place of a subject or an object."""
        if isinstance(term, NamedNode):
            return self.iri(term.value)
        if isinstance(term, BlankNode):
            return f"_:{term.value}"
        return self._literal(term)

    def iri(self, iri: str) -> str:
        """Spell an IRI by prefix where its local name needs no escapes, else in brackets."""
        if iri not in self._known:
            self._known[iri] = self._spelled(iri)
        return self._known[iri]

    def _spelled(self, iri: str) -> str:
        for prefix, space in self._spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used[prefix] = space
                return f"{prefix}:{iri[len(space) :]}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        datatype = literal.datatype.value
        if (bare := _BARE.get(datatype)) and bare.fullmatch(literal.value):
            return literal.value
        text = _quoted(literal.value)
        if literal.language:
            return f"{text}@{literal.language}"
        return text if datatype == f"{_XSD}string" else f"{text}^^{self.iri(datatype)}"


def _quoted(text: str) -> str:
    if "\n" in text:
        return f'"""{_ESCAPED_LONG.sub(lambda match: _ESCAPES[match[0]], text)}"""'
    return f'"{_ESCAPED.sub(lambda match: _ESCAPES[match[0]], text)}"'
