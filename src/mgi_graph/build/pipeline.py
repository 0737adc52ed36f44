"""The order of a build, known to this module alone.

Read the files, lint, infer, look for contradictions, keep the dataset; then validate what the files
state and keep the verdict. Both are kept apart under the hash of what they were made from, so that
nothing is done twice. No dataset is handed out that has a lint error, a contradiction or a SHACL
Violation.

The shapes see the stated triples alone: an inferred type (a range makes an instance of anything)
would hide the mistake that ``sh:class`` is there to find.

The heavy engines are imported where they are needed: a warm build needs none of them.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.build import cache, sources

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from pyoxigraph import Triple

    from mgi_graph.build.assemble import FileGraph
    from mgi_graph.build.infer import Closure
    from mgi_graph.build.sources import SourceFile
    from mgi_graph.conformance import Result
    from mgi_graph.project import Project
    from mgi_graph.validation.engines import EngineName
    from mgi_graph.validation.locate import Places

    Progress: TypeAlias = Callable[[str], None]

Engine: TypeAlias = Literal["rules", "owlrl"]

DATASET: Final = "dataset.nq"
#: The layer of shapes that a release must satisfy, and work in progress need not.
RELEASE: Final = "shapes/profile/"
VERDICT: Final = "results.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A dataset that may be used: where it is, its SHA-256, and how many quads it holds.

    ``quads`` counts the inferred ones too; ``results`` are the warnings and hints of the shapes;
    ``was_cached`` says that nothing had to be done.
    """

    path: Path
    digest: str
    quads: int
    inferred: int
    was_cached: bool
    results: tuple[Result, ...] = ()


def ensure(project: Project, *, progress: Progress | None = None) -> Built:
    """Return the dataset of the project, built first where its files have changed."""
    return build(project, progress=progress)


def build(
    project: Project,
    *,
    engine: Engine = "rules",
    validate: bool = True,
    release: bool = False,
    progress: Progress | None = None,
) -> Built:
    """Build the dataset of the project, or find it built; ``release`` adds the stricter shapes.

    Raises :class:`SourceError` for a file that cannot be read, and :class:`NotConformingError`,
    with all results, where lint, an inconsistency rule or a shape forbids it.
    """
    say = progress or _silent
    files = sources.snapshot(project, "ontology", "data")
    built = _dataset(project, files, engine, say)
    return _validated(project, files, built, say, release=release) if validate else built


def key_of(files: tuple[SourceFile, ...], engine: Engine = "rules") -> str:
    """Return the key that the dataset of files is kept under."""
    return sources.key("dataset", engine, *sources.versions("pyoxigraph", "owlrl"), files=(*files, *sources.makers()))


def _dataset(project: Project, files: tuple[SourceFile, ...], engine: Engine, say: Progress) -> Built:
    store = cache.folder(project)
    key = key_of(files, engine)
    if entry := cache.load(store, key):
        return _built(entry, was_cached=True)
    data, inferred = _made(files, engine, say)
    facts = {"quads": data.count(b"\n"), "inferred": inferred}
    return _built(cache.publish(store, key, {DATASET: data}, facts), was_cached=False)


def _made(files: tuple[SourceFile, ...], engine: Engine, say: Progress) -> tuple[bytes, int]:
    from pyoxigraph import NamedNode

    from mgi_graph.build import contradict
    from mgi_graph.build.assemble import assemble, to_lines
    from mgi_graph.namespaces import INFERRED_GRAPH
    from mgi_graph.turtle.lint import lint
    from mgi_graph.validation.locate import Places
    from mgi_graph.validation.report import refuse

    say(f"reading {len(files)} files")
    graphs = assemble(files)
    places = Places(graph.reading for graph in graphs)
    say("checking the files")
    refuse(lint(places.indexes, guards_build=True))
    stated = [triple for graph in graphs for triple in graph.triples]
    say(f"inferring from {len(stated)} triples")
    closure = _closure(stated, engine)
    refuse(contradict.results(closure.contradictions, places))
    parts = [(graph.graph, graph.triples) for graph in graphs]
    return to_lines([*parts, (NamedNode(INFERRED_GRAPH), closure.inferred)]), len(closure.inferred)


