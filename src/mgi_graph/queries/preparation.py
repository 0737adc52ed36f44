"""Saved queries made ready for an engine: judged, with their parameters bound, and kept for who asks again."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Final, TypeAlias
from weakref import WeakKeyDictionary

from mgi_graph.queries.guard import check
from mgi_graph.queries.parameters import bind_all

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.store.protocol import Store

    Key: TypeAlias = "tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]"

#: How many texts are kept for a store, and up to how many characters with what was given: some megabytes at most.
MOST_KEPT: Final = 256
LONGEST_KEPT: Final = 10_000
#: What each store was asked, the oldest first; a store is read-only, and so is what may be given for a parameter.
_KEPT: Final[WeakKeyDictionary[Store, dict[Key, str]]] = WeakKeyDictionary()
_LOCK: Final = Lock()


def prepare(store: Store, saved: SavedQuery, given: Mapping[str, Sequence[str]]) -> str:
    """Return a saved query as an engine gets it, with values for its parameters.

    The header of a query is part of its text, so that text and values say all that it depends on.
    Raises :class:`QueryRefusedError`, :class:`NameNotFoundError` and :class:`ParameterError`.
    """
    kept = _KEPT.get(store)
    key = (saved.text, tuple([(name, tuple(values)) for name, values in given.items()]))
    if kept is not None and (text := kept.get(key)) is not None:
        return text
    check(saved.text, store.graph_names(), file=saved.file)
    text = bind_all(saved.text, saved.header, given, store)
    if len(text) + sum(len(value) for _, values in key[1] for value in values) <= LONGEST_KEPT:
        _keep(store, key, text)
    return text


def _keep(store: Store, key: Key, text: str) -> None:
    with _LOCK:
        kept = _KEPT.setdefault(store, {})
        kept[key] = text
        if len(kept) > MOST_KEPT:
            del kept[next(iter(kept))]
