"""Two versions of a tiny project of a made-up country, compared once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.comparison.compare import compare
from mgi_graph.comparison.version import opened

if TYPE_CHECKING:
    from mgi_graph.comparison.model import Comparison

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def comparison() -> Comparison:
    with opened(str(HERE / "old"), name="old") as old, opened(str(HERE / "new"), name="new") as new:
        return compare(old, new)
