"""Class expressions and lists in words (OWL 2 Manchester Syntax, with CURIEs)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD, shrink

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mgi_graph.store.protocol import Term

    Things = Mapping[Term, Mapping[str, set[Term]]]

_RDF: Final = STANDARD["rdf"]
_OWL: Final = STANDARD["owl"]
_FIRST: Final = f"{_RDF}first"
_REST: Final = f"{_RDF}rest"
_SETS: Final = {f"{_OWL}unionOf": " or ", f"{_OWL}intersectionOf": " and "}
_LISTS: Final = {f"{_OWL}members": "", f"{_OWL}oneOf": "one of ", f"{_OWL}distinctMembers": "different: "}
_QUANTIFIERS: Final = {
    f"{_OWL}{name}": word
    for name, word in {
        "someValuesFrom": "some",
        "allValuesFrom": "only",
        "hasValue": "value",
        "minCardinality": "min",
        "maxCardinality": "max",
        "cardinality": "exactly",
        "minQualifiedCardinality": "min",
        "maxQualifiedCardinality": "max",
        "qualifiedCardinality": "exactly",
        "hasSelf": "Self",
    }.items()
}
_DEEPEST: Final = 12


def write_expression(term: Term, things: Things, depth: int = 0) -> str:
    """Write a term: a CURIE, the text of a literal, and a blank node by what it says."""
    if isinstance(term, ox.NamedNode):
        return shrink(term.value)
    if isinstance(term, ox.Literal):
        return term.value
    said = things.get(term, {})
    if depth > _DEEPEST or not said:
        return "[…]"
    if _FIRST in said:
        return f"( {' '.join(_parts(term, things, depth))} )"
    return _set(said, things, depth) or _restriction(said, things, depth) or _other(said, things, depth)


def _set(said: Mapping[str, set[Term]], things: Things, depth: int) -> str:
    for name, word in _SETS.items():
        for start in said.get(name, ()):
            members = [_inner(part) for part in _parts(start, things, depth)]
            return word.join(sorted(members))
    for name, word in _LISTS.items():
        for start in said.get(name, ()):
            return word + ", ".join(sorted(_parts(start, things, depth)))
    return ""


def _restriction(said: Mapping[str, set[Term]], things: Things, depth: int) -> str:
    for name, word in _QUANTIFIERS.items():
        for value in said.get(name, ()):
            on = " ".join(write_expression(each, things, depth + 1) for each in said.get(f"{_OWL}onProperty", ()))
            of = " ".join(write_expression(each, things, depth + 1) for each in said.get(f"{_OWL}onClass", ()))
            return " ".join(part for part in (on, word, _inner(write_expression(value, things, depth + 1)), of) if part)
    return ""


def _other(said: Mapping[str, set[Term]], things: Things, depth: int) -> str:
    words = {f"{_OWL}complementOf": "not", f"{_OWL}inverseOf": "inverse"}
    for name, word in words.items():
        for value in said.get(name, ()):
            return f"{word} {_inner(write_expression(value, things, depth + 1))}"
    parts = sorted(
        f"{shrink(name)} {write_expression(value, things, depth + 1)}"
        for name, values in said.items()
        for value in values
    )
    return f"[ {'; '.join(parts)} ]"


def _parts(start: Term, things: Things, depth: int) -> Iterator[str]:
    seen: set[Term] = set()
    while start in things and start not in seen and _FIRST in things[start]:
        seen.add(start)
        for value in things[start][_FIRST]:
            yield write_expression(value, things, depth + 1)
        start = next(iter(things[start].get(_REST, ())), ox.NamedNode(f"{_RDF}nil"))


def _inner(text: str) -> str:
    return f"({text})" if " " in text and not text.startswith(("(", "[")) else text
