"""Every saved query answers on each engine as in this process: it is written so that no error of an engine meets it.

``docs/engines.md`` tells those errors, and ``test_differences.py`` has a case for each that shows it alone.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest
from tests.store.remote.cases import Case, cases
from tests.store.remote.conftest import NAMES, reach
from tests.store.remote.engines import PATIENCE, Running, free_port, missing, running

from mgi_graph.errors import StoreError
from mgi_graph.publishing.plan import make_plan
from mgi_graph.publishing.push import push
from mgi_graph.queries.catalogue import Catalogue
from mgi_graph.queries.run import run_saved
from mgi_graph.store.remote import RemoteStore

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.build.pipeline import Built
    from mgi_graph.project import Project
    from mgi_graph.store.embedded import EmbeddedStore
    from mgi_graph.store.protocol import Store

pytestmark = pytest.mark.thorough

#: How often an engine may end by itself in a run of all cases; ``docs/engines.md`` tells what is known of it.
CRASHES = {"oxigraph": 0, "fuseki": 0, "virtuoso": 1}


class Kept:
    """An engine with the dataset; one that crashes is started again over what it had written."""

    def __init__(self, name: str, folder: Path, stack: ExitStack) -> None:
        self._name, self._folder, self._stack, self._port = name, folder, stack, free_port()
        self.engine = reach(self._start())

    def _start(self) -> Running:
        self.running = self._stack.enter_context(running(self._name, self._folder, self._port))
        return self.running

    def restart(self) -> None:
        """Stop the engine as an operator does, so that it writes what it holds in memory, and start it again."""
        self.running.process.terminate()
        self.running.process.wait(timeout=PATIENCE)
        self._start()

    def revive(self, found: str) -> bool:
        """Start the engine again where it has ended; tells whether it had.

        One that does not answer may still be about to end: its memory is written out first.
        """
        ending = found.startswith("error:") and "answers with status" not in found
        try:
            self.running.process.wait(timeout=10 if ending else 0)
        except subprocess.TimeoutExpired:
            return False
        self._start()
        return True


def outcome(store: Store, case: Case) -> str:
    """Return all that an answer says, or the error in its place."""
    try:
        answer = run_saved(store, case.saved, dict(case.given))
    except StoreError as error:
        return f"error: {error}"
    return "\n".join(str((row.values, row.passages)) for row in answer.rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_saved_query_answers_as_in_this_process(
    name: str,
    built: Built,
    store: EmbeddedStore,
    project: Project,
    tmp_path: Path,
) -> None:
    if reason := missing(name):
        pytest.skip(reason)
    asked, differing, crashed = 0, dict[str, str](), list[str]()
    with ExitStack() as stack:
        kept = Kept(name, tmp_path, stack)
        plan = make_plan(built.path, built.digest, "0.1.0")
        assert push(kept.engine, plan).digest == plan.digest
        kept.restart()  # what was pushed is there after a restart; docs/engines.md tells why Virtuoso needs one
        remote = RemoteStore(kept.engine)
        for case in cases(Catalogue(project), store):
            asked += 1
            right, found = outcome(store, case), outcome(remote, case)
            if found != right and kept.revive(found):  # an engine that ended has given no answer: it is asked again
                crashed.append(str(case))
                found = outcome(remote, case)
            if found != right:
                differing[str(case)] = found[:200]
    told = "\n".join(f"{case}: {found}" for case, found in differing.items())
    said = f"{name}: {asked} cases, {len(differing)} differ; ended at {', '.join(crashed) or 'none'}\n{told}\n"
    sys.stdout.write(said)  # shown by pytest -s
    assert len(crashed) <= CRASHES[name], said
    assert asked > 300
    assert not differing, told
