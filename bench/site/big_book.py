"""A book of so many articles, for timings: three provisions an article, with references and priorities between them."""

from pathlib import Path

BOOK = """\
id: many-articles
title: {ja: 多条約款, en: Terms of Many Articles}
version: 2026-01-01
effective: 2026-01-01
languages: [ja, en]
time_zone: Asia/Tokyo
currency: {code: JPY, symbol: ¥, ja: 円}
duty_word: shall
parties:
  company: {ja: 当社, en: Company}
  customer: {ja: 契約者, en: Customer}
calendar: {name: jp-bank, country: JP, closed: [public, bank], first_year: 2024, last_year: 2030}
"""

WORDS = """\
records:
  case:
    facts:
      contract: {type: one contract}
  contract:
    ja: 契約
    en: contract
    facts:
"""

FACT = """\
      late_{k}: {{type: truth, ja: 料金{n}の支払が遅れている, en: payment of fee {n} is in delay, en_not: payment of fee {n} is not in delay}}
      fee_{k}: {{type: money, ja: 料金{n}, en: fee {n}}}
      due_{k}: {{type: date, ja: 料金{n}の支払期日, en: due date of fee {n}}}
      paid_{k}: {{type: event, ja: 料金{n}の支払, en: payment of fee {n}}}
"""

ACT = """\
  suspend_{k}: {{ja: サービス{n}の提供を停止する, en: suspend service {n}}}
  pay_{k}: {{ja: 料金{n}を支払う, en: pay fee {n}}}
"""

ARTICLE = """\
article: {i}
title: {{ja: 料金{n}, en: Fee {n}}}
provisions:
  - id: {i}.1
    who: Customer
    to: Company
    must: pay fee {n}
    by: the due date of fee {n}
    amount: fee {n}
  - id: {i}.2
    who: Company
    to: Customer
    may: suspend service {n}
    when: payment of fee {n} is in delay
  - id: {i}.2.proviso
    who: Company
    to: Customer
    must not: suspend service {n}
    when: payment of fee {m} is not in delay
    overrides: {i}.2
"""

NAMES = [a + b + c for a in "ABCDEFGHIJ" for b in "KLMNOPQRST" for c in "ABCDEFGHIJ"]
"""What the articles speak of: each of a service of its own, and of the next one's."""


def write_book(folder: Path, articles: int) -> None:
    """Write the book into a new folder."""
    for part in ("articles", "vocabulary"):
        (folder / part).mkdir(parents=True)
    (folder / "book.yaml").write_text(BOOK, encoding="utf-8")
    words = [template.format(n=n, k=n.lower()) for template in (FACT, ACT) for n in NAMES[: max(articles, 2)]]
    half = len(words) // 2
    facts, acts = "".join(words[:half]), "".join(words[half:])
    (folder / "vocabulary" / "words.yaml").write_text(f"{WORDS}{facts}actions:\n{acts}", encoding="utf-8")
    for i in range(1, articles + 1):
        n, m = NAMES[i - 1], NAMES[i % articles]
        text = ARTICLE.format(i=i, n=n, m=m)
        (folder / "articles" / f"{i:04}.yaml").write_text(text, encoding="utf-8")
