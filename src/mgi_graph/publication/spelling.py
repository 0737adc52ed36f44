"""Spell terms of one Turtle or TriG document, fast, and remember the prefixes that it needs.

All namespaces of this project end in ``/`` or ``#``, and a local name holds neither: the namespace of an IRI ends
at the last of them, and one look-up finds its prefix.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.namespaces import PREFIXES, namespace, prefix_by_rule
from mgi_graph.turtle.order import TYPE, prefix_groups, rank
from mgi_graph.turtle.spell import Speller

if TYPE_CHECKING:
    from pyoxigraph import Literal

    from mgi_graph.publication.grouping import Value

_PREFIX_OF: Final = {space: prefix for prefix, space in sorted(PREFIXES.items(), reverse=True)}
_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?")
_PLAIN: Final = re.compile(r'[^\\"\x00-\x1f]*')
#: Without prefixes: they are for :func:`spell_iri` to find.
_LITERALS: Final = Speller({})
#: How long a literal may be whose spelling is kept.
_SHORT: Final = 200


class Spelling:
    """The terms of one document as Turtle spells them (RDF 1.1 Turtle §2.4, §2.5), and the prefixes they need."""

    __slots__ = ("prefixes",)

    def __init__(self) -> None:
        """Begin with no prefix; the empty one stands for none."""
        self.prefixes: set[str] = set()

    def term(self, term: Value) -> str:
        """Spell a subject or a value, by prefix where its local name needs no escapes."""
        text, prefix = spell_iri(term) if type(term) is NamedNode else spell_other(term)
        self.prefixes.add(prefix)
        return text

    def head(self) -> str:
        """Declare the prefixes that were used: those of published vocabularies, then those of the project."""
        return head(frozenset(self.prefixes))


@lru_cache(maxsize=65_536)
def spell_iri(node: NamedNode) -> tuple[str, str]:
    """Spell an IRI, and return the prefix that it needs.

    >>> spell_iri(NamedNode("http://www.w3.org/2004/02/skos/core#broader"))
    ('skos:broader', 'skos')
    >>> spell_iri(NamedNode("http://example.org/"))
    ('<http://example.org/>', '')
    """
    iri = node.value
    cut = max(iri.rfind("/"), iri.rfind("#")) + 1
    prefix = prefix_of(iri[:cut])
    if not prefix or not _LOCAL.fullmatch(iri, cut):
        return f"<{iri}>", ""
    return f"{prefix}:{iri[cut:]}", prefix


@lru_cache(maxsize=4096)
def spell_verb(predicate: NamedNode) -> tuple[int, str, str, str]:
    """Return the place of a predicate in its block (two parts that sort), its spelling, and the prefix it needs."""
    if predicate.value == TYPE:
        return rank(TYPE), TYPE, "a", ""
    return rank(predicate.value), predicate.value, *spell_iri(predicate)


def spell_other(term: BlankNode | Literal) -> tuple[str, str]:
    """Spell a blank node or a literal, and return the prefix that its datatype needs."""
    text = term.value
    if isinstance(term, BlankNode):
        return f"_:{text}", ""
    if (language := term.language) and _PLAIN.fullmatch(text):
        return f'"{text}"@{language}', ""
    return _short(term) if len(text) < _SHORT else _short.__wrapped__(term)


@lru_cache(maxsize=16_384)
def _short(literal: Literal) -> tuple[str, str]:
    text = _LITERALS.term(literal)
    datatype = literal.datatype
    if not text.endswith(f'"^^<{datatype.value}>'):
        return text, ""
    name, prefix = spell_iri(datatype)
    return f"{text.removesuffix(f'<{datatype.value}>')}{name}", prefix


@lru_cache(maxsize=4096)
def prefix_of(space: str) -> str:
    """Return the prefix of a namespace, nothing where it has none."""
    if space in _PREFIX_OF:
        return _PREFIX_OF[space]
    ruled = prefix_by_rule(space)
    return ruled[0] if ruled and ruled[1] == space else ""


@lru_cache(maxsize=4096)
def head(prefixes: frozenset[str]) -> str:
    """Declare prefixes; the empty one stands for none."""
    groups = prefix_groups(prefixes - {""})
    blocks = ["".join([f"@prefix {name}: <{_space(name)}> .\n" for name in names]) for names in groups]
    return "\n".join([block for block in blocks if block])


@lru_cache(maxsize=4096)
def _space(prefix: str) -> str:
    """Return the namespace of a prefix that a term was spelled with."""
    return namespace(prefix) or ""
