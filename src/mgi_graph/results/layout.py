"""How an answer is laid out, whatever its form."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mgi_graph.results.references.model import References


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """What a reader chose.

    ``width`` is that of the terminal, ``None`` for lines as long as they need; ``iris`` shows CURIEs
    in place of labels; ``colour`` is for terminals; ``bom`` opens CSV with a byte order mark;
    ``references`` has the key sources of each row, where the evidence is to be written in long form.
    """

    width: int | None = None
    iris: bool = False
    colour: bool = False
    bom: bool = False
    references: References | None = None


PLAIN = Layout()
