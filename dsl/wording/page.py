"""All sentences of a book as one page, for those who review them: provision by provision, Japanese and English."""

from collections.abc import Iterator

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.base.english import roman
from dsl.model.book import Book
from dsl.model.rule import Provision, Repair, Rule
from dsl.wording.items import Listed, listed, only_in_items
from dsl.wording.sentences import citation, reckoning
from dsl.wording.together import full_sentence, told_by
from dsl.wording.versions import version_words

_RECKONED: dict[Language, str] = {"ja": "算定: ", "en": "reckoned by: "}


def sentences_page(book: Book) -> str:
    """Markdown: a heading a provision, an item a sentence; what several of its rules say alike stands once, and a
    definition where it is used, if it is used beside it."""
    languages = _languages(book)
    lines = [f"# {' / '.join(_of(book, language) for language in languages)}"]
    for provision in book.provisions:
        lines += provision_lines(provision, book)
    return "\n".join(lines) + "\n"


def _languages(book: Book) -> list[Language]:
    return [language for language in LANGUAGES if language in book.settings.languages]


def provision_lines(provision: Provision, book: Book) -> list[str]:
    """The lines of one provision; none where it says nothing."""
    languages = _languages(book)
    found_items = [(listed(provision, language, book), language) for language in languages]
    over = [(of_items, language) for of_items, language in found_items if of_items is not None]
    if provision.heading is None and not provision.rules and not over:
        return []
    lines = ["", f"## {' / '.join(citation(provision.id, language, book) for language in languages)}"]
    if provision.heading is not None:
        lines += ["", *(getattr(provision.heading, language) for language in languages)]
    told: list[str] = []
    tells = {of_items.tells for of_items, _ in over}
    banned = only_in_items(provision, book)
    for rule in (r for r in provision.rules if r is not banned and told_by(r, book) is None):
        found = list(_items(over)) if rule.id in tells else list(_told(rule, languages, book))
        if found != told:
            lines += ["", *found]
        told = found
    if "" in tells:
        lines += ["", *_items(over)]
    for repair in provision.repairs:
        lines += ["", *(f"> {_repaired(repair, language)}" for language in languages)]
    for note in provision.notes:
        lines += ["", *(f"> {getattr(note, language)}" for language in languages)]
    return lines


def _items(over: list[tuple[Listed, Language]]) -> Iterator[str]:
    """The one sentence of several items, in each language."""
    for number, (of_items, language) in enumerate(over):
        yield from [""] * (number > 0)
        yield of_items.head
        yield from (f"- ({_number(n, language)}) {item}" for n, item in enumerate(of_items.items, start=1))


def _number(item: int, language: Language) -> str:
    """As the heading of the item has it: (1), (i)."""
    return str(item) if language == "ja" else roman(item)


def _of(book: Book, language: Language) -> str:
    return str(getattr(book.settings.title, language))


def _repaired(repair: Repair, language: Language) -> str:
    why = getattr(repair.why, language)
    if language == "ja":
        return f"印字の「{repair.printed}」は、「{repair.read_as}」と読む。{why}"
    return f"the print’s 「{repair.printed}」 is read as 「{repair.read_as}」: {why}"


def _told(rule: Rule, languages: list[Language], book: Book) -> Iterator[str]:
    for language in languages:
        yield f"- {full_sentence(rule, language, book)}"
        if rule.effective is not None:
            yield f"  - {version_words(rule, language)}"
        reckoned = reckoning(rule, language, book)
        if reckoned:
            yield f"  - {_RECKONED[language]}{reckoned}"
