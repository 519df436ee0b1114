"""Expressions in their canonical spelling: parsing it again gives the same tree."""

from typing import TypeAlias, cast, get_args

from dsl.base.diagnostic import Language
from dsl.editor.layout import Doc, broken, flat
from dsl.editor.spell_en import English
from dsl.editor.spell_ja import Japanese
from dsl.editor.words import Words, keyword
from dsl.model import expression as x
from dsl.model.rule import Deadline

Spelt: TypeAlias = x.Expression | Deadline
_CONDITIONS = get_args(x.Condition)


def spell(node: Spelt, language: Language, words: Words) -> str:
    """The canonical spelling on one line."""
    return flat(_document(node, language, words))


def spell_lines(node: Spelt, language: Language, words: Words, width: int) -> tuple[str, ...]:
    """The same on lines of about `width` columns, broken before the operands of `and` and `or` (outermost always)."""
    return broken(_document(node, language, words), width)


def _document(node: Spelt, language: Language, words: Words) -> Doc:
    speller = English(words) if language == "en" else Japanese(words)
    if isinstance(node, Deadline):
        return _deadline(node, speller)
    if isinstance(node, _CONDITIONS):
        return speller.condition(cast("x.Condition", node))
    return speller.value(cast("x.Term", node))


def _deadline(node: Deadline, speller: English | Japanese) -> Doc:
    limit = speller.term(node.limit)
    if isinstance(speller, English):
        return (f"{keyword('BEFORE', 'en')} ", limit) if node.when == "before" else limit
    token = "BEFORE_JA" if node.when == "before" else "BY_JA"
    gap = "" if flat(limit).endswith("）") else " "
    return (limit, gap, keyword(token, "ja", speller.variant(node.when, node.limit)))
