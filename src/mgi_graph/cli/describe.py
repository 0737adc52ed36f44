"""``mgi describe``: everything about one thing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli import options
from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of
from mgi_graph.results.forms import TRIPLES, names

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(describe: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    describe.add_argument("name", metavar="NAME", help="an IRI, a CURIE such as migov:Finding, or a label")
    output(describe, ("text", "json", *names(TRIPLES)))
    options.store(describe)


def run(args: Namespace) -> Outcome:
    """Run ``mgi describe``."""
    from mgi_graph.queries.answer import Statements
    from mgi_graph.results import description
    from mgi_graph.results.formats import encode

    found = open_graph(args).describe(args.name)
    form = form_of(args.format, args.output)
    if form == "json":
        return Outcome(text=description.write_record(found), file=args.output)
    if form in names(TRIPLES):
        statements = Statements(triples=found.triples, digest=found.digest)
        return Outcome(text=encode(statements, form), file=args.output)
    return Outcome(text=description.write_text(found), file=args.output)
