"""What a request asks of a saved query: values for its parameters, and the options that all queries have.

A parameter bears the name that it has on the command line; given again, it takes either value. The options have names
that no saved query may give to a parameter of its own (a test holds them apart).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import urlencode

from mgi_graph.errors import NameNotFoundError, ParameterError, shorten
from mgi_graph.queries.languages import FALLBACK, language
from mgi_graph.server.pinning import read_pin
from mgi_graph.server.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from mgi_graph.queries.catalogue import SavedQuery

#: The options: how many rows, after which, in which language, how laid out, of which dataset, cited in which form.
RESERVED: Final = ("limit", "after", "lang", "evidence", "iris", "bom", "dataset", "form")
#: Which of them each kind of representation takes.
OF_ANSWERS: Final = ("limit", "after", "lang", "evidence", "iris", "bom", "dataset")
OF_CITATIONS: Final = (*OF_ANSWERS, "form")
OF_REFERENCES: Final = ("limit", "after", "lang", "dataset")
OF_CODEBOOKS: Final = ("lang", "dataset")
OF_TEXTS: Final = ("dataset",)
#: What a cursor looks like: 28 bytes in Base64url (:mod:`mgi_graph.results.paging`).
CURSOR: Final = "[A-Za-z0-9_-]{38}"
#: How long a language tag may be; the longest of BCP 47 have 35 characters (RFC 5646 §4.4.1).
_LONGEST_TAG: Final = 35


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A saved query with what was given; ``given`` has what was given in its order, without the options."""

    name: str
    given: tuple[tuple[str, tuple[str, ...]], ...] = ()
    limit: int | None = None
    after: str | None = None
    language: str = FALLBACK
    evidence: bool = False
    iris: bool = False
    bom: bool = False
    dataset: str = ""
    form: str = ""

    @property
    def values(self) -> Mapping[str, tuple[str, ...]]:
        """Return the values given for each parameter."""
        return dict(self.given)

    def query(self, **changed: object) -> str:
        """Return the query string that asks the same, some options changed; ``""`` where it is empty.

        >>> Asked(name="x", given=(("topic", ("a b", "c")),)).query(limit=10)
        '?topic=a+b&topic=c&limit=10'
        """
        asked = replace(self, **changed)  # type: ignore[arg-type] # the names are those of the fields
        pairs = [(name, value) for name, values in asked.given for value in values]
        pairs += [("limit", str(asked.limit))] * (asked.limit is not None)
        pairs += [("after", asked.after or "")] * (asked.after is not None)
        pairs += [("lang", asked.language)] * (asked.language != FALLBACK)
        flags = {"evidence": asked.evidence, "iris": asked.iris, "bom": asked.bom}
        pairs += [(name, "true") for name, value in flags.items() if value]
        pairs += [("dataset", asked.dataset)] * bool(asked.dataset)
        pairs += [("form", asked.form)] * bool(asked.form)
        return f"?{urlencode(pairs)}" if pairs else ""


def read(
    saved: SavedQuery,
    pairs: Iterable[tuple[str, str]],
    *,
    most: int,
    takes: Sequence[str] = OF_ANSWERS,
    lenient: bool = False,
) -> Asked:
    """Read a query string; ``most`` is the highest ``limit``, ``takes`` are the options that there are.

    ``lenient`` passes over parameters without a value, as a form sends them for fields that were left alone. Raises
    :class:`Problem` for a parameter that the query does not have, and :class:`ParameterError` for an option that
    has no such value.
    """
    found: dict[str, list[str]] = {}
    for name, value in pairs:
        if value or name in takes or not lenient:
            found.setdefault(name, []).append(value)
    options = {name: _single(name, found.pop(name)) for name in takes if name in found}
    _known(saved, found, takes)
    return Asked(
        name=saved.name,
        given=tuple((name, tuple(values)) for name, values in found.items()),
        limit=_count(options["limit"], most) if "limit" in options else None,
        after=_cursor(options["after"]) if "after" in options else None,
        language=_tag(options["lang"]) if "lang" in options else FALLBACK,
        evidence=_flag("evidence", options.get("evidence", "false")),
        iris=_flag("iris", options.get("iris", "false")),
        bom=_flag("bom", options.get("bom", "false")),
        dataset=read_pin(options["dataset"]) if "dataset" in options else "",
        form=options.get("form", ""),
    )


def _known(saved: SavedQuery, given: Iterable[str], takes: Sequence[str]) -> None:
    known = [each.name for each in saved.header.parameters]
    for name in given:
        if name not in known:
            error = NameNotFoundError("parameter", name, [*known, *takes])
            listed = f"the query has {', '.join(known)}" if known else "the query has none"
            raise Problem(
                status=400,
                kind="bad-parameter",
                title="The query has no such parameter",
                detail=f"{error.message}; {listed}. Options here are {', '.join(takes)}.",
                extras={"parameter": shorten(name), **({"nearest": list(error.nearest)} if error.nearest else {})},
            )


def _single(name: str, values: Sequence[str]) -> str:
    if len(values) > 1:
        raise ParameterError(f"{name} is an option and is given once; found {len(values)} of it")
    return values[0]


def _count(text: str, most: int) -> int:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or not 1 <= int(text) <= most:
        raise ParameterError(f"limit: expected a number of rows from 1 to {most}; found {shorten(text)!r}")
    return int(text)


def _cursor(text: str) -> str:
    if not re.fullmatch(CURSOR, text, re.ASCII):
        raise ParameterError(f"after: {shorten(text)!r} is no cursor; follow the links of an answer to its next pages")
    return text


def _flag(name: str, text: str) -> bool:
    if text not in {"true", "false"}:
        raise ParameterError(f"{name}: expected true or false; found {shorten(text)!r}")
    return text == "true"


def _tag(text: str) -> str:
    if len(text) > _LONGEST_TAG:
        raise ParameterError(f"lang: expected a language tag of BCP 47, such as en; found {shorten(text)!r}")
    return language(text)
