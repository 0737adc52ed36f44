"""The core components that look at all value nodes of a focus node together (SHACL §4.2, §4.4.5, §4.5, §4.8)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from mgi_graph.validation.component import is_true, whole_number
from mgi_graph.validation.literals import is_less, is_literal, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from mgi_graph.validation.index import Index
    from mgi_graph.validation.shape import Whole

    #: From the data and one value of the parameter to what names the values at fault.
    Maker: TypeAlias = Callable[[Index, str], Whole]


def _at_least(_: Index, bound: str) -> Whole:
    least = whole_number(bound)
    return lambda _, values: () if len(values) >= least else (None,)


def _at_most(_: Index, bound: str) -> Whole:
    most = whole_number(bound)
    return lambda _, values: () if len(values) <= most else (None,)


def _has_value(_: Index, wanted: str) -> Whole:
    return lambda _, values: () if wanted in values else (None,)


def _unique_lang(_: Index, asked: str) -> Whole:
    if not is_true(asked) or parts(asked).text == "1":  # SHACL §4.4.5 takes the literal true alone
        return lambda _, __: ()

    def whole(_: str, values: Collection[str]) -> Iterator[None]:
        tags = Counter(tag.lower() for value in values if is_literal(value) and (tag := parts(value).language))
        yield from (None for times in tags.values() if times > 1)

    return whole


def _equals(data: Index, predicate: str) -> Whole:
    return lambda focus, values: set(values) ^ set(data.objects(focus, predicate))


def _disjoint(data: Index, predicate: str) -> Whole:
    return lambda focus, values: set(values) & set(data.objects(focus, predicate))


def _before(*, or_equal: bool) -> Maker:
    def make(data: Index, predicate: str) -> Whole:
        def whole(focus: str, values: Collection[str]) -> Iterator[str]:
            others = data.objects(focus, predicate)
            for value in values:
                if not all(_is_before(value, other, or_equal=or_equal) for other in others):
                    yield value

        return whole

    return make


def _is_before(one: str, other: str, *, or_equal: bool) -> bool:
    return "_" not in {one[0], other[0]} and is_less(one, other, or_equal=or_equal)


#: Each parameter that looks at all values, with the name of its component.
WHOLES: Final[dict[str, tuple[str, Maker]]] = {
    "minCount": ("MinCount", _at_least),
    "maxCount": ("MaxCount", _at_most),
    "hasValue": ("HasValue", _has_value),
    "uniqueLang": ("UniqueLang", _unique_lang),
    "equals": ("Equals", _equals),
    "disjoint": ("Disjoint", _disjoint),
    "lessThan": ("LessThan", _before(or_equal=False)),
    "lessThanOrEquals": ("LessThanOrEquals", _before(or_equal=True)),
}
