"""The log: one line an event on standard error, as JSON (RFC 8259), or as text for a person at a terminal.

Requests bypass :mod:`logging`, whose records cost ten times as much as the line. A line is written whole: processes
that share a pipe do not mix theirs.
"""

from __future__ import annotations

import json
import logging
import os
import time
import traceback
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable

    from mgi_graph.server.observation import Observation

Form: TypeAlias = Literal["json", "text"]
_PACKAGE: Final = "mgi_graph"
_STDERR: Final = 2
_LEVELS: Final = {"WARNING": "warning", "ERROR": "error", "CRITICAL": "error"}
_quoted = lru_cache(maxsize=4096)(json.dumps)


def form_of(chosen: str) -> Form:
    """Return the form of the log: as chosen, else text on a terminal and JSON elsewhere."""
    if chosen == "auto":
        return "text" if os.isatty(_STDERR) else "json"
    return "text" if chosen == "text" else "json"


def configure(form: Form, *, quiet: bool = False) -> None:
    """Send to standard error what this process says, warnings alone when ``quiet``, and the errors of libraries."""
    handler = _Lines()
    handler.setFormatter(_Text() if form == "text" else _Json())
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.ERROR)  # that a client sends nonsense is no news
    logging.getLogger(_PACKAGE).setLevel(logging.WARNING if quiet else logging.INFO)


def requests(form: Form) -> Callable[[Observation], None]:
    """Return what writes the line of a request."""
    line = _text_line if form == "text" else _json_line

    def write(seen: Observation) -> None:
        _write(line(seen))

    return write


def _json_line(seen: Observation) -> bytes:
    return (
        f'{{"time":"{_now()}","level":"info","event":"request","method":"{seen.method}","route":{_quoted(seen.route)},'
        f'"status":{seen.status},"ms":{seen.seconds * 1000:.2f},"bytes":{seen.size},"type":{_quoted(seen.media_type)},'
        f'"cache":"{seen.caching}","query":{_quoted(seen.query)}}}\n'
    ).encode()


def _text_line(seen: Observation) -> bytes:
    parts = (seen.media_type, seen.caching, seen.query[:16])
    facts = " ".join(part for part in parts if part)
    head = f"{_now()[11:19]}  {seen.status}  {seen.seconds * 1000:8.2f} ms  {seen.size:9,} B"
    return f"{head}  {seen.method:<7} {seen.route or '-'}  {facts}\n".encode()


def _now() -> str:
    """Return the time in UTC (RFC 3339 §5.6)."""
    now = time.time()
    return f"{_second(int(now))}.{int(now * 1000) % 1000:03d}Z"


@lru_cache(maxsize=2)
def _second(second: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(second))


def _write(line: bytes) -> None:
    """Write a line; where nobody reads the log any more, serving goes on."""
    try:
        os.write(_STDERR, line)
    except OSError:
        return


class _Lines(logging.Handler):
    def emit(self, record: logging.LogRecord) -> None:
        """Write a record."""
        _write(f"{self.format(record)}\n".encode(errors="backslashreplace"))


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Write a record as one object; ``traceback`` is there for errors of ours alone."""
        found: dict[str, object] = {
            "time": _now(),
            "level": _LEVELS.get(record.levelname, "info"),
            "event": getattr(record, "event", "message"),
            "message": record.getMessage(),
            "process": record.process,
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            found["traceback"] = "".join(traceback.format_exception(*record.exc_info))
        return json.dumps(found, ensure_ascii=False, default=str)


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        """Write a record as a line; a traceback follows where there is one."""
        level = "" if record.levelno < logging.WARNING else f"{_LEVELS[record.levelname]}: "
        text = f"{_now()[11:19]}  {level}{record.getMessage()}"
        if record.exc_info and record.exc_info[0]:
            text += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
        return text
