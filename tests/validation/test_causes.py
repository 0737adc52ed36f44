"""A mistake is told where it was made, and what follows from it is left out."""

from __future__ import annotations

from mgi_graph.conformance import Place, Result
from mgi_graph.validation.causes import without_consequences


def result(rule: str, line: int, focus: str | None = None, value: str | None = None, file: str = "a.ttl") -> Result:
    place = Place(file=file, line=line, column=1)
    return Result(rule=rule, severity="Violation", message="…", place=place, focus=focus, value=value)


def test_a_thing_that_uses_an_undeclared_name_is_told_of_once() -> None:
    slip = result("undeclared-thing", 3, focus="urn:lost")
    found = [result("shape", 3, "urn:a", "<urn:lost>"), result("shape", 9, "urn:b", "<urn:a>")]
    assert without_consequences([slip], found, lambda _: "urn:a") == [slip]


def test_another_mistake_on_another_thing_is_told_too() -> None:
    slip, other = result("undeclared-thing", 3, focus="urn:lost"), result("shape", 20, "urn:c", '"x"')
    assert without_consequences([slip], [other], lambda _: "urn:a") == [slip, other]


def test_a_prefix_that_drifts_is_told_of_and_the_rest_of_its_file_is_not() -> None:
    drift = result("drifting-prefix", 1)
    lost, shown = result("undeclared-concept", 5, focus="urn:x"), result("shape", 5, "urn:a", file="b.ttl")
    assert without_consequences([drift, lost], [result("shape", 5, "urn:a"), shown], lambda _: None) == [drift, shown]


def test_a_value_that_lint_speaks_of_is_told_of_once() -> None:
    slip = result("stray-space", 4)
    missing = result("shape", 4, "urn:a")
    assert without_consequences([slip], [result("shape", 4, "urn:a", '"x  y"'), missing], lambda _: None) == [
        slip,
        missing,
    ]
