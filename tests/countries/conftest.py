"""The project as it is with a made-up country laid over it: no code, shape, term or query changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import mgi_graph
from mgi_graph.project import PARTS

if TYPE_CHECKING:
    from mgi_graph.graph import Graph

ROOT = Path(__file__).parents[2]
COUNTRY = Path(__file__).parent / "xy"


@pytest.fixture(scope="session")
def overlay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The base project, and the files of the country added to its data."""
    root = tmp_path_factory.mktemp("overlay") / "project"
    for part in PARTS:
        shutil.copytree(ROOT / part, root / part)
    shutil.copytree(COUNTRY / "data", root / "data", dirs_exist_ok=True)
    shutil.copy(ROOT / "pyproject.toml", root)
    return root


@pytest.fixture(scope="session")
def graph(overlay: Path) -> Graph:
    """The overlay, built and validated."""
    return mgi_graph.open(overlay)
