"""The tables of growth: what grows faster than the data is marked, what is missing is said to be."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType

FOLDER = Path(__file__).parent.parent.parent / "benchmarks"


@pytest.fixture
def tables(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The writer of tables, found as the benchmark finds it."""
    monkeypatch.syspath_prepend(str(FOLDER))
    from scaling import tables

    return tables


def row(text: str, name: str) -> str:
    return next(line for line in text.splitlines() if line.startswith(f"| {name} |"))


def test_what_grows_faster_than_the_data_is_marked(tables: ModuleType) -> None:
    sizes = {"1": {"quads": 100.0}, "10": {"quads": 1000.0}}
    times = {"1": {"even": 0.1, "steep": 0.1, "short": 0.0001}, "10": {"even": 1.0, "steep": 9.0, "short": 0.009}}
    text = tables.write({size: {"dataset": sizes[size], "queries": times[size]} for size in sizes}, "a machine")
    assert row(text, "even") == "| even | 100 ms | 1.0 s | 10.0× |"
    assert row(text, "steep") == "| steep | 100 ms | 9.0 s | **90.0×** |"
    assert row(text, "short").endswith("| 90.0× |")
    assert row(text, "quads") == "| quads | 100 | 1,000 |  |"


def test_rows_stand_beside_a_query_and_what_is_missing_is_a_dash(tables: ModuleType) -> None:
    found = {"1": {"q": 0.1, "q rows": 7.0, "r": 0.1}, "10": {"q": 0.2, "q rows": 9.0}}
    text = tables.write({size: {"dataset": {"quads": 1.0}, "queries": found[size]} for size in found}, "a machine")
    assert row(text, "q") == "| q | 100 ms (7) | 200 ms (9) | **2.0×** |"
    assert row(text, "r").split(" | ")[2] == "–"
    assert "q rows" not in text
