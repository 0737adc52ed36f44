"""The graph says all that the profile says: no passage silent, no number lost, nothing left hanging."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.coverage.audit import audit, choose
from mgi_graph.coverage.source import read_source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from mgi_graph.store.embedded import EmbeddedStore


def test_nothing_of_the_source_is_missing(store: EmbeddedStore, shared: Callable[[str], Path]) -> None:
    profile = choose(store, None)
    coverage = audit(store, profile, read_source(store, profile, shared("source")))
    assert [f"{fault.locator}: {fault.message}" for fault in coverage.faults] == []
    assert coverage.total.passages == len(read_source(store, profile, shared("source")).index)


def test_nothing_is_missing_that_can_be_seen_without_the_source(store: EmbeddedStore) -> None:
    assert [f"{fault.locator}: {fault.message}" for fault in audit(store, choose(store, None)).faults] == []
