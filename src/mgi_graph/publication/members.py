"""One property of a JSON-LD object: its key, and its values as the context has them (JSON-LD 1.1 §9.2, §9.6).

Native numbers and truth values stand only where they read back as the very same literal (its §8.2).
"""

from __future__ import annotations

import re
from functools import lru_cache
from json.encoder import encode_basestring as quote
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode

from mgi_graph.errors import OutputError
from mgi_graph.namespaces import expand, shrink
from mgi_graph.publication.context import SPACES
from mgi_graph.publication.spelling import spell_verb

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.publication.context import Context, Term
    from mgi_graph.publication.grouping import Node, Properties, Value

    #: Write what a property leads to; the term tells whether a string is taken for an IRI there.
    Link: TypeAlias = Callable[[Node, Term | None], str]

__all__ = [
    "INSTANCE",
    "TYPES",
    "Key",
    "identifier",
    "key_of",
    "lay_out",
    "literal",
    "members",
    "quote",
    "reference",
    "texts",
    "type_of",
]

#: The kind of the one key whose values are names of classes.
TYPES: Final = "@type"
TYPE: Final = NamedNode(expand("rdf:type"))
_STRING: Final = expand("xsd:string")
_NATIVE: Final = {
    expand("xsd:integer"): re.compile(r"0|-?[1-9][0-9]{0,14}"),
    expand("xsd:boolean"): re.compile(r"true|false"),
}
_SCHEME: Final = re.compile(r"([^:/?#]*):(?!//)")


class Key(NamedTuple):
    """A property as the context has it: the text of the key, how values are written, whether they are always a list."""

    text: str
    kind: str = ""
    many: bool = False
    term: Term | None = None


#: ``rdf:type`` where no keyword may stand.
INSTANCE: Final = Key(quote(shrink(TYPE.value)))


def members(properties: Properties, context: Context, link: Link, indent: str = "") -> list[str]:
    """Write the properties of a thing in the order of the house; with an indent, each linked thing on its line."""
    if len(properties) == 1:
        return [_member(predicate, values, context, link, indent) for predicate, values in properties.items()]
    ordered = sorted([(spell_verb(predicate), predicate) for predicate in properties])
    return [_member(predicate, properties[predicate], context, link, indent) for _, predicate in ordered]


def identifier(node: Node) -> str:
    """Write what ``id`` holds; raises :class:`OutputError` for an IRI whose scheme is a prefix of the context."""
    return f'"_:{node.value}"' if isinstance(node, BlankNode) else _iri(node)


def reference(node: Node, term: Term | None) -> str:
    """Write a link and nothing of what it leads to."""
    return identifier(node) if term is not None and term.kind == "@id" else f'{{"id": {identifier(node)}}}'


@lru_cache(maxsize=65_536)
def _iri(node: NamedNode) -> str:
    scheme = _SCHEME.match(node.value)
    if scheme and scheme[1] in SPACES:
        raise OutputError(f"JSON-LD would take the scheme of <{node.value}> for a prefix; use turtle")
    return quote(node.value)


def _member(predicate: NamedNode, values: set[Value], context: Context, link: Link, indent: str) -> str:
    key = key_of(predicate, context)
    if key.kind == TYPES:
        return f"{key.text}: [{', '.join(sorted([type_of(value, context) for value in values]))}]"
    if key.kind == "@language" and (found := texts(values)):
        return f"{key.text}: {found}"
    items = [
        literal(value, key.kind, context) if isinstance(value, Literal) else link(value, key.term) for value in values
    ]
    return lay_out(key, items, indent)


def lay_out(key: Key, items: list[str], indent: str = "", *, lists: bool = False) -> str:
    """Lay out a property whose values are written: one, or a list of them in order.

    ``lists`` makes a list of a single value too, where the context does not ask for one.
    """
    if len(items) == 1 and not (lists or key.many):
        return f"{key.text}: {items[0]}"
    items.sort()
    if indent and items[-1].startswith("{"):
        return f"{key.text}: [\n{indent}  " + f",\n{indent}  ".join(items) + f"\n{indent}]"
    return f"{key.text}: [{', '.join(items)}]"


@lru_cache(maxsize=4096)
def key_of(predicate: NamedNode, context: Context) -> Key:
    """Return a property as a key."""
    if predicate == TYPE:
        return Key('"type"', TYPES)
    _iri(predicate)
    text, term = quote(context.name(predicate)), context.by_iri.get(predicate)
    if term is None:
        return Key(text)
    # An object under a language container would be read as a map of languages: it stands in a list there.
    return Key(text, term.kind, term.many or term.kind == "@language", term)


def type_of(value: Value, context: Context) -> str:
    """Write the name of a class; raises :class:`OutputError` for a literal."""
    if isinstance(value, Literal):
        raise OutputError("JSON-LD cannot hold a literal as a type; use turtle")
    return identifier(value) if isinstance(value, BlankNode) else _class(value, context)


@lru_cache(maxsize=4096)
def _class(node: NamedNode, context: Context) -> str:
    _iri(node)
    return quote(context.name(node))


def texts(values: Iterable[object]) -> str:
    """Write texts as a map of languages; nothing where one of the values has none."""
    found: dict[str, list[str]] = {}
    for value in values:
        if not isinstance(value, Literal) or not (language := value.language):
            return ""
        found.setdefault(language, []).append(quote(value.value))
    return "{" + ", ".join([f"{quote(tag)}: {_one_or_list(found[tag])}" for tag in sorted(found)]) + "}"


def _one_or_list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"[{', '.join(sorted(items))}]"


def literal(value: Literal, kind: str, context: Context) -> str:
    """Write a value of a property of some kind."""
    text = value.value
    if language := value.language:
        return f'{{"@language": {quote(language)}, "@value": {quote(text)}}}'
    datatype = value.datatype
    if datatype.value == kind:
        native = _NATIVE.get(kind)
        return text if native and native.fullmatch(text) else quote(text)
    if datatype.value != _STRING:
        return f'{{"@type": {_class(datatype, context)}, "@value": {quote(text)}}}'
    return quote(text) if kind in {"", "@language"} else f'{{"@value": {quote(text)}}}'
