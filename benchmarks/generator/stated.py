"""What is stated of N countries, as N-Triples, with errors where they are asked for."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from generator.codes import CODES, MOST
from generator.errors import plant
from generator.original import read
from generator.template import make_template, to_lines
from generator.variation import variant_of, vary
from generator.weaving import weave

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.errors import Plant
    from generator.original import Original, Quad
    from generator.template import Template
    from mgi_graph.project import Project


def codes_of(original: Original, count: int) -> tuple[str, ...]:
    """Return the codes of so many countries; raises :class:`ValueError` where there are too few codes."""
    if not 1 <= count <= MOST:
        raise ValueError(f"a number of countries is 1 to {MOST}, and {count} is not")
    return (original.code, *CODES[: count - 1])


def lines(project: Project, count: int, plants: tuple[Plant, ...] = (), *, records: bool = True) -> Iterator[bytes]:
    """Go through the stated triples of so many countries as sorted lines of N-Triples."""
    original = read(project, records=records)
    codes = codes_of(original, count)
    templates = {original.code: _template(original, original.country)}
    kinds: dict[int, Template] = {}
    for code in codes[1:]:
        variant = variant_of(code)
        if variant not in kinds:
            kinds[variant] = _template(original, vary(original, variant))
        templates[code] = kinds[variant]
    for code, errors in _spread(codes[1:], plants).items():
        quads = vary(original, variant_of(code))
        for kind, number in errors.items():
            quads = plant(quads, kind, number)
        templates[code] = _template(original, quads)
    return weave(to_lines(original.shared, graphs=False), templates, original)


def _template(original: Original, quads: Iterable[Quad]) -> Template:
    return make_template(to_lines(quads, graphs=False), original.code, original.name)


def _spread(codes: tuple[str, ...], plants: tuple[Plant, ...]) -> Mapping[str, Counter[str]]:
    """Give each error to a country in turn; raises :class:`ValueError` where none is made up."""
    if plants and not codes:
        raise ValueError("errors are planted in countries that are made up: ask for two countries or more")
    found: dict[str, Counter[str]] = {}
    turn = 0
    for each in plants:
        for _ in range(each.count):
            found.setdefault(codes[turn % len(codes)], Counter())[each.kind] += 1
            turn += 1
    return found
