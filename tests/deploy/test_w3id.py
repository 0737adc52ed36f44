"""The rules for w3id.org, as they are under Apache, and translated for nginx, before the real site."""

from __future__ import annotations

import os
import re
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.deploy.conftest import DEPLOY, free_port, nginx, program, serving

from mgi_graph import namespaces

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.server.running.conftest import Running

HTACCESS = DEPLOY / "w3id" / ".htaccess"
HOST = "https://data.example.org"
RULE = re.compile(r"^RewriteRule (\S+) (\S+) \[R=303,L\]$", re.MULTILINE)
MODULES = Path("/usr/lib/apache2/modules")
#: What is asked for below /migov/, and where it leads; each kind of IRI that the project has.
LEADS = {
    "": "/",
    "id/xy/finding-a": "/id/xy/finding-a",
    "id/xy/mgi-2021/passage/1.3p5s2": "/id/xy/mgi-2021/passage/1.3p5s2",
    "id/xy/finding-a?_profile=x&y=%C3%A9": "/id/xy/finding-a?_profile=x&y=%C3%A9",
    "dataset": "/dataset",
    "logo.svg": "/logo.svg",
    "vocab/polarity": "/vocab/polarity",
    "vocab/polarity/present": "/vocab/polarity/present",
    "vocab.ttl": "/vocab.ttl",
    "doc/xy/finding-a.ttl": "/doc/xy/finding-a.ttl",
    "ontology": "/ontology",
    "ontology.ttl": "/ontology.ttl",
    "ontology/0.1.0": "/ontology/0.1.0",
    "shapes": "/shapes",
    "graph/inferred": "/graph/inferred",
    "query/findings": "/query/findings",
    "query/findings.csv?polarity=present": "/query/findings.csv?polarity=present",
    "context/0.1.0.jsonld": "/context/0.1.0.jsonld",
}
NOWHERE = (
    "nothing",
    "idx/a",
    "ontologyx",
    "admin",
    ".htaccess",
    "README.md",
    "shapes/../x",
    "id/a%0d%0ab",
    "id/caf%C3%A9",
    "id/a%3Fb",
)


def apache(port: int, folder: Path) -> str:
    """Return the configuration of an Apache like that of w3id.org: a folder with .htaccess, and the rewrite module."""
    modules = "\n".join(
        f"LoadModule {name}_module {MODULES}/mod_{name}.so"
        for name in ("mpm_event", "authz_core", "rewrite")
        if (MODULES / f"mod_{name}.so").exists()
    )
    user = "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    return (
        f"{modules}\n{user}ServerRoot {folder}\nListen 127.0.0.1:{port}\nServerName w3id.example\n"
        f"PidFile {folder}/apache.pid\nErrorLog {folder}/error.log\nDocumentRoot {folder}/www\n"
        f"<Directory {folder}/www>\n    AllowOverride All\n    Options FollowSymLinks\n    Require all granted\n"
        f'</Directory>\n<FilesMatch "^\\.ht">\n    Require all denied\n</FilesMatch>\n'
    )


def translated(rules: str, port: int) -> str:
    """Return the same rules for nginx."""
    locations = "\n".join(
        f"    location ~ ^/migov/{pattern.removeprefix('^')} {{ return 303 {target}$is_args$args; }}"
        for pattern, target in RULE.findall(rules)
    )
    return f"server {{\n    listen 127.0.0.1:{port};\n{locations}\n    location / {{ return 404; }}\n}}\n"


@pytest.fixture(scope="module", params=["apache2", "nginx"])
def w3id(request: pytest.FixtureRequest, site: Running, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder, port = tmp_path_factory.mktemp(request.param), free_port()
    rules = HTACCESS.read_text().replace(HOST, site.url)
    if request.param == "nginx":
        with nginx(translated(rules, port), port, folder) as answering:
            yield answering
        return
    (folder / "www" / "migov").mkdir(parents=True)
    (folder / "www" / "migov" / ".htaccess").write_text(rules)
    for each in (folder, *folder.parents):
        if each.is_relative_to("/tmp") and each != Path("/tmp"):  # its processes are those of another user
            each.chmod(each.stat().st_mode | 0o055)
    (folder / "apache.conf").write_text(apache(port, folder))
    command = [program("apache2"), "-f", str(folder / "apache.conf"), "-DFOREGROUND"]
    with serving(command, port, folder / "apache.out") as answering:
        yield answering


def ask(port: int, path: str, accept: str = "*/*") -> tuple[int, str, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", path, headers={"Accept": accept})
        response = connection.getresponse()
        response.read()
        return response.status, response.getheader("location", ""), response.getheader("content-type", "")
    finally:
        connection.close()


@pytest.mark.parametrize("path", LEADS)
def test_a_name_leads_to_the_same_name_at_the_site(w3id: int, site: Running, path: str) -> None:
    status, location, _ = ask(w3id, f"/migov/{path}")
    assert (status, location) == (303, f"{site.url}{LEADS[path]}")


@pytest.mark.parametrize("path", NOWHERE)
def test_what_is_no_name_leads_nowhere(w3id: int, path: str) -> None:
    assert ask(w3id, f"/migov/{path}")[0] in {403, 404}


@pytest.mark.parametrize("accept", ["text/turtle", "text/html", "application/ld+json"])
@pytest.mark.parametrize(
    "path", ["id/xy/finding-a", "vocab/polarity/present", "ontology", "shapes", "graph/data/xy/tiny"]
)
def test_who_follows_gets_the_form_asked_for(w3id: int, site: Running, path: str, accept: str) -> None:
    status, location, media_type = ask(w3id, f"/migov/{path}", accept)
    for _ in range(3):
        if status != 303:
            break
        target = location.removeprefix(site.url)
        status, location, media_type = ask(site.port, target, accept)
    assert (status, media_type.partition(";")[0]) == (200, accept)


def test_each_namespace_of_the_project_has_a_rule() -> None:
    rules = [re.compile(pattern) for pattern, _ in RULE.findall(HTACCESS.read_text())]
    spaces = (namespaces.ID, namespaces.VOCAB, namespaces.GRAPH, namespaces.QUERY, namespaces.MIGOV, namespaces.SHAPES)
    for space in spaces:
        path = space.removeprefix(namespaces.BASE).partition("#")[0]
        assert any(rule.fullmatch(path) for rule in rules), space


def test_all_rules_are_of_the_form_that_is_tested() -> None:
    text = HTACCESS.read_text()
    assert len(RULE.findall(text)) == text.count("\nRewriteRule ")
