"""What may be given for a parameter of kind ``iri`` or ``concept``, and under which names."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import MgiError, NameNotFoundError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

_RDF: Final = namespaces.STANDARD["rdf"]
_SKOS: Final = namespaces.STANDARD["skos"]
_NAMES: Final = f"""
SELECT DISTINCT ?x ?name
WHERE {{
    %s
    FILTER isIRI(?x)
    OPTIONAL {{ ?x <{_SKOS}prefLabel>|<{_SKOS}altLabel>|<{_SKOS}hiddenLabel>|<{_SKOS}notation> ?name }}
}}
"""


def choices(parameter: Parameter, store: Store) -> Mapping[str, tuple[str, ...]]:
    """Return the IRIs that the dataset offers, A to Z, each with the names that it has in the data."""
    named: dict[str, set[str]] = defaultdict(set)
    for thing, name in store.select(_NAMES % _pattern(parameter)).rows:
        if isinstance(thing, ox.NamedNode):
            named[thing.value] |= {name.value} if isinstance(name, ox.Literal) else set()
    return {iri: tuple(sorted(names)) for iri, names in sorted(named.items())}


def choose(parameter: Parameter, value: str, store: Store) -> ox.NamedNode:
    """Return the thing that a value names: an IRI, a CURIE, a local name, a label or a notation.

    Names are compared without regard to case. Raises :class:`NameNotFoundError` where nothing, or
    more than one thing, has the name.
    """
    known = choices(parameter, store)
    if (iri := _written(value)) in known:
        return ox.NamedNode(iri)
    found = [iri for iri, names in known.items() if _goes_by(iri, names, value.strip().casefold())]
    if len(found) == 1:
        return ox.NamedNode(found[0])
    raise _not_found(parameter, value, known, found)


def _pattern(parameter: Parameter) -> str:
    if parameter.kind == "concept":
        return f"?x <{_SKOS}inScheme> <{namespaces.VOCAB}{parameter.of}> ."
    return f"?x <{_RDF}type> <{namespaces.expand(parameter.of)}> ." if parameter.of else "?x ?p ?o ."


def _goes_by(iri: str, names: tuple[str, ...], wanted: str) -> bool:
    return _local(iri).casefold() == wanted or any(name.casefold() == wanted for name in names)


def _local(iri: str) -> str:
    return re.split("[/#]", iri)[-1]


def _written(value: str) -> str:
    try:
        return namespaces.expand(value)
    except MgiError:
        return ""


def _not_found(
    parameter: Parameter, value: str, known: Mapping[str, tuple[str, ...]], found: list[str]
) -> NameNotFoundError:
    what = f"{parameter.kind} of {parameter.of}" if parameter.of else parameter.kind
    if found:
        return NameNotFoundError(f"single {what} for parameter {parameter.name}", value, map(namespaces.shrink, found))
    names = {namespaces.shrink(iri) for iri in known} if ":" in value else {*map(_local, known)}.union(*known.values())
    error = NameNotFoundError(f"{what} for parameter {parameter.name}", value, names)
    example = next(iter(known), None)
    if error.nearest or example is None:
        return error
    error.message += f"; expected one of {len(known)}, such as {namespaces.shrink(example)}"
    return error
