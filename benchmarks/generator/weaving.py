"""Templates of countries woven into one sorted file of lines, of which no more is held than a country."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from generator.template import fill, scope_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from generator.original import Original
    from generator.template import Template


def weave(shared: Iterable[bytes], templates: Mapping[str, Template], original: Original) -> Iterator[bytes]:
    """Go through the lines of a dataset, sorted by code point, each once; ``templates`` has one for each country.

    What countries say about things outside their own scope is little, and is sorted at once with what they share. All
    else begins with the scope of its country, and stands there together.
    """
    around = set(shared)
    for code, template in templates.items():
        around |= template.shared
        around.update(fill(template.others, code, original))
    lines = sorted(around)
    start = 0
    for scope, code in sorted((scope_of(code), code) for code in templates):
        end = bisect_left(lines, scope, lo=start)
        after = bisect_left(lines, scope[:-1] + b"0", lo=end)  # "0" follows "/"
        yield from lines[start:end]
        yield from sorted({*lines[end:after], *fill(templates[code].own, code, original)})
        start = after
    yield from lines[start:]
