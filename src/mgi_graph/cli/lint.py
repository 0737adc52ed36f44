"""``mgi lint``: check Turtle files for what no shape can see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.options import output
from mgi_graph.cli.paths import PARTS, paths, turtle_files
from mgi_graph.cli.reporting import FORMS, narrowing, report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from pathlib import Path

    from mgi_graph.cli.output import Outcome
    from mgi_graph.conformance import Result
    from mgi_graph.project import Project
    from mgi_graph.turtle.place import PlaceIndex


def arguments(lint: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    paths(lint)
    narrowing(lint)
    output(lint, FORMS)


def run(args: Namespace) -> Outcome:
    """Run ``mgi lint``; exit code 1 where a Violation is found."""
    project = find_project(args)
    return report(args, project, slips(turtle_files(args.paths, project), project))


def slips(files: Iterable[tuple[str, Path]], project: Project) -> tuple[Result, ...]:
    """Return the results of the files; those around them in the project are read for what they declare.

    A file that cannot be read is a result of rule ``syntax``; one that was not asked for is passed over.
    What a malformed file declares is not known, so that then no name is called undeclared.
    """
    from mgi_graph.conformance import Place, Result, in_order
    from mgi_graph.errors import SourceError
    from mgi_graph.turtle.lint import lint

    asked = dict(files)
    around = {project.name(path): path for part in PARTS for path in project.files(part)}
    known, broken = [], []
    for name, path in (around | asked).items():
        try:
            known.append(_index(path, name))
        except SourceError as error:
            place = error.place or Place(file=name)
            broken.append(Result(rule="syntax", severity="Violation", message=error.message, place=place))
    found = (*broken, *lint(known, is_whole=not broken))
    return in_order(result for result in found if result.place and result.place.file in asked)


def _index(path: Path, name: str) -> PlaceIndex:
    from mgi_graph.project import content
    from mgi_graph.turtle.place import index
    from mgi_graph.turtle.read import decode

    return index(decode(content(path, name), name), name)
