"""``mgi query list`` and ``mgi query show``: find a saved query, and learn what it takes and gives."""

from __future__ import annotations

import shlex
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.opening import find_project, open_graph
from mgi_graph.cli.options import output
from mgi_graph.cli.output import form_of, terminal_width

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _SubParsersAction
    from collections.abc import Iterable, Sequence

    from mgi_graph.queries.catalogue import Catalogue, SavedQuery
    from mgi_graph.queries.choices import Choice
    from mgi_graph.queries.header import Parameter
    from mgi_graph.queries.ranking import Hit
    from mgi_graph.store.protocol import Store

#: How many queries a question in words gets, how many choices a page shows, and its width elsewhere.
MOST_HITS: Final = 8
MOST_CHOICES: Final = 8
WIDTH: Final = 80
_INDENT: Final = 4
_STATE: Final = "migov:State"


def arguments(actions: _SubParsersAction[ArgumentParser], shared: ArgumentParser) -> None:
    """Add the two actions."""
    listing = actions.add_parser("list", help="find saved queries, by words or all of them", parents=[shared])
    listing.add_argument("words", nargs="*", metavar="WORD", help="a question, or words of one")
    listing.add_argument("--tag", help="only those with this tag")
    listing.add_argument("--kind", help="only those about this kind of thing, such as treaty or body")
    listing.add_argument("--column", help="only those that return a column of this name")
    output(listing, ("table", "json", "turtle"))
    show = actions.add_parser("show", help="show what a query asks, its parameters and its text", parents=[shared])
    show.add_argument("name", metavar="NAME")
    show.add_argument("--choices", metavar="PARAMETER", help="show all that may be given for this parameter")
    output(show, ("text", "json", "sparql"))


def write_list(args: Namespace) -> str:
    """Write what ``mgi query list`` asks for."""
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results import catalogue as written

    whole = Catalogue(find_project(args))
    chosen = [each for each in whole if _fits(each, args)]
    hits = _hits(args, whole, chosen) if args.words else ()
    chosen = [hit.saved for hit in hits] if args.words else chosen
    match form_of(args.format, args.output):
        case "json":
            return written.write_json(chosen)
        case "turtle":
            return written.write_turtle(chosen)
        case _:
            return _ranked(hits, args.words) if args.words else _grouped(chosen)


def write_query(args: Namespace) -> str:
    """Write what ``mgi query show`` asks for."""
    from mgi_graph.errors import NameNotFoundError
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.results import catalogue as written

    saved = Catalogue(find_project(args))[args.name]
    if args.choices:
        parameter = saved.header.parameter(args.choices)
        if parameter is None:
            raise NameNotFoundError("parameter", args.choices, (each.name for each in saved.header.parameters))
        return "\n".join(_choices(parameter, open_graph(args).store, None)) + "\n"
    match form_of(args.format, args.output):
        case "json":
            return written.write_json_one(saved)
        case "sparql":
            return saved.text
        case _:
            return _page(saved, open_graph(args).store)


def _fits(saved: SavedQuery, args: Namespace) -> bool:
    from mgi_graph.queries.ranking import kinds

    return (
        (args.tag is None or args.tag.lower() in {tag.lower() for tag in saved.header.tags})
        and (args.kind is None or args.kind.lower() in kinds(saved))
        and (args.column is None or args.column in {column.name for column in saved.header.columns})
    )


def _hits(args: Namespace, whole: Catalogue, chosen: Iterable[SavedQuery]) -> tuple[Hit, ...]:
    from mgi_graph.queries.ranking import rank, read_assessed, read_names
    from mgi_graph.queries.yields import put_empty_last

    store = open_graph(args).store
    hits = rank(chosen, " ".join(args.words), read_names(whole, store), read_assessed(store))
    return put_empty_last(hits[:MOST_HITS], store)


def _grouped(chosen: Iterable[SavedQuery]) -> str:
    lines = []
    for theme, saved in groupby(sorted(chosen, key=lambda each: (each.theme, each.name)), key=lambda each: each.theme):
        lines += [theme, *(line for each in saved for line in _entry(each)), ""]
    ways = [
        "Find one by words:    mgi query list who is responsible for border management",
        "See its parameters:   mgi query show NAME",
        "Ask it:               mgi query run NAME PARAMETER=VALUE …",
    ]
    return "\n".join([*lines, *ways] if lines else ["No saved query fits.", *ways]) + "\n"


def _ranked(hits: Iterable[Hit], words: Sequence[str]) -> str:
    ways = [
        f"Single findings with these words:  mgi search {shlex.join(words)}",
        "What else may be given:            mgi query show NAME",
    ]
    lines = []
    for hit in hits:
        given = [f"{name}={value}" for name, value in hit.parameters]
        lines += [*_entry(hit.saved), f"        mgi query run {shlex.join([hit.saved.name, *given])}", ""]
    return "\n".join([*(lines or ["No saved query has these words; mgi query list shows all.", ""]), *ways]) + "\n"


def _entry(saved: SavedQuery) -> list[str]:
    from mgi_graph.results.table import wrap

    summary = wrap(saved.header.summary, (terminal_width() or WIDTH) - 2 * _INDENT)
    return [f"{' ' * _INDENT}{saved.name}", *(f"{' ' * 2 * _INDENT}{line}" for line in summary)]


def _page(saved: SavedQuery, store: Store) -> str:
    header = saved.header
    lines = [line for line in (header.summary, header.description) if line] + [""]
    lines += [f"question    {header.question}"] * bool(header.question)
    lines += [f"tags        {', '.join(header.tags)}"] * bool(header.tags)
    lines += [f"columns     {', '.join(column.name for column in header.columns)}", f"file        {saved.file}", ""]
    for each in header.parameters:
        need = "required" if each.required else "optional"
        default = f", default {each.default}" if each.default is not None else ""
        lines.append(f"parameter   {each.name}: {each.description} ({_kind(each)}, {need}{default})")
        lines += [f"    {line}" for line in _choices(each, store, MOST_CHOICES)]
    body = "\n".join(line for line in saved.text.splitlines() if not line.startswith("#+")).strip()
    return "\n".join([*lines, "", body]) + "\n"


def _kind(parameter: Parameter) -> str:
    from mgi_graph.queries.choices import name_kind

    return name_kind(parameter) if parameter.kind in {"iri", "concept"} else parameter.kind


def _choices(parameter: Parameter, store: Store, most: int | None) -> list[str]:
    """List what may be given, one a line: what to write, and its label where that says more."""
    from mgi_graph.queries.choices import choices, write_choice
    from mgi_graph.queries.parameters import EXAMPLES

    if parameter.kind not in {"iri", "concept"}:
        return [f"such as {EXAMPLES[parameter.kind]}"]
    known = _assessed_first(choices(parameter, store), store) if parameter.of == _STATE else choices(parameter, store)
    if most and not parameter.of:
        return [f"the name or IRI of any of {len(known)} things; mgi search finds them"]
    shown = known[:most] if most and len(known) > most else known
    lines = [write_choice(each) for each in shown]
    more = len(known) - len(shown)
    return lines + [f"… and {more} more of {len(known)}: --choices {parameter.name} shows all"] * bool(more)


def _assessed_first(known: Sequence[Choice], store: Store) -> list[Choice]:
    """Put the States that a profile assesses before the others."""
    from mgi_graph.namespaces import MIGOV

    assessed = {str(row[0]) for row in store.select(f"SELECT ?x {{ ?profile <{MIGOV}assessedState> ?x }}").rows}
    return sorted(known, key=lambda each: f"<{each.iri}>" not in assessed)
