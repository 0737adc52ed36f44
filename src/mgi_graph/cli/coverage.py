"""``mgi coverage``: hold the dataset against the source that it was made from."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of, terminal_width
from mgi_graph.errors import EXIT_NOT_CONFORMING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(coverage: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    coverage.add_argument("profile", metavar="PROFILE", nargs="?", help="a CURIE or IRI (default: the only one)")
    coverage.add_argument(
        "--source", metavar="DIR", help="folder of the source (default: where it is in ../shared/source)"
    )
    output(coverage, ("text", "json"))


def run(args: Namespace) -> Outcome:
    """Run ``mgi coverage``; exit code 1 where something is missing."""
    from mgi_graph.coverage.audit import audit, choose
    from mgi_graph.coverage.source import beside, read_source
    from mgi_graph.results.coverage import write_record, write_text

    graph = open_graph(args)
    profile = choose(graph.store, args.profile)
    folder = Path(args.source) if args.source else beside(graph.project, graph.store, profile)
    found = audit(graph.store, profile, read_source(graph.store, profile, folder) if folder else None)
    if form_of(args.format, args.output) == "json":
        text = write_record(found)
    else:
        text = write_text(found, width=None if args.output else terminal_width())
    return Outcome(text=text, file=args.output, code=0 if found.complete else EXIT_NOT_CONFORMING)
