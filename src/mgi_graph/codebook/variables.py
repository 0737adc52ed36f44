"""The columns of an answer as variables: meaning, kind, unit, codes, and how many values are missing."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyoxigraph as ox

from mgi_graph.codebook.definition import Meaning, class_of, read_meanings
from mgi_graph.codebook.model import Code, Variable
from mgi_graph.namespaces import STANDARD, shrink
from mgi_graph.results.cells import lexical

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.codebook.model import Kind
    from mgi_graph.queries.answer import Answer, Cell
    from mgi_graph.queries.header import Column
    from mgi_graph.store.protocol import Store

#: What a value of each kind looks like as text; a column with any other value is text.
FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "integer": re.compile(r"[+-]?\d{1,15}"),
    "year": re.compile(r"-?\d{4}"),
    "decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)"),
    "date": re.compile(r"\d{4}-\d\d-\d\d"),
    "boolean": re.compile(r"true|false"),
}
UNITS: Final[Mapping[str, str]] = {"year": "calendar year (Gregorian)", "date": "day (ISO 8601)"}
_SCHEMES: Final = f"""
SELECT ?code ?scheme WHERE {{ VALUES ?code {{ %s }} ?code <{STANDARD["skos"]}inScheme> ?scheme }}
ORDER BY ?code ?scheme"""
_CODES: Final = f"""
SELECT ?code ?label ?definition ?scheme WHERE {{
    {{ VALUES ?scheme {{ %s }} ?code <{STANDARD["skos"]}inScheme> ?scheme }}
    UNION {{ VALUES ?code {{ %s }} ?code <{STANDARD["rdfs"]}isDefinedBy> ?scheme }}
    OPTIONAL {{
        ?code <{STANDARD["skos"]}prefLabel>|<{STANDARD["rdfs"]}label> ?label FILTER langMatches(lang(?label), "en")
    }}
    OPTIONAL {{ ?code <{STANDARD["skos"]}definition> ?definition FILTER langMatches(lang(?definition), "en") }}
}} ORDER BY ?code ?label ?definition ?scheme"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A column of the answer with its variable and its cells as text."""

    column: Column
    variable: Variable
    cells: tuple[tuple[str, ...], ...]


def measure(answer: Answer, text: str, store: Store) -> tuple[Measured, ...]:
    """Return each column of an answer as a variable; ``text`` is the query that gave it."""
    meanings = read_meanings(text, [column.name for column in answer.columns], store)
    units = {each.source: name for name, each in meanings.items()}
    found = []
    for index, column in enumerate(answer.columns):
        cells = [row.values[index] for row in answer.rows]
        meaning = meanings.get(column.name) or Meaning(text=f"column {column.name} of the query")
        found.append(_measured(column, cells, meaning, store, units))
    return tuple(found)


def _measured(
    column: Column, cells: Sequence[Cell], meaning: Meaning, store: Store, units: Mapping[str, str]
) -> Measured:
    texts = tuple(tuple(_text(term) for term in cell) for cell in cells)
    values = [value for cell in texts for value in cell]
    codes = _codes(values, store) if column.kind in {"iri", "term"} and _all_iris(cells) else ()
    kind: Kind = "code" if codes else _kind(column, values, iris=_all_iris(cells))
    variable = Variable(
        name=column.name,
        label=words(column.name),
        definition=_definition(meaning, values, store) if kind == "iri" else meaning.text,
        kind=kind,
        source=meaning.source,
        unit=_unit(kind, meaning, units),
        codes=codes,
        missing=sum(not cell for cell in texts),
        distinct=len(set(values)),
    )
    return Measured(column=column, variable=variable, cells=texts)


def _definition(meaning: Meaning, values: Sequence[str], store: Store) -> str:
    """Put the class that all the things belong to before what the query says of them."""
    if not meaning.text.startswith(("thing that has", "value of")):
        return meaning.text
    found = class_of(values, store)
    return f"{found.label} ({found.definition}); {meaning.text}" if found else meaning.text


def _codes(values: Sequence[str], store: Store) -> tuple[Code, ...]:
    """Return the codes of a column all of whose values are concepts of schemes or terms of the ontology.

    Of a scheme all concepts are listed, also those that do not occur.
    """
    counts = Counter(values)
    listed = " ".join(f"<{iri}>" for iri in sorted(counts))
    schemes = {lexical(row[1]) for row in store.select(_SCHEMES % listed).rows} if listed else set()
    rows = store.select(_CODES % (" ".join(f"<{iri}>" for iri in sorted(schemes)), listed)).rows if listed else ()
    found: dict[str, Code] = {}
    for row in rows:
        iri, label, definition, scheme = map(lexical, row)
        code = Code(
            iri=iri,
            curie=shrink(iri),
            label=label or shrink(iri),
            definition=definition,
            scheme=scheme,
            count=counts[iri],
        )
        found.setdefault(iri, code)
    return tuple(found.values()) if counts.keys() <= found.keys() else ()


def _kind(column: Column, values: Sequence[str], *, iris: bool) -> Kind:
    if column.kind == "iri" or (column.kind == "term" and iris):
        return "iri"
    form = FORMS.get(column.kind)
    if form is None or not all(form.fullmatch(value) for value in values):
        return "text"
    return column.kind  # type: ignore[return-value] # the keys of FORMS are kinds


def _unit(kind: Kind, meaning: Meaning, units: Mapping[str, str]) -> str:
    if kind in UNITS:
        return UNITS[kind]
    if kind not in {"integer", "decimal"}:
        return ""
    column = next((name for source, name in units.items() if source.endswith("#unit")), "")
    if kind == "decimal" and not meaning.unit:
        return f"that of the column {column}" if column else "as the quantity states; not a column of this answer"
    return meaning.unit or "number without unit"


def _all_iris(cells: Sequence[Cell]) -> bool:
    terms = [term for cell in cells for term in cell]
    return bool(terms) and all(isinstance(term, ox.NamedNode) for term in terms)


def _text(term: object) -> str:
    """Return a term as a cell: an IRI in full, a boolean as true or false (XSD 1.1 part 2 §3.3.2.1)."""
    if isinstance(term, ox.Literal) and term.datatype.value == f"{STANDARD['xsd']}boolean":
        return {"1": "true", "0": "false"}.get(term.value, term.value)
    return lexical(term)  # type: ignore[arg-type] # cells hold terms


def words(name: str) -> str:
    """Write the name of a column as words.

    >>> words("otherYear")
    'other year'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|_", " ", name).lower()
