"""From a question on the command line to an answer in the form asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from mgi_graph.cli.opening import find_project, open_graph
from mgi_graph.cli.output import Outcome, coloured, terminal_width
from mgi_graph.errors import OutputError, ParameterError
from mgi_graph.results.forms import BY_NAME, ROWS, form_for

if TYPE_CHECKING:
    from argparse import Namespace

    from mgi_graph.queries.answer import Answer
    from mgi_graph.results.layout import Layout
    from mgi_graph.store.protocol import Store

#: What is put to the name of an answer to name the file of its citation.
SIDECAR: Final = "-citation.json"
#: Forms with a place for what is said of an answer without rows.
_SPEAKING: Final = frozenset({"table", "json", "markdown", "html"})


def run_query(args: Namespace) -> Outcome:
    """Run ``mgi query run``; what was asked is judged before the dataset is opened."""
    from mgi_graph.queries.asking import ask
    from mgi_graph.queries.catalogue import Catalogue
    from mgi_graph.queries.languages import language

    given = given_by(args)
    catalogue = Catalogue(find_project(args))
    saved = catalogue[args.name]
    form = None if args.cite else asked_form(args, ROWS)
    spoken = language(args.lang)
    store = open_graph(args).store
    return finish(args, ask(store, catalogue, saved.name, given, language=spoken), store, form)


def given_by(args: Namespace) -> dict[str, list[str]]:
    """Return the values of ``PARAMETER=VALUE`` and ``--param``, by the names of the parameters."""
    given: dict[str, list[str]] = {}
    for each in (*args.given, *args.param):
        name, equals, value = each.partition("=")
        if not equals or not name.strip():
            raise ParameterError(f"expected PARAMETER=VALUE, such as year=2021; found {each!r}")
        given.setdefault(name.strip(), []).append(value)
    return given


def asked_form(args: Namespace, kind: str) -> str | None:
    """Return the form of ``--format``, else that of the name of the file; judges the paging too."""
    if args.limit is not None and args.limit < 1:
        raise ParameterError(f"--limit: expected a number of rows from 1; found {args.limit}")
    if args.citation == "" and (args.output or "-") == "-":
        raise OutputError("--citation needs the name of a file, or --output beside which it is put")
    named: str | None = args.format
    return named or (form_for(args.output, kind) if args.output else None)


def finish(args: Namespace, answer: Answer, store: Store, form: str | None) -> Outcome:
    """Take the page asked for and write it, its references in its place, its citation beside it."""
    from mgi_graph.results.formats import encode
    from mgi_graph.results.paging import is_part, page_of, range_of

    page = page_of(answer, args.limit, args.after)
    layout = _layout(args, page, store)
    if getattr(args, "cite", None):
        return Outcome(text=_references(args, page, store), file=args.output)
    name = form or "table"
    data = encode(page, name, layout)
    silent = not BY_NAME[name].cites or bool(args.output)
    return Outcome(
        text=data,
        file=args.output,
        beside=_beside(args, page, layout, name, data),
        notes=((range_of(page),) if is_part(page) and silent else ()) + _why_none(page, name),
    )


def _why_none(answer: Answer, form: str) -> tuple[str, ...]:
    """Say why there are no rows, or none for a value, where the form has no place for it."""
    if form in _SPEAKING or not (answer.emptiness or answer.unmatched):
        return ()
    from mgi_graph.results.cells import safe
    from mgi_graph.results.emptiness import in_words, unmatched_in_words

    if answer.emptiness is None:
        return tuple(safe(line) for line in unmatched_in_words(answer.unmatched))
    return ("no rows", *(f"  {safe(line)}" for line in in_words(answer.emptiness)))


def _layout(args: Namespace, page: Answer, store: Store) -> Layout:
    from mgi_graph.results.layout import Layout

    references = None
    if getattr(args, "evidence", False):
        from mgi_graph.results.references.read import read_references

        references = read_references(store, page)
    return Layout(
        width=None if args.output else terminal_width(),
        iris=getattr(args, "iris", False),
        colour=not args.output and coloured(args.color),
        bom=args.bom,
        references=references,
    )


def _references(args: Namespace, page: Answer, store: Store) -> str:
    from mgi_graph.results.layout import PLAIN
    from mgi_graph.results.references.formats import write_references
    from mgi_graph.results.references.read import read_references
    from mgi_graph.results.run import run_of

    return write_references(read_references(store, page), run_of(page, PLAIN), args.cite)


def _beside(args: Namespace, page: Answer, layout: Layout, form: str, data: bytes) -> tuple[tuple[str, bytes], ...]:
    """Return the file of the citation, with the digest of the rows as they can be read back."""
    if args.citation is None:
        return ()
    from mgi_graph.results.grids import digest_grids
    from mgi_graph.results.records import dumps
    from mgi_graph.results.run import record_of, run_of
    from mgi_graph.results.verify.readers import read_grids

    shown = digest_grids(read_grids(data, form))
    record = dumps(record_of(run_of(page, layout, form=form, shown=shown)))
    return ((args.citation or f"{args.output}{SIDECAR}", record.encode()),)
