"""The values of an answer as Python has them, for the forms whose columns are typed."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import pyoxigraph as ox

from mgi_graph.namespaces import STANDARD
from mgi_graph.results.cite import cite_all
from mgi_graph.results.grids import is_many, label_of, labelled_columns

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from mgi_graph.queries.answer import Answer
    from mgi_graph.store.protocol import Term

Value: TypeAlias = "str | int | bool | Decimal | datetime.date | None"

_XSD: Final = STANDARD["xsd"]
_INTEGERS: Final = (
    "integer", "int", "long", "short", "byte", "nonNegativeInteger", "positiveInteger", "nonPositiveInteger",
    "negativeInteger", "unsignedInt", "unsignedLong", "unsignedShort", "unsignedByte", "gYear",
)  # fmt: skip
_READERS: Final[Mapping[str, Callable[[str], Value]]] = {
    **{_XSD + name: int for name in _INTEGERS},
    f"{_XSD}decimal": Decimal,
    f"{_XSD}boolean": lambda text: text in {"true", "1"},
    f"{_XSD}date": datetime.date.fromisoformat,  # a day with a time zone is kept as text
}


class TypedColumn(NamedTuple):
    """A column of the forms for data frames: for each row the values of its cell."""

    name: str
    kind: str
    many: bool
    cells: tuple[tuple[Value, ...], ...]

    @property
    def separator(self) -> str:
        """Return what parts several values in one text: IRIs hold no space."""
        return " " if self.kind in {"iri", "evidence"} else "; "


def typed_columns(answer: Answer) -> tuple[TypedColumn, ...]:
    """Return the columns with their values; an IRI column is followed by one with its labels."""
    columns = []
    labelled = labelled_columns(answer)
    for index, column in enumerate(answer.columns):
        cells = tuple(tuple(map(value_of, row.values[index])) for row in answer.rows)
        columns.append(TypedColumn(column.name, column.kind, column.many, cells))
        if labelled[index]:
            names = tuple(tuple(label_of(answer, term) for term in row.values[index]) for row in answer.rows)
            columns.append(TypedColumn(f"{column.name}Label", "string", column.many, names))
    if answer.cited:
        many = is_many(answer)
        iris = tuple(tuple(passage.iri for passage in row.passages) for row in answer.rows)
        places = tuple(cite_all(row.passages, profile=many) for row in answer.rows)
        columns.append(TypedColumn(name="evidence", kind="evidence", many=True, cells=iris))
        columns.append(TypedColumn(name="citation", kind="string", many=True, cells=places))
    return tuple(columns)


def value_of(term: Term | None) -> Value:
    """Return an integer, decimal, boolean or day as itself, anything else as its text.

    >>> value_of(ox.Literal(12)), value_of(ox.Literal("2021-02")), value_of(ox.NamedNode("http://example.org/a"))
    (12, '2021-02', 'http://example.org/a')
    """
    if not isinstance(term, ox.Literal):
        return None if term is None else term.value if isinstance(term, ox.NamedNode) else str(term)
    read = _READERS.get(term.datatype.value)
    try:
        return read(term.value) if read else term.value
    except (ValueError, InvalidOperation):
        return term.value


def plain(value: object) -> str:
    """Return a value as text, the same however a library reads a number back.

    >>> [plain(value) for value in (None, True, 12.0, Decimal("1.50"), datetime.date(2021, 2, 1))]
    ['', 'true', '12', '1.5', '2021-02-01']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        return str(int(number)) if number == number.to_integral_value() else str(number.normalize())
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return value.isoformat() if isinstance(value, datetime.date) else str(value)
