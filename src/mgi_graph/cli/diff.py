"""``mgi diff``: two versions of the graph side by side."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.errors import EXIT_NOT_CONFORMING, EXIT_USAGE, MgiError, ProjectError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.comparison.model import Comparison
    from mgi_graph.project import Project

_PARTS = ("terms", "entities", "findings", "queries")


def arguments(diff: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    diff.add_argument(
        "old", metavar="OLD", help="a file of triples, a project folder, or a git revision such as HEAD~3"
    )
    diff.add_argument("new", metavar="NEW", nargs="?", help="the same (default: the project as it is)")
    diff.add_argument("--all", action="store_true", help="leave nothing out, and show the rows of the answers")
    diff.add_argument(
        "--only", action="append", choices=_PARTS, metavar="PART", help=f"{', '.join(_PARTS)}; may be given again"
    )
    diff.add_argument(
        "--breaking", action="store_true", help="exit 1 only where a term is gone or narrower and was not deprecated"
    )
    output(diff, ("text", "json", "markdown", "trig"))


def run(args: Namespace) -> Outcome:
    """Run ``mgi diff``; exit code 0 where there is no difference, 1 where there is, 2 where it cannot be told."""
    try:
        found = _compare(args)
    except MgiError as error:
        error.exit_code = EXIT_USAGE  # 1 says that the versions differ, as that of diff does
        raise
    differs = bool(found.breaches) if args.breaking else not found.same
    return Outcome(text=_write(found, args), file=args.output, code=EXIT_NOT_CONFORMING if differs else 0)


def _compare(args: Namespace) -> Comparison:
    from mgi_graph.comparison.compare import compare
    from mgi_graph.comparison.model import PARTS
    from mgi_graph.comparison.version import opened

    project = _project(args)
    with progress(args) as say, ExitStack() as stack:
        say("reading")
        here = str(project.root) if project else "."
        old = stack.enter_context(opened(args.old, project))
        new = stack.enter_context(opened(args.new or here, project, name=args.new or "the project as it is"))
        say("comparing")
        return compare(old, new, [part for part in PARTS if part in (args.only or PARTS)], asking=project)


def _project(args: Namespace) -> Project | None:
    """Return the project that is named or around here; two files can be compared without one."""
    try:
        return find_project(args)
    except ProjectError:
        if getattr(args, "project", None):
            raise
        return None


def _write(found: Comparison, args: Namespace) -> str:
    from mgi_graph.results import comparison as results

    named = "trig" if not args.format and (args.output or "").endswith(".trig") else args.format
    match form_of(named, args.output):
        case "json":
            return results.write_json(found)
        case "trig":
            return results.write_trig(found)
        case "markdown":
            return results.write_markdown(found, everything=args.all)
        case _:
            return results.write_text(found, everything=args.all)
