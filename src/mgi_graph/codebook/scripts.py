"""Scripts that read the tables of a codebook and print its summary: Python with pandas, and R without packages."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from mgi_graph.codebook.model import Codebook

_MARK: Final = "@@TABLES@@"


def write_python(book: Codebook) -> str:
    """Write ``read.py``."""
    tables = {table.file: {each.name: each.kind for each in table.variables} for table in book.tables}
    return _template("read.py.txt").replace(_MARK, json.dumps(tables, indent=4))


def write_r(book: Codebook) -> str:
    """Write ``read.R``, all in ASCII, which R reads alike in every locale."""
    tables = []
    for table in book.tables:
        kinds = ",\n".join(f'    {json.dumps(each.name)} = "{each.kind}"' for each in table.variables)
        tables.append(f"  {json.dumps(table.file)} = c(\n{kinds}\n  )")
    return _template("read.R.txt").replace(_MARK, "list(\n" + ",\n".join(tables) + "\n)")


def _template(name: str) -> str:
    return (files(__package__) / "templates" / name).read_text(encoding="utf-8")
