"""Closures are kept between tests: a dataset does not change, and to close it takes seconds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from mgi_graph.explanation import closure, explain

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.explanation.closure import Closure


@cache
def _kept(dataset: Path) -> Closure:
    return closure.close(dataset)


@pytest.fixture(autouse=True)
def closed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Close a dataset, which is named by its digest, once for all explanations."""
    monkeypatch.setattr(explain, "close", _kept)
