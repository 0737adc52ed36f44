"""The form of a saved query: a field for each parameter, of its type, with what may be chosen."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.errors import MgiError
from mgi_graph.queries.choices import Choice, choices, name_kind, plain, write_choice
from mgi_graph.queries.parameters import ANY, EXAMPLES, parse
from mgi_graph.queries.ranking import read_assessed
from mgi_graph.server.problem import Problem, problem_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery
    from mgi_graph.queries.header import Parameter
    from mgi_graph.store.protocol import Store

Control: TypeAlias = Literal["select", "list", "number", "decimal", "date", "text"]

#: Up to so many choices are a menu, up to so many more are offered while one types; beyond that one types.
MENU: Final = 80
LIST: Final = 600
_CONTROLS: Final[Mapping[str, Control]] = {"integer": "number", "year": "number", "decimal": "decimal", "date": "date"}
_TRUTHS: Final = (("true", "yes"), ("false", "no"))
#: The tier of the names by which a thing goes first, beside its local name.
_FIRST: Final = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Option:
    """What may be chosen: ``value`` is what the address bears, ``iri`` the thing, where it is one.

    ``typed`` is what a person types for it: the label, where no other thing has it.
    """

    value: str
    label: str
    iri: str = ""
    typed: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A parameter as a field: ``values`` has an entry for each input, the last of them free for one more value.

    ``error`` says what is wrong with what was given, ``status`` is that of the problem that it is.
    """

    name: str
    description: str
    control: Control
    values: tuple[str, ...]
    options: tuple[Option, ...] = ()
    kind: str = ""
    example: str = ""
    default: str = ""
    required: bool = False
    error: str = ""
    status: int = 200

    @property
    def title(self) -> str:
        """Return the name as the label of a field."""
        return self.name[:1].upper() + self.name[1:]

    def type_of(self, value: str) -> str:
        """Return the type of the input that holds a value (HTML, "The input element"); the word ``any`` is text."""
        kind = {"number": "number", "date": "date"}.get(self.control, "text")
        return "text" if value.lower() == ANY or self.error else kind


def fields_of(saved: SavedQuery, given: Mapping[str, Sequence[str]], store: Store) -> tuple[Field, ...]:
    """Return the form of a query, filled with what was given."""
    return tuple(_field(each, given.get(each.name, ()), store) for each in saved.header.parameters)


def options_of(parameter: Parameter, store: Store) -> tuple[Option, ...]:
    """Return what may be chosen for a parameter, by label; nothing where all there is may be given, or a literal."""
    if parameter.kind == "boolean":
        return tuple(Option(value=value, label=label) for value, label in _TRUTHS)
    known = choices(parameter, store)
    return _options(known, read_assessed(store)) if parameter.of and len(known) <= LIST else ()


@lru_cache(maxsize=256)
def _options(known: tuple[Choice, ...], assessed: tuple[str, ...]) -> tuple[Option, ...]:
    """Write choices so that each can be told from the others; States that a profile assesses come first."""
    owners: dict[str, set[str]] = defaultdict(set)
    for each in known:
        local = each.iri.replace("#", "/").rpartition("/")[2]
        for name in (local, *(name for tier, name in each.names if tier == _FIRST)):
            owners[plain(name)].add(each.iri)

    def single(name: str, other: str) -> str:
        return name if len(owners[plain(name)]) == 1 else other

    found = []
    for each in known:
        value = single(write_choice(each).partition("  ")[0], each.curie)
        found.append(Option(value=value, label=each.label, iri=each.iri, typed=single(each.label, value)))
    return tuple(sorted(found, key=lambda each: (each.label not in assessed, plain(each.label), each.value)))


def _field(parameter: Parameter, given: Sequence[str], store: Store) -> Field:
    options = options_of(parameter, store)
    default = parameter.default or ""
    problem = _problem(parameter, given, store)
    values = tuple(_chosen(parameter, value, options, store) for value in given or ([default] if default else []))
    return Field(
        name=parameter.name,
        description=parameter.description,
        control=_control(parameter, options),
        values=(*values, "") if given or not values else values,
        options=options,
        kind=name_kind(parameter) if parameter.kind in {"iri", "concept"} else parameter.kind,
        example=EXAMPLES[parameter.kind],
        default=default,
        required=parameter.required,
        error=problem.detail if problem else "",
        status=problem.status if problem else 200,
    )


def _control(parameter: Parameter, options: Sequence[Option]) -> Control:
    if options:
        return "select" if len(options) <= MENU else "list"
    return _CONTROLS.get(parameter.kind, "text")


def _chosen(parameter: Parameter, value: str, options: Sequence[Option], store: Store) -> str:
    """Return a value as its option has it, so that the field shows it; one that is none stays as it was given."""
    try:
        term = parse(parameter, value, store) if options else None
    except MgiError:
        return value
    iri = term.value if term is not None else ""
    chosen = next((each for each in options if iri in {each.iri, each.value} - {""}), None)
    if chosen is None:
        return value
    return chosen.value if _control(parameter, options) == "select" else chosen.typed


def _problem(parameter: Parameter, given: Sequence[str], store: Store) -> Problem | None:
    """Say what is wrong with the first value that cannot be taken."""
    for value in given:
        if value.strip().lower() != ANY or parameter.kind in {"string", "text"}:
            try:
                parse(parameter, value, store)
            except MgiError as error:
                return problem_of(error)
    return None
