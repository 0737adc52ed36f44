"""The saved queries that all contestants answer: a name, what is given for parameters, and the text of both."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A saved query: ``given`` are the values of its parameters, ``text`` is SPARQL with them in it."""

    name: str
    given: dict[str, str]
    text: str


def write_texts(path: Path, texts: Iterable[Text]) -> None:
    """Write queries for contestants."""
    path.write_text(json.dumps([asdict(each) for each in texts]), encoding="utf-8")


def read_texts(path: Path) -> tuple[Text, ...]:
    """Read what the benchmark wrote."""
    return tuple(Text(**each) for each in json.loads(path.read_text(encoding="utf-8")))
