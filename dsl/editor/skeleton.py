"""The skeleton of a new article: a file that checks, with … wherever legal has to write."""

import re
from collections.abc import Mapping

from dsl.base.diagnostic import BadInput, Language, diagnose
from dsl.editor.spell import spell
from dsl.editor.words import words_of
from dsl.model.book import Book
from dsl.model.vocabulary import Phrase

OPEN = "…"
"""What stands for words that are still to be written; `check` warns of it."""

_SENTENCES = ("paragraph", "proviso", "note", "second sentence", "item")
_LEAD = {
    "ja": "「…」のところを書く。規則にするときは、state に代えて次のような行を書く。",
    "en": "Write what … stands for. A rule has lines like these in the place of state:",
}


def must_be_absent(number: str, book: Book) -> None:
    """Raise BadInput where the article is written already."""
    found = next((a for a in book.articles if a.number == number), None)
    if found is not None:
        raise BadInput([diagnose("N316", found.span, number=number)])


def new_article(number: str, book: Book, title: Phrase | None = None) -> str:
    """The text of the article's file.

    Each unit of the table of contents has a provision, one with items a heading; an article that the contents lack has
    one paragraph. The
    title is the one given, else that of the contents, else open. The example in the comments uses the book's own words.
    """
    languages = book.settings.languages
    found = title or book.titles.get(number) or Phrase(OPEN, OPEN)
    lines = [*(f"# {_LEAD[language]}" for language in languages), *_example(book)]
    lines += [f"article: {number}", f"title: {_phrase(found, languages)}", "provisions:"]
    units = units_of(number, book)
    for unit in units:
        heads = any(other.rpartition(".")[0] == unit and _is_item(other, book) for other in units)
        lines += [f"  - id: {unit}", f"    {'heading' if heads else 'state'}: {_phrase(Phrase(OPEN, OPEN), languages)}"]
    return "\n".join(lines) + "\n"


def units_of(number: str, book: Book) -> tuple[str, ...]:
    """The units of an article that say something or head items; `N.1` where the contents know none."""
    own = [u.id for u in book.units.values() if u.id.partition(".")[0] == number and u.role in _SENTENCES]
    return tuple(own) or (f"{number}.1",)


def _is_item(unit: str, book: Book) -> bool:
    return unit in book.units and book.units[unit].role == "item"


def with_article(contents: str, number: str, book: Book, title: Phrase | None = None) -> str:
    """The text of contents.yaml with the article's title and its first paragraph, behind the articles before it."""
    text = contents
    if number not in book.titles:
        told = _phrase(title or Phrase(OPEN, OPEN), book.settings.languages)
        text = _behind(text, "articles", f'  "{number}": {told}', number)
    if f"{number}.1" not in book.units:
        text = _behind(text, "units", f'  "{number}.1": paragraph', number)
    return text


def _behind(text: str, section: str, line: str, number: str) -> str:
    """A line set into a section of `"key": value` lines, behind the last one whose number is not higher."""
    lines = text.splitlines()
    start = next((at for at, found in enumerate(lines) if found.rstrip() == f"{section}:"), None)
    if start is None:
        return f"{text.rstrip()}\n{section}:\n{line}\n"
    at = start
    for here in range(start + 1, len(lines)):
        if lines[here][:1] not in (" ", "#", ""):
            break
        key = re.match(r'\s+["\']?(\d+)', lines[here])
        if key is not None and int(key.group(1)) <= int(re.match(r"\d+", number)[0]):  # type: ignore[index]
            at = here
    return "\n".join([*lines[: at + 1], line, *lines[at + 1 :]]) + "\n"


def _phrase(phrase: Phrase, languages: tuple[str, ...]) -> str:
    told: Mapping[str, str] = {"ja": phrase.ja, "en": phrase.en}
    return "{" + ", ".join(f"{language}: {_quoted(told[language] or OPEN)}" for language in languages) + "}"


def _quoted(text: str) -> str:
    return f'"{text}"' if re.search(r"[:#,{}\[\]\"']", text) else text


def _example(book: Book) -> list[str]:
    """The book's first duty with a condition, in its own words, as comments."""
    rule = next((r for r in book.rules if r.kind == "must" and r.when is not None), None)
    if rule is None or rule.when is None:
        return []
    language: Language = "en" if "en" in book.settings.languages else "ja"
    parties, action = book.vocabulary.parties, book.vocabulary.actions[rule.action or ""]
    who, to = (parties.get(key or "") for key in (rule.bearer, rule.counterparty))
    told = {
        "who": _of(who.phrase, language) if who else "",
        "to": _of(to.phrase, language) if to else "",
        "must": _of(action.name, language),
        "when": spell(rule.when, language, words_of(book)),
    }
    return [f"#     {key}: {value}" for key, value in told.items() if value]


def _of(phrase: Phrase, language: Language) -> str:
    return phrase.ja if language == "ja" else phrase.en
