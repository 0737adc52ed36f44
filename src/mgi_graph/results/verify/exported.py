"""A file that says what was asked and what came back: a citation, or an answer with its citation."""

from __future__ import annotations

import html
import io
import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.errors import OutputError
from mgi_graph.results.extra import needed
from mgi_graph.results.run import read_lines, read_record

if TYPE_CHECKING:
    from mgi_graph.results.grids import Grid
    from mgi_graph.results.run import Run

_ZIP: Final = b"PK\x03\x04"
_PARQUET: Final = b"PAR1"
_TAG: Final = re.compile(r"<[^>]*>")
_TEX: Final = re.compile(r"\\([&%$#_])|\{\\textasciitilde\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Exported:
    """What a file holds: the citation of its run, its tables where it has any, and why not where it should."""

    run: Run
    grids: tuple[Grid, ...] = ()
    fault: str = ""


def read_exported(data: bytes, name: str, sidecar: bytes | None = None) -> Exported:
    """Read a file, and the citation beside it for a form that has no place for one.

    Raises :class:`OutputError` where neither has a citation.
    """
    run = _run(sidecar, f"the citation of {name}") if sidecar is not None else _run(data, name)
    if not run.shown or _is_citation(data):
        return Exported(run=run)
    from mgi_graph.results.verify.readers import read_grids

    try:
        grids = read_grids(data, run.form)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        return Exported(run=run, fault=f"its rows cannot be read as {run.form}: {' '.join(str(error).split())}")
    if run.form == "table" and len(grids[0].rows if grids else ()) > run.count:
        return Exported(run=run, fault="its table is wrapped to a terminal, so its rows cannot be told apart")
    return Exported(run=run, grids=grids)


def _run(data: bytes, name: str) -> Run:
    try:
        found = _parsed(data)
    except (ValueError, KeyError, TypeError, AttributeError):
        found = None
    if found is None:
        raise OutputError(
            f"{name} has no citation of a run; expected an answer or a citation that mgi wrote"
            " (CSV, TSV and SPARQL results have it in a file beside them: --citation FILE)"
        )
    return found


def _parsed(data: bytes) -> Run | None:
    if data.startswith(_ZIP):
        return read_record(_sheet(data))
    if data.startswith(_PARQUET):
        from mgi_graph.results.parquet import KEY

        schema = needed("pyarrow.parquet", "frames").read_schema(io.BytesIO(data))
        return read_record(json.loads(schema.metadata[KEY]))
    text = data.decode("utf-8-sig")
    if text.lstrip().startswith("{"):
        found = json.loads(text)
        return read_record(found.get("citation", found))
    if text.lstrip().startswith("["):
        notes = [item.get("note", "") for item in json.loads(text)]
        return next((run for run in map(read_lines, reversed(notes)) if run), None)
    if text.lstrip().lower().startswith("<!doctype html"):
        text = html.unescape(_TAG.sub("", text))
    return read_lines(_TEX.sub(lambda match: match[1] or "~", text))


def _sheet(data: bytes) -> Any:  # noqa: ANN401 - JSON
    from mgi_graph.results.workbook import CITATION, RECORD

    book = needed("openpyxl", "excel").load_workbook(io.BytesIO(data), read_only=True)
    if CITATION not in book.sheetnames:
        raise KeyError(CITATION)
    facts = dict(line[:2] for line in book[CITATION].iter_rows(values_only=True))
    return json.loads(facts[RECORD])


def _is_citation(data: bytes) -> bool:
    """Tell whether a file is a citation alone: JSON without rows."""
    text = data.lstrip(b"\xef\xbb\xbf \r\n\t")
    return text.startswith(b"{") and b'"rows": [' not in text and b'"results"' not in text and b'"head"' not in text
