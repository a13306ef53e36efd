"""Tantivy as search uses it: the fields, and the ways of a query as its queries."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import tantivy
from tantivy import Occur, Query

from graph.say import JinyingError, Say
from graph.search.reading import Begins, Every, Row, Slip, Some, Term, Way
from graph.search.tokens import FIELDS, PLACED

STATE = "state"  # the id of the one document that says what the index shows
STEPS = {"gram": 2, "pair": 2, "three": 3}  # tokens overlap: every second or third of a row says all of it
HEAP = 96 << 20  # bytes that the writer holds before it writes a part


class SearchError(JinyingError):
    """The index can't be used."""


@contextmanager
def guarded() -> Iterator[None]:
    """What Tantivy raises over a damaged file, its panics too, as an error with a cure."""
    try:
        yield
    except (ValueError, OSError) as error:
        raise damaged(error) from None
    except BaseException as error:
        if type(error).__name__ != "PanicException":  # of PyO3, which does not export it
            raise
        raise damaged(error) from None


def damaged(error: BaseException) -> SearchError:
    """An index that can't be read."""
    why = " ".join(str(error).split())[:200]
    return SearchError(
        Say(f"检索索引已损坏：{why}", f"the search index is damaged: {why}"),
        Say("再试一次，它会自动重建", "try again: it is made anew by itself"),
    )


def schema() -> tantivy.Schema:
    """`id`, `kind`, `region` as they are, `body` for what is shown, and our tokens."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("id", tokenizer_name="raw", index_option="basic")
    for name in ("kind", "region"):
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    builder.add_bytes_field("body", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="tokens", index_option="position" if name in PLACED else "basic")
    return builder.build()


def opened(folder: Path, *, new: bool = False) -> tantivy.Index:
    """The index in a folder."""
    with guarded():
        index = tantivy.Index(schema(), path=str(folder)) if new else tantivy.Index.open(str(folder))
        index.register_tokenizer("tokens", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    return index


def asked(way: Way, index: tantivy.Searcher, form: tantivy.Schema) -> Query:
    """A way as a query; rows of tokens that nobody has are left out before they cost anything."""
    match way:
        case Term(field, token):
            return Query.term_query(form, field, token, "position" if field in PLACED else "basic")
        case Row(field, tokens, begun):
            return _row(field, tokens, begun, index, form)
        case Begins(field, text):
            return Query.phrase_prefix_query(form, field, [text])
        case Slip(field, text):
            return Query.fuzzy_term_query(form, field, text)
        case Every(parts):
            return Query.boolean_query([(Occur.Must, asked(part, index, form)) for part in parts])
        case Some(parts):
            made = [(weight, asked(part, index, form)) for weight, part in parts if possible(part, index)]
            return any_of([q if weight == 1 else Query.boost_query(q, weight) for weight, q in made])


def any_of(queries: Sequence[Query]) -> Query:
    """At least one of these."""
    return Query.boolean_query([(Occur.Should, q) for q in queries]) if queries else Query.empty_query()


def possible(way: Way, index: tantivy.Searcher) -> bool:
    """Whether every token is somebody's."""
    match way:
        case Term(field, token):
            return index.doc_freq(field, token) > 0
        case Row(field, tokens, begun):
            return all(index.doc_freq(field, token) > 0 for token in (tokens[:-1] if begun else tokens))
        case Every(parts):
            return all(possible(part, index) for part in parts)
        case Some(parts):
            return any(possible(part, index) for _, part in parts)
        case _:
            return True


def _row(field: str, tokens: tuple[str, ...], begun: bool, index: tantivy.Searcher, form: tantivy.Schema) -> Query:
    if not begun:
        step = STEPS[field]
        chosen = sorted({*range(0, len(tokens), step), len(tokens) - 1})
        return Query.phrase_query(form, field, [(i, tokens[i]) for i in chosen])
    if len(tokens) > 1:
        return Query.phrase_prefix_query(form, field, list(tokens))
    known = [token for token, _ in index.terms_with_prefix(field, tokens[0], limit=50)]
    return Query.term_set_query(form, field, known) if known else Query.empty_query()
