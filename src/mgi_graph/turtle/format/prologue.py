"""The prefixes at the head of a file: those that are used, published ones first, then all others, each A to Z."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.turtle.format.tree import Block, Directive
from mgi_graph.turtle.format.words import Remark
from mgi_graph.turtle.order import prefix_groups

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from mgi_graph.turtle.format.page import Page
    from mgi_graph.turtle.format.tree import Part


@dataclass(slots=True, kw_only=True)
class Prologue:
    """What stands before the first block: header, base, directives, and comments of dropped directives."""

    header: list[Remark]
    base: list[Directive]
    prefixes: dict[str, Directive]
    orphans: list[Remark]


def is_plain(parts: Sequence[Part]) -> bool:
    """Tell whether the directives mean the same wherever they stand: one base, first of all; one namespace a prefix."""
    directives = [part for part in parts if isinstance(part, Directive)]
    if not directives or isinstance(parts[0], Block):
        return False
    spaces: dict[str | None, str] = {}
    if any(spaces.setdefault(one.prefix, one.iri) != one.iri for one in directives):
        return False
    return None not in spaces or [one.prefix for one in directives].index(None) == 0


def prologue(parts: Sequence[Part], used: Collection[str]) -> Prologue:
    """Sort the directives; the comments of one that goes stay in their place."""
    directives = [part for part in parts if isinstance(part, Directive)]
    header, directives[0].before = _split(directives[0].before)
    found = Prologue(header=header, base=[], prefixes={}, orphans=[])
    for one in directives:
        if one.prefix is None and not found.base:
            found.base.append(one)
        elif one.prefix in used and one.prefix not in found.prefixes:
            found.prefixes[str(one.prefix)] = one
        else:
            found.orphans += [*one.before, *(Remark(text, gap=False) for text in one.after)]
            continue
        one.before, found.orphans = [*found.orphans, *one.before], []
    return found


def write(page: Page, found: Prologue) -> None:
    """Write the head of a file."""
    groups = [found.base, *([found.prefixes[name] for name in names] for names in prefix_groups(found.prefixes))]
    kept = [one for group in groups for one in group]
    if kept and not found.header:
        found.header, kept[0].before = kept[0].before, []
    if not kept:
        found.header, found.orphans = [*found.header, *found.orphans], []
    page.remarks(found.header)
    for group in groups:
        page.blank()
        for one in group:
            directive(page, one)
    if found.orphans:
        page.blank()
        page.remarks(found.orphans)
    page.blank()


def directive(page: Page, one: Directive) -> None:
    """Write a directive with its comments."""
    page.lines(remark.text for remark in one.before)
    keyword = "@base" if one.prefix is None else f"@prefix {one.prefix}:"
    page.lines([" ".join([keyword, one.iri, ".", *one.after])])


def _split(before: list[Remark]) -> tuple[list[Remark], list[Remark]]:
    """Part the header of a file from a comment that belongs to its first directive."""
    gaps = [at for at, remark in enumerate(before, start=1) if remark.gap]
    cut = gaps[-1] if gaps else len(before)
    return before[:cut], before[cut:]
