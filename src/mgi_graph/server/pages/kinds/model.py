"""The words in which the pages of kinds are written down."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

Show: TypeAlias = Literal["links", "table", "findings", "tally", "text"]
#: How many entries a section lists; the rest is one click away.
MOST: Final = 50
#: The saved query that lists all that refers to a thing.
MENTIONS: Final = "/query/mentions?thing={}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column of a table: what ``path`` leads to from the thing of the row; ``.`` is that thing itself."""

    name: str
    path: str
    is_number: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A part of a page: the things that a path leads to from the thing of the page.

    ``of`` limits them to a class, or several parted by ``|``; ``without`` takes those away that another path leads to.
    ``rank`` leads to a number that they are ordered by; else findings follow the source, others their labels. ``mark``
    leads to those that stand out. ``more`` is where all of them are, when they are more than ``most``: a path on this
    server with ``{}`` for the thing. A tally counts by what ``rank`` leads to, and within that by ``mark``.
    """

    title: str
    path: str
    show: Show = "links"
    of: str = ""
    without: str = ""
    columns: tuple[Column, ...] = ()
    rank: str = ""
    mark: str = ""
    hint: str = ""
    most: int = MOST
    more: str = MENTIONS

    @property
    def anchor(self) -> str:
        """Return the fragment that leads to the section."""
        return re.sub(r"[^a-z]+", "-", self.title.lower()).strip("-")


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the page of a class shows.

    ``facts`` are (name, path) pairs beside the text, ``texts`` paths to what stands below the title; ``badges`` are
    paths to concepts that stand out, such as a polarity. ``crumb`` is the page that lists such things: path, name.
    """

    of: str
    crumb: tuple[str, str]
    badges: tuple[str, ...] = ()
    texts: tuple[str, ...] = ("skos:definition", "dcterms:description")
    facts: tuple[tuple[str, str], ...] = ()
    sections: tuple[Section, ...] = ()
    is_long: bool = False


def table(  # noqa: PLR0913 - what tables differ in
    title: str,
    path: str,
    *columns: tuple[str, str],
    of: str = "",
    rank: str = "",
    mark: str = "",
    hint: str = "",
    most: int = MOST,
    more: str = MENTIONS,
) -> Section:
    """Make a section that is a table; a column named with ``#`` before it holds numbers."""
    made = tuple(
        Column(name=name.removeprefix("#"), path=where, is_number=name.startswith("#")) for name, where in columns
    )
    return Section(
        title=title, path=path, show="table", of=of, columns=made, rank=rank, mark=mark, hint=hint, most=most, more=more
    )


def links(  # noqa: PLR0913 - what lists differ in
    title: str, path: str, *, of: str = "", without: str = "", hint: str = "", rank: str = ""
) -> Section:
    """Make a section that is a list of links."""
    return Section(title=title, path=path, of=of, without=without, hint=hint, rank=rank)


def findings(title: str, path: str, *, without: str = "", hint: str = "", more: str = MENTIONS) -> Section:
    """Make a section of findings, in the order of the source."""
    return Section(title=title, path=path, show="findings", of="migov:Finding", without=without, hint=hint, more=more)
