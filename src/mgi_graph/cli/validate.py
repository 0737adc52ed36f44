"""``mgi validate``: check the files of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.errors import EXIT_NOT_CONFORMING, NotConformingError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Callable

    from mgi_graph.conformance import Result
    from mgi_graph.errors import Place
    from mgi_graph.project import Project


def arguments(validate: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    output(validate, ("text", "json"))


def run(args: Namespace) -> Outcome:
    """Run ``mgi validate``; exit code 1 where a Violation is found."""
    from mgi_graph.conformance import violates
    from mgi_graph.results.verification import write_report, write_results

    project = find_project(args)
    results = _results(args, project)
    json = form_of(args.format, args.output) == "json"
    text = write_results(results) if json else write_report(results, _excerpts(project))
    return Outcome(text=text, file=args.output, code=EXIT_NOT_CONFORMING if violates(results) else 0)


def _results(args: Namespace, project: Project) -> tuple[Result, ...]:
    from mgi_graph.build import pipeline

    with progress(args) as say:
        try:
            return pipeline.build(project, progress=say).results
        except NotConformingError as error:
            results: tuple[Result, ...] = getattr(error, "results", ())
            if not results:
                raise
            return results


def _excerpts(project: Project) -> Callable[[Place], str]:
    """Return a function that reads the line of a place; each file is read once."""
    lines: dict[str, list[str]] = {}

    def excerpt(place: Place) -> str:
        if place.file not in lines:
            path = project.root / place.file
            lines[place.file] = path.read_text("utf-8", errors="replace").split("\n") if path.is_file() else []
        if place.line is None or place.line > len(lines[place.file]):
            return ""
        line = lines[place.file][place.line - 1].rstrip("\r").replace("\t", " ")
        return f"{line}\n{' ' * (place.column - 1)}^" if place.column else line

    return excerpt
