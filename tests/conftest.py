"""What every test may ask for: the real graph, a tiny one, the source where it is at hand."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mgi_graph.build import pipeline
from mgi_graph.project import Project, find
from mgi_graph.store.embedded import EmbeddedStore, open_dataset

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parent.parent
SHARED = Path(os.environ.get("MGI_SHARED", ROOT.parent / "shared"))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """In CI nothing is skipped: what a test needs is installed there, or the run fails."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("CI") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Find a file that stands beside the checkout; without it the test is skipped, in CI it fails."""

    def locate(name: str) -> Path:
        path = SHARED / name
        if not path.exists():
            reason = f"needs {name} of the shared folder beside the checkout (MGI_SHARED names another place)"
            if os.environ.get("CI"):
                pytest.fail(reason)
            pytest.skip(reason)
        return path

    return locate


@pytest.fixture(scope="session")
def project() -> Project:
    """The project of this checkout."""
    return find(ROOT)


@pytest.fixture(scope="session")
def built(project: Project) -> pipeline.Built:
    """The real dataset, built and validated once."""
    return pipeline.ensure(project)


@pytest.fixture(scope="session")
def store(built: pipeline.Built) -> EmbeddedStore:
    """The real dataset, opened; read-only."""
    return open_dataset(built)


@pytest.fixture
def in_checkout() -> None:
    """Skip what only makes sense in a git checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
