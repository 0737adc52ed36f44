"""The country that the project holds, taken apart from what all countries share."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from pyoxigraph import Literal, NamedNode

from generator.copying import LABEL, pattern_of
from mgi_graph.build import sources
from mgi_graph.build.assemble import assemble
from mgi_graph.namespaces import ID

if TYPE_CHECKING:
    from pyoxigraph import Triple

    from mgi_graph.project import Project

    #: A triple and the graph that it stands in.
    Quad: TypeAlias = tuple[str, Triple]


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """The real country: code, name, what is stated of it, and what all share.

    ``pattern`` are the quads that copies are made from: those of the country without what no other State can have.
    """

    code: str
    name: str
    shared: tuple[Quad, ...]
    country: tuple[Quad, ...]
    pattern: tuple[Quad, ...]


def read(project: Project, *, records: bool = True) -> Original:
    """Read the project, without its second records where they are not wanted: they are about all States alike."""
    (code,) = sorted(path.name for path in (project.root / "data").iterdir() if re.fullmatch(r"[a-z]{2}", path.name))
    state = NamedNode(f"{ID}int/state-{code}")
    shared: list[Quad] = []
    country: list[Quad] = []
    for graph in assemble(sources.snapshot(project, "ontology", "data")):
        name = graph.graph.value
        for triple in graph.triples if records or "/data/record/" not in name else ():
            is_own = f"/data/{code}/" in name or triple.subject == state or _scope(triple.subject) == code
            (country if is_own else shared).append((name, triple))
    name = next(_value(one) for _, one in country if one.subject == state and one.predicate.value == LABEL)
    return Original(
        code=code,
        name=name,
        shared=tuple(shared),
        country=tuple(country),
        pattern=pattern_of(tuple(country), tuple(shared), code, name),
    )


def _scope(subject: object) -> str:
    """Return the scope that the IRI of a thing stands in."""
    return subject.value.removeprefix(ID).partition("/")[0] if isinstance(subject, NamedNode) else ""


def _value(triple: Triple) -> str:
    assert isinstance(triple.object, Literal)
    return triple.object.value
