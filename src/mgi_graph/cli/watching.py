"""``mgi validate --watch``: a new result for every save, until Ctrl-C.

Lint runs at once, in this process. Where it finds no Violation, ``mgi validate`` runs with the same options
in a process of its own, which the next save stops: nobody waits for the verdict on a file that has changed since.
Reports go to standard output; what separates them, and the time taken, to standard error.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from mgi_graph.cli.opening import find_project
from mgi_graph.cli.output import Outcome, deliver
from mgi_graph.cli.paths import PARTS, SUFFIX, turtle_files
from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator

    from mgi_graph.project import Project

#: Saves that follow each other this quickly are one (milliseconds); no burst is waited for longer than the second.
_QUIET: Final = 50
_LONGEST: Final = 400
#: How often one looks whether the validation has ended (milliseconds).
_POLL: Final = 50
#: The process that validates has the options of this one, but these are for the command line alone.
_FLAGS: Final = ("severity", "shape", "max", "format")


def watch(args: Namespace) -> Outcome:
    """Watch the files of the project, or the paths that are named, until interrupted."""
    project = find_project(args)
    turtle_files(args.paths if hasattr(args, "paths") else (), project)
    session = _Session(args, project)
    is_first = True
    try:
        for changed in _changes(_folders(args, project)):
            if changed or is_first:
                session.start(sorted(project.name(Path(path)) for path in changed))
                is_first = False
            session.poll()
    finally:
        session.stop()
    return Outcome(text="")


class _Session:
    """The validation that is going on, and when it began."""

    def __init__(self, args: Namespace, project: Project) -> None:
        self._args = args
        self._project = project
        self._began = 0.0
        self._process: subprocess.Popen[bytes] | None = None
        self._report = tempfile.TemporaryFile()  # noqa: SIM115 -- lives as long as the watch

    def start(self, changed: list[str]) -> None:
        """Drop what is going on, and check the files as they are now."""
        self.stop()
        self._began = time.monotonic()
        _say(f"──── {', '.join(changed) or 'watching; Ctrl-C ends'}")
        try:
            if self._lints():
                self._launch()
        except Exception as error:  # whatever happens, the next save may put it right
            told = str(error) if isinstance(error, MgiError) else f"{type(error).__name__}: {error} (unexpected)"
            _say(f"mgi: {' '.join(told.split())}")

    def poll(self) -> None:
        """Show the report of a validation that has ended."""
        if self._process is None or self._process.poll() is None:
            return
        self._process = None
        self._report.seek(0)
        deliver(Outcome(text=self._report.read()))
        self._tell_time()

    def stop(self) -> None:
        """End the process that validates, if there is one."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _lints(self) -> bool:
        """Show what lint finds; tell whether validation is worth while."""
        from mgi_graph.cli.lint import slips
        from mgi_graph.cli.reporting import report
        from mgi_graph.conformance import violates

        found = slips(turtle_files(getattr(self._args, "paths", ()), self._project), self._project)
        if found:
            deliver(report(self._args, self._project, found))
        if violates(found):
            self._tell_time()
        return not violates(found)

    def _launch(self) -> None:
        flags = [f"--{flag}={value}" for flag in _FLAGS if (value := getattr(self._args, flag, None)) is not None]
        line = ["-m", "mgi_graph.cli.main", "validate", "-q", f"--project={self._project.root}", *flags]
        self._report.seek(0)
        self._report.truncate()
        self._process = subprocess.Popen(
            [sys.executable, *line, *getattr(self._args, "paths", ())],
            stdin=subprocess.DEVNULL, stdout=self._report, start_new_session=True,
        )  # fmt: skip

    def _tell_time(self) -> None:
        _say(f"──── {time.monotonic() - self._began:.2f} s")


def _folders(args: Namespace, project: Project) -> dict[Path, Path]:
    """Map what is watched to the folder to listen in: a file is replaced by its editor, its folder stays."""
    asked = [Path(path).resolve() for path in getattr(args, "paths", ())]
    asked += [] if asked else [project.root / part for part in PARTS]
    return {path: path if path.is_dir() else path.parent for path in asked}


def _changes(folders: dict[Path, Path]) -> Iterator[set[str]]:
    """Yield the files that have changed, or nothing when there is time to look at other things."""
    try:
        from watchfiles import watch as listen
    except ImportError as error:
        raise MgiError("--watch needs watchfiles: pip install 'mgi-graph[maintain]'") from error

    def concerns(_: object, path: str) -> bool:
        return _is_watched(Path(path), folders)

    for changes in listen(
        *set(folders.values()), watch_filter=concerns, debounce=_LONGEST, step=_QUIET,
        rust_timeout=_POLL, yield_on_timeout=True, raise_interrupt=False,
    ):  # fmt: skip
        yield {path for _, path in changes}


def _is_watched(path: Path, asked: Iterable[Path]) -> bool:
    """Tell whether a change concerns the files asked about; hidden files are those of editors.

    >>> _is_watched(Path("/p/data/xy/a.ttl"), [Path("/p/data")]), _is_watched(Path("/p/data/.a.ttl"), [Path("/p/data")])
    (True, False)
    """
    if path in set(asked):
        return True
    is_file = path.suffix == SUFFIX and not path.name.startswith(".")
    return is_file and any(path.is_relative_to(one) for one in asked)


def _say(text: str) -> None:
    sys.stderr.write(f"{text}\n")
    sys.stderr.flush()
