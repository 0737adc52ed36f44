"""Ask a saved query, and where there are no rows, or none for one of the values, say so."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from mgi_graph.queries.answer import Answer
from mgi_graph.queries.run import run_saved

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mgi_graph.queries.catalogue import Catalogue, SavedQuery
    from mgi_graph.store.protocol import Store


def ask(  # noqa: PLR0913 (what is asked of what, and how it is wanted)
    store: Store,
    catalogue: Catalogue,
    name: str,
    given: Mapping[str, Sequence[str]],
    *,
    language: str = "en",
    make: Callable[..., Answer] = Answer,
) -> Answer:
    """Answer a saved query; an answer without rows has its :class:`Emptiness`.

    One to several values of a parameter names those that match nothing. ``make`` is what makes an answer of its parts.

    Raises :class:`NameNotFoundError` and :class:`ParameterError` for what was given.
    """
    saved = catalogue[name]
    answer = run_saved(store, saved, given, language=language, make=make)
    if answer.rows:
        return _told(answer, store, saved, given) if any(len(values) > 1 for values in given.values()) else answer
    from mgi_graph.queries.emptiness import explain_emptiness

    return replace(answer, emptiness=explain_emptiness(store, saved, given, catalogue))


def _told(answer: Answer, store: Store, saved: SavedQuery, given: Mapping[str, Sequence[str]]) -> Answer:
    from mgi_graph.queries.emptiness import find_unmatched

    unmatched = find_unmatched(store, saved, given)
    return replace(answer, unmatched=unmatched) if unmatched else answer
