"""Check the files of a project, or some of them, without making a dataset.

All files are read and all shapes run, whatever is asked about: a file is right or wrong only among the
others. What is asked about decides which results are handed back. Lint and SHACL speak together, so
that a maintainer sees in one go what there is to do; contradictions are looked for when both are silent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.build import cache, pipeline, sources

if TYPE_CHECKING:
    from pathlib import Path

    from mgi_graph.build.pipeline import Progress
    from mgi_graph.build.sources import SourceFile
    from mgi_graph.conformance import Result
    from mgi_graph.project import Project
    from mgi_graph.validation.engines import EngineName


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The results for what was asked about, and how many Violations lie in other files."""

    results: tuple[Result, ...]
    elsewhere: int = 0


def check(
    project: Project,
    paths: tuple[Path, ...] = (),
    *,
    engine: EngineName = "auto",
    release: bool = False,
    progress: Progress | None = None,
) -> Checked:
    """Check a project; ``paths`` narrow the results to files and folders, which may lie outside it.

    Raises :class:`SourceError` for a path or file that cannot be read, :class:`BuildError` where the shapes
    cannot be run.
    """
    asked = sources.asked(project, paths)
    own = sources.snapshot(project, "ontology", "data")
    names = {file.name for file in own}
    files = (*own, *(file for file in asked if file.name not in names and not file.name.startswith("shapes/")))
    guards = sources.snapshot(project, "shapes")
    shapes = tuple(guard for guard in guards if release or not guard.name.startswith(pipeline.RELEASE))
    results = _kept(project, files, shapes, engine, progress)
    if not paths:
        return Checked(results=results)
    wanted = {file.name for file in asked}
    shown = tuple(result for result in results if result.place and result.place.file in wanted)
    others = set(results) - set(shown)
    return Checked(results=shown, elsewhere=sum(result.severity == "Violation" for result in others))


def _kept(
    project: Project,
    files: tuple[SourceFile, ...],
    shapes: tuple[SourceFile, ...],
    engine: EngineName,
    progress: Progress | None,
) -> tuple[Result, ...]:
    """Return the results under the hash of the files, found first where there are none."""
    from mgi_graph.validation.report import from_json, to_json

    store, versions = cache.folder(project), sources.versions("pyoxigraph", "pyshacl", "rdflib")
    key = sources.key("check", engine, *versions, files=(*files, *shapes, *sources.makers()))
    entry = cache.load(store, key)
    if entry is None:
        if progress:
            progress(f"checking {len(files)} files by {len(shapes)} files of shapes")
        results = to_json(pipeline.results(files, shapes, engine))
        entry = cache.publish(store, key, {pipeline.VERDICT: results}, {})
    return from_json((entry.path / pipeline.VERDICT).read_bytes())
