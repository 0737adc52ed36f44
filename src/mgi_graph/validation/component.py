"""The core components that look at one value node at a time (SHACL §4.1, §4.3, §4.4, §4.8)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.namespaces import STANDARD
from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import SH, Index
from mgi_graph.validation.literals import LANG_STRING, compare, is_literal, is_well_formed, parts, text_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.validation.shape import Test

    #: From the graph of shapes, the data, the shape and one value of the parameter to a test.
    Maker: TypeAlias = Callable[[Index, Index, str, str], Test]


_KINDS: Final = {
    "IRI": "<",
    "BlankNode": "_",
    "Literal": '"',
    "BlankNodeOrIRI": "_<",
    "BlankNodeOrLiteral": '_"',
    "IRIOrLiteral": '<"',
}
_FLAGS: Final = {"i": re.IGNORECASE, "m": re.MULTILINE}
_RDFS: Final = STANDARD["rdfs"]


def whole_number(term: str) -> int:
    """Read a parameter that is a count; raises :class:`UnsupportedError` for whatever else."""
    text, _, datatype = parts(term) if is_literal(term) else ("", None, "")
    if not re.fullmatch(r"[0-9]{1,9}", text) or not datatype.endswith("#integer"):
        raise UnsupportedError(f"a count that is {term}")
    return int(text)


def is_true(term: str) -> bool:
    """Read a parameter that is a truth value."""
    if not is_literal(term) or parts(term).text not in {"true", "false", "1", "0"}:
        raise UnsupportedError(f"a truth value that is {term}")
    return parts(term).text in {"true", "1"}


def _class(_: Index, data: Index, __: str, wanted: str) -> Test:
    members = data.instances(wanted)
    return lambda value: value in members


def _datatype(_: Index, __: Index, ___: str, wanted: str) -> Test:
    name = wanted[1:-1]

    @cache
    def test(value: str) -> bool:
        if not is_literal(value):
            return False
        _, language, datatype = parts(value)
        if datatype == name:
            return is_well_formed(value)
        return name == f"{_RDFS}Literal" or (name == LANG_STRING and bool(language))

    return test


def _node_kind(_: Index, __: Index, ___: str, wanted: str) -> Test:
    kinds = _KINDS.get(wanted[1:-1].removeprefix(SH))
    if kinds is None:
        raise UnsupportedError(f"sh:nodeKind {wanted}")
    return lambda value: value[0] in kinds


def _bound(accepted: Callable[[int], bool]) -> Maker:
    def make(_: Index, __: Index, ___: str, bound: str) -> Test:
        if not is_literal(bound):
            raise UnsupportedError(f"a bound that is {bound}")

        @cache
        def test(value: str) -> bool:
            order = compare(value, bound) if is_literal(value) else None
            return order is not None and accepted(order)

        return test

    return make


def _shortest(_: Index, __: Index, ___: str, bound: str) -> Test:
    length = whole_number(bound)
    return lambda value: length == 0 or (value[0] != "_" and len(text_of(value)) >= length)


def _longest(_: Index, __: Index, ___: str, bound: str) -> Test:
    length = whole_number(bound)
    return lambda value: value[0] != "_" and len(text_of(value)) <= length


def _pattern(shapes: Index, _: Index, shape: str, pattern: str) -> Test:
    flags = 0
    for letters in shapes.objects(shape, f"<{SH}flags>"):
        for letter in text_of(letters):
            if letter not in _FLAGS:
                raise UnsupportedError(f"the flag {letter} of sh:pattern")
            flags |= _FLAGS[letter]
    try:
        expression = re.compile(text_of(pattern), flags)
    except (re.error, RecursionError, OverflowError) as error:
        raise UnsupportedError(f"the pattern {pattern}") from error

    @cache
    def test(value: str) -> bool:
        return value[0] != "_" and expression.search(text_of(value)) is not None

    return test


def _language_in(shapes: Index, _: Index, __: str, head: str) -> Test:
    wanted = {text_of(item).lower() for item in shapes.items(head)}

    def test(value: str) -> bool:
        language = (parts(value).language or "").lower() if is_literal(value) else ""
        return bool(language) and ("*" in wanted or language in wanted or language.partition("-")[0] in wanted)

    return test


def _in(shapes: Index, _: Index, __: str, head: str) -> Test:
    wanted = set(shapes.items(head))
    return lambda value: value in wanted


#: Each parameter that makes a test of one value, with the name of its component.
TESTS: Final[dict[str, tuple[str, Maker]]] = {
    "class": ("Class", _class),
    "datatype": ("Datatype", _datatype),
    "nodeKind": ("NodeKind", _node_kind),
    "minExclusive": ("MinExclusive", _bound(lambda order: order > 0)),
    "minInclusive": ("MinInclusive", _bound(lambda order: order >= 0)),
    "maxExclusive": ("MaxExclusive", _bound(lambda order: order < 0)),
    "maxInclusive": ("MaxInclusive", _bound(lambda order: order <= 0)),
    "minLength": ("MinLength", _shortest),
    "maxLength": ("MaxLength", _longest),
    "pattern": ("Pattern", _pattern),
    "languageIn": ("LanguageIn", _language_in),
    "in": ("In", _in),
}
