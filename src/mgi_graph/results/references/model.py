"""A work as a bibliography describes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["report", "document", "news", "article", "dataset", "answer"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who made a work: a body by its name, a person by family and given name where both are known."""

    name: str
    family: str = ""
    given: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One work; what the graph does not know is empty.

    ``key`` is unique within a bibliography; ``date`` is a day or month (ISO 8601), ``year`` may be
    there without it; ``mark`` is the year and letter by which a record refers to the work; ``note``
    is in words; ``demanded`` is the citation that the work asks for, where it does.
    """

    iri: str
    key: str
    kind: Kind
    title: str
    authors: tuple[Author, ...] = ()
    year: str = ""
    mark: str = ""
    date: str = ""
    container: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    note: str = ""
    demanded: str = ""

    @property
    def short(self) -> str:
        """Return author and year as running text refers to the work.

        >>> Reference(iri="", key="a", kind="report", title="T", authors=(Author(name="Office"),), mark="2021a").short
        'Office, 2021a'
        """
        names = [author.family or author.name for author in self.authors]
        by = f"{names[0]} et al." if len(names) > 3 else " and ".join(names)
        return f"{by or self.title}, {self.mark or self.year or 'n.d.'}"


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """The works of an answer: ``records`` hold its passages; ``rows`` has the key sources of each row."""

    records: tuple[Reference, ...] = ()
    rows: tuple[tuple[Reference, ...], ...] = ()

    @property
    def sources(self) -> tuple[Reference, ...]:
        """Return the key sources, each once, in the order of their keys."""
        return tuple(sorted({each for row in self.rows for each in row}, key=lambda each: each.key))

    @property
    def works(self) -> tuple[Reference, ...]:
        """Return everything: the records, then the key sources."""
        known = {each.iri for each in self.records}
        return (*self.records, *(each for each in self.sources if each.iri not in known))
