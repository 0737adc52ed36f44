"""The tables of the index, and how the file is opened.

A word is looked up in three steps, each a table: ``word`` has it as it stands, ``stem`` the words of the same stem
(Porter), ``gram`` those that share three letters in a row. ``body`` says which entries have which words.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Final

from mgi_graph.errors import MgiError

if TYPE_CHECKING:
    from pathlib import Path

#: unicode61 with `categories` came with 3.25, the trigram tokenizer with 3.34 (https://sqlite.org/fts5.html §4.3).
NEEDED: Final = (3, 34, 0)
TABLES: Final = """
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, iri TEXT NOT NULL, curie TEXT NOT NULL, label TEXT NOT NULL, kind TEXT NOT NULL,
    weight REAL NOT NULL, passages TEXT NOT NULL
);
CREATE TABLE field (entry INTEGER NOT NULL, place TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE name (entry INTEGER NOT NULL, place TEXT NOT NULL, key TEXT NOT NULL, forms TEXT NOT NULL);
CREATE TABLE class (entry INTEGER NOT NULL, iri TEXT NOT NULL);
CREATE TABLE domain (entry INTEGER NOT NULL, iri TEXT NOT NULL);
CREATE TABLE label (iri TEXT NOT NULL, sort TEXT NOT NULL, text TEXT NOT NULL);
CREATE TABLE query (name TEXT PRIMARY KEY, summary TEXT NOT NULL);
CREATE TABLE applies (class TEXT NOT NULL, query TEXT NOT NULL, parameter TEXT NOT NULL, place INTEGER NOT NULL);
CREATE TABLE mention (query TEXT NOT NULL, parameter TEXT NOT NULL, entry INTEGER NOT NULL);
CREATE TABLE size (class TEXT PRIMARY KEY, entries INTEGER NOT NULL);
CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE word (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, entries INTEGER NOT NULL);
CREATE VIRTUAL TABLE stem USING fts5(
    word, tokenize = "porter unicode61 remove_diacritics 0 tokenchars '.' categories 'L* N* M* Co'"
);
CREATE VIRTUAL TABLE gram USING fts5(word, tokenize = 'trigram', detail = none);
CREATE VIRTUAL TABLE body USING fts5(
    names, text, context, content = '', detail = column,
    tokenize = "unicode61 remove_diacritics 0 tokenchars '.' categories 'L* N* M* Co'"
);
"""
INDEXES: Final = """
CREATE INDEX field_entry ON field (entry);
CREATE INDEX class_entry ON class (entry);
CREATE INDEX class_iri ON class (iri);
CREATE INDEX domain_iri ON domain (iri);
CREATE INDEX applies_query ON applies (query);
CREATE INDEX mention_entry ON mention (entry);
"""


def check() -> None:
    """Raise :class:`MgiError` where SQLite lacks what the index needs."""
    has = sqlite3.sqlite_version_info >= NEEDED
    with closing(sqlite3.connect(":memory:")) as memory:
        has = has and bool(memory.execute("SELECT sqlite_compileoption_used('ENABLE_FTS5')").fetchone()[0])
    if not has:
        raise MgiError(
            f"search needs SQLite {'.'.join(map(str, NEEDED))} or newer with FTS5; this Python has SQLite"
            f" {sqlite3.sqlite_version} without it: use a Python from python.org, a distribution or conda-forge"
        )


def open_index(path: Path) -> sqlite3.Connection:
    """Open an index to read; nothing can be written through it."""
    check()
    # immutable: an entry of the cache never changes, so no lock is taken and none is left behind
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
