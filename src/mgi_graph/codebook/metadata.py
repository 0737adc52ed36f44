"""The tables of a codebook as CSV (RFC 4180) and their metadata (W3C Metadata Vocabulary for Tabular Data, 2015)."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any, Final

from mgi_graph.namespaces import QUERY, STANDARD, VOCAB

if TYPE_CHECKING:
    from mgi_graph.codebook.model import Codebook, Table, Variable

LICENSE: Final = "https://creativecommons.org/licenses/by/4.0/"
MISSING: Final = (
    "An empty cell means that the graph does not say. It does not mean no, none or zero: "
    "where a source says that something is absent, there is a finding of absence."
)
#: The built-in datatype for each kind (Metadata Vocabulary §5.11.1).
DATATYPES: Final = {
    "iri": "anyURI", "code": "anyURI", "text": "string", "integer": "integer", "year": "integer",
    "decimal": "decimal", "date": "date", "boolean": "boolean",
}  # fmt: skip


def write_csv(table: Table) -> str:
    """Write a table: a head with the names, then one line an observation."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([variable.name for variable in table.variables])
    writer.writerows(table.rows)
    return out.getvalue()


def write_metadata(book: Codebook) -> str:
    """Write the metadata of all tables as one table group (§5.3)."""
    group = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": book.title,
        "dc:description": " ".join(part for part in (book.description, MISSING) if part),
        "dc:identifier": f"sha256:{book.run.dataset}",
        "dc:license": {"@id": LICENSE},
        "dc:source": list(book.sources),
        "dc:isReferencedBy": {"@id": f"{QUERY}{book.name}"},
        "dialect": {
            "delimiter": ",", "doubleQuote": True, "encoding": "utf-8", "header": True,
            "lineTerminators": ["\r\n"], "quoteChar": '"',
        },
        "tables": [_table(book, table) for table in book.tables],
    }  # fmt: skip
    return json.dumps(group, ensure_ascii=False, indent=2) + "\n"


def _table(book: Codebook, table: Table) -> dict[str, Any]:
    schema: dict[str, Any] = {
        "columns": [_column(book, table, variable) for variable in table.variables],
        "primaryKey": list(table.key),
    }
    if table.key == ("row",):
        schema["aboutUrl"] = f"{table.file}#observation-{{row}}"
    elif table.references:
        schema["aboutUrl"] = f"{book.tables[0].file}#observation-{{row}}"
    else:
        schema["aboutUrl"] = "{+code}"
    if table.references:
        schema["foreignKeys"] = [
            {"columnReference": each.column, "reference": {"resource": each.table, "columnReference": each.key}}
            for each in table.references
        ]
    return {"url": table.file, "dc:title": table.title, "tableSchema": schema}


def _column(book: Codebook, table: Table, variable: Variable) -> dict[str, Any]:
    """Describe a column: the property is that of the column, what it was derived from is its source (§5.6)."""
    found: dict[str, Any] = {
        "name": variable.name,
        "titles": variable.name,
        "rdfs:label": variable.label,
        "dc:description": variable.definition,
        "datatype": DATATYPES[variable.kind],
        "required": variable.required,
        "null": [""],
        "propertyUrl": _property(book, table, variable),
    }
    if variable.kind in {"iri", "code"}:
        found["valueUrl"] = f"{{+{variable.name}}}"
    if variable.source:
        found["dc:source"] = {"@id": variable.source}
    if variable.unit:
        found["schema:unitText"] = variable.unit
    schemes = sorted({code.scheme for code in variable.codes if code.scheme.startswith(VOCAB)})
    if schemes:
        found["rdfs:range"] = [{"@id": scheme} for scheme in schemes]
    return found


def _property(book: Codebook, table: Table, variable: Variable) -> str:
    if table.key == ("code",):
        known = {"label": "prefLabel", "definition": "definition", "scheme": "inScheme", "curie": "notation"}
        if variable.name in known:
            return f"{STANDARD['skos']}{known[variable.name]}"
    return f"{QUERY}{book.name}#{variable.name}"
