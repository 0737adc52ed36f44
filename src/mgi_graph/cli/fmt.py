"""``mgi fmt``: write Turtle files in the house style."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.output import Outcome
from mgi_graph.cli.paths import paths, turtle_files
from mgi_graph.errors import EXIT_NOT_CONFORMING, MgiError
from mgi_graph.results.files import write_file

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class _Change:
    """A file that is not in the house style: its name, its text as it is and as it is to be."""

    name: str
    old: str
    new: str


def arguments(fmt: ArgumentParser, _: ArgumentParser) -> None:
    """Add the arguments of the command."""
    paths(fmt)
    fmt.add_argument("--check", action="store_true", help="write nothing; exit code 1 where a file would change")
    fmt.add_argument("--diff", action="store_true", help="write nothing; show what would change; exit code as --check")


def run(args: Namespace) -> Outcome:
    """Run ``mgi fmt``; exit code 1 where a file cannot be read or, on ``--check`` or ``--diff``, would change."""
    writes = not (args.check or args.diff)
    if args.paths == ["-"]:
        return _filter(writes=writes, shows=args.diff)
    files = turtle_files(args.paths, find_project(args))
    changes, failed = _changes(files, writes=writes)
    lines = [_diff(change) for change in changes] if args.diff else [f"{change.name}\n" for change in changes]
    if not args.diff and not getattr(args, "quiet", False):
        lines.append(_summary(len(files), len(changes), failed, writes=writes))
    code = EXIT_NOT_CONFORMING if failed or (changes and not writes) else 0
    return Outcome(text="".join(lines), code=code)


def _filter(*, writes: bool, shows: bool) -> Outcome:
    """Format standard input to standard output."""
    data = sys.stdin.buffer.read()
    change = _change("<stdin>", data)
    if writes:
        return Outcome(text=change.new if change else data)
    return Outcome(text=_diff(change) if change and shows else "", code=EXIT_NOT_CONFORMING if change else 0)


def _changes(files: Iterable[tuple[str, Path]], *, writes: bool) -> tuple[list[_Change], int]:
    """Lay out all files, and write those that change; tell of those where that cannot be, and go on."""
    from mgi_graph.cli.session import complain

    changes, failed = [], 0
    for name, path in files:
        try:
            if change := _change(name, _read(path, name)):
                if writes:
                    write_file(path, change.new.encode())
                changes.append(change)
        except MgiError as error:
            failed += 1
            complain(error)
    return changes, failed


def _read(path: Path, name: str) -> bytes:
    from mgi_graph.project import content

    return content(path, name)


def _change(name: str, data: bytes) -> _Change | None:
    from mgi_graph.turtle.format.house import formatted
    from mgi_graph.turtle.read import decode

    new = formatted(decode(data, name), name)
    return None if new.encode() == data else _Change(name=name, old=data.decode(), new=new)


def _diff(change: _Change) -> str:
    from difflib import unified_diff

    # Marks of other line ends are shown, and never taken for the end of a line.
    old, new = (text.replace("\r", "␍").replace("\ufeff", "␀") for text in (change.old, change.new))
    lines = unified_diff(old.split("\n"), new.split("\n"), change.name, change.name, lineterm="")
    return "".join(f"{line}\n" for line in lines)


def _summary(files: int, changes: int, failed: int, *, writes: bool) -> str:
    changed = f"{_counted(changes)} {'formatted' if writes else 'to format (run: mgi fmt)'}"
    parts = [changed] if changes else []
    parts += [f"{_counted(files - changes - failed)} in the house style"]
    parts += [f"{_counted(failed)} not read or written"] if failed else []
    return ", ".join(parts) + "\n"


def _counted(number: int) -> str:
    return f"{number} file" if number == 1 else f"{number} files"
