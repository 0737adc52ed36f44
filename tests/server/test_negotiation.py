"""Accept is read by RFC 9110 to the letter, whatever a client or an attacker writes in it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mgi_graph.server.negotiation import MOST, choose, field_of, parse

HTML, TURTLE, JSON_LD, CSV = "text/html", "text/turtle", "application/ld+json", "text/csv"
OFFERS = (HTML, TURTLE, JSON_LD, CSV)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
RAPPER = (
    "application/rdf+xml, text/rdf;q=0.6, application/turtle, text/turtle, application/x-turtle, application/trig, "
    "text/rdf+n3;q=0.7, application/n-triples, text/plain;q=0.1, text/html;q=0.5, */*;q=0.1"
)


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, HTML),
        ("", HTML),
        ("   ", HTML),
        ("*/*", HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle", TURTLE),
        ("text/*", HTML),
        ("text/*;q=0.5, application/ld+json", JSON_LD),
        ("text/turtle;q=0.5, text/csv;q=0.7", CSV),
        ("text/turtle;q=0.5, text/csv;q=0.5", TURTLE),
        ("text/turtle; q=0.5 ,text/csv ; q=0.501", CSV),
        ("text/turtle;Q=0.1, text/csv;q=0.2", CSV),
        ("text/turtle;q=0, */*;q=0.1", HTML),
        ("text/html;q=0, text/*", TURTLE),
        ("*/*, text/html;q=0.1, text/turtle;q=0.1", JSON_LD),
        ("application/*", JSON_LD),
        ('text/turtle;charset="utf-8"', TURTLE),
        ("text/turtle;charset=utf-8;q=0.2, text/csv;q=0.1", TURTLE),
        ("image/png, text/csv;q=0.1", CSV),
        ("text/turtle, , text/csv", TURTLE),
        ("text/turtle;", TURTLE),
        (BROWSER, HTML),
        (RAPPER, TURTLE),
    ],
)
def test_the_best_offer_is_chosen(accept: str | None, expected: str) -> None:
    assert choose(accept, OFFERS) == expected


@pytest.mark.parametrize(
    "accept",
    [
        "image/png",
        "text/turtle;q=0",
        "*/*;q=0",
        "text/turtle;q=0.0000",
        "text/turtle;q=2",
        "turtle",
        "*/turtle",
        ",",
        "text/",
    ],
)
def test_nothing_is_chosen_where_nothing_is_acceptable(accept: str) -> None:
    assert choose(accept, (TURTLE,)) is None


def test_parameters_of_a_range_must_be_those_of_the_offer() -> None:
    offers = ("application/ld+json", 'application/ld+json;profile="a b"')
    assert choose('application/ld+json;profile="a b"', offers) == offers[1]
    assert choose("application/ld+json", offers) == offers[0]
    assert choose('application/ld+json;profile="other"', offers) is None


def test_a_comma_or_a_quote_within_quotes_parts_nothing() -> None:
    assert choose(r'text/csv;x="a,b\"c", text/turtle;q=0.5', ("text/turtle",)) == "text/turtle"


@given(st.text(max_size=200))
def test_no_text_ends_in_an_error(accept: str) -> None:
    assert choose(accept, OFFERS) in {*OFFERS, None}


@given(st.lists(st.tuples(st.sampled_from([*OFFERS, "*/*", "text/*"]), st.integers(0, 1000)), min_size=1, max_size=6))
def test_the_chosen_weighs_no_less_than_any_other(members: list[tuple[str, int]]) -> None:
    accept = ", ".join(f"{name};q={weight / 1000:.3f}" for name, weight in members)
    chosen = choose(accept, OFFERS)
    alone = {offer: choose(accept, (offer,)) for offer in OFFERS}
    assert (chosen is None) == (not any(alone.values()))
    assert chosen is None or alone[chosen] == chosen


def test_a_long_field_is_read_in_no_time_and_no_further_than_need_be() -> None:
    started = time.perf_counter()
    assert len(parse("text/turtle," * 100_000)) == MOST
    choose('text/turtle;a="' + "\\" * 30_000, OFFERS)
    choose("text/turtle" + ";a=b" * 10_000, OFFERS)
    choose("text/turtle" + " ;" * 10_000, OFFERS)
    choose("," * 30_000 + " " * 30_000, OFFERS)
    assert time.perf_counter() - started < 2


def test_of_several_fields_of_a_name_the_first_counts() -> None:
    scope = {"headers": [(b"host", b"x"), (b"accept", b"text/html"), (b"accept", b"\xe9")]}
    assert field_of(scope, b"accept") == "text/html"
    assert field_of(scope, b"accept-profile") is None
