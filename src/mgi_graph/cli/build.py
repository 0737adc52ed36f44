"""``mgi build``: make the dataset."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.cli.reporting import report
from mgi_graph.errors import NotConformingError
from mgi_graph.results.files import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.conformance import Result


def arguments(build: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    build.add_argument("--engine", choices=("rules", "owlrl"), default="rules", help="what infers (default: rules)")
    build.add_argument("--no-validate", action="store_true", help="leave SHACL out")
    build.add_argument("--out", metavar="FILE", help="write the dataset to a file too, as N-Quads")
    output(build, ("text", "json"))


def run(args: Namespace) -> Outcome:
    """Run ``mgi build``; where the files do not conform, the results are the outcome."""
    from mgi_graph.build import pipeline
    from mgi_graph.results.records import dumps

    try:
        with progress(args) as say:
            built = pipeline.build(find_project(args), engine=args.engine, validate=not args.no_validate, progress=say)
    except NotConformingError as error:
        results: tuple[Result, ...] = getattr(error, "results", ())
        if not results:
            raise
        return report(args, find_project(args), results)
    if args.out:
        write_file(Path(args.out), built.path.read_bytes())
    facts = {
        "dataset": str(args.out or built.path),
        "sha256": built.digest,
        "quads": built.quads,
        "inferred": built.inferred,
        "engine": args.engine,
        "validated": not args.no_validate,
        "cached": built.was_cached,
    }
    if form_of(args.format, args.output) == "json":
        return Outcome(text=dumps(facts), file=args.output)
    said = {True: "yes", False: "no"}
    lines = (f"{name:<10} {said[value] if isinstance(value, bool) else value}" for name, value in facts.items())
    return Outcome(text="\n".join(lines) + "\n", file=args.output)
