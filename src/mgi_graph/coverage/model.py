"""What an audit of the coverage amounts to: counts for each section, and faults."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

FaultKind: TypeAlias = Literal["index", "passage", "number", "source", "evidence", "reference"]

#: Each kind of fault, in the order of the report, and what it means.
KINDS: Final[Mapping[FaultKind, str]] = {
    "index": "the graph and the index of the source differ on a passage",
    "passage": "a passage makes a claim that nothing states",
    "number": "a number of the text is nowhere in the graph",
    "source": "a key source has no entry",
    "evidence": "a finding rests on no passage",
    "reference": "a named thing that nothing refers to",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """Something missing: where, what, and for a number its offset in the passage (code points from 0).

    ``locator`` is empty for a thing without a passage; ``thing`` is an IRI.
    """

    kind: FaultKind
    locator: str
    message: str
    thing: str = ""
    number: str = ""
    offset: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What there is on one section: passages, and the things whose evidence they are.

    ``read`` counts the numbers found in the text, and is ``None`` where it was not read. The total
    has an empty locator; a thing with evidence in two sections counts once in it.
    """

    locator: str
    title: str
    passages: int
    findings: int
    entities: int
    numbers: int
    read: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The counts of a profile in the order of its source, their total, and its faults.

    ``text`` names the text that was read, with its SHA-256; it is empty where none was at hand, and
    then neither the index nor the numbers were checked.
    """

    profile: str
    title: str
    counts: tuple[Count, ...]
    total: Count
    faults: tuple[Fault, ...]
    text: str = ""
    sha256: str = ""

    @property
    def complete(self) -> bool:
        """Tell whether nothing that was looked for is missing."""
        return not self.faults
