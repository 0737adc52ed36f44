"""Labels are in the language that a reader wants, where the dataset has it."""

from __future__ import annotations

import pytest

from mgi_graph.server.pages.languages import choose


@pytest.mark.parametrize(
    ("field", "chosen"),
    [
        ("", "en"),
        ("xy", "xy-Latn"),
        ("xy-XY", "xy-Latn"),
        ("XY;q=0.3, en;q=0.9", "en"),
        ("de, xy;q=0.5", "xy-Latn"),
        ("de, en-GB;q=0.8, xy;q=0.5", "en"),
        ("xy;q=0, en", "en"),
        ("*", "en"),
        ("nonsense,,;;q=9, xy", "xy-Latn"),
        ("x" * 900, "en"),
    ],
)
def test_the_language_that_is_liked_best_and_there_is(field: str, chosen: str) -> None:
    assert choose(field, ("en", "xy-Latn")) == chosen
