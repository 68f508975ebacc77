"""The search of the admin: the library's, which takes what is typed as words on SQLite.

A quotation mark, or a phrase with a hyphen, is syntax to SQLite (FTS5, section 3) and
was an error of the server.
"""

from __future__ import annotations

from typing import Any

from modelsearch.backends import database
from modelsearch.backends.database.sqlite import sqlite
from modelsearch.backends.database.sqlite.query import Lexeme, SearchQueryExpression
from modelsearch.query import Phrase, PlainText


class _Words(Lexeme):
    """Words next to each other; a quotation mark in them is doubled."""

    def __init__(self, value: str, *args: Any, **kwargs: Any) -> None:
        super().__init__(value.replace('"', '""'), *args, **kwargs)


class _AsTyped:
    """Builds a query of words, whatever stands in them."""

    LAST_TERM_IS_PREFIX: bool

    def build_search_query_content(self, query: Any, config: Any = None) -> Any:
        """Return what FTS5 is asked; see the library."""
        if isinstance(query, Phrase):
            return SearchQueryExpression(_Words(query.query_string), config=config)
        if not isinstance(query, PlainText):
            return super().build_search_query_content(query, config=config)  # type: ignore[misc]
        *terms, last = query.query_string.split() or [""]
        words = _Words(last, prefix=self.LAST_TERM_IS_PREFIX)
        for term in terms:
            both = query.operator.upper() == "AND"
            words = words & _Words(term) if both else words | _Words(term)
        return SearchQueryExpression(words, config=config)


class _QueryCompiler(_AsTyped, sqlite.SQLiteSearchQueryCompiler):
    pass


class _AutocompleteQueryCompiler(_AsTyped, sqlite.SQLiteAutocompleteQueryCompiler):
    pass


class _SQLiteSearchBackend(sqlite.SQLiteSearchBackend):
    query_compiler_class = _QueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler


def SearchBackend(params: dict) -> Any:  # noqa: N802  the name that is looked for
    """Return the library's backend for the database there is, the one above on SQLite."""
    found = database.SearchBackend(params)
    is_sqlite = type(found) is sqlite.SQLiteSearchBackend
    return _SQLiteSearchBackend(params) if is_sqlite else found
