"""Parameters: those of saved queries, with what may be given, and the options that all have (OpenAPI §4.8.12).

A schema says what is surely taken; a server takes more: a name in any case, a label, an IRI.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from mgi_graph.queries.choices import choices, name_kind
from mgi_graph.queries.parameters import ANY
from mgi_graph.results.forms import ROWS, names
from mgi_graph.server.pinning import PINNED
from mgi_graph.server.saved.asked import CURSOR
from mgi_graph.server.saved.fields import options_of

if TYPE_CHECKING:
    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

Json = dict[str, Any]

_DIGITS: Final = 10**18 - 1
#: The schema of one value of each kind that is no thing, as :mod:`mgi_graph.queries.parameters` reads it.
_LITERALS: Final[dict[str, Json]] = {
    "integer": {"type": "integer", "minimum": -_DIGITS, "maximum": _DIGITS},
    "year": {"type": "integer", "minimum": 1000, "maximum": 9999},
    "decimal": {"type": "string", "pattern": r"^[+-]?([0-9]{1,18}(\.[0-9]{0,18})?|\.[0-9]{1,18})$"},
    "date": {"type": "string", "format": "date"},
    "boolean": {"type": "string", "enum": ["true", "false", "1", "0"]},
    "string": {"type": "string"},
    "text": {"type": "string"},
}
_EXAMPLES: Final = {"integer": 12, "year": 2021, "decimal": "0.5", "date": "2021-02-28", "boolean": "true"}


def options(most: int, digest: str) -> dict[str, Json]:
    """Return the options of all queries as reusable parameters; ``most`` is the highest ``limit``."""
    flag = {"type": "string", "enum": ["true", "false"], "default": "false"}
    tag = {"type": "string", "pattern": "^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,3}$", "maxLength": 35}
    pin = {"type": "string", "pattern": "^[0-9a-f]{8,64}$"}
    cursor = {"type": "string", "pattern": f"^{CURSOR}$"}
    count = {"type": "integer", "minimum": 1, "maximum": most}
    form = {"type": "string", "enum": list(names(ROWS))}
    found = (
        _option("limit", "at most so many rows", count, 25),
        _option("after", "the rows after those of the page that gave this cursor", cursor),
        _option("lang", "language of labels, else English (BCP 47)", tag, "en"),
        _option("evidence", "each passage and key source in long form", flag),
        _option("iris", "CURIEs in place of labels, in the forms for people", flag),
        _option("bom", "open CSV with a byte order mark, for Excel", flag),
        _option("dataset", "of this dataset alone, by the beginning of its SHA-256; else 409", pin, digest[:PINNED]),
        _option("form", "the form of the file that the citation is of", form),
    )
    return {each["name"]: each for each in found}


def parameter_of(parameter: Parameter, store: Store) -> Json:
    """Return a parameter of a saved query; given again, it takes either value."""
    found: Json = {
        "name": parameter.name,
        "in": "query",
        "description": f"{parameter.description} ({_told(parameter)})",
        "required": parameter.required and parameter.default is None,
        "allowEmptyValue": True,  # a form sends the fields that were left alone
        "style": "form",
        "explode": True,
        "schema": {"type": "array", "items": {"$ref": f"#/components/schemas/{schema_name(parameter)}"}},
    }
    if found["required"]:
        found["schema"]["minItems"] = 1
    if parameter.default is not None:
        found["schema"]["default"] = [parameter.default]
    if (example := example_of(parameter, store)) is not None:
        found["example"] = [example]
    return found


def schema_name(parameter: Parameter) -> str:
    """Return the name of the schema of a parameter's values: parameters that take the same share it."""
    if parameter.among:
        return f"{parameter.name.capitalize()}Of{len(parameter.among)}.{abs(hash_of(parameter)):x}"
    return "".join(
        part.capitalize() for part in f"{parameter.kind}-{parameter.of.replace(':', '-')}".split("-") if part
    )


def hash_of(parameter: Parameter) -> int:
    """Return a number for the things that a query picks from, the same in each process."""
    import zlib

    return zlib.crc32(" ".join(parameter.among).encode())


def value_schema(parameter: Parameter, store: Store) -> Json:
    """Return the schema of one value of a parameter: of a literal its datatype, of a thing those that there are."""
    if parameter.kind in {"string", "text"}:
        return _LITERALS[parameter.kind]
    if parameter.kind in _LITERALS:
        return {"anyOf": [_LITERALS[parameter.kind], {"const": ANY}]}
    known = options_of(parameter, store)
    if not known:
        return {"type": "string", "description": f"IRI, CURIE, name or label of a {name_kind(parameter)}, or {ANY}"}
    return {
        "type": "string",
        "description": f"a {name_kind(parameter)}; other names, labels and IRIs are taken too; {ANY} sets no limit",
        "enum": [*sorted({each.value for each in known}), ANY],
    }


def example_of(parameter: Parameter, store: Store) -> object:
    """Return a value that may be given; ``None`` for words."""
    if parameter.kind in _EXAMPLES:
        return _EXAMPLES[parameter.kind]
    if known := options_of(parameter, store):
        return known[0].value
    things = choices(parameter, store)
    return things[0].curie if things else None


def _told(parameter: Parameter) -> str:
    return name_kind(parameter) if parameter.kind in {"iri", "concept"} else parameter.kind


def _option(name: str, description: str, schema: Json, example: object = None) -> Json:
    shown = {} if example is None else {"example": example}
    return {"name": name, "in": "query", "description": description, "schema": schema, **shown}
