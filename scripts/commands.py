"""The commands of ``mgi`` and their options, as docs/commands.md shows them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.main import parser

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD: Final = """# Commands

Written by `scripts/reference.py` from the commands themselves. Exit codes: 0 fine, 1 the files do not conform, 2 wrong
usage, 130 interrupted. Messages go to standard error, answers to standard output.

`--project DIR` (folder of the project; the one around the working directory where none is named), `-q`, `--quiet` (no
progress messages) and `-h`, `--help` belong to every command.
"""
_EVERYWHERE: Final = {"help", "project", "quiet"}


def write_commands() -> str:
    """Write docs/commands.md."""
    return _HEAD + "".join(_entry(command, words) for command, words in _commands(parser(), ""))


def _commands(command: argparse.ArgumentParser, words: str) -> Iterator[tuple[argparse.ArgumentParser, str]]:
    """Walk the commands that have no actions below them, each with its line of help."""
    below = [each for each in command._actions if isinstance(each, argparse._SubParsersAction)]
    if not below:
        yield command, words
    for action in below:
        said = {each.dest: each.help or "" for each in action._choices_actions}
        for name, each in action.choices.items():
            yield from _commands(each, said.get(name, ""))


def _entry(command: argparse.ArgumentParser, words: str) -> str:
    actions = [each for each in command._actions if each.dest not in _EVERYWHERE]
    given = [each for each in actions if not each.option_strings]
    options = [each for each in actions if each.option_strings]
    line = " ".join([command.prog, *(_shown(each) for each in given), *(["[OPTION …]"] * bool(options))])
    rows = [f"| `{_names(each)}` | {_help(each)} |" for each in [*given, *options]]
    table = ["", "| argument | means |", "| --- | --- |", *rows] if rows else []
    return "\n".join([f"\n## {command.prog}\n", f"{words[:1].upper()}{words[1:]}.\n", f"`{line}`", *table]) + "\n"


def _shown(action: argparse.Action) -> str:
    name = str(action.metavar or action.dest)
    return {"?": f"[{name}]", "*": f"[{name} …]", "+": f"{name} …"}.get(str(action.nargs), name)


def _names(action: argparse.Action) -> str:
    if not action.option_strings:
        return str(action.metavar or action.dest)
    value = "" if action.nargs == 0 else f" {action.metavar or action.dest.upper()}"
    return ", ".join(f"{name}{value}" for name in action.option_strings)


def _help(action: argparse.Action) -> str:
    return (action.help or "").replace("|", "\\|").replace("%%", "%")
