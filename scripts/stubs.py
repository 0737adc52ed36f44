"""Write what editors and type checkers know of the saved queries, src/mgi_graph/graph/saved.pyi, from their headers.

Usage: python scripts/stubs.py [--check]     (--check: exit 1 when the file on disk differs)
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from textwrap import indent, wrap
from typing import TYPE_CHECKING

from mgi_graph.graph.arguments import python_name
from mgi_graph.graph.calls import TAKES, docstring, function_name
from mgi_graph.project import find
from mgi_graph.queries.catalogue import Catalogue

if TYPE_CHECKING:
    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter

STUB = Path(__file__).parent.parent / "src" / "mgi_graph" / "graph" / "saved.pyi"
WIDTH = 110
HEAD = """# Written by scripts/stubs.py from the headers of queries/: edit those.
from collections.abc import Callable
from typing import Literal, TypeAlias

from mgi_graph.graph.arguments import {takes}
from mgi_graph.graph.result import QueryResult
from mgi_graph.project import Project
from mgi_graph.queries.catalogue import Catalogue

#: The saved queries of this version; a project of one's own may have others.
QueryName: TypeAlias = Literal[
{names}
]

class SavedQueries(Catalogue):
    def __init__(self, project: Project, ask: Callable[..., QueryResult]) -> None: ...
    def __len__(self) -> int: ...
    def _ipython_key_completions_(self) -> list[str]: ...
    def _repr_html_(self) -> str: ...
"""


def stub(queries: Catalogue) -> str:
    """Write the stub: a method for each query, with typed keywords and its question."""
    saved = list(queries)
    kinds = {TAKES[each.kind] for query in saved for each in query.header.parameters}
    names = "\n".join(f'    "{query.name}",' for query in saved)
    head = HEAD.format(takes=", ".join(sorted(kinds)), names=names)
    return head + "".join(method(query) for query in saved)


def method(saved: SavedQuery) -> str:
    """Write the method of one query."""
    parameters = "".join(f"        {parameter(each)},\n" for each in saved.header.parameters)
    keywords = f"\n        self,\n        *,\n{parameters}    " if parameters else "self"
    lines = docstring(saved).replace("\\", "\\\\").replace('"', '\\"').splitlines()
    text = "\n".join(map(folded, lines))
    body = indent(f'"""{text}\n"""', " " * 8)
    return f"    def {function_name(saved.name)}({keywords}) -> QueryResult:\n{body}\n"


def folded(line: str) -> str:
    """Break a line of a docstring; what continues it stands further in."""
    space = line[: len(line) - len(line.lstrip())]
    return "\n".join(wrap(line.strip(), WIDTH, initial_indent=space, subsequent_indent=space * 2))


def parameter(each: Parameter) -> str:
    """Write a parameter with its type and default."""
    declared = f"{python_name(each.name)}: {TAKES[each.kind]}"
    if each.required and each.default is None:
        return declared
    return f"{declared} = {each.default!r}".replace("'", '"')


def main() -> int:
    """Write the file, or with --check only compare."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file differs")
    args = parser.parse_args()
    text = stub(Catalogue(find(STUB)))
    if args.check:
        same = STUB.is_file() and STUB.read_text(encoding="utf-8") == text
        if not same:
            print(f"{STUB.name} is not up to date: run python scripts/stubs.py")
        return 0 if same else 1
    STUB.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
