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
from mgi_graph.namespaces import expand
from mgi_graph.publication.context import SPACES
from mgi_graph.publication.spelling import spell_verb

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.publication.context import Context, Term
    from mgi_graph.publication.grouping import Node, Properties, Value

    #: Write what a property leads to; the term tells whether a string is taken for an IRI there.
    Link: TypeAlias = Callable[[Node, Term | None], str]

__all__ = ["identifier", "members", "quote", "reference"]

TYPE: Final = NamedNode(expand("rdf:type"))
_STRING: Final = expand("xsd:string")
_NATIVE: Final = {
    expand("xsd:integer"): re.compile(r"0|-?[1-9][0-9]{0,14}"),
    expand("xsd:boolean"): re.compile(r"true|false"),
}
_SCHEME: Final = re.compile(r"([^:/?#]*):(?!//)")


class _Layout(NamedTuple):
    link: Link
    indent: str
    lists: bool


def members(
    properties: Properties, context: Context, link: Link, indent: str = "", *, lists: bool = False
) -> list[str]:
    """Write the properties of a thing in the order of the house; with an indent, each linked thing on its line.

    ``lists`` makes a list of a single value too, where the context does not ask for one.
    """
    layout = _Layout(link, indent, lists)
    if len(properties) == 1:
        return [_member(predicate, values, context, layout) for predicate, values in properties.items()]
    ordered = sorted([(spell_verb(predicate), predicate) for predicate in properties])
    return [_member(predicate, properties[predicate], context, layout) for _, predicate in ordered]


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


def _member(predicate: NamedNode, values: set[Value], context: Context, layout: _Layout) -> str:
    term, kind, name = _name(predicate, context)
    if kind == "@type":
        return f"{name}: [{', '.join(sorted([_type(value, context) for value in values]))}]"
    if kind == "@language" and (texts := _texts(values)):
        return f"{name}: {texts}"
    items = [_item(value, term, context, layout.link) for value in values]
    # An object under a language container would be read as a map of languages: it stands in a list there.
    many = layout.lists or kind == "@language" or (term is not None and term.many)
    if len(items) == 1 and not many:
        return f"{name}: {items[0]}"
    items.sort()
    if (indent := layout.indent) and items[-1].startswith("{"):
        return f"{name}: [\n{indent}  " + f",\n{indent}  ".join(items) + f"\n{indent}]"
    return f"{name}: [{', '.join(items)}]"


@lru_cache(maxsize=4096)
def _name(predicate: NamedNode, context: Context) -> tuple[Term | None, str, str]:
    """Return the term of a property, how its values are written, and its key."""
    if predicate == TYPE:
        return None, "@type", '"type"'
    _iri(predicate)
    term = context.by_iri.get(predicate)
    return term, term.kind if term is not None else "", quote(context.name(predicate))


def _type(value: Value, context: Context) -> str:
    if isinstance(value, Literal):
        raise OutputError("JSON-LD cannot hold a literal as a type; use turtle")
    return identifier(value) if isinstance(value, BlankNode) else _class(value, context)


@lru_cache(maxsize=4096)
def _class(node: NamedNode, context: Context) -> str:
    _iri(node)
    return quote(context.name(node))


def _texts(values: set[Value]) -> str:
    """Write texts as a map of languages; nothing where one of the values has none."""
    texts: dict[str, list[str]] = {}
    for value in values:
        language = value.language if isinstance(value, Literal) else None
        if not language:
            return ""
        texts.setdefault(language, []).append(quote(value.value))
    return "{" + ", ".join([f"{quote(tag)}: {_one_or_list(texts[tag])}" for tag in sorted(texts)]) + "}"


def _one_or_list(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"[{', '.join(sorted(items))}]"


def _item(value: Value, term: Term | None, context: Context, link: Link) -> str:
    if not isinstance(value, Literal):
        return link(value, term)
    kind, text, datatype = term.kind if term is not None else "", value.value, value.datatype
    if value.language:
        return f'{{"@language": {quote(value.language)}, "@value": {quote(text)}}}'
    if datatype.value == kind:
        native = _NATIVE.get(kind)
        return text if native and native.fullmatch(text) else quote(text)
    if datatype.value != _STRING:
        return f'{{"@type": {_class(datatype, context)}, "@value": {quote(text)}}}'
    return quote(text) if kind in {"", "@language"} else f'{{"@value": {quote(text)}}}'
