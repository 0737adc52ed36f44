"""A header that cannot be read is an error with its line."""

from __future__ import annotations

import pytest

from mgi_graph.errors import SourceError
from mgi_graph.queries.header import read_header

GOOD = "#+ summary: What?\n#+ columns: x iri\n"


def test_a_parameter_has_all_its_parts() -> None:
    header = read_header(GOOD + "#+ param: n; concept of topic; the topic; optional; default work\n", "q.rq")
    found = header.parameter("n")
    assert found
    assert (found.kind, found.of, found.required, found.default) == ("concept", "topic", False, "work")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("#+ columns: x iri\n", "q.rq:1"),
        (GOOD + "#+ colour: red\n", "q.rq:3"),
        (GOOD + "#+ summary: Again?\n", "q.rq:3"),
        (GOOD + "#+ param: n; colour; red; optional\n", "q.rq:3"),
        (GOOD + "#+ param: n; concept; of nothing; optional\n", "q.rq:3"),
        (GOOD + "#+ param: n; year; a year; perhaps\n", "q.rq:3"),
        (GOOD + "#+ param: n; year\n", "q.rq:3"),
        ("#+ summary: What?\n#+ columns: x colour\n", "q.rq:2"),
    ],
)
def test_a_fault_in_a_header_has_its_line(text: str, place: str) -> None:
    with pytest.raises(SourceError) as caught:
        read_header(text, "q.rq")
    assert str(caught.value.place) == place


def test_a_column_without_a_name_is_refused_in_one_line() -> None:
    with pytest.raises(SourceError, match="expected 'name kind'"):
        read_header("#+ summary: A question.\n#+ columns: a iri; ; b iri\nSELECT * {}", "a.rq")
