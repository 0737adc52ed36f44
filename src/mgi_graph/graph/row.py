"""One row of an answer in Python: its values by place and by name, and the passages it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias, overload

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.results.values import Value

#: What stands in one column of a row: nothing, a value, or in a list column several.
Cell: TypeAlias = "Value | tuple[Value, ...] | None"


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A passage that a row rests on; as text it is the citation.

    ``pages`` are the earliest and the latest page on which it may stand.
    """

    iri: str
    curie: str
    citation: str
    pages: tuple[int, ...] = ()
    source: str = ""

    def __str__(self) -> str:
        """Return the citation."""
        return self.citation


class Row(Sequence["Cell"]):
    """The values of a row: ``row.year``, ``row["year"]`` or ``row[4]``; ``row.evidence`` are its passages.

    A column of one value holds it, or ``None``; a list column holds a tuple.

    >>> row = Row(("treaty", "years"), ("ICRMW", (2003, 2004)))
    >>> row.treaty, row["years"], len(row)
    ('ICRMW', (2003, 2004), 2)
    """

    __slots__ = ("_evidence", "_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[Cell, ...], evidence: tuple[Evidence, ...] = ()) -> None:
        """Put names beside values; both have one entry a column."""
        self._names = names
        self._values = values
        self._evidence = evidence

    if TYPE_CHECKING:
        evidence: tuple[Evidence, ...]

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - a column may hold anything
        """Return the value of a column; ``evidence`` is the passages unless a column has that name."""
        if not name.startswith("_"):  # the parts themselves, while a copy is being made
            if name in self._names:
                return self._values[self._names.index(name)]
            if name == "evidence":
                return self._evidence
        raise AttributeError(f"the row has no column {name!r}; it has {', '.join(self._names)}")

    @overload
    def __getitem__(self, key: int | str) -> Cell: ...
    @overload
    def __getitem__(self, key: slice) -> tuple[Cell, ...]: ...
    def __getitem__(self, key: int | str | slice) -> Cell | tuple[Cell, ...]:
        """Return the value at a place or of a column, or the values of a slice."""
        if not isinstance(key, str):
            return self._values[key]
        if key not in self._names:
            raise KeyError(f"the row has no column {key!r}; it has {', '.join(self._names)}")
        return self._values[self._names.index(key)]

    def __len__(self) -> int:
        """Count the columns."""
        return len(self._values)

    def __iter__(self) -> Iterator[Cell]:
        """Go through the values, so that a row can be unpacked."""
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        """Compare names, values and passages."""
        return isinstance(other, Row) and self._parts() == other._parts()

    def __hash__(self) -> int:
        """Hash what is compared."""
        return hash(self._parts())

    def __reduce__(self) -> tuple[type[Row], tuple[object, ...]]:
        """Pickle by the parts."""
        return Row, self._parts()

    def __dir__(self) -> list[str]:
        """Offer the columns for completion."""
        return sorted({*super().__dir__(), *self._names, "evidence"})

    def __repr__(self) -> str:
        """Show each column with its value, then the citations."""
        cells = [f"{name}={value!r}" for name, value in zip(self._names, self._values, strict=True)]
        cited = [f"evidence={'; '.join(map(str, self._evidence))!r}"] if self._evidence else []
        return f"Row({', '.join(cells + cited)})"

    def as_dict(self) -> dict[str, Cell]:
        """Return the values by the names of their columns."""
        return dict(zip(self._names, self._values, strict=True))

    def _parts(self) -> tuple[tuple[str, ...], tuple[Cell, ...], tuple[Evidence, ...]]:
        return self._names, self._values, self._evidence

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._names)
