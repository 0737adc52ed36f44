"""A table is read row by row, and whatever is wrong in it is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from mgi_graph.errors import SourceError
from mgi_graph.tables import read_rows

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return tmp_path / "table.tsv"


def test_rows_come_in_their_order_and_tabs_quote_nothing(table: Path) -> None:
    table.write_bytes(b'\xef\xbb\xbfname\tyear\r\n"a\t1\r\nb\xe2\x80\xa8c\t2\r\n')
    assert read_rows(table, dict, ("name", "year")) == [{"name": '"a', "year": "1"}, {"name": "b\u2028c", "year": "2"}]


def test_commas_may_be_quoted(table: Path) -> None:
    table.write_text('name,year\n"a, b",1\n', encoding="utf-8")
    assert read_rows(table, dict, ("name",), delimiter=",") == [{"name": "a, b", "year": "1"}]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("name\n", 1, "year is missing"),
        ("", 1, "name, year is missing"),
        ("name\tyear\na\t1\nb\n", 3, "expected 2 fields"),
        ("name\tyear\na\t1\t2\n", 2, "expected 2 fields"),
        ("name\tyear\na\tx\n", 2, "invalid literal for int()"),
    ],
)
def test_a_fault_is_told_with_its_line(table: Path, text: str, line: int, said: str) -> None:
    table.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=f"table.tsv:{line}: .*") as caught:
        read_rows(table, lambda row: int(row["year"]), ("name", "year"))
    assert said in str(caught.value)


def test_a_file_that_is_not_there_or_no_text_is_told(table: Path) -> None:
    with pytest.raises(SourceError, match="cannot be read"):
        read_rows(table, dict, ())
    table.write_bytes(b"\xff")
    with pytest.raises(SourceError, match="not UTF-8"):
        read_rows(table, dict, ())
