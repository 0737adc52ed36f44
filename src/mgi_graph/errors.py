"""The errors of the library, one tree.

::

    MgiError                    whatever a caller may want to catch; carries an exit code
    ├── SourceError             a file of the project cannot be read as what it should be
    │   └── TurtleSyntaxError   … because its Turtle is malformed
    ├── BuildError              the files are readable, but no dataset can be made of them
    │   └── NotConformingError  … because lint or SHACL results forbid it
    ├── ProjectError            no project folder, or one that lacks a part
    ├── NameNotFoundError       an unknown query, parameter, prefix, term or entity
    ├── ParameterError          a value that its parameter does not accept
    ├── QueryError              a SPARQL text that cannot be run
    │   ├── QuerySyntaxError    … because it is malformed
    │   └── QueryRefusedError   … because it would leave the dataset or change it
    ├── StoreError              an engine elsewhere gives no answer that can be trusted
    └── OutputError             the answer cannot be written in the form asked for

Every error says what happened, where, what was expected and what to do. ``str(error)`` is one
line; ``error.excerpt`` may add the line of the file, with a mark under the place.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from mgi_graph.conformance import Place

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mgi_graph.conformance import Result

__all__ = [
    "BuildError",
    "MgiError",
    "NameNotFoundError",
    "NotConformingError",
    "OutputError",
    "ParameterError",
    "Place",
    "ProjectError",
    "QueryError",
    "QueryRefusedError",
    "QuerySyntaxError",
    "SourceError",
    "StoreError",
    "TurtleSyntaxError",
]

EXIT_NOT_CONFORMING: Final = 1
EXIT_USAGE: Final = 2
#: How much of what was given a message repeats, in characters.
LONGEST: Final = 80
#: How many names are compared with one that is not known.
MANY: Final = 1000


def shorten(given: str) -> str:
    """Return as much of a value as a message repeats.

    >>> len(shorten("x" * 1000))
    80
    """
    return given if len(given) <= LONGEST else f"{given[: LONGEST - 1]}…"


def _likely(given: str, known: set[str]) -> list[str]:
    """Return the names to compare with what was given: of very many those that begin or end alike, and are as long.

    To compare ten thousand names takes seconds, which a stranger on the web must not be able to spend.
    """
    if len(known) <= MANY:
        return sorted(known)
    ends = (given[:2].casefold(), given[-2:].casefold())
    alike = (name for name in known if name[:2].casefold() == ends[0] or name[-2:].casefold() == ends[1])
    return sorted(name for name in alike if abs(len(name) - len(given)) <= len(given) // 2)[:MANY]


class MgiError(Exception):
    """Report anything that a user can put right.

    ``message`` is one sentence; ``place`` says where; ``excerpt`` holds the line at fault and a
    mark under it; ``exit_code`` is what a command ends with.
    """

    exit_code: int = EXIT_USAGE

    def __init__(self, message: str, *, place: Place | None = None, excerpt: str = "") -> None:
        """Keep the parts apart, so that each output can lay them out."""
        super().__init__(message)
        self.message = message
        self.place = place
        self.excerpt = excerpt

    def __str__(self) -> str:
        """Put the place before the message, as compilers do."""
        return f"{self.place}: {self.message}" if self.place else self.message


class SourceError(MgiError):
    """A file cannot be read as what it should be."""

    exit_code = EXIT_NOT_CONFORMING


class TurtleSyntaxError(SourceError):
    """A Turtle file is malformed (RDF 1.1 Turtle §6.5)."""


class BuildError(MgiError):
    """No dataset can be made of the files."""

    exit_code = EXIT_NOT_CONFORMING


class NotConformingError(BuildError):
    """Lint or SHACL results of severity Violation forbid a dataset; ``results`` holds all of them."""

    def __init__(self, message: str, *, results: tuple[Result, ...] = (), place: Place | None = None) -> None:
        """Keep the results, the ones of lesser severity too."""
        super().__init__(message, place=place)
        self.results = results


class ProjectError(MgiError):
    """There is no project folder, or it lacks a part."""


class NameNotFoundError(MgiError):
    """A name is not known; the message carries the nearest ones."""

    def __init__(self, what: str, given: str, known: Iterable[str], *, place: Place | None = None) -> None:
        """Suggest up to three of the ``known`` names that are near to ``given``.

        >>> str(NameNotFoundError("saved query", "absense", ["absences", "treaty-status"]))
        "there is no saved query 'absense'; nearest: absences"
        """
        self.given = given
        self.nearest = tuple(get_close_matches(given[:LONGEST], _likely(given[:LONGEST], set(known)), n=3, cutoff=0.5))
        hint = f"; nearest: {', '.join(self.nearest)}" if self.nearest else ""
        super().__init__(f"there is no {what} {shorten(given)!r}{hint}", place=place)


class ParameterError(MgiError):
    """A value is not of the parameter's type, or a required one is missing."""


class QueryError(MgiError):
    """A SPARQL text cannot be run."""


class QuerySyntaxError(QueryError):
    """A SPARQL text is malformed (SPARQL 1.1 Query §19)."""


class QueryRefusedError(QueryError):
    """A SPARQL text would reach outside the dataset, or change it."""


#: How an engine may fail: what its address does not answer, what it says is no whole answer, what it holds is another.
Failing: TypeAlias = Literal["unreached", "late", "broken", "refuses", "large", "replaced"]


class StoreError(MgiError):
    """An engine elsewhere is not reached, is late, refuses, or breaks off its answer.

    ``may_pass`` tells whether the same request may go well later: what is a matter of time, not of the request.
    ``failing`` tells how, for who has to tell it in other words: in those of ``message`` stands the engine's address.
    """

    def __init__(self, message: str, *, may_pass: bool = False, failing: Failing = "refuses") -> None:
        """Keep what a caller who tries again must know."""
        super().__init__(message)
        self.may_pass = may_pass
        self.failing = failing


class OutputError(MgiError):
    """An answer cannot be written in the form asked for."""
