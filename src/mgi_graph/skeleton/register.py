"""What the project knows already: States, editions of the framework, profiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pyoxigraph import Literal, NamedNode

from mgi_graph.errors import NameNotFoundError, ProjectError
from mgi_graph.namespaces import ID, OURS, expand, shrink
from mgi_graph.turtle.read import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from pyoxigraph import Triple

    from mgi_graph.skeleton.request import Request

_TYPE: Final = expand("rdf:type")
_LABEL: Final = expand("skos:prefLabel")
#: Large, generated, and without anything that is asked for here.
_SKIPPED: Final = "passages.ttl"


@dataclass(frozen=True, slots=True, kw_only=True)
class Domain:
    """A domain of an edition: its place, its CURIE, its name."""

    place: int
    curie: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """What a new profile stands on: the name of its State, the edition, the domains, the profiles there are."""

    state: str
    framework: str
    domains: tuple[Domain, ...]
    profiles: tuple[str, ...]


class _Facts:
    """The statements on things, by subject and property."""

    def __init__(self, triples: Iterable[Triple]) -> None:
        self._of: dict[tuple[str, str], list[NamedNode | Literal]] = {}
        for triple in triples:
            if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
                self._of.setdefault((triple.subject.value, triple.predicate.value), []).append(triple.object)

    def values(self, iri: str, prop: str) -> list[str]:
        return [value.value for value in self._of.get((iri, expand(prop)), [])]

    def members(self, *classes: str) -> list[str]:
        wanted = {expand(name) for name in classes}
        return sorted(
            iri for (iri, prop), values in self._of.items() if prop == _TYPE and wanted & {v.value for v in values}
        )

    def name(self, iri: str) -> str:
        labels = [label for label in self._of.get((iri, _LABEL), []) if isinstance(label, Literal)]
        best = sorted(labels, key=lambda label: (label.language != "en", label.language or "", label.value))
        return best[0].value if best else ""


def read_register(data: Path, request: Request) -> Register:
    """Read what the files under ``data`` say of the country and of the framework.

    Raises :class:`NameNotFoundError`, with the block to add, for a State that no file describes, and
    :class:`ProjectError` where no edition of the framework of that kind is there.
    """
    facts = _Facts(_triples(data, ("register", "framework", request.scope)))
    state = f"{OURS['int']}state-{request.scope}"
    if state not in facts.members("migov:State"):
        raise _unknown_state(request)
    framework = _edition(facts, request)
    domains = [iri for iri in facts.members("migov:Domain") if framework in facts.values(iri, "migov:elementOf")]
    places = ((int(next(iter(facts.values(iri, "migov:ordinal")), "0")), iri) for iri in domains)
    profiles = facts.members("migov:CountryProfile", "migov:LocalProfile")
    return Register(
        state=facts.name(state),
        framework=shrink(framework),
        domains=tuple(Domain(place=at, curie=shrink(iri), name=facts.name(iri)) for at, iri in sorted(places)),
        profiles=tuple(shrink(iri) for iri in profiles if iri.startswith(f"{ID}{request.scope}/")),
    )


def _triples(data: Path, folders: Iterable[str]) -> Iterator[Triple]:
    for folder in folders:
        for path in sorted((data / folder).rglob("*.ttl")):
            if path.name != _SKIPPED:
                yield from read(path, path.relative_to(data.parent).as_posix())


def _edition(facts: _Facts, request: Request) -> str:
    """Return the newest edition of the year or before it; where all are newer, the oldest."""
    space = f"{OURS['fw']}{request.kind}-"
    editions = [
        (int(year), iri)
        for iri in facts.members("migov:Framework")
        for year in facts.values(iri, "migov:year")
        if iri.startswith(space)
    ]
    if not editions:
        raise ProjectError(f"no edition of a framework fw:{request.kind}-… is there: add one in data/framework/")
    before = [edition for edition in editions if edition[0] <= request.year]
    return max(before)[1] if before else min(editions)[1]


def _unknown_state(request: Request) -> NameNotFoundError:
    scope = request.scope
    error = NameNotFoundError("State", f"int:state-{scope}", ())
    error.message += "; add it to data/register/states.ttl, in the order A to Z, and run this again:"
    name = request.name or "NAME"
    error.excerpt = (
        f'int:state-{scope}\n    a migov:State ;\n    skos:prefLabel "{name}"@en ;\n'
        f'    skos:notation "{scope.upper()}" .'
    )
    return error
