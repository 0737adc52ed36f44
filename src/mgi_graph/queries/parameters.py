"""Values for the parameters of a saved query: typed, known, and bound as terms, never as text."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, NoReturn

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import NameNotFoundError, ParameterError, shorten
from mgi_graph.queries.blocks import bind
from mgi_graph.queries.choices import choose, describe_kind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.queries.header import Header, Parameter
    from mgi_graph.store.protocol import Store

XSD: Final = namespaces.STANDARD["xsd"]
EXAMPLES: Final = {
    "iri": "migov:Finding, or an IRI in full",
    "concept": "a name of the scheme",
    "integer": "12",
    "decimal": "0.5",
    "year": "2021",
    "date": "2021-02-28",
    "string": "some words",
    "text": "some words@en",
    "boolean": "true or false",
}
#: The value that stands for all values.
ANY: Final = "any"
_TAGGED: Final = re.compile(r"(.*)@([A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)", re.DOTALL)


def parse(parameter: Parameter, value: str, store: Store) -> ox.NamedNode | ox.Literal:
    """Turn what was given into a term of the parameter's kind that the dataset knows.

    Raises :class:`ParameterError` for a value of another kind, :class:`NameNotFoundError` for an
    IRI or concept that the dataset does not hold.
    """
    if parameter.kind in {"iri", "concept"}:
        return choose(parameter, value, store)
    literal = _literal(parameter.kind, value if parameter.kind in {"string", "text"} else value.strip())
    if literal is None:
        _wrong(parameter, value)
    return literal


def _wrong(parameter: Parameter, value: str) -> NoReturn:
    expected = f"{describe_kind(parameter)}, such as {EXAMPLES[parameter.kind]}"
    raise ParameterError(f"parameter {parameter.name}: expected {expected}; found {shorten(value)!r}")


def _literal(kind: str, value: str) -> ox.Literal | None:
    """Return the literal of a value, in canonical form, or ``None`` where it is none of its kind."""
    try:
        match kind:
            case "integer" | "year":
                valid = re.fullmatch(r"\d{4}" if kind == "year" else r"[+-]?\d{1,18}", value, re.ASCII)
                lexical, kind = str(int(value)) if valid else "", "integer"
            case "decimal":
                plain = re.fullmatch(r"[+-]?(\d{1,18}(\.\d{0,18})?|\.\d{1,18})", value, re.ASCII)
                lexical = format(Decimal(value), "f") if plain else ""
            case "date":
                lexical = datetime.date.fromisoformat(value).isoformat()
            case "boolean":
                lexical = {"true": "true", "1": "true", "false": "false", "0": "false"}.get(value.lower(), "")
            case "text":
                tagged = _TAGGED.fullmatch(value)
                return ox.Literal(tagged[1], language=tagged[2].lower()) if tagged else ox.Literal(value, language="en")
            case _:
                return ox.Literal(value)
    except (ValueError, InvalidOperation):
        return None
    return ox.Literal(lexical, datatype=ox.NamedNode(XSD + kind)) if lexical else None


def bind_all(text: str, header: Header, given: Mapping[str, Sequence[str]], store: Store) -> str:
    """Bind every parameter of a header to what was given, else to its default, else to any value.

    ``any`` among the values lifts the restriction, a default too; it is a word like others for a string.

    Raises :class:`NameNotFoundError` for a parameter that the query does not have, and
    :class:`ParameterError` for a value of the wrong kind or a required one that is missing.
    """
    for name in given:
        if header.parameter(name) is None:
            known = [each.name for each in header.parameters]
            error = NameNotFoundError("parameter", name, known)
            listed = f"; the query has {', '.join(known)}" if known else "; the query has none"
            raise error if error.nearest else ParameterError(f"{error}{listed}")
    terms: dict[str, list[ox.NamedNode | ox.Literal]] = {}
    for parameter in header.parameters:
        values = given.get(parameter.name) or ([parameter.default] if parameter.default is not None else [])
        if parameter.required and not values:
            example = EXAMPLES[parameter.kind]
            raise ParameterError(f"parameter {parameter.name} is required: {parameter.description}, such as {example}")
        lifted = parameter.kind not in {"string", "text"} and any(value.strip().lower() == ANY for value in values)
        terms[parameter.name] = [] if lifted else [parse(parameter, value, store) for value in values]
    return bind(text, terms)
