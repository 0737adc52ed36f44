"""The OWL 2 RL/RDF rules, one file each (OWL 2 Profiles §4.3, Tables 4 to 9).

A file that CONSTRUCTs is an inference rule; a file that SELECTs is an inconsistency rule, whose
every row is a contradiction (``false`` in the tables). Left out are the rules that state tautologies
for every term (eq-ref, the reflexive halves of scm-cls, scm-op and scm-dp) or facts about the
vocabulary itself (prp-ap, cls-thing, cls-nothing1, dt-type1), and those whose conclusions have
literals for subjects (dt-type2, dt-eq).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

_FOLDER: Final = Path(__file__).resolve().parent / "rules"
_HEADER: Final = re.compile(r"^#\+ (\w+): (.*)$", re.MULTILINE)
#: The tables in the order in which their rules run.
_TABLES: Final = (9, 5, 6, 7, 4)
#: Rules of Table 5 that run with those of Table 6, because they too say which classes things are in.
_TYPING: Final = frozenset({"prp-dom", "prp-rng"})
_CLASSES_OF_THINGS: Final = 6
_FORM: Final = re.compile(r"^CONSTRUCT\b", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule: its W3C name, the table it stands in, what it says in words, and its SPARQL."""

    name: str
    table: int
    summary: str
    text: str

    @property
    def infers(self) -> bool:
        """Tell an inference rule from an inconsistency rule."""
        return _FORM.search(self.text) is not None

    @property
    def update(self) -> str:
        """Return the rule as an update that adds its conclusions to the store."""
        return _FORM.sub("INSERT", self.text, count=1)


@cache
def inference_rules() -> tuple[Rule, ...]:
    """Return the rules that add triples, in an order that needs few rounds.

    The schema first, then what relates things, then what classes they are in, then which are the same.
    Any order gives the same triples.
    """
    return tuple(sorted((rule for rule in _all() if rule.infers), key=_order))


@cache
def inconsistency_rules() -> tuple[Rule, ...]:
    """Return the rules that find contradictions."""
    return tuple(rule for rule in _all() if not rule.infers)


def _order(rule: Rule) -> tuple[int, str]:
    table = _CLASSES_OF_THINGS if rule.name in _TYPING else rule.table
    return (_TABLES.index(table), rule.name)


@cache
def _all() -> tuple[Rule, ...]:
    return tuple(_parsed(path.read_text(encoding="utf-8")) for path in sorted(_FOLDER.glob("*.rq")))


def _parsed(text: str) -> Rule:
    header = dict(_HEADER.findall(text))
    return Rule(name=header["rule"], table=int(header["table"]), summary=header["summary"], text=text)
