"""``mgi sparql``: a query of one's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mgi_graph.cli import options
from mgi_graph.cli.opening import open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome
from mgi_graph.errors import QueryError
from mgi_graph.results.forms import ROWS, TRIPLES, VERDICT, names

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace


def arguments(sparql: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    sparql.add_argument("query", metavar="QUERY", help="the query, @FILE, or - for standard input")
    sparql.add_argument("--labels", action="store_true", help="show labels in place of CURIEs")
    options.answer(sparql)
    output(sparql, names(ROWS, VERDICT, TRIPLES))
    options.deadline(sparql)
    options.store(sparql)


def run(args: Namespace) -> Outcome:
    """Run ``mgi sparql``; the query is judged before the dataset is opened."""
    from mgi_graph.cli.answering import asked_form, finish
    from mgi_graph.queries.answer import Answer
    from mgi_graph.queries.guard import check
    from mgi_graph.queries.languages import language
    from mgi_graph.queries.run import run_text
    from mgi_graph.queries.syntax import form as kind
    from mgi_graph.results.formats import encode
    from mgi_graph.results.forms import fits, kind_of

    text, file = _read(args.query)
    check(text, file=file)
    form = asked_form(args, kind_of(kind(text)))
    fits(kind(text), form)
    store = open_graph(args).store
    found = run_text(store, text, file=file, labels=args.labels, language=language(args.lang))
    if isinstance(found, Answer):
        return finish(args, found, store, form)
    return Outcome(text=encode(found, form), file=args.output)


def _read(query: str) -> tuple[str, str]:
    """Return the text of a query and what to call it in messages."""
    if query != "-" and not query.startswith("@"):
        return query, "query"
    name = "standard input" if query == "-" else query[1:]
    try:
        data = sys.stdin.buffer.read() if query == "-" else Path(name).read_bytes()
        return data.decode("utf-8-sig"), name
    except UnicodeDecodeError as error:
        raise QueryError(f"{name} is no UTF-8 text: byte {error.start + 1} is wrong") from error
    except OSError as error:
        raise QueryError(f"{name} cannot be read: {error.strerror}") from error
