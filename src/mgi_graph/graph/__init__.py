"""The way in for Python: open a project, ask it, read the answer."""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from mgi_graph import project as projects
from mgi_graph.errors import ProjectError
from mgi_graph.graph.saved import SavedQueries

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.explanation.explain import Explanation
    from mgi_graph.graph.dataset import Dataset
    from mgi_graph.graph.labels import Labels
    from mgi_graph.graph.result import QueryResult
    from mgi_graph.graph.saved import QueryName
    from mgi_graph.graph.statements import BooleanResult, GraphResult
    from mgi_graph.graph.thing import DescriptionResult
    from mgi_graph.project import Project
    from mgi_graph.results.values import Entity
    from mgi_graph.store.protocol import Store


class Graph:
    """A dataset, its saved queries, and the files that it was made from.

    It is read-only, holds no file open and needs no closing; threads may share it.
    """

    def __init__(self, store: Store, project: Project, file: Path | None = None) -> None:
        """Join an open store with its project; :func:`open` is the usual way here.

        ``file`` is the dataset that the store was loaded from, which :meth:`explain` reads.
        """
        self.store = store
        self.project = project
        self.file = file
        self.queries = SavedQueries(project, self.query)

    def query(self, name: QueryName | str, /, **parameters: object) -> QueryResult:
        """Run a saved query; a parameter is a value, or several in a list.

        Values are text, numbers, dates, booleans, an :class:`Entity`, or an IRI of rdflib or
        pyoxigraph; ``None`` leaves a parameter out and ``"any"`` sets no limit.
        ``graph.query("treaty-status", country="xy")`` asks about one State.

        An answer without rows says why in its ``emptiness``.

        Raises :class:`NameNotFoundError` and :class:`ParameterError` for what was given.
        """
        from mgi_graph.graph.arguments import texts
        from mgi_graph.graph.result import QueryResult
        from mgi_graph.queries.asking import ask

        make = partial(QueryResult, store=self.store)
        return cast("QueryResult", ask(self.store, self.queries, name, texts(parameters), make=make))

    def sparql(self, text: str, *, labels: bool = True) -> QueryResult | BooleanResult | GraphResult:
        """Run a SELECT, ASK, or CONSTRUCT or DESCRIBE; known prefixes need no declaration."""
        from mgi_graph.graph.result import result_of
        from mgi_graph.graph.statements import BooleanResult, GraphResult
        from mgi_graph.queries.answer import Answer, Verdict
        from mgi_graph.queries.run import run_text

        answer = run_text(self.store, text, labels=labels)
        if isinstance(answer, Answer):
            return result_of(answer, self.store)
        if isinstance(answer, Verdict):
            return BooleanResult(holds=answer.holds, digest=answer.digest)
        return GraphResult(triples=answer.triples, digest=answer.digest)

    def describe(self, name: str | Entity) -> DescriptionResult:
        """Describe what an IRI, a CURIE, a local name or a label stands for."""
        from mgi_graph.graph.thing import result_of
        from mgi_graph.queries.describe import describe

        return result_of(describe(self.store, getattr(name, "iri", str(name)), self.project))

    def explain(self, subject: str, predicate: str, value: str) -> Explanation:
        """Tell why a triple holds; each part is an IRI, a CURIE or a label, the last one or a value."""
        from mgi_graph.explanation.explain import explain

        if self.file is None:
            raise ProjectError("the graph was not opened from a dataset of files, which alone say why a triple holds")
        return explain(self.store, self.file, self.project, (subject, predicate, value))

    def entity(self, name: str) -> Entity:
        """Find a thing by IRI, CURIE, local name or label; raises :class:`NameNotFoundError`."""
        from mgi_graph.queries.names import read_labels, resolve
        from mgi_graph.results.values import Entity

        iri = resolve(self.store, name)
        return Entity(iri=iri, label=read_labels(self.store, [iri]).get(iri, ""))

    @cached_property
    def labels(self) -> Labels:
        """What things are called: a mapping from IRIs, CURIEs or entities, read when first used."""
        from mgi_graph.graph.labels import Labels

        return Labels(self.store)

    @cached_property
    def dataset(self) -> Dataset:
        """The version, digest, countries and counts of the dataset."""
        from mgi_graph.graph.dataset import read_dataset

        return read_dataset(self.store, len(self.queries))

    def __repr__(self) -> str:
        """Show which dataset it is, and how many questions there are."""
        return f"<Graph with {len(self.queries)} saved queries over dataset sha256:{self.store.digest[:12]}…>"


def open(  # noqa: A001 - reads as ``mgi_graph.open()``
    project: Project | Path | str | None = None,
    *,
    store: str | None = None,
    engine: str = "auto",
    progress: Callable[[str], None] | None = None,
) -> Graph:
    """Open the dataset of a project, built first where its files have changed.

    ``project`` is its folder; without one it is found as :func:`mgi_graph.project.find` does.

    ``store`` is the address of an engine that ``mgi push`` published the dataset to: it is asked in place of this
    process, and nothing is built; ``engine`` names it where it does not tell what it is. Saved queries still come
    from the project. Raises :class:`StoreError` where it is not reached or holds no dataset.
    """
    found = projects.at(Path(project)) if isinstance(project, str | Path) else project or projects.find()
    if store is not None:
        from mgi_graph.store.remote import open_remote

        return Graph(open_remote(store, engine=engine), found)
    from mgi_graph.build.pipeline import ensure
    from mgi_graph.store.embedded import open_dataset

    built = ensure(found, progress=progress)
    return Graph(open_dataset(built), found, built.path)
