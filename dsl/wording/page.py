"""All sentences of a book as one page, for those who review them: provision by provision, Japanese and English."""

from collections.abc import Iterator

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.model.book import Book
from dsl.model.rule import Repair, Rule
from dsl.wording.items import listed
from dsl.wording.sentences import citation, reckoning, sentence
from dsl.wording.versions import version_words

_RECKONED: dict[Language, str] = {"ja": "算定: ", "en": "reckoned by: "}


def sentences_page(book: Book) -> str:
    """Markdown: a heading a provision, an item a sentence; what several of its rules say alike stands once."""
    languages = [language for language in LANGUAGES if language in book.settings.languages]
    lines = [f"# {' / '.join(_of(book, language) for language in languages)}"]
    for provision in book.provisions:
        over = [listed(provision, language, book) for language in languages]
        if provision.heading is None and not provision.rules and not any(over):
            continue
        lines += ["", f"## {' / '.join(citation(provision.id, language, book) for language in languages)}"]
        if provision.heading is not None:
            lines += ["", *(getattr(provision.heading, language) for language in languages)]
        told: list[str] = []
        for rule in provision.rules:
            found = list(_told(rule, languages, book))
            if found != told:
                lines += ["", *found]
            told = found
        for of_items in filter(None, over):
            lines += ["", of_items.head, *(f"{n}. {item}" for n, item in enumerate(of_items.items, start=1))]
        for repair in provision.repairs:
            lines += ["", *(f"> {_repaired(repair, language)}" for language in languages)]
        for note in provision.notes:
            lines += ["", *(f"> {getattr(note, language)}" for language in languages)]
    return "\n".join(lines) + "\n"


def _of(book: Book, language: Language) -> str:
    return str(getattr(book.settings.title, language))


def _repaired(repair: Repair, language: Language) -> str:
    why = getattr(repair.why, language)
    if language == "ja":
        return f"印字の「{repair.printed}」は、「{repair.read_as}」と読む。{why}"
    return f"the print’s 「{repair.printed}」 is read as 「{repair.read_as}」: {why}"


def _told(rule: Rule, languages: list[Language], book: Book) -> Iterator[str]:
    for language in languages:
        yield f"- {sentence(rule, language, book)}"
        if rule.effective is not None:
            yield f"  - {version_words(rule, language)}"
        reckoned = reckoning(rule, language, book)
        if reckoned:
            yield f"  - {_RECKONED[language]}{reckoned}"
