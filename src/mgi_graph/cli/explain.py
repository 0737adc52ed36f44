"""``mgi explain``: tell why a triple holds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.errors import EXIT_NOT_CONFORMING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(explain: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    explain.add_argument("subject", metavar="S", help="an IRI, a CURIE such as migov:Finding, or a label")
    explain.add_argument("predicate", metavar="P", help="a property; a stands for rdf:type")
    explain.add_argument("object", metavar="O", help='a thing, or a value such as 1994 or "text"@en')
    output(explain, ("text", "json", "turtle"))


def run(args: Namespace) -> Outcome:
    """Run ``mgi explain``; exit code 1 where the triple does not hold."""
    from mgi_graph.results import explanation as results

    predicate = "rdf:type" if args.predicate == "a" else args.predicate
    found = open_graph(args).explain(args.subject, predicate, args.object)
    writers = {"json": results.write_json, "turtle": results.write_triples}
    text = writers.get(form_of(args.format, args.output) or "", results.write_text)(found)
    return Outcome(text=text, file=args.output, code=0 if found.holds else EXIT_NOT_CONFORMING)
