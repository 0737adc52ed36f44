"""Every saved query with every choice of each of its parameters, as far as they go."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.queries.choices import choices

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.queries.catalogue import Catalogue, SavedQuery
    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

#: How many choices of a parameter are asked, evenly spread over all of them; ``MGI_MATRIX=12`` asks more.
CHOICES = int(os.environ.get("MGI_MATRIX", "1"))


@dataclass(frozen=True, slots=True)
class Case:
    """A saved query, and the values that are given for its parameters."""

    saved: SavedQuery
    given: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        return " ".join((self.saved.name, *(f"{name}={','.join(values)}" for name, values in self.given)))


def cases(catalogue: Catalogue, store: Store) -> Iterator[Case]:
    """Go through the cases: no parameter beyond the required ones, then each choice of each one alone."""
    for saved in catalogue:
        required = [each for each in saved.header.parameters if each.required]
        base = {each.name: spread(each, store)[:1] for each in required}
        yield Case(saved, tuple(sorted(base.items())))
        for parameter in saved.header.parameters:
            for value in spread(parameter, store):
                yield Case(saved, tuple(sorted((base | {parameter.name: (value,)}).items())))


def spread(parameter: Parameter, store: Store) -> tuple[str, ...]:
    """Return some choices of a parameter, always the same ones; its default or example where it has no list."""
    known = [each.iri for each in choices(parameter, store)]
    if not known:
        return (parameter.default,) if parameter.default else ()
    step = max(len(known) / CHOICES, 1)
    return tuple(known[int(place * step)] for place in range(min(CHOICES, len(known))))
