"""The search of the admin on SQLite: the library's, which takes all that is typed as words.

A quotation mark, or a phrase with a hyphen, is syntax to SQLite (FTS5, section 3) and
was an error of the server.
"""

from __future__ import annotations

from typing import Any

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


class SearchBackend(sqlite.SQLiteSearchBackend):
    """What the settings name where the database is SQLite."""

    query_compiler_class = _QueryCompiler
    autocomplete_query_compiler_class = _AutocompleteQueryCompiler
