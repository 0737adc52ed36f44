"""RDF/XML, grouped and sorted (RDF 1.1 XML Syntax).

Not every graph has one: a property needs an XML name (its §2.4), and some characters are in no XML document (XML 1.0
§2.2). That is said, and nothing is written that would read back as other triples.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pyoxigraph import BlankNode, NamedNode

from mgi_graph.errors import OutputError
from mgi_graph.namespaces import STANDARD
from mgi_graph.publication.grouping import group, subjects
from mgi_graph.publication.quads import triples_of
from mgi_graph.publication.spelling import prefix_of, spell_verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.publication.grouping import Node, Properties, Statement, Value

#: The longest end of an IRI that is an XML name without colon (Namespaces in XML 1.0 §3), in its ASCII part.
_NAME: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")
_NO_XML: Final = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SPECIAL: Final = re.compile('[&<>"\r]')
_ENTITY: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"}
_STRING: Final = f"{STANDARD['xsd']}string"
#: Names of the syntax itself, which are no properties (RDF 1.1 XML Syntax §5.1).
_SYNTAX: Final = frozenset(
    STANDARD["rdf"] + name
    for name in (
        *("Description", "ID", "RDF", "about", "aboutEach", "aboutEachPrefix"),
        *("bagID", "datatype", "li", "nodeID", "parseType", "resource"),
    )
)


def write_rdfxml(statements: Iterable[Statement], *, first: str | None = None) -> bytes:
    """Write statements as RDF/XML; raises :class:`OutputError` where it has no way to write them."""
    groups = group(triples_of(statements))
    spaces = {STANDARD["rdf"]: "rdf"}
    blocks = [_block(node, groups[node], spaces) for node in subjects(groups, first)]
    declared = "".join(f'\n    xmlns:{prefix}="{_escaped(space)}"' for space, prefix in _by_prefix(spaces))
    body = "\n".join(blocks)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<rdf:RDF{declared}>\n{body}</rdf:RDF>\n'.encode()


def _block(node: Node, properties: Properties, spaces: dict[str, str]) -> str:
    about = f'rdf:nodeID="{node.value}"' if isinstance(node, BlankNode) else f'rdf:about="{_escaped(node.value)}"'
    lines = []
    for _, iri in sorted((spell_verb(predicate)[:2], predicate.value) for predicate in properties):
        name = _qname(iri, spaces)
        lines += sorted(f"    <{name}{_value(value, name)}\n" for value in properties[NamedNode(iri)])
    return f"  <rdf:Description {about}>\n{''.join(lines)}  </rdf:Description>\n"


def _value(value: Value, name: str) -> str:
    """Write an element from behind its name on."""
    if isinstance(value, NamedNode):
        return f' rdf:resource="{_escaped(value.value)}"/>'
    if isinstance(value, BlankNode):
        return f' rdf:nodeID="{value.value}"/>'
    text, datatype = _escaped(value.value), value.datatype.value
    if value.language:
        return f' xml:lang="{value.language}">{text}</{name}>'
    kind = "" if datatype == _STRING else f' rdf:datatype="{_escaped(datatype)}"'
    return f"{kind}>{text}</{name}>"


def _qname(iri: str, spaces: dict[str, str]) -> str:
    space, local = _split(iri)
    if space not in spaces:
        spaces[space] = prefix_of(space) or f"ns{len(spaces)}"
    return f"{spaces[space]}:{local}"


@lru_cache(maxsize=4096)
def _split(iri: str) -> tuple[str, str]:
    """Split the IRI of a property into namespace and name."""
    match = _NAME.search(iri)
    if match is None or not match.start() or iri in _SYNTAX:
        raise OutputError(f"RDF/XML cannot hold the property <{iri}>: it has no XML name; use turtle")
    return iri[: match.start()], match[0]


def _by_prefix(spaces: dict[str, str]) -> list[tuple[str, str]]:
    return sorted(spaces.items(), key=lambda item: item[1])


def _escaped(text: str) -> str:
    if lost := _NO_XML.search(text):
        raise OutputError(f"RDF/XML cannot hold the character U+{ord(lost[0]):04X}; use turtle")
    return _SPECIAL.sub(lambda match: _ENTITY[match[0]], text)
