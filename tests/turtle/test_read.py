"""A Turtle file that cannot be read says where and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.errors import Place, SourceError, TurtleSyntaxError
from mgi_graph.turtle.read import parse, read

if TYPE_CHECKING:
    from pathlib import Path

HEAD = b"@prefix ex: <http://example.org/> .\n"


@pytest.mark.parametrize(
    ("body", "line", "column", "words"),
    [
        (b"ex:a ex:p 'x' ex:q .", 2, 15, "dot is expected"),
        (b"\n\nex:a ex:p ey:b .", 4, 11, "prefix ey: has not been declared"),
        ("ex:a ex:p 'អក្សរ' ex:q .".encode(), 2, 19, "dot is expected"),
        (b"ex:a ex:p <a b> .", 2, 11, "IRI"),
    ],
)
def test_a_syntax_error_has_its_place_and_shows_the_line(body: bytes, line: int, column: int, words: str) -> None:
    with pytest.raises(TurtleSyntaxError, match=words) as caught:
        parse(HEAD + body, "data/a.ttl")
    assert caught.value.place == Place(file="data/a.ttl", line=line, column=column)
    shown, mark = caught.value.excerpt.split("\n")
    assert shown == (HEAD + body).decode().split("\n")[line - 1]
    assert mark == " " * (column - 1) + "^"
    assert "\n" not in str(caught.value)
    assert "Parser error" not in str(caught.value)


def test_a_file_that_ends_inside_a_statement_is_a_syntax_error() -> None:
    with pytest.raises(TurtleSyntaxError) as caught:
        parse(HEAD + b"ex:a ex:p ex:b", "a.ttl")
    assert caught.value.place is not None
    assert caught.value.place.line == 2


def test_a_byte_that_is_not_utf_8_has_its_place() -> None:
    with pytest.raises(SourceError, match="0xFF is not UTF-8") as caught:
        parse(HEAD + b"ex:a ex:p '\xff' .", "a.ttl")
    assert caught.value.place == Place(file="a.ttl", line=2, column=12)


def test_a_missing_file_is_a_source_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read(tmp_path / "none.ttl", "none.ttl")


def test_a_byte_order_mark_is_skipped() -> None:
    assert len(parse(b"\xef\xbb\xbf" + HEAD + b"ex:a ex:p ex:b .", "a.ttl")) == 1


def test_a_literal_keeps_its_lexical_form() -> None:
    (triple,) = parse(HEAD + b"ex:a ex:p 0.50 .", "a.ttl")
    assert triple.object.value == "0.50"  # type: ignore[union-attr]
