"""The saved queries, as docs/queries.md shows them."""

from __future__ import annotations

from collections import defaultdict
from itertools import groupby
from typing import TYPE_CHECKING, Final

from mgi_graph.queries.catalogue import Catalogue

if TYPE_CHECKING:
    from mgi_graph.project import Project
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter

_HEAD: Final = """# Saved queries

Written by `scripts/reference.py` from the headers in `queries/`; edit them there. Which question each
answers, and with which parameters: [competency questions](competency.md). To write a query of your own:
[SPARQL](sparql.md).

Run one by `mgi query run NAME parameter=value`. A value may be an IRI, a CURIE, the last part of a CURIE or a label;
several values of one parameter mean any of them. `mgi query show NAME` prints the query itself.
"""


def write_queries(project: Project) -> str:
    """Write docs/queries.md."""
    saved = sorted(Catalogue(project), key=lambda each: (each.theme, each.name))
    parts = [_HEAD]
    by_theme: dict[str, list[str]] = defaultdict(list)
    for each in saved:
        by_theme[each.theme].append(f"[{each.name}](#{each.name})")
    parts.append("\n| theme | queries |\n| --- | --- |\n")
    parts.extend(f"| {theme} | {', '.join(names)} |\n" for theme, names in by_theme.items())
    for theme, queries in groupby(saved, key=lambda each: each.theme):
        parts.append(f"\n## {theme.capitalize()}\n")
        parts.extend(map(_entry, queries))
    return "".join(parts)


def _entry(saved: SavedQuery) -> str:
    header = saved.header
    lines = [f'\n### <a id="{saved.name}"></a>{saved.name}\n', f"**{header.summary}** {header.description}\n".rstrip()]
    lines += ["", f"- columns: {', '.join(f'`{column.name}`' for column in header.columns)}"]
    lines += [f"- `{each.name}`: {_parameter(each)}" for each in header.parameters]
    lines += [f"- answers {header.question}; file `{saved.file}`" if header.question else f"- file `{saved.file}`"]
    return "\n".join(lines) + "\n"


def _parameter(each: Parameter) -> str:
    kind = f"{each.kind} of `{each.of}`" if each.of else each.kind
    need = ", required" if each.required else ""
    default = f", `{each.default}` where none is given" if each.default is not None else ""
    return f"{each.description} ({kind}{need}{default})"
