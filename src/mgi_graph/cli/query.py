"""``mgi query``: list, show, run and export the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli import exporting, listing, options
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome
from mgi_graph.results.forms import ROWS, names

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(query: ArgumentParser, shared: ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = query.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing.arguments(actions, shared)
    asking = actions.add_parser("run", help="run a query; each row with the passages it rests on", parents=[shared])
    options.parameters(asking)
    asking.add_argument("--iris", action="store_true", help="show CURIEs in place of labels")
    options.answer(asking)
    options.evidence(asking)
    output(asking, names(ROWS))
    options.deadline(asking)
    options.store(asking)
    exporting.arguments(actions.add_parser("export", help="write a folder for statisticians", parents=[shared]))


def run(args: Namespace) -> Outcome:
    """Do what ``mgi query ACTION`` asks."""
    if args.action == "export":
        return exporting.run_export(args)
    if args.action == "run":
        from mgi_graph.cli.answering import run_query

        return run_query(args)
    text = {"list": listing.write_list, "show": listing.write_query}[args.action](args)
    return Outcome(text=text, file=args.output)
