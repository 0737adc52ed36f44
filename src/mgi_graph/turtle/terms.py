"""What the terminals of Turtle stand for (RDF 1.1 Turtle §7.2)."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

import pyoxigraph
from pyoxigraph import Literal, NamedNode

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    from mgi_graph.turtle.tokens import Token

XSD: Final = STANDARD["xsd"]

_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_LOCAL_ESCAPE: Final = re.compile(r"\\(.)")
_CONTROL: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_LONG: Final = ('"""', "'''")


def iri_of(token: Token, base: str) -> str:
    """Return the IRI of an ``<…>`` terminal, resolved against the base where there is one.

    The engine resolves (RFC 3986 §5.2, whatever the scheme): what it makes of the file is what is meant.
    """
    return _resolved(token.text, base) if base else unescape(token.text[1:-1])


@lru_cache(maxsize=1024)
def _resolved(text: str, base: str) -> str:
    (quad,) = pyoxigraph.parse(f"{text} a {text} .", pyoxigraph.RdfFormat.TURTLE, base_iri=base)
    return cast("NamedNode", quad.subject).value


def local_of(name: str) -> tuple[str, str]:
    r"""Split a prefixed name into prefix and local part, without its escapes (PN_LOCAL_ESC).

    >>> local_of(r"ex:a\,b")
    ('ex', 'a,b')
    """
    prefix, _, local = name.partition(":")
    return prefix, _LOCAL_ESCAPE.sub(r"\1", local)


def string_of(token: Token) -> str:
    """Return the text of a quoted terminal."""
    quotes = 3 if token.text.startswith(_LONG) else 1
    return unescape(token.text[quotes:-quotes])


def number_of(token: Token) -> Literal:
    """Return the literal that a bare number is: integer, decimal or double."""
    integral = "decimal" if "." in token.text else "integer"
    kind = "double" if "e" in token.text.lower() else integral
    return Literal(token.text, datatype=NamedNode(XSD + kind))


def unescape(text: str) -> str:
    r"""Replace ECHAR and UCHAR escapes.

    >>> unescape(r"a\u00E9\tb")
    'aé\tb'
    """
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _CONTROL.get(match[3], match[3])
    return chr(int(match[1] or match[2], 16))
