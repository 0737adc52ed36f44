"""The way in for Python: open a project, ask it, read the answer."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph import project as projects
from mgi_graph.errors import ProjectError
from mgi_graph.queries.catalogue import Catalogue
from mgi_graph.queries.describe import describe
from mgi_graph.queries.run import run_saved, run_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mgi_graph.explanation.explain import Explanation
    from mgi_graph.project import Project
    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.describe import Description
    from mgi_graph.queries.run import Result
    from mgi_graph.store.protocol import Store


class Graph:
    """A dataset, its saved queries, and the files that it was made from."""

    def __init__(self, store: Store, project: Project, dataset: Path | None = None) -> None:
        """Join an open store with its project; :func:`open` is the usual way here.

        ``dataset`` is the file that the store was loaded from, which :meth:`explain` reads.
        """
        self.store = store
        self.project = project
        self.dataset = dataset
        self.queries = Catalogue(project)

    def query(self, name: str, **parameters: object) -> Answer:
        """Run a saved query; a parameter is a value, or several in a list.

        ``graph.query("treaty-status", country="xy")`` asks about one State.
        """
        given = {key: tuple(map(_text, _several(value))) for key, value in parameters.items() if value is not None}
        return run_saved(self.store, self.queries[name], given)

    def sparql(self, text: str, *, labels: bool = True) -> Result:
        """Run a SELECT, ASK, CONSTRUCT or DESCRIBE; known prefixes need no declaration."""
        return run_text(self.store, text, labels=labels)

    def describe(self, name: str) -> Description:
        """Describe what an IRI, a CURIE, a local name or a label stands for."""
        return describe(self.store, name, self.project)

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Tell why a triple holds; each part is an IRI, a CURIE or a label, the last one or a value."""
        from mgi_graph.explanation.explain import explain

        if self.dataset is None:
            raise ProjectError("the graph was not opened from a dataset of files, which alone say why a triple holds")
        return explain(self.store, self.dataset, self.project, (subject, predicate, value))


def open(  # noqa: A001 - reads as ``mgi_graph.open()``
    project: Project | Path | str | None = None, *, progress: Callable[[str], None] | None = None
) -> Graph:
    """Open the dataset of a project, built first where its files have changed.

    ``project`` is its folder; without one it is found as :func:`mgi_graph.project.find` does.
    """
    from mgi_graph.build.pipeline import ensure
    from mgi_graph.store.embedded import open_dataset

    found = projects.at(Path(project)) if isinstance(project, str | Path) else project or projects.find()
    built = ensure(found, progress=progress)
    return Graph(open_dataset(built), found, built.path)


def _several(value: object) -> Iterable[object]:
    return value if isinstance(value, list | tuple | set | frozenset) else (value,)


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
