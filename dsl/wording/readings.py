"""Questions of interpretation and their answers in words."""

from dsl.base.diagnostic import Language
from dsl.model.book import Book
from dsl.model.expression import Under
from dsl.model.reading import Reading
from dsl.model.rule import Rule
from dsl.wording.values import phrase_words


def question_words(question: str, language: Language, book: Book) -> str:
    """The question itself; its name where the book has none of it."""
    reading = book.readings.get(question)
    return question if reading is None else phrase_words(reading.question, language)


def answer_words(question: str, answer: str, language: Language, book: Book) -> str:
    reading = book.readings.get(question)
    return answer if reading is None else phrase_words(reading.phrase(answer), language)


def reading_words(question: str, answer: str | None, language: Language, book: Book) -> str:
    """What the book is read to say: 第16条第2項の1年の日数: 365日とする."""
    told = question_words(question, language, book)
    colon = "：" if language == "ja" else ": "
    return told if answer is None else f"{told}{colon}{answer_words(question, answer, language, book)}"


def reading_mark(rule: Rule, book: Book, language: Language) -> str:
    """What stands before the sentence of a rule that holds only under another reading than the book's own."""
    other = [reading_words(g.question, g.answer, language, book) for g in rule.under if not _is_default(g, book)]
    if not other:
        return ""
    return f"〔別の解釈　{'、'.join(other)}〕" if language == "ja" else f"(Other reading: {'; '.join(other)}) "


def _is_default(guard: Under, book: Book) -> bool:
    reading: Reading | None = book.readings.get(guard.question)
    return reading is not None and reading.default == guard.answer
