"""The engines agree on graphs that nobody would write: real files, changed at random."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Triple

from mgi_graph.namespaces import STANDARD
from mgi_graph.turtle.read import parse
from mgi_graph.validation import fast, reference

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT: Final = Path(__file__).resolve().parents[2]
#: Files small enough for the engine of reference to be asked often.
FILES: Final = sorted(path for path in (ROOT / "data").rglob("*.ttl") if path.stat().st_size < 30_000)
GROUND: Final = [
    triple for path in sorted((ROOT / "ontology").glob("*.ttl")) for triple in parse(path.read_bytes(), path.name)
]
SHAPES: Final = [
    triple for path in sorted((ROOT / "shapes").rglob("*.ttl")) for triple in parse(path.read_bytes(), path.name)
]
DECLARED: Final = [triple for triple in GROUND if triple.predicate.value.startswith(STANDARD["sh"])]
XSD: Final = STANDARD["xsd"]
FORMS: Final = ("1", "01", "-7", "2.50", "2.5", "2020-01-01", "2020-02-30", "2020-01", "true", "yes", "", "A b", "\n")
TYPES: Final = ("string", "integer", "decimal", "date", "gYearMonth", "boolean", "anyURI")


def odd_literal(draw: st.DrawFn) -> Literal:
    text = draw(st.sampled_from(FORMS))
    if draw(st.booleans()):
        return Literal(text, language=draw(st.sampled_from(("en", "km", "en-gb"))))
    return Literal(text, datatype=NamedNode(XSD + draw(st.sampled_from(TYPES))))


def delete(triple: Triple, _: list[Triple], __: st.DrawFn) -> list[Triple]:
    return []


def retarget(triple: Triple, others: list[Triple], draw: st.DrawFn) -> list[Triple]:
    return [Triple(triple.subject, triple.predicate, draw(st.sampled_from(others)).object)]


def double(triple: Triple, others: list[Triple], draw: st.DrawFn) -> list[Triple]:
    return [triple, *retarget(triple, others, draw)]


def move(triple: Triple, others: list[Triple], draw: st.DrawFn) -> list[Triple]:
    return [Triple(draw(st.sampled_from(others)).subject, triple.predicate, triple.object)]


def rename(triple: Triple, others: list[Triple], draw: st.DrawFn) -> list[Triple]:
    return [Triple(triple.subject, draw(st.sampled_from(others)).predicate, triple.object)]


def retype(triple: Triple, _: list[Triple], draw: st.DrawFn) -> list[Triple]:
    return [Triple(triple.subject, triple.predicate, odd_literal(draw))]


CHANGES: Final[tuple[Callable[[Triple, list[Triple], st.DrawFn], list[Triple]], ...]] = (
    *(delete, retarget, double, move, rename, retype),
)


@st.composite
def mutated(draw: st.DrawFn) -> list[Triple]:
    """Change several files at once: the engine of reference takes longest for what they stand on."""
    return [
        triple
        for path in draw(st.lists(st.sampled_from(FILES), min_size=3, max_size=3))
        for triple in changed(draw, path)
    ]


def changed(draw: st.DrawFn, path: Path) -> list[Triple]:
    triples = list(dict.fromkeys(parse(path.read_bytes(), path.name)))
    for _ in range(draw(st.integers(min_value=1, max_value=12))):
        place = draw(st.integers(min_value=0, max_value=len(triples) - 1))
        triples[place : place + 1] = draw(st.sampled_from(CHANGES))(triples[place], triples, draw)
    return triples


@settings(max_examples=9, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(data=mutated())
def test_the_engines_agree_on_changed_files(data: list[Triple]) -> None:
    shapes = [*SHAPES, *DECLARED]
    assert fast.find([*GROUND, *data], shapes) == reference.find([*GROUND, *data], shapes)
