"""Where settings come from: flags, before the environment, before a file, before the defaults.

All names follow from the fields of :class:`Settings`: ``query_seconds`` is ``--query-seconds``,
``MGI_SERVE_QUERY_SECONDS`` and ``query_seconds`` in the table ``[serve]`` of a TOML file. A name that is not known and
a value that is not accepted are errors that say where they stand.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import NameNotFoundError, ParameterError, Place
from mgi_graph.project import content
from mgi_graph.server.settings import Settings
from mgi_graph.server.values import accept

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

PREFIX: Final = "MGI_SERVE_"
TABLE: Final = "serve"
#: What names the file, beside the settings: ``--config``, ``MGI_SERVE_CONFIG``.
CONFIG: Final = "config"
NAMES: Final = tuple(each.name for each in fields(Settings))


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A value as somebody wrote it: for which setting, and where."""

    name: str
    value: object
    place: Place


def flag_of(name: str) -> str:
    """Return the flag of a setting.

    >>> flag_of("query_seconds")
    '--query-seconds'
    """
    return f"--{name.replace('_', '-')}"


def variable_of(name: str) -> str:
    """Return the environment variable of a setting.

    >>> variable_of("query_seconds")
    'MGI_SERVE_QUERY_SECONDS'
    """
    return f"{PREFIX}{name.upper()}"


def gather(flags: Mapping[str, object], environment: Mapping[str, str]) -> Settings:
    """Return the settings that the sources give together; ``flags`` may name a file as ``config``.

    Raises :class:`NameNotFoundError`, :class:`ParameterError`, and :class:`SourceError` for a file that cannot be read.
    """
    named = flags.get(CONFIG) or environment.get(variable_of(CONFIG))
    sources = (
        _from_file(Path(str(named))) if named else (),
        _from_environment(environment),
        _from_flags(flags),
    )
    values = {each.name: accept(each.name, each.value, each.place) for source in sources for each in source}
    return Settings(**values)


def _from_flags(flags: Mapping[str, object]) -> Iterator[Given]:
    for name in NAMES:
        if flags.get(name) is not None:
            yield Given(name=name, value=flags[name], place=Place(file=flag_of(name)))


def _from_environment(environment: Mapping[str, str]) -> Iterator[Given]:
    known = {variable_of(name): name for name in (*NAMES, CONFIG)}
    for variable in sorted(environment):
        if not variable.startswith(PREFIX):
            continue
        place = Place(file=variable)
        if variable not in known:
            raise NameNotFoundError("setting", variable, known, place=Place(file="environment"))
        if known[variable] != CONFIG:
            yield Given(name=known[variable], value=environment[variable], place=place)


def _from_file(path: Path) -> Iterator[Given]:
    name = path.as_posix()
    text = _decoded(content(path, name), name)
    try:
        tables = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ParameterError(f"the file is no TOML: {error}", place=Place(file=name)) from error
    table = tables.get(TABLE)
    if not isinstance(table, dict):
        near = get_close_matches(TABLE, tables, n=1, cutoff=0.5)
        hint = f"; [{near[0]}] is not read" if near else ""
        raise ParameterError(f"the file has no table [{TABLE}], which holds the settings{hint}", place=Place(file=name))
    for key, value in table.items():
        place = Place(file=name, line=_line(text, key))
        if key not in NAMES:
            raise NameNotFoundError("setting", key, NAMES, place=place)
        yield Given(name=key, value=value, place=place)


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problem = f"the file is no UTF-8 text: byte {error.start + 1} is wrong"
        raise ParameterError(problem, place=Place(file=name)) from error


def _line(text: str, key: str) -> int | None:
    """Return the line that sets a key, which the parser does not tell."""
    lines = text.splitlines()
    start = next((number for number, line in enumerate(lines) if line.strip() == f"[{TABLE}]"), 0)
    found = (number for number in range(start, len(lines)) if lines[number].partition("=")[0].strip(" \t\"'") == key)
    return next((number + 1 for number in found), None)
