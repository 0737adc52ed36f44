"""What literals stand for: their parts, whether they are well formed, and which of two comes first.

Integers, decimals and dates in the usual form are read here. Whatever else there is goes the way of
rdflib, so that both engines judge it alike; rdflib is imported when that happens for the first time.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from mgi_graph.namespaces import STANDARD

if TYPE_CHECKING:
    import rdflib

XSD: Final = STANDARD["xsd"]
STRING: Final = f"{XSD}string"
LANG_STRING: Final = STANDARD["rdf"] + "langString"
KEPT: Final = 65_536

Value: TypeAlias = "int | Decimal | date"

_LITERAL: Final = re.compile(r'"(.*)"(?:@([A-Za-z0-9-]+)|\^\^<(.*)>)?', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_CONTROL: Final = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
_NUMBER: Final = {
    f"{XSD}integer": re.compile(r"[+-]?[0-9]{1,300}"),
    f"{XSD}decimal": re.compile(r"[+-]?(?:[0-9]{1,300}(?:\.[0-9]{0,300})?|\.[0-9]{1,300})"),
}
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
#: Forms that are right for certain. Whether rdflib refuses others depends on what else is loaded: owlrl adds datatypes.
_USUAL: Final = {
    f"{XSD}boolean": re.compile(r"true|false|1|0"),
    f"{XSD}gYear": re.compile(r"[0-9]{4}"),
    f"{XSD}gYearMonth": re.compile(r"[0-9]{4}-(?:0[1-9]|1[0-2])"),
    f"{XSD}anyURI": re.compile(r"https?://[A-Za-z0-9.-]+(?:/[A-Za-z0-9._~/?&=%#-]*)?"),
}
#: What rdflib must make of a literal of a datatype that SPARQL knows.
_KINDS: Final = {
    "integer": int,
    "float": float,
    "decimal": Decimal,
    "boolean": bool,
    "date": date,
    "time": time,
    "dateTime": datetime,
}


class Parts(NamedTuple):
    """A literal taken apart; a string without language is an xsd:string."""

    text: str
    language: str | None
    datatype: str


def is_literal(term: str) -> bool:
    """Tell whether a term is a literal."""
    return term[0] == '"'


@lru_cache(maxsize=KEPT)
def parts(term: str) -> Parts:
    r"""Take a literal apart.

    >>> parts('"a\\tb"@en')
    Parts(text='a\tb', language='en', datatype='http://www.w3.org/1999/02/22-rdf-syntax-ns#langString')
    """
    match = _LITERAL.fullmatch(term)
    if match is None:
        raise ValueError(f"{term} is no literal")
    text = _ESCAPE.sub(_character, match[1]) if "\\" in match[1] else match[1]
    return Parts(text, match[2], LANG_STRING if match[2] else match[3] or STRING)


def text_of(term: str) -> str:
    """Return what SPARQL's ``str`` gives: the lexical form of a literal, the text of an IRI.

    >>> text_of("<urn:a>"), text_of('"1"^^<urn:b>')
    ('urn:a', '1')
    """
    if is_literal(term):
        return parts(term).text
    return term[1:-1] if term[0] == "<" else term[2:]


@lru_cache(maxsize=KEPT)
def value(term: str) -> Value | None:
    """Return the value of a well-formed integer, decimal or date; ``None`` for whatever else."""
    text, _, datatype = parts(term)
    if number := _NUMBER.get(datatype):
        if not number.fullmatch(text):
            return None
        return int(text) if datatype.endswith("integer") else Decimal(text)
    if datatype == f"{XSD}date" and _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            return None
    return None


@lru_cache(maxsize=KEPT)
def is_well_formed(term: str) -> bool:
    """Tell whether a literal's lexical form belongs to its datatype (SHACL §4.1.2).

    >>> is_well_formed(f'"2026-02-30"^^<{XSD}date>'), is_well_formed(f'"1.0"^^<{XSD}decimal>')
    (False, True)
    """
    text, _, datatype = parts(term)
    if datatype in {STRING, LANG_STRING} or value(term) is not None:
        return True
    if (usual := _USUAL.get(datatype)) and usual.fullmatch(text):
        return True
    literal, kind = reference_literal(term), _KINDS.get(datatype.removeprefix(XSD))
    return literal.ill_typed is not True and (kind is None or isinstance(literal.value, kind))


def compare(one: str, other: str) -> int | None:
    """Return -1, 0 or 1 as a literal comes before, with or after another; ``None`` for what has no order.

    >>> compare(f'"1"^^<{XSD}integer>', f'"1.0"^^<{XSD}decimal>')
    0
    """
    first, second = value(one), value(other)
    if isinstance(first, date) and isinstance(second, date):
        return (first > second) - (first < second)
    if isinstance(first, int | Decimal) and isinstance(second, int | Decimal):
        return (first > second) - (first < second)
    return _reference_order(one, other)


def is_less(one: str, other: str, *, or_equal: bool) -> bool:
    """Tell whether a term comes before another one (SHACL §4.5.3); IRIs and strings compare as text."""
    if (is_text := _is_text(one)) != _is_text(other):
        return False
    if is_text:
        return text_of(one) <= text_of(other) if or_equal else text_of(one) < text_of(other)
    first, second = value(one), value(other)
    if first is not None and type(first) is type(second):
        order = compare(one, other)
        return order is not None and (order < 0 or (or_equal and order == 0))
    left, right = reference_literal(one), reference_literal(other)
    return bool(left <= right if or_equal else left < right)


def reference_literal(term: str) -> rdflib.Literal:
    """Return the literal as the engine of reference holds it."""
    import rdflib

    from mgi_graph.validation.bridge import silence

    text, language, datatype = parts(term)
    if language:
        return rdflib.Literal(text, lang=language)
    with silence():
        return rdflib.Literal(text, datatype=None if datatype == STRING else rdflib.URIRef(datatype), normalize=False)


def _is_text(term: str) -> bool:
    if not is_literal(term) or parts(term).datatype in {STRING, LANG_STRING}:
        return True
    return value(term) is None and isinstance(reference_literal(term).value, str)


def _reference_order(one: str, other: str) -> int | None:
    from pyshacl.rdfutil.compare import compare_literal

    first, second = reference_literal(one), reference_literal(other)
    if isinstance(first.value, str) != isinstance(second.value, str):
        return None
    try:
        return int(compare_literal(first, second))  # type: ignore[no-untyped-call]
    except (TypeError, NotImplementedError):
        return None


def _character(match: re.Match[str]) -> str:
    if match[3]:
        return _CONTROL.get(match[3], match[3])
    return chr(int(match[1] or match[2], 16))
