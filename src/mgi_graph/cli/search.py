"""``mgi search``: find things, findings and saved queries by words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli import options
from mgi_graph.cli.opening import find_project, open_graph, progress
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of, terminal_width

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.search.hits import Hits


def arguments(search: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    search.add_argument("words", nargs="+", metavar="WORDS", help="what to look for; slips of spelling are forgiven")
    search.add_argument("-k", "--kind", metavar="KIND", help="only this kind: instrument, body, finding, treaty …")
    search.add_argument(
        "-d", "--domain", metavar="DOMAIN", help="only in this domain of the framework: number or label"
    )
    search.add_argument("-n", "--limit", type=int, default=10, metavar="N", help="show N hits (default: 10)")
    output(search, ("text", "table", "csv", "json"))
    options.store(search)


def run(args: Namespace) -> Outcome:
    """Run ``mgi search``; exit code 0 whether or not something is found."""
    from mgi_graph.results import hits

    found = _found(args)
    width = None if args.output else terminal_width()
    match form_of(args.format, args.output):
        case "json":
            text = hits.write_json(found)
        case "csv":
            text = hits.write_csv(found)
        case "table":
            text = hits.write_table(found, width=width)
        case _:
            text = hits.write_text(found, width=width)
    return Outcome(text=text, file=args.output)


def _found(args: Namespace) -> Hits:
    from contextlib import closing

    from mgi_graph.build.pipeline import ensure
    from mgi_graph.search.find import search
    from mgi_graph.search.index import ensure_index
    from mgi_graph.store.embedded import open_dataset

    project = find_project(args)
    asked = {"kind": args.kind, "domain": args.domain, "limit": args.limit}
    if args.store:
        store = open_graph(args).store
        with closing(ensure_index(project, store.digest, lambda: store)) as index:
            return search(index, " ".join(args.words), **asked)
    with progress(args) as say:
        built = ensure(project, progress=say)
        with closing(ensure_index(project, built.digest, lambda: open_dataset(built))) as index:
            return search(index, " ".join(args.words), **asked)
