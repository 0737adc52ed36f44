"""The header of a saved query: ``#+ key: value`` lines at the top of its file, as in grlc."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, NoReturn, TypeAlias, cast, get_args

from mgi_graph.conformance import Place
from mgi_graph.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Sequence

ParameterKind: TypeAlias = Literal["iri", "concept", "integer", "decimal", "year", "date", "string", "text", "boolean"]
ColumnKind: TypeAlias = Literal["iri", "string", "integer", "decimal", "year", "date", "boolean", "evidence", "term"]

KEYS: Final = ("summary", "description", "question", "tags", "param", "columns")
_LINE: Final = re.compile(r"#\+ ([a-z]+): (.*\S)\s*")
_SCHEME: Final = re.compile(r"[a-z][a-z0-9-]*")
_NAME: Final = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """What may be given to a query.

    ``of`` is a class for ``iri``, a scheme for ``concept``; ``among`` holds the IRIs that a query
    lists itself, in a second VALUES block for the variable.
    """

    name: str
    kind: ParameterKind
    description: str
    of: str = ""
    required: bool = False
    default: str | None = None
    among: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of the answer; of kind ``evidence`` when it holds passages, ``term`` when anything.

    ``many`` marks a list: rows that differ in lists and evidence alone are one row of the answer.
    """

    name: str
    kind: ColumnKind
    many: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Header:
    """What a saved query says about itself; ``question`` is its competency question."""

    summary: str
    description: str = ""
    question: str = ""
    tags: tuple[str, ...] = ()
    parameters: tuple[Parameter, ...] = ()
    columns: tuple[Column, ...]

    def parameter(self, name: str) -> Parameter | None:
        """Find a parameter by its name."""
        return next((each for each in self.parameters if each.name == name), None)


def read_header(text: str, file: str) -> Header:
    r"""Read the header of a query file; raises :class:`SourceError` with the line at fault.

    >>> read_header("#+ summary: Who?\n#+ columns: body iri\nSELECT ?body {}", "who.rq").columns
    (Column(name='body', kind='iri', many=False),)
    """
    reader = _Reader(file)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            break
        reader.line(number, line)
    reader.number = 1
    if missing := [key for key in ("summary", "columns") if key not in reader.single]:
        reader.fail(f"the header lacks {' and '.join(missing)}")
    return Header(
        summary=reader.single["summary"],
        description=reader.single.get("description", ""),
        question=reader.single.get("question", ""),
        tags=tuple(tag.strip() for tag in reader.single.get("tags", "").split(",") if tag.strip()),
        parameters=tuple(reader.parameters),
        columns=reader.columns,
    )


class _Reader:
    """Read line by line, so that each fault has its line."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.number = 1
        self.single: dict[str, str] = {}
        self.parameters: list[Parameter] = []
        self.columns: tuple[Column, ...] = ()

    def fail(self, message: str) -> NoReturn:
        raise SourceError(message, place=Place(file=self.file, line=self.number))

    def line(self, number: int, line: str) -> None:
        self.number = number
        match = _LINE.fullmatch(line)
        key, value = match.groups() if match else ("", "")
        if key not in KEYS:
            self.fail(f"expected '#+ key: value' with a key of {', '.join(KEYS)}; found {line!r}")
        if key in self.single:
            self.fail(f"{key} stands twice in the header")
        if key == "param":
            self.parameters.append(self.parameter(value.split(";")))
            return
        self.single[key] = value
        if key == "columns":
            self.columns = tuple(self.column(part) for part in value.split(";"))

    def parameter(self, parts: Sequence[str]) -> Parameter:
        fields = [part.strip() for part in parts]
        if len(fields) not in {4, 5}:
            self.fail("expected 'param: name; kind; description; optional or required[; default X]'")
        name, typed, description, need, *rest = fields
        kind, _, of = (part.strip() for part in typed.partition(" of "))
        if kind not in get_args(ParameterKind) or (kind == "concept" and not _SCHEME.fullmatch(of)):
            self.fail(f"expected one of {', '.join(get_args(ParameterKind))} (concept of a scheme); found {typed!r}")
        if need not in {"optional", "required"} or not _NAME.fullmatch(name):
            self.fail(f"expected a name, and optional or required; found {name!r} and {need!r}")
        if self.parameters and name in {each.name for each in self.parameters}:
            self.fail(f"the parameter {name} stands twice in the header")
        default = rest[0].removeprefix("default").strip() if rest else None
        return Parameter(
            name=name,
            kind=cast("ParameterKind", kind),
            description=description,
            of=of,
            required=need == "required",
            default=default,
        )

    def column(self, part: str) -> Column:
        name, kind, many = (*part.split(), "", "", "")[:3]
        known = get_args(ColumnKind)
        if kind not in known or many not in {"", "list"} or len(part.split()) > 3 or not _NAME.fullmatch(name):
            self.fail(f"expected 'name kind' or 'name kind list' with a kind of {', '.join(known)}; found {part!r}")
        return Column(name=name, kind=cast("ColumnKind", kind), many=bool(many))
