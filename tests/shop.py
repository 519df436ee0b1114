"""Books for the tests of text: the shipped ones as read, and a small one to write into a folder."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from dsl.base.diagnostic import LANGUAGES, Diagnostic, Language
from dsl.editor.format import format_book
from dsl.editor.spell import Spelt
from dsl.editor.words import Words, words_of
from dsl.load.book import load_draft
from dsl.load.documents import read_raw
from dsl.model.book import Book
from dsl.model.draft import DraftBook
from dsl.model.node import Scalar
from dsl.model.rule import Deadline
from dsl.parse.book import book_lexicon, parse_book
from dsl.parse.expressions import Start, parse_expression
from dsl.parse.lexicon import Lexicon

ROOT = Path(__file__).parents[1]
BOOKS = [ROOT / "rules", *sorted(path.parent for path in ROOT.glob("tests/books/*/book.yaml"))]


@dataclass(frozen=True)
class Read:
    """A book's folder as loaded and parsed."""

    draft: DraftBook
    book: Book
    lexicon: Lexicon
    words: Words

    @property
    def languages(self) -> tuple[Language, ...]:
        return tuple(language for language in LANGUAGES if language in self.book.settings.languages)

    def parse(self, text: str, start: Start) -> Spelt | Diagnostic:
        found = parse_expression(Scalar(text), self.lexicon, start)
        return Deadline(*found) if start == "deadline" and not isinstance(found, Diagnostic) else found

    def formatted(self, language: Language | None = None) -> dict[str, str]:
        texts = {name: read_raw(Path(name)) for name in self.draft.files}
        return format_book(self.draft, self.book, texts, language)


def read(folder: Path) -> Read:
    draft, problems = load_draft(folder)
    assert [d.line("en") for d in problems] == []
    book, problems = parse_book(draft)
    assert book is not None
    assert [d.line("en") for d in problems] == []
    return Read(draft, book, book_lexicon(draft), words_of(book))


shipped = cache(read)


# ── a small book of its own ───────────────────────────────────────────────────────────────────────

SHOP = {
    "book.yaml": """\
id: shop
title: {ja: 売買, en: Sale}
version: 1
effective: 2024-01-01
languages: [ja, en]
time_zone: Asia/Tokyo
currency: {code: JPY, symbol: ¥, ja: 円}
parties:
  seller: {ja: 売主, en: Seller}
  buyer: {ja: 買主, en: Buyer}
""",
    "contents.yaml": """\
articles:
  "1": {ja: 引渡し, en: Delivery}
  "2": {ja: 代金, en: Price}
units:
  "1.1": paragraph
  "1.1.1": item
  "1.1.2": item
  "1.2": paragraph
  "2.1": paragraph
  "2.1.proviso": proviso
""",
    "vocabulary/words.yaml": """\
records:
  case:
    facts:
      sale: {type: one sale}
      parcels: {type: list of parcel}
  sale:
    ja: 売買
    en: sale
    facts:
      urgent: {type: truth, ja: 緊急である, en: the sale is urgent}
      fragile: {type: truth, ja: 壊れやすい物である, en: the thing is fragile}
      day: {type: date, ja: 引渡日, en: day of delivery}
      price: {type: money, ja: 代金の額, en: price}
      discount: {type: money, ja: 値引額, en: discount}
      pieces: {type: number, ja: 個数, en: number of pieces}
      way: {type: choice, ja: 運送の方法, en: way of carriage, choices: {land: {ja: 陸送, en: by land}, sea: {ja: 海上輸送, en: by sea}}}
      delivered: {type: event, ja: 引渡し, en: delivery, by: seller, act: {ja: 物を引き渡す, en: deliver the thing}}
      lost: {type: event, ja: 滅失, en: loss}
      inspected: {type: event, ja: 荷物の開封, en: inspection}
    terms:
      soon: {type: truth, ja: 至急を要する, en: the sale is pressing, en_not: the sale is not pressing, as: the sale is urgent}
      light: {type: truth, ja: 小荷物である, en: the thing is small, as: 'the way of carriage is one of (by land, by sea)'}
  parcel:
    ja: 荷物
    en: parcel
    plural: parcels
    facts:
      weight: {type: number, ja: 重さ, en: weight}
      opened: {type: event, ja: 開封, en: opening}
      opener: {type: party, ja: 開封者, en: opener}
actions:
  deliver: {ja: "[{to}に対し、]物を引き渡す", en: "deliver[ {to}] the thing", done by: sale.delivered}
""",
    "articles/1.yaml": """\
article: 1
title: {ja: 引渡し, en: Delivery}
provisions:
  - id: 1.1
    who: seller
    to: buyer
    must: deliver the thing
    when: the sale is urgent
""",
}


def written(folder: Path, **files: str) -> Path:
    """The small book with other files in place of its own; `__` in a name stands for a slash."""
    texts = SHOP | {f"{name.replace('__', '/')}.yaml": text for name, text in files.items()}
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return folder
