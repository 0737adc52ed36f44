"""Settings: who overrides whom, and what a slip is answered with."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from mgi_graph.errors import MgiError
from mgi_graph.server.settings import Settings, rule_of
from mgi_graph.server.sources import flag_of, gather, variable_of
from mgi_graph.server.values import expected

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "site.toml"
    path.write_text('[serve]\nport = 1\nworkers = 3\nquery_seconds = 5\nservices = ["https://a.example/sparql"]\n')
    return path


def test_without_sources_the_defaults_hold() -> None:
    assert gather({}, {}) == Settings()


def test_flags_come_before_environment_before_file_before_defaults(file: Path) -> None:
    environment = {"MGI_SERVE_CONFIG": str(file), "MGI_SERVE_PORT": "2", "MGI_SERVE_WORKERS": "4"}
    found = gather({"port": "3"}, environment)
    assert (found.port, found.workers, found.query_seconds, found.max_age) == (3, 4, 5.0, Settings().max_age)
    assert found.services == ("https://a.example/sparql",)


def test_each_setting_survives_each_source(tmp_path: Path) -> None:
    def toml(value: object) -> str:
        if isinstance(value, tuple):
            return f"[{', '.join(map(toml, value))}]"
        return str(value).lower() if isinstance(value, bool) else repr(value).replace("'", '"')

    for each in fields(Settings):
        value = getattr(Settings(), each.name)
        text = ", ".join(value) if isinstance(value, tuple) else str(value)
        path = tmp_path / "one.toml"
        path.write_text(f"[serve]\n{each.name} = {toml(value)}\n")
        assert gather({each.name: text}, {}) == Settings(), flag_of(each.name)
        assert gather({}, {variable_of(each.name): text}) == Settings(), variable_of(each.name)
        assert gather({"config": str(path)}, {}) == Settings(), each.name


@pytest.mark.parametrize(("text", "value"), [("64MB", 64 << 20), ("1 GiB", 1 << 30), ("512kB", 512 << 10), ("99", 99)])
def test_sizes_may_have_units(text: str, value: int) -> None:
    assert gather({"cache_bytes": text}, {}).cache_bytes == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("port", "70000"),
        ("port", "8k"),
        ("port", "-1"),
        ("workers", "0"),
        ("workers", "two"),
        ("query_seconds", "nan"),
        ("query_seconds", "inf"),
        ("cache_bytes", "12 parsecs"),
        ("cache_bytes", "9" * 30),
        ("access_log", "maybe"),
        ("log_format", "xml"),
        ("metrics", ""),
        ("host", ""),
        ("host", "a b"),
        ("root_path", "graph"),
        ("root_path", "/graph/"),
        ("root_path", "/a b"),
        ("base_url", "ftp://a.example"),
        ("base_url", "https://a.example/?x"),
        ("base_url", "https://[::1"),
        ("trusted_proxies", "10.0.0.0/33"),
        ("services", "file:///etc/passwd"),
    ],
)
def test_a_value_that_is_not_accepted_says_where_and_what_would_be(name: str, text: str) -> None:
    with pytest.raises(MgiError) as caught:
        gather({}, {variable_of(name): text})
    said = str(caught.value)
    assert said.startswith(f"{variable_of(name)}: ")
    assert f"expected {expected(name)}" in said
    assert "\n" not in said
    assert caught.value.exit_code == 2


def test_a_name_that_is_not_known_has_the_nearest_and_the_line(tmp_path: Path) -> None:
    path = tmp_path / "site.toml"
    path.write_text("[other]\nprot = 1\n\n[serve]\n# the port\nprot = 1\n")
    with pytest.raises(MgiError, match=r"site\.toml:6: there is no setting 'prot'; nearest: port"):
        gather({"config": str(path)}, {})


def test_a_variable_that_is_not_known_has_the_nearest() -> None:
    with pytest.raises(MgiError, match="environment: there is no setting 'MGI_SERVE_PROT'; nearest: MGI_SERVE_PORT"):
        gather({}, {"MGI_SERVE_PROT": "1"})


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[server]\nport = 1\n", r"no table \[serve\].*\[server\] is not read"),
        (b"serve = 1\n", r"no table \[serve\]"),
        (b"[serve\n", "no TOML"),
        (b"\xff", "no UTF-8"),
        (b"[serve]\nport = true\n", "'True' is not accepted for port"),
        (b"[serve]\nservices = [1]\n", "is not accepted for services"),
    ],
)
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "site.toml"
    path.write_bytes(content)
    with pytest.raises(MgiError, match=said) as caught:
        gather({"config": str(path)}, {})
    assert str(caught.value).startswith(path.as_posix())


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(MgiError, match=r"none\.toml: the file cannot be read: No such file"):
        gather({}, {"MGI_SERVE_CONFIG": str(tmp_path / "none.toml")})


def test_each_setting_says_what_it_means() -> None:
    for each in fields(Settings):
        rule = rule_of(each)
        assert rule.means
        assert not rule.means.endswith(".")
