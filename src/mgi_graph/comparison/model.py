"""What a comparison tells, in types."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pyoxigraph import Triple

    from mgi_graph.comparison.narrowing import Breach

Part: TypeAlias = Literal["terms", "entities", "findings", "queries"]
TextState: TypeAlias = Literal["same", "added", "removed", "changed"]
PARTS: Final[tuple[Part, ...]] = ("terms", "entities", "findings", "queries")


@dataclass(frozen=True, slots=True, kw_only=True)
class Thing:
    """A thing of one version; a finding has the profile and the section that it stands in."""

    iri: str
    label: str
    kind: str
    profile: str = ""
    section: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A value in words, and the term that it is as N-Triples writes it (blank nodes by structure)."""

    text: str
    term: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """A property of a thing: the values that are gone, and those that are new."""

    property: str
    label: str
    old: tuple[Value, ...]
    new: tuple[Value, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A thing that both versions have, and what is said of it otherwise; ``notice`` tells of a deprecation."""

    thing: Thing
    alterations: tuple[Alteration, ...]
    notice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renaming:
    """A thing with another name; ``declared`` where the old name is deprecated in favour of the new one."""

    old: str
    new: Thing
    declared: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """The differences in one part: terms, entities or findings."""

    added: tuple[Thing, ...] = ()
    removed: tuple[Thing, ...] = ()
    changed: tuple[Change, ...] = ()
    renamed: tuple[Renaming, ...] = ()

    def __len__(self) -> int:
        """Count the things."""
        return len(self.added) + len(self.removed) + len(self.changed) + len(self.renamed)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowChange:
    """A row of an answer that is there before and after, with other cells."""

    old: tuple[str, ...]
    new: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QueryChange:
    """A saved query that is new, gone or written otherwise, or that answers otherwise.

    ``columns`` name the cells of the rows, which are terms as N-Triples writes them.
    """

    name: str
    summary: str
    text: TextState
    columns: tuple[str, ...] = ()
    added: tuple[tuple[str, ...], ...] = ()
    removed: tuple[tuple[str, ...], ...] = ()
    changed: tuple[RowChange, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two versions held side by side; ``parts`` says which parts were looked at.

    ``axioms`` are what unnamed nodes say, such as who is disjoint with whom. ``counts`` has for each
    kind how many there were and are. ``labels`` name the IRIs in the rows of the answers.
    """

    old: str
    new: str
    parts: tuple[Part, ...]
    terms: Section = field(default_factory=Section)
    entities: Section = field(default_factory=Section)
    findings: Section = field(default_factory=Section)
    axioms_added: tuple[str, ...] = ()
    axioms_removed: tuple[str, ...] = ()
    queries: tuple[QueryChange, ...] = ()
    breaches: tuple[Breach, ...] = ()
    counts: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    added: frozenset[Triple] = frozenset()
    removed: frozenset[Triple] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Tell whether no difference was found in the parts that were looked at."""
        sections = (self.terms, self.entities, self.findings, self.queries, self.axioms_added, self.axioms_removed)
        return not any(len(each) for each in sections)
