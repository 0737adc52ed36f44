"""Python values for the parameters of a saved query, as the text that the command line would give."""

from __future__ import annotations

import datetime
import keyword
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from numbers import Integral, Real
from typing import Any, Final, TypeAlias

import pyoxigraph as ox

from mgi_graph.errors import ParameterError
from mgi_graph.results.values import Entity

#: What a parameter takes, by its kind: a value or several. ``None`` leaves it out, ``"any"`` sets no limit.
Thing: TypeAlias = "str | Entity | ox.NamedNode"  # an rdflib URIRef is a str
Things: TypeAlias = "Thing | Iterable[Thing] | None"
Integers: TypeAlias = "int | str | Iterable[int | str] | None"
Decimals: TypeAlias = "int | float | Decimal | str | Iterable[int | float | Decimal | str] | None"
Dates: TypeAlias = "datetime.date | str | Iterable[datetime.date | str] | None"
Strings: TypeAlias = "str | Iterable[str] | None"
Booleans: TypeAlias = "bool | str | Iterable[bool | str] | None"


def texts(parameters: Mapping[str, object]) -> dict[str, tuple[str, ...]]:
    """Return the values given for each parameter as text; one that is ``None`` is left out.

    A name that is a keyword of Python bears an underscore at its end: ``from_`` is ``from`` (PEP 8).
    Raises :class:`ParameterError` for a list without values and for a value of no known type.

    >>> texts({"year": 2021, "state": None, "day": datetime.date(2021, 2, 28), "share": [0.1, Decimal("10")]})
    {'year': ('2021',), 'day': ('2021-02-28',), 'share': ('0.1', '10')}
    """
    if not parameters:
        return {}
    named = {_plain_name(name): value for name, value in parameters.items()}
    return {name: _values(name, value) for name, value in named.items() if value is not None}


def python_name(name: str) -> str:
    """Return the name of a parameter as Python can write it.

    >>> python_name("from"), python_name("until")
    ('from_', 'until')
    """
    return f"{name}_" if keyword.iskeyword(name) else name


def _plain_name(name: str) -> str:
    plain = name.removesuffix("_")
    return plain if keyword.iskeyword(plain) else name


def _values(name: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):  # most are
        return (str(value),)
    if isinstance(value, Iterable) and not isinstance(value, bytes | Mapping):
        several = tuple(_text(name, each) for each in value)
        if not several:
            raise ParameterError(f"parameter {name}: the list is empty; leave the parameter out, or give None, for any")
        return several
    return (_text(name, value),)


def _text(name: str, value: object) -> str:
    for kinds, write in _WRITERS:
        if isinstance(value, kinds):
            return write(value)
    expected = "text, a number, a date, a boolean, an Entity or an IRI, or a list of them"
    raise ParameterError(f"parameter {name}: expected {expected}; found {type(value).__name__}")


def _plain(number: Real) -> str:
    """Write a number without an exponent, which a decimal does not have (XSD 1.1 part 2 §3.3.3)."""
    return format(number if isinstance(number, Decimal) else Decimal(repr(float(number))), "f")


#: How a value of each type is written; the first type that fits counts.
_WRITERS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], str]], ...]] = (
    ((Entity,), lambda value: value.iri),
    ((ox.NamedNode, ox.Literal), lambda value: value.value),
    ((bool,), lambda value: str(value).lower()),
    ((str, Integral), str),
    ((Decimal, Real), _plain),
    ((datetime.datetime,), lambda value: value.date().isoformat()),
    ((datetime.date,), lambda value: value.isoformat()),
)
