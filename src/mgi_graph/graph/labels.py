"""What things are called, as a mapping from IRIs."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph import namespaces
from mgi_graph.errors import NameNotFoundError
from mgi_graph.queries.names import LABELS, read_labels
from mgi_graph.results.values import Entity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mgi_graph.store.protocol import Store

_LABELLED: Final = "SELECT DISTINCT ?x WHERE { VALUES ?p { %s } ?x ?p ?label FILTER isIRI(?x) }"


class Labels(Mapping["str | Entity", str]):
    """The label of every IRI that has one; a key is an IRI, a CURIE or an :class:`Entity`."""

    def __init__(self, store: Store) -> None:
        """Keep the store; the labels are read when the first one is wanted."""
        self._store = store

    @cached_property
    def _all(self) -> Mapping[str, str]:
        rows = self._store.select(_LABELLED % " ".join(f"<{iri}>" for iri in LABELS)).rows
        return read_labels(self._store, [row[0].value for row in rows if isinstance(row[0], ox.NamedNode)])

    def __getitem__(self, key: str | Entity) -> str:
        """Return the label of a thing; raises :class:`KeyError` where it has none."""
        try:
            iri = key.iri if isinstance(key, Entity) else namespaces.expand(key)
        except NameNotFoundError as error:
            raise KeyError(str(error)) from error
        return self._all[iri]

    def __iter__(self) -> Iterator[str]:
        """Go through the IRIs."""
        return iter(self._all)

    def __len__(self) -> int:
        """Count the labels."""
        return len(self._all)

    def __repr__(self) -> str:
        """Say what it is and how many there are."""
        return f"<{len(self):,} labels>"
