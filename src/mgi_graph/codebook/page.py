"""A codebook to read: as Markdown, and as an HTML page that needs no other file."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from mgi_graph.codebook.metadata import LICENSE, MISSING
from mgi_graph.namespaces import shrink
from mgi_graph.results.markdown import escape as marked
from mgi_graph.results.run import lines_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from mgi_graph.codebook.model import Codebook, Table, Variable

#: What is put to the name of the query to name the file of the citation.
CITATION: Final = "-citation.json"
HEADS: Final = ("variable", "definition", "type", "unit", "missing", "distinct")
_STYLE: Final = """
body {
  font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 2rem auto; padding: 0 1rem;
  color: #1a1a1a; background: #fff
}
table { border-collapse: collapse; width: 100%; margin: 1rem 0 }
caption { text-align: left; font-weight: bold; padding: .25rem 0 }
th, td {
  border: 1px solid #767676; padding: .25rem .5rem;
  text-align: left; vertical-align: top; overflow-wrap: anywhere
}
thead th { background: #eee }
"""


def write_markdown(book: Codebook) -> str:
    """Write the codebook as GitHub Flavored Markdown."""
    lines = [f"# Codebook: {marked(book.title)}", "", *(f"{marked(line)}  " for line in facts(book)), ""]
    for table in book.tables:
        lines += [f"## {table.file}", "", marked(shape(table)), ""]
        lines += grid(HEADS, [row(each, _ticked) for each in table.variables])
        for variable in table.variables:
            if variable.codes:
                lines += ["", f"### Codes of {variable.name}", "", *grid(CODES, codes(variable, _ticked))]
        lines.append("")
    return "\n".join(lines)


def write_html(book: Codebook) -> str:
    """Write the codebook as an HTML page (HTML 5.3): headed tables, no script, no other file; all escaped."""
    parts = [f"<h1>Codebook: {escape(book.title)}</h1>", "<ul>"]
    parts += [f"<li>{escape(line)}</li>" for line in facts(book)] + ["</ul>"]
    for table in book.tables:
        parts += [f"<h2>{escape(table.file)}</h2>", f"<p>{escape(shape(table))}</p>"]
        parts.append(_rows(f"Variables of {table.file}", HEADS, [row(each, _link) for each in table.variables]))
        for variable in table.variables:
            if variable.codes:
                parts.append(_rows(f"Codes of {variable.name}", CODES, codes(variable, _link)))
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Codebook: {escape(book.title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )


CODES: Final = ("code", "label", "definition", "times")


def facts(book: Codebook) -> list[str]:
    """Return what is true of all tables: the query, the sources, the citation of the run, missing values."""
    given = "; ".join(f"{name} = {' or '.join(values)}" for name, values in book.parameters) or "none"
    question = f" ({book.question})" if book.question else ""
    return [
        *([book.description] if book.description else []),
        f"Question: {book.name}{question}, its text in query.rq. Parameters: {given}.",
        *(f"Source: {source}" for source in book.sources),
        *lines_of(book.run),
        f"Is it still the same? mgi verify {book.name}{CITATION}",
        f"Missing values: {MISSING}",
        "Files are CSV (RFC 4180) in UTF-8, IRIs in full; the column row ties the tables together.",
        f"Licence of the data: CC BY 4.0, {LICENSE}",
    ]


def shape(table: Table) -> str:
    """Tell what a table holds, how many rows it has and what identifies one."""
    stop = "" if table.title.endswith("?") else "."
    return f"{table.title}{stop} {len(table.rows)} rows; a row is identified by {' and '.join(table.key)}."


def row(variable: Variable, link: Callable[[str], str]) -> tuple[str, ...]:
    """Return a variable as a row of the codebook; ``link`` writes what was escaped as code or as a link."""
    escaped = escape if link is _link else marked
    source = f" ({link(variable.source)})" if variable.source else ""
    return (
        escaped(variable.name),
        escaped(variable.definition) + source,
        {"code": "code (IRI)", "iri": "IRI"}.get(variable.kind, variable.kind),
        escaped(variable.unit),
        str(variable.missing),
        str(variable.distinct),
    )


def codes(variable: Variable, link: Callable[[str], str]) -> list[tuple[str, ...]]:
    """Return the codes of a variable as rows; one that does not occur is there 0 times."""
    escaped = escape if link is _link else marked
    return [(link(each.iri), escaped(each.label), escaped(each.definition), str(each.count)) for each in variable.codes]


def grid(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Write a table of Markdown from cells that are escaped already."""
    lines = [heads, ["---"] * len(heads), *rows]
    return [f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines]


def _rows(caption: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    head = "".join(f'<th scope="col">{each}</th>' for each in heads)
    body = "\n".join(
        f'<tr><th scope="row">{cells[0]}</th>{"".join(f"<td>{cell}</td>" for cell in cells[1:])}</tr>' for cells in rows
    )
    top = f"<caption>{escape(caption)}</caption>\n<thead><tr>{head}</tr></thead>"
    return f"<table>\n{top}\n<tbody>\n{body}\n</tbody>\n</table>"


def _ticked(iri: str) -> str:
    return f"`{shrink(iri)}`"


def _link(iri: str) -> str:
    shown = escape(shrink(iri))
    return f'<a href="{escape(iri)}">{shown}</a>' if iri.startswith(("https://", "http://")) else shown
