"""The one canonical format of a book's files, by editing their text: comments, order and blank lines stay."""

import re
from collections.abc import Mapping as Table
from dataclasses import dataclass
from typing import assert_never

from dsl.base.diagnostic import Language
from dsl.editor.edits import Edits, opens_flow, plain_or_quoted
from dsl.editor.layout import columns
from dsl.editor.meanings import NAME_KEYS, Meanings, read_meanings
from dsl.editor.spell import Spelt, spell, spell_lines
from dsl.model.book import Book
from dsl.model.draft import DraftBook
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.spelling import FROM_JAPANESE, KEYS

WIDTH = 100
"""Columns of a line; a Japanese character is two wide."""

_JAPANESE = re.compile("[\u3040-\u30ff\u3400-\u9fff]")
_FOREIGN_BREAKS = re.compile("[\x85\u2028\u2029]")


def format_book(
    draft: DraftBook, book: Book, texts: Table[str, str], language: Language | None = None
) -> dict[str, str]:
    """The canonical texts of the files of a book; `texts` are theirs by the names under which the draft read them."""
    meanings = read_meanings(draft, book)
    return {name: format_file(text, draft.documents[name], meanings, language) for name, text in texts.items()}


def format_file(text: str, node: Node, meanings: Meanings, language: Language | None = None) -> str:
    """One file's canonical text.

    text: the file's, which `node` was read from. language: what its keys, names and expressions become; None leaves
    the keys, and each name and expression in the language in which it is written. What is not understood, or does not
    stand where it should, stays as it is. Raises ValueError for a language that the book has no words in.
    """
    if language is not None and language not in meanings.languages:
        raise ValueError(language)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if _FOREIGN_BREAKS.search(text):
        return text  # YAML counts these as line ends, so that no position would be right
    formatter = _Formatter(Edits(text), meanings, language, _is_article(node))
    formatter.node(node, None, False)
    return formatter.edits.result()


def _is_article(node: Node) -> bool:
    return isinstance(node, Mapping) and any(_english(key) == "article" for key, _ in node.entries)


def _english(key: Scalar) -> str:
    return FROM_JAPANESE.get(key.text, key.text)


@dataclass(frozen=True, slots=True)
class _Formatter:
    """`is_article`: only in article files do keys and names have two spellings."""

    edits: Edits
    meanings: Meanings
    language: Language | None
    is_article: bool

    def node(self, node: Node, key: Scalar | None, in_flow: bool) -> None:
        match node:
            case Scalar():
                self.scalar(node, key, in_flow)
            case Sequence(items=items):
                for item in items:
                    self.node(item, key, in_flow or self.opens_flow(node))
            case Mapping(entries=entries):
                for name, value in entries:
                    self.edits.rename(name, self.key_text(name))
                    self.node(value, name, in_flow or self.opens_flow(node))
            case _:
                assert_never(node)

    def opens_flow(self, node: Mapping | Sequence) -> bool:
        return opens_flow(self.edits.at(node.span.line, node.span.column))

    def key_text(self, key: Scalar) -> str:
        english = _english(key)
        if self.language is None or not self.is_article or english not in KEYS:
            return key.text
        return KEYS[english] if self.language == "ja" else english

    def scalar(self, scalar: Scalar, key: Scalar | None, in_flow: bool) -> None:
        meant = self.meanings.expressions.get(scalar.span)
        name = self.name(scalar, key) if meant is None else None
        if meant is not None:
            self.expression(scalar, key, meant, in_flow)
        elif name is not None:
            self.edits.replace(scalar, plain_or_quoted(name, in_flow))
        else:
            self.edits.leave(scalar)

    def name(self, scalar: Scalar, key: Scalar | None) -> str | None:
        if not self.is_article or key is None or _english(key) not in NAME_KEYS:
            return None
        return self.meanings.name(_english(key), scalar.text, self.language_of(scalar))

    def expression(self, scalar: Scalar, key: Scalar | None, meant: Spelt, in_flow: bool) -> None:
        words, language = self.meanings.words, self.language_of(scalar)
        text = plain_or_quoted(spell(meant, language, words), in_flow)
        if key is not None and key.span.line == scalar.span.line and not in_flow:
            indent = key.span.column + 1
            lines = spell_lines(meant, language, words, WIDTH - indent)
            if self.start_of(scalar, key) + columns(text) > WIDTH and len(lines) > 1:
                self.edits.replace_with_block(scalar, lines, indent)
                return
        self.edits.replace(scalar, text)

    def start_of(self, scalar: Scalar, key: Scalar) -> int:
        """The columns before a value once its key is spelt."""
        return self.edits.width_before(scalar) - columns(key.text) + columns(self.key_text(key))

    def language_of(self, scalar: Scalar) -> Language:
        written: Language = "ja" if _JAPANESE.search(scalar.text) else "en"
        return self.language or (written if written in self.meanings.languages else self.meanings.languages[0])
