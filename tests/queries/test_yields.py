"""A suggestion that has no rows gives way to one that has."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.project import find
from mgi_graph.queries.catalogue import Catalogue
from mgi_graph.queries.ranking import Hit
from mgi_graph.queries.yields import put_empty_last

if TYPE_CHECKING:
    from mgi_graph.store.embedded import EmbeddedStore

CATALOGUE = Catalogue(find(Path(__file__).parent))
TOPIC = (("topic", "migration health policy"),)
EMPTY = Hit(saved=CATALOGUE["instruments"], score=2.0, parameters=TOPIC)


def test_a_query_without_rows_gives_way(store: EmbeddedStore) -> None:
    full = Hit(saved=CATALOGUE["findings"], score=1.0, parameters=TOPIC)
    assert put_empty_last([EMPTY, full], store) == (full, EMPTY)


def test_a_query_that_takes_none_of_the_values_gains_nothing(store: EmbeddedStore) -> None:
    general = Hit(saved=CATALOGUE["bodies"], score=1.0)
    assert put_empty_last([EMPTY, general], store) == (EMPTY, general)


def test_what_has_rows_passes_the_one_without_and_what_stands_between(store: EmbeddedStore) -> None:
    full = Hit(saved=CATALOGUE["findings"], score=1.0, parameters=TOPIC)
    general = Hit(saved=CATALOGUE["bodies"], score=1.5)
    assert put_empty_last([EMPTY, general, full], store) == (full, EMPTY, general)
