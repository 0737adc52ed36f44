"""``mgi validate``: check the files of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.reporting import FORMS, narrowing, report
from mgi_graph.errors import NotConformingError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.cli.output import Outcome
    from mgi_graph.conformance import Result
    from mgi_graph.project import Project


def arguments(validate: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    validate.add_argument("--watch", action="store_true", help="check again at every save, until Ctrl-C")
    narrowing(validate)
    output(validate, FORMS)


def run(args: Namespace) -> Outcome:
    """Run ``mgi validate``; exit code 1 where a Violation is found."""
    if args.watch:
        from mgi_graph.cli.watching import watch

        return watch(args)
    project = find_project(args)
    return report(args, project, _results(args, project))


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