def _closure(stated: list[Triple], engine: Engine) -> Closure:
    from mgi_graph.build.infer import infer

    if engine == "rules":
        return infer(stated)
    from mgi_graph.build.oracle import closure

    inferred = closure(stated)
    return replace(infer([*stated, *inferred]), inferred=inferred)


def _validated(project: Project, files: tuple[SourceFile, ...], built: Built, say: Progress, *, release: bool) -> Built:
    from mgi_graph.validation.report import from_json, refuse, to_json

    store = cache.folder(project)
    guards = sources.snapshot(project, "shapes")
    shapes = tuple(guard for guard in guards if release or not guard.name.startswith(RELEASE))
    engines = sources.versions("pyshacl", "rdflib")
    key = sources.key("verdict", *engines, files=(*files, *shapes, *sources.makers()))
    was_cached = True
    entry = cache.load(store, key)
    if entry is None:
        say(f"validating {len(files)} files by {len(shapes)} files of shapes")
        results = to_json(_verdict(files, shapes))
        entry, was_cached = cache.publish(store, key, {VERDICT: results}, {}), False
    found = from_json((entry.path / VERDICT).read_bytes())
    refuse(found)
    return replace(built, results=found, was_cached=built.was_cached and was_cached)


def _verdict(files: tuple[SourceFile, ...], shapes: tuple[SourceFile, ...]) -> tuple[Result, ...]:
    from mgi_graph.build.assemble import assemble
    from mgi_graph.conformance import in_order
    from mgi_graph.turtle.lint import lint
    from mgi_graph.validation.locate import Places

    stated, guards = assemble(files), assemble(shapes)
    places = Places(graph.reading for graph in (*stated, *guards))
    names = {shape.name for shape in shapes}
    slips = [slip for slip in lint(places.indexes, guards_build=True) if slip.place and slip.place.file in names]
    return in_order([*slips, *_broken(stated, guards, places, "auto")])


def _broken(
    stated: Sequence[FileGraph], guards: Sequence[FileGraph], places: Places, engine: EngineName
) -> tuple[Result, ...]:
    """Hold the data against the shapes, and the shapes against those about shapes."""
    from mgi_graph.validation import meta
    from mgi_graph.validation.validate import validate

    triples, rules = ([triple for graph in graphs for triple in graph.triples] for graphs in (stated, guards))
    about = [triple for guard in guards if meta.are_about_shapes(guard.triples) for triple in guard.triples]
    of_shapes = validate(meta.data_about_shapes(rules, triples), about, places, engine=engine) if about else ()
    return (*validate(triples, rules, places, engine=engine), *of_shapes)


def results(
    files: tuple[SourceFile, ...], shapes: tuple[SourceFile, ...], engine: EngineName = "auto"
) -> tuple[Result, ...]:
    """Check files without a dataset: lint and SHACL together, contradictions where both find no Violation."""
    from mgi_graph.build.assemble import assemble
    from mgi_graph.conformance import in_order, violates
    from mgi_graph.turtle.lint import lint
    from mgi_graph.validation.causes import without_consequences
    from mgi_graph.validation.locate import Places

    stated, guards = assemble(files), assemble(shapes)
    places = Places(graph.reading for graph in (*stated, *guards))
    broken = _broken(stated, guards, places, engine)
    found = without_consequences(lint(places.indexes, guards_build=True), broken, places.subject_at)
    if not violates(found):
        from mgi_graph.build import contradict
        from mgi_graph.build.infer import infer

        triples = [triple for graph in stated for triple in graph.triples]
        found += contradict.results(infer(triples).contradictions, places)
    return in_order(found)


def _built(entry: cache.Entry, *, was_cached: bool) -> Built:
    return Built(
        path=entry.path / DATASET,
        digest=entry.digests[DATASET],
        quads=entry.facts["quads"],
        inferred=entry.facts["inferred"],
        was_cached=was_cached,
    )


def _silent(_: str) -> None:
    """Say nothing."""
