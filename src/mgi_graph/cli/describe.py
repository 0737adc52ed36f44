"""``mgi describe``: everything about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import TRIPLES, output
from mgi_graph.cli.output import Outcome, form_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(describe: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    describe.add_argument("name", metavar="NAME", help="an IRI, a CURIE such as migov:Finding, or a label")
    output(describe, ("text", "json", *TRIPLES))


def run(args: Namespace) -> Outcome:
    """Run ``mgi describe``."""
    from mgi_graph.results import description, rdf

    found = open_graph(args).describe(args.name)
    match form_of(args.format, args.output):
        case "json":
            text = description.write_record(found)
        case "turtle":
            text = rdf.write_turtle(found.triples)
        case "ntriples":
            text = rdf.write_ntriples(found.triples)
        case "jsonld":
            text = rdf.write_jsonld(found.triples)
        case _:
            text = description.write_text(found)
    return Outcome(text=text, file=args.output)
