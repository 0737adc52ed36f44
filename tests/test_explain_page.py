"""What docs/explain.md shows is what the command prints, but for the numbers of lines."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from mgi_graph.cli.main import main

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "explain.md").read_text(encoding="utf-8")
SHOWN = re.findall(r"```console\n\$ mgi (.*)\n((?:.*\n)*?)```", PAGE)


def masked(text: str) -> str:
    """Return the text without the numbers of lines and columns, which move when a file is edited."""
    return re.sub(r'(ttl|line": |column": |Number )[:\d]+', r"\1", text)


def test_the_page_shows_commands() -> None:
    assert [command.split()[0] for command, _ in SHOWN] == ["explain"] * 4


@pytest.mark.parametrize(("command", "shown"), SHOWN, ids=[command for command, _ in SHOWN])
def test_a_command_prints_what_the_page_shows(command: str, shown: str, capsys: pytest.CaptureFixture[str]) -> None:
    code = main([*shlex.split(command), "-q", "--project", str(ROOT)])
    out = capsys.readouterr().out
    pieces = [re.escape(piece) for piece in masked(shown).split("…\n")]
    assert re.fullmatch("(?:.*\n)*".join(pieces), masked(out)), out
    assert code == ("does not hold" in shown)
