"""The hooks for pre-commit name commands that exist and that run on files."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mgi_graph.cli.main import COMMANDS, parser

ROOT = Path(__file__).resolve().parents[2]
#: The keys that pre-commit knows of a hook, as far as they are used here.
KEYS = {"id", "name", "description", "entry", "language", "files", "pass_filenames"}
TEXT = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
HOOKS = [
    dict(re.findall(r"^[- ] (\w+): (.+)$", part, re.MULTILINE))
    for part in re.split(r"^(?=- )", TEXT, flags=re.M)
    if part
]


def test_there_are_three_hooks_in_the_form_that_pre_commit_reads() -> None:
    assert [hook["id"] for hook in HOOKS] == ["mgi-fmt", "mgi-lint", "mgi-validate"]
    assert all(hook.keys() <= KEYS and hook["language"] == "python" for hook in HOOKS)
    assert sum(len(hook) for hook in HOOKS) == len(TEXT.splitlines())


@pytest.mark.parametrize("hook", HOOKS, ids=lambda hook: hook["id"])
def test_a_hook_runs_a_command_that_takes_what_it_is_given(hook: dict[str, str]) -> None:
    program, *line = shlex.split(hook["entry"])
    files = [] if hook.get("pass_filenames") == "false" else ["data/xy/a.ttl", "ontology/a.ttl"]
    args = parser(line).parse_args([*line, *files])
    assert (program, args.command in COMMANDS) == ("mgi", True)
    assert getattr(args, "paths", []) == files
    assert re.search(hook["files"], "data/xy/a.ttl")
