"""The command as a person meets it: a real process, real files, no traceback."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mgi_graph.cli import main

TINY = Path(__file__).parent.parent / "queries" / "project"
SOURCE = Path(main.__file__).parents[2]
Mgi = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture(scope="session")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    cache = tmp_path_factory.mktemp("cache")
    return os.environ | {"MGI_PROJECT": str(TINY), "MGI_CACHE": str(cache), "PYTHONPATH": str(SOURCE)}


@pytest.fixture(scope="session")
def mgi(environment: dict[str, str]) -> Mgi:
    def run(*args: str, stdin: str | bytes = "", **variables: str) -> subprocess.CompletedProcess[str]:
        data = stdin.encode() if isinstance(stdin, str) else stdin
        found = subprocess.run(
            [sys.executable, "-m", "mgi_graph.cli.main", *args],
            input=data, capture_output=True, env=environment | variables, check=False,
        )  # fmt: skip
        return subprocess.CompletedProcess(args, found.returncode, found.stdout.decode(), found.stderr.decode())

    run("build", "-q")
    return run


@pytest.mark.parametrize(
    ("args", "first"),
    [
        (("query", "list"), "findings\n    findings\n        What does the profile find?"),
        (("query", "list", "--tag", "year", "--format", "json"), "["),
        (("query", "show", "findings"), "What does the profile find?"),
        (("query", "run", "findings"), "What does the profile find?"),
        (("query", "run", "findings", "-p", "polarity=absent", "-f", "csv"), "finding,findingLabel"),
        (("sparql", "SELECT ?x { ?x a migov:Finding } ORDER BY ?x"), "x"),
        (("sparql", "ASK { xy:finding-a ?p ?o }"), "yes"),
        (("sparql", "DESCRIBE xy:finding-a"), "@prefix"),
        (("describe", "xy:finding-a"), "Xyland has a law."),
        (("describe", "present", "--format", "turtle"), "@prefix skos:"),
        (("validate", "-q"), "conforms: 0 Violation"),
        (("build",), "dataset "),
        (("--version",), "mgi "),
        (("--help",), "usage: mgi"),
        (("-q", "sparql", "ASK {}"), "yes"),
        (("sparql", "-q", "ASK {}"), "yes"),
    ],
)
def test_a_command_answers(mgi: Mgi, args: tuple[str, ...], first: str) -> None:
    done = mgi(*args)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(first)


def test_a_query_is_read_from_standard_input_and_from_a_file(mgi: Mgi, tmp_path: Path) -> None:
    file = tmp_path / "q.rq"
    file.write_text("\ufeffASK { xy:finding-a a migov:Finding }", encoding="utf-8")
    assert mgi("sparql", f"@{file}").stdout == "yes\n"
    assert mgi("sparql", "-", stdin="ASK {}").stdout == "yes\n"


BAD = [
    (), ("qery",), ("query",), ("query", "lst"), ("query", "run"), ("query", "run", "finding"),
    ("query", "show", "../findings"),
    ("query", "run", "findings", "-p", "polarity"), ("query", "run", "findings", "-p", "=x"),
    ("query", "run", "findings", "-p", "polarity=absnt"), ("query", "run", "findings", "-p", "polarity="),
    ("query", "run", "findings", "-p", "finding=zz:a"), ("query", "run", "findings", "-p", "finding=<a b>"),
    ("query", "run", "findings", "-p", "nothing=1"), ("query", "run", "since"),
    ("query", "run", "since", "-p", "year=soon"),
    ("query", "run", "findings", "--format", "xls"), ("query", "run", "findings", "-o", "/nowhere/x.csv"),
    ("query", "run", "findings", "-o", "/"), ("sparql", "SELECT * { ?s ?p }"), ("sparql", ""),
    ("sparql", "\x1b[2J"),
    ("sparql", "ASK { SERVICE <http://127.0.0.1:1/> {} }"), ("sparql", "ASK FROM <file:///etc/passwd> {}"),
    ("sparql", "LOAD <http://127.0.0.1:1/>"), ("sparql", "INSERT DATA { <a:b> <a:b> <a:b> }"),
    ("sparql", "@/nowhere.rq"),
    ("sparql", "@/"), ("sparql", "ASK {}", "--format", "csv"), ("sparql", "ASK { ?s a nope:X }"),
    ("sparql", "SELECT " + "{" * 5000), ("sparql", "ASK { ?s ?p '" + "x" * 110_000 + "' }"),
    ("describe", "xy:finding-c"), ("describe", "nowhere:x"), ("describe", ""), ("describe", "<>"), ("describe", "a b"),
    ("describe", "http://example.org/unknown"), ("build", "--engine", "magic"), ("build", "--out", "/nowhere/x.nq"),
    ("--project", "/nowhere", "query", "list"), ("validate", "--project", "/"),
]  # fmt: skip


@pytest.fixture
def inside(
    mgi: Mgi, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Mgi:
    """The command without a process of its own, which takes ten times as long to start as to complain."""

    def run(*args: str) -> subprocess.CompletedProcess[str]:
        try:
            code = main.main(args)
        except SystemExit as left:
            code = int(left.code or 0)
        said = capsys.readouterr()
        return subprocess.CompletedProcess(args, code, said.out, said.err)

    for name in ("MGI_PROJECT", "MGI_CACHE"):
        monkeypatch.setenv(name, environment[name])
    return run


@pytest.mark.parametrize("args", BAD, ids=lambda args: " ".join(args)[:50])
def test_bad_usage_is_one_line_and_exit_code_two(inside: Mgi, args: tuple[str, ...]) -> None:
    done = inside(*args)
    lines = done.stderr.splitlines()
    assert (done.returncode, done.stdout) == (2, "")
    assert lines[0].startswith("mgi")
    assert all(line.startswith("    ") for line in lines[1:])
    assert len(lines) <= 3
    assert "Traceback" not in done.stderr
    assert "unexpected" not in done.stderr
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("args", [("qery",), ("query", "run", "finding"), ("sparql", "SELECT * { ?s ?p }")])
def test_a_process_complains_as_the_command_inside_does(mgi: Mgi, inside: Mgi, args: tuple[str, ...]) -> None:
    alone, here = mgi(*args), inside(*args)
    assert (alone.returncode, alone.stdout, alone.stderr) == (here.returncode, here.stdout, here.stderr)


def test_a_query_file_that_is_missing_is_wrong_usage(mgi: Mgi) -> None:
    assert mgi("sparql", "@/nowhere.rq").stderr == "mgi: /nowhere.rq cannot be read: No such file or directory\n"


def test_standard_input_that_is_no_utf8_is_told(mgi: Mgi) -> None:
    done = mgi("sparql", "-", stdin=b"ASK { ?s ?p '\xff' }")
    assert "standard input is no UTF-8 text: byte 14" in done.stderr


def test_a_syntax_error_shows_line_column_and_the_line(mgi: Mgi) -> None:
    done = mgi("sparql", "-", stdin="ASK {\n  ?s skos:note }\n")
    assert done.stderr.splitlines()[0].startswith("mgi: standard input:2:16: expected ")
    assert done.stderr.splitlines()[1:] == ["      ?s skos:note }", "    " + " " * 15 + "^"]


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    shutil.copytree(TINY, folder)
    return folder


def test_a_syntax_error_in_a_file_is_told_with_its_line(mgi: Mgi, broken: Path) -> None:
    file = broken / "data" / "xy" / "tiny.ttl"
    file.write_text(file.read_text("utf-8").replace('"absent"@en ;', '"absent"@en', 1), encoding="utf-8")
    for command in (("validate",), ("query", "run", "findings"), ("describe", "xy:finding-a")):
        done = mgi(*command, MGI_PROJECT=str(broken))
        assert (done.returncode, done.stdout) == (1, "")
        assert done.stderr.startswith("mgi: data/xy/tiny.ttl:")
        assert len(done.stderr.splitlines()) <= 3


def test_files_that_do_not_conform_are_listed_and_give_no_answer(mgi: Mgi, broken: Path) -> None:
    file = broken / "data" / "xy" / "tiny.ttl"
    file.write_text(file.read_text("utf-8").replace("a migov:Footnote", "a migov:Fotnote"), encoding="utf-8")
    done = mgi("validate", MGI_PROJECT=str(broken))
    assert done.returncode == 1
    assert done.stdout.splitlines()[-1].startswith("does not conform: 1 Violation")
    assert "    a migov:Fotnote ;" in done.stdout
    found = json.loads(mgi("validate", "--format", "json", MGI_PROJECT=str(broken)).stdout)
    assert (found["conforms"], found["results"][0]["file"]) == (False, "data/xy/tiny.ttl")
    asked = mgi("query", "run", "findings", MGI_PROJECT=str(broken))
    assert (asked.returncode, asked.stdout, len(asked.stderr.splitlines())) == (1, "", 1)


def test_a_file_is_written_whole_or_not_at_all(mgi: Mgi, tmp_path: Path) -> None:
    file = tmp_path / "answer.csv"
    assert mgi("query", "run", "findings", "-o", str(file)).returncode == 0
    assert file.read_text("utf-8").startswith("finding,")
    file.write_text("old", encoding="utf-8")
    assert mgi("query", "run", "findings", "-p", "polarity=no", "-o", str(file)).returncode == 2
    assert [each.name for each in tmp_path.iterdir()] == ["answer.csv"]
    assert file.read_text("utf-8") == "old"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_is_told(environment: dict[str, str], mgi: Mgi) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "mgi_graph.cli.main", "query", "list"]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, env=environment, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().splitlines() == ["mgi: standard output cannot be written: No space left on device"]


def test_a_reader_that_leaves_is_no_error(environment: dict[str, str], mgi: Mgi) -> None:
    command = f"{sys.executable} -m mgi_graph.cli.main query list | true"
    done = subprocess.run(["/bin/sh", "-c", command], capture_output=True, env=environment, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_ctrl_c_ends_a_query_inside_the_engine(environment: dict[str, str], mgi: Mgi) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { " + " ".join(f"?a{i} ?b{i} ?c{i} ." for i in range(8)) + " }"
    command = [sys.executable, "-X", "importtime", "-m", "mgi_graph.cli.main", "sparql", heavy]
    with subprocess.Popen(  # a runner in the background ignores SIGINT, and its children inherit that
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 - one thread
    ) as process:
        try:
            assert process.stderr
            while b"mgi_graph.store.embedded" not in process.stderr.readline():
                assert process.poll() is None
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=30)
        finally:
            process.kill()
    assert (process.returncode, out) == (130, b"")
    assert err.decode().splitlines()[-1] == "mgi: interrupted"


def test_help_loads_no_engine(environment: dict[str, str]) -> None:
    code = "import sys; from mgi_graph.cli import main; main.parser(['--help']).format_help(); print(*sys.modules)"
    out = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True, text=True
    ).stdout
    assert not {"pyoxigraph", "rdflib", "pyshacl", "owlrl", "dataclasses", "json"} & set(out.split())


def test_a_question_loads_neither_rdflib_nor_pyshacl(environment: dict[str, str], mgi: Mgi) -> None:
    for args in (["query", "run", "findings"], ["sparql", "ASK {}"], ["describe", "xy:finding-a"]):
        code = f"import sys; from mgi_graph.cli.main import main; main({args!r}); print(*sys.modules)"
        out = subprocess.run([sys.executable, "-c", code], capture_output=True, env=environment, check=True).stdout
        assert not {"rdflib", "pyshacl", "owlrl", "rdflib.term"} & set(out.decode().split())


def test_progress_is_told_after_a_second_and_not_when_quiet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from mgi_graph.cli import progress

    monkeypatch.setattr(progress, "PATIENCE", 0.01)
    with progress.Progress(quiet=False) as say:
        say("first")
        deadline = time.monotonic() + 5
        while "first" not in capsys.readouterr().err and time.monotonic() < deadline:
            pass
        say("second")
    with progress.Progress(quiet=True) as say:
        say("third")
    assert capsys.readouterr().err == "mgi: second …\n"
