"""``mgi validate``: check the files of the project, or some of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.reporting import FORMS, narrowing, report

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.cli.output import Outcome

#: As :data:`mgi_graph.validation.engines.ENGINES` has them, which the help must not import.
ENGINES = ("auto", "fast", "pyshacl")


def arguments(validate: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    validate.add_argument("--watch", action="store_true", help="check again at every save, until Ctrl-C")
    validate.add_argument(
        "paths",
        nargs="*",
        metavar="PATH",
        type=Path,
        help="files or folders to tell results of, also outside the project (default: all of it)",
    )
    validate.add_argument(
        "--engine", choices=ENGINES, default="auto", help="what runs SHACL (default: auto, the fastest)"
    )
    narrowing(validate)
    output(validate, FORMS)


def run(args: Namespace) -> Outcome:
    """Run ``mgi validate``; exit code 1 where a Violation is found in what was asked about."""
    if args.watch:
        from mgi_graph.cli.watching import watch

        return watch(args)
    from mgi_graph.build.check import check

    project = find_project(args)
    with progress(args) as say:
        checked = check(project, tuple(args.paths), engine=args.engine, progress=say)
    return report(args, project, checked.results, elsewhere=checked.elsewhere)
