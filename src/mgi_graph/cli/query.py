"""``mgi query``: list, show and run the saved queries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mgi_graph.cli import exporting, options
from mgi_graph.cli.opening import find_project
from mgi_graph.cli.options import output
from mgi_graph.cli.output import Outcome, form_of, terminal_width
from mgi_graph.results.forms import ROWS, names

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from mgi_graph.queries.catalogue import SavedQuery


def arguments(query: ArgumentParser, shared: ArgumentParser) -> None:
    """Add the actions of the command."""
    actions = query.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="list the saved queries", parents=[shared])
    listing.add_argument("--tag", help="only those with this tag")
    output(listing, ("table", "json"))
    show = actions.add_parser("show", help="show what a query asks, its parameters and its text", parents=[shared])
    show.add_argument("name", metavar="NAME")
    output(show, ("text", "json", "sparql"))
    asking = actions.add_parser("run", help="run a query; each row with the passages it rests on", parents=[shared])
    asking.add_argument("name", metavar="NAME")
    asking.add_argument("-p", "--param", action="append", default=[], metavar="NAME=VALUE", help="may be given again")
    asking.add_argument("--iris", action="store_true", help="show CURIEs in place of labels")
    options.answer(asking)
    options.evidence(asking)
    output(asking, names(ROWS))
    exporting.arguments(actions.add_parser("export", help="write a folder for statisticians", parents=[shared]))


def run(args: Namespace) -> Outcome:
    """Do what ``mgi query ACTION`` asks."""
    if args.action == "export":
        return exporting.run_export(args)
    if args.action == "run":
        from mgi_graph.cli.answering import run_query

        return run_query(args)
    text = {"list": _list, "show": _show}[args.action](args)
    return Outcome(text=text, file=args.output)


def _list(args: Namespace) -> str:
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results.records import dumps
    from mgi_graph.results.table import grid

    saved = [each for each in Catalogue(find_project(args)) if args.tag is None or args.tag in each.header.tags]
    if form_of(args.format, args.output) == "json":
        return dumps([_record(each) for each in saved])
    rows = [(each.name, each.header.summary, _signature(each)) for each in saved]
    return grid(("name", "question", "parameters"), rows, width=terminal_width()) + "\n"


def _show(args: Namespace) -> str:
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results.records import dumps

    saved = Catalogue(find_project(args))[args.name]
    match form_of(args.format, args.output):
        case "json":
            return dumps(_record(saved) | {"text": saved.text})
        case "sparql":
            return saved.text
        case _:
            return _page(saved)


def _signature(saved: SavedQuery) -> str:
    return ", ".join(f"{each.name}{'' if each.required else '?'}" for each in saved.header.parameters)


def _record(saved: SavedQuery) -> dict[str, object]:
    header = saved.header
    parameters = [
        {
            "name": each.name,
            "kind": each.kind,
            "of": each.of or None,
            "description": each.description,
            "required": each.required,
            "default": each.default,
        }
        for each in header.parameters
    ]
    return {
        "name": saved.name,
        "theme": saved.theme,
        "summary": header.summary,
        "description": header.description,
        "question": header.question,
        "tags": list(header.tags),
        "parameters": parameters,
        "columns": [{"name": column.name, "kind": column.kind} for column in header.columns],
        "file": saved.file,
    }


def _page(saved: SavedQuery) -> str:
    header = saved.header
    lines = [line for line in (header.summary, header.description) if line] + [""]
    lines += [f"question    {header.question}"] * bool(header.question)
    lines += [f"tags        {', '.join(header.tags)}"] * bool(header.tags)
    lines += [f"columns     {', '.join(column.name for column in header.columns)}", f"file        {saved.file}"]
    for each in header.parameters:
        kind = f"{each.kind} of {each.of}" if each.of else each.kind
        need = "required" if each.required else "optional"
        default = f", default {each.default}" if each.default is not None else ""
        lines.append(f"parameter   {each.name}: {each.description} ({kind}, {need}{default})")
    body = "\n".join(line for line in saved.text.splitlines() if not line.startswith("#+")).strip()
    return "\n".join([*lines, "", body]) + "\n"
