"""The files of a project between two saves: what has been read once is kept, and a change costs what it changes.

:mod:`mgi_graph.build.check` gives the verdict on all files. A draft tells what is wrong with those that
have just changed, among the others as they are now: all of lint about these files, and of SHACL the
results about the nodes that they describe.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.build import pipeline, sources
from mgi_graph.build.assemble import assemble
from mgi_graph.conformance import Place, Result, in_order
from mgi_graph.errors import SourceError
from mgi_graph.turtle.facts import facts
from mgi_graph.turtle.lint import lint_facts
from mgi_graph.validation import meta
from mgi_graph.validation.causes import without_consequences
from mgi_graph.validation.fast import find_in
from mgi_graph.validation.finding import UnsupportedError
from mgi_graph.validation.index import Index, lines_of, split
from mgi_graph.validation.locate import Places
from mgi_graph.validation.meta import DECLARATIONS
from mgi_graph.validation.solving import Solver
from mgi_graph.validation.validate import results

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

    from pyoxigraph import Triple

    from mgi_graph.build.sources import SourceFile
    from mgi_graph.project import Project
    from mgi_graph.turtle.facts import Facts

_SHAPES = "shapes/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """The files that have changed since the last look, and the results about them.

    ``is_readable`` says that all files are Turtle: while one is not, SHACL has nothing to say.
    ``is_exact`` is false where the shapes are beyond the engine that answers at once.
    """

    changed: tuple[str, ...]
    results: tuple[Result, ...]
    is_readable: bool
    is_exact: bool = True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Sheet:
    """A file as it was read, its facts, and its triples as lines."""

    data: bytes
    facts: Facts
    triples: tuple[Triple, ...]
    lines: tuple[str, ...]


class Draft:
    """The files of a project, or those and some beside it, as they were at the last look."""

    def __init__(self, project: Project, paths: tuple[Path, ...] = ()) -> None:
        """Read nothing yet; ``paths`` narrow what is told, and may lie outside the project."""
        self._project = project
        self._paths = paths
        self._sheets: dict[str, _Sheet] = {}
        self._broken: dict[str, tuple[bytes, Result]] = {}
        self._solver = Solver(Index(()))
        self._times: Counter[str] = Counter()

    def look(self) -> Look:
        """Read the files that have changed; raises :class:`SourceError` where the paths cannot be read."""
        files, asked = self._files()
        changed = self._take_in(files)
        told = changed if asked is None else changed & asked
        broken = [result for _, result in self._broken.values()]
        found: Iterable[Result] = lint_facts(self._facts(), guards_build=True, is_whole=not broken, about=told)
        is_exact = True
        if told and not broken:
            places = Places(sheet.facts.places.reading for sheet in self._sheets.values())
            try:
                found = without_consequences(found, self._validated(told, places), places.subject_at)
            except UnsupportedError:
                is_exact = False
        shown = in_order([*broken, *(result for result in found if result.place and result.place.file in told)])
        return Look(changed=tuple(sorted(told)), results=shown, is_readable=not broken, is_exact=is_exact)

    def _files(self) -> tuple[dict[str, SourceFile], frozenset[str] | None]:
        """Read all files as :func:`mgi_graph.build.check.check` does, and name those that are asked about."""
        own = sources.snapshot(self._project, "ontology", "data", "shapes")
        asked = sources.asked(self._project, self._paths)
        files = {file.name: file for file in (*own, *asked) if not file.name.startswith(pipeline.RELEASE)}
        return files, frozenset(file.name for file in asked) if self._paths else None

    def _take_in(self, files: dict[str, SourceFile]) -> frozenset[str]:
        known = {name: sheet.data for name, sheet in self._sheets.items()}
        known |= {name: data for name, (data, _) in self._broken.items()}
        gone = known.keys() - files.keys()
        changed = [file for name, file in files.items() if known.get(name) != file.data]
        removed = [name for name in (*gone, *(file.name for file in changed)) if name in self._sheets]
        before = [self._sheets.pop(name) for name in removed]
        for name in (*gone, *(file.name for file in changed)):
            self._broken.pop(name, None)
        after = [sheet for file in changed if (sheet := self._read(file))]
        self._sheets |= {sheet.facts.file: sheet for sheet in after}
        self._change(_counted(before), _counted(after))
        return frozenset(gone) | {file.name for file in changed}

    def _read(self, file: SourceFile) -> _Sheet | None:
        try:
            (graph,) = assemble([file])
        except SourceError as error:
            place = error.place or Place(file=file.name)
            slip = Result(rule="syntax", severity="Violation", message=error.message, place=place)
            self._broken[file.name] = (file.data, slip)
            return None
        (places,) = Places([graph.reading]).indexes
        lines = tuple(lines_of(graph.triples))
        return _Sheet(data=file.data, facts=facts(places), triples=graph.triples, lines=lines)

    def _change(self, before: Counter[str], after: Counter[str]) -> None:
        """Bring the graph up to date; a triple goes when the last file that states it does."""
        old = {line for line in before.keys() | after.keys() if self._times[line]}
        self._times.subtract(before)
        self._times.update(after)
        new = {line for line in before.keys() | after.keys() if self._times[line]}
        self._solver.change(sorted(old - new), sorted(new - old))

    def _facts(self) -> list[Facts]:
        return [self._sheets[name].facts for name in sorted(self._sheets)]

    def _validated(self, names: Collection[str], places: Places) -> tuple[Result, ...]:
        sheets = self._sheets.values()
        about = {split(line)[0] for name in names if name in self._sheets for line in self._sheets[name].lines}
        rules = Index(())
        for sheet in sheets:
            rules.add(sheet.lines if sheet.facts.file.startswith(_SHAPES) else _declarations(sheet.lines))
        found = find_in(self._solver, rules, about=about)
        told = results(found, self._solver.index, rules, places) if found else ()
        is_of_shapes = any(name.startswith(_SHAPES) for name in names)
        return (*told, *self._of_shapes(about, places)) if is_of_shapes else told

    def _of_shapes(self, about: Collection[str], places: Places) -> tuple[Result, ...]:
        """Hold the shapes against those about shapes."""
        guards = [sheet for sheet in self._sheets.values() if sheet.facts.file.startswith(_SHAPES)]
        others = [sheet for sheet in self._sheets.values() if sheet not in guards]
        rules = Index(triple for sheet in guards if meta.are_about_shapes(sheet.triples) for triple in sheet.triples)
        for sheet in others:
            rules.add(_declarations(sheet.lines))
        stated = (triple for sheet in others for triple in sheet.triples)
        data = Index(meta.data_about_shapes([triple for sheet in guards for triple in sheet.triples], stated))
        return results(find_in(Solver(data), rules, about=about), data, rules, places)


def _declarations(lines: Iterable[str]) -> Iterable[str]:
    return (line for line in lines if split(line)[1][1:-1] in DECLARATIONS)


def _counted(sheets: Iterable[_Sheet]) -> Counter[str]:
    """Count the files that state each triple of the data."""
    data = [sheet.lines for sheet in sheets if not sheet.facts.file.startswith(_SHAPES)]
    return Counter(line for lines in data for line in lines)
