"""Whatever is given for whichever parameter of whichever saved query: a term is bound, or an error is told."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mgi_graph.errors import MgiError, NameNotFoundError
from mgi_graph.project import find
from mgi_graph.queries.blocks import block
from mgi_graph.queries.catalogue import Catalogue, SavedQuery
from mgi_graph.queries.parameters import bind_all
from mgi_graph.queries.tokens import tokenize

if TYPE_CHECKING:
    from mgi_graph.store.embedded import EmbeddedStore

SAVED = tuple(Catalogue(find(Path(__file__).parent)))
TERM = {("iri",), ("word",), ("string",), ("string", "langtag"), ("string", "punct", "iri")}
#: What closes a block, a string, an IRI or a comment, in pieces to be joined in any order.
PIECES = (
    "}", "{", '"', "'", '"""', "<", ">", "\\", "\\u0022", "#", "\n", "\r", "\x00", "\u2028", "\u202e", "UNDEF", "any",
    "SERVICE <http://example.org/>", "?s ?p ?o .", "VALUES $x { }", "DROP ALL", ";", "@en", "^^", "kh", "int:", "é",
    "https://example.org/a b", "2021", "-1", "1e400", "true", "x" * 500, "\ud800", "٣", " ",
)  # fmt: skip
HOSTILE = st.one_of(st.lists(st.sampled_from(PIECES), max_size=5).map("".join), st.text(max_size=30))


def shape_outside(text: str, name: str) -> list[str]:
    place = block(text, name)
    assert place is not None
    return [token.text for token in tokenize(text) if token.end <= place[0] or token.start >= place[1]]


def required_of(saved: SavedQuery) -> dict[str, list[str]]:
    return {each.name: ["any"] for each in saved.header.parameters if each.required}


@cache
def plain_shape(store: EmbeddedStore, saved: SavedQuery, name: str) -> list[str]:
    """What stands outside the block of a parameter where only what is required was given."""
    return shape_outside(bind_all(saved.text, saved.header, required_of(saved), store), name)


def kinds_inside(text: str, name: str) -> tuple[str, ...]:
    place = block(text, name)
    assert place is not None
    inside = [token.kind for token in tokenize(text) if place[0] <= token.start < place[1]]
    assert inside[:3] == ["word", "var", "punct"]
    assert inside[-1] == "punct"
    return tuple(inside[3:-1])


@pytest.mark.parametrize("saved", SAVED, ids=lambda saved: saved.name)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(value=HOSTILE)
@example(value='" } ?s ?p ?o . SERVICE <http://example.org/> { #')
@example(value="> } #")
@example(value="")
def test_a_hostile_value_is_one_term_or_an_error(store: EmbeddedStore, saved: SavedQuery, value: str) -> None:
    required = required_of(saved)
    for parameter in saved.header.parameters:
        started = time.process_time()
        try:
            bound = bind_all(saved.text, saved.header, required | {parameter.name: [value]}, store)
        except MgiError as error:
            assert "\n" not in str(error)
            assert len(str(error)) < 1000
            continue
        finally:
            assert time.process_time() - started < 5
        assert shape_outside(bound, parameter.name) == plain_shape(store, saved, parameter.name)
        assert kinds_inside(bound, parameter.name) in TERM


def test_a_name_that_is_unknown_among_very_many_is_told_at_once() -> None:
    known = [f"thing-{number:06}-of-a-long-list" for number in range(50_000)]
    asked = time.process_time()
    error = NameNotFoundError("thing", "thing-000123-of-a-lng-list", known)
    assert time.process_time() - asked < 2
    assert "thing-000123-of-a-long-list" in error.nearest
