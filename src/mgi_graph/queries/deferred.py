"""Sequences and mappings that are read when somebody first looks at them.

An answer knows which passages it rests on and what its IRIs are called, but who only iterates over the
rows pays for neither.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar, overload

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")


class Deferred(Sequence[T]):
    """A tuple that is made on first use.

    >>> later = Deferred(lambda: (1, 2))
    >>> len(later), later[0], later == (1, 2)
    (2, 1, True)
    """

    __slots__ = ("_items", "_load")

    def __init__(self, load: Callable[[], Sequence[T]]) -> None:
        """Keep what makes the items; it is called once."""
        self._load = load
        self._items: tuple[T, ...] | None = None

    def _all(self) -> tuple[T, ...]:
        if self._items is None:
            self._items = tuple(self._load())
        return self._items

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[T, ...]: ...
    def __getitem__(self, index: int | slice) -> T | tuple[T, ...]:
        """Return an item, or a tuple of some."""
        return self._all()[index]

    def __len__(self) -> int:
        """Count the items."""
        return len(self._all())

    def __iter__(self) -> Iterator[T]:
        """Go over the items."""
        return iter(self._all())

    def __eq__(self, other: object) -> bool:
        """Compare with any tuple or list of the same items."""
        return self._all() == tuple(other) if isinstance(other, tuple | list | Deferred) else NotImplemented

    def __hash__(self) -> int:
        """Hash as the tuple does."""
        return hash(self._all())

    def __repr__(self) -> str:
        """Show the items."""
        return repr(self._all())


class DeferredLabels(Mapping[str, str]):
    """A label for each IRI that has one, read on first use.

    >>> DeferredLabels(lambda: {"a": "A"}).get("a")
    'A'
    """

    __slots__ = ("_labels", "_load")

    def __init__(self, load: Callable[[], Mapping[str, str]]) -> None:
        """Keep what reads the labels; it is called once."""
        self._load = load
        self._labels: Mapping[str, str] | None = None

    def _all(self) -> Mapping[str, str]:
        if self._labels is None:
            self._labels = self._load()
        return self._labels

    def __getitem__(self, iri: str) -> str:
        """Return the label of an IRI."""
        return self._all()[iri]

    def __iter__(self) -> Iterator[str]:
        """Go over the IRIs."""
        return iter(self._all())

    def __len__(self) -> int:
        """Count the labels."""
        return len(self._all())
