"""A book whose words, and a scenario whose facts, were written by a stranger."""

from dataclasses import replace
from pathlib import Path

from dsl.model.rule import Repair
from dsl.model.vocabulary import Phrase
from dsl.plan import make_plan
from generator.sources import Sources
from tests.conftest import ROOT, RULES, plan_of

NASTY = (
    "<script>alert(1)</script> {{ 7*7 }} {% raw %} [x](javascript:alert(1)) ![y](z) | **b** `c` { #id onclick=a }\n# h"
)


def sources_of_a_stranger(folder: Path, text: str = NASTY) -> Sources:
    """The site's sources of a book that says `text` wherever a book may say something; its scenario goes into a folder."""
    plan = plan_of(RULES)
    bad = Phrase(text, text)
    article = plan.book.articles[1]
    wrong = Repair(text, text, bad)
    provision = replace(article.provisions[0], heading=bad, notes=(bad,), repairs=(wrong,))
    rule = replace(plan.rules["2.1"], sentence=bad)
    second = plan.book.articles[2]
    articles = [replace(article, title=bad, provisions=(provision, *article.provisions[1:]))]
    articles.append(replace(second, provisions=(replace(second.provisions[0], rules=(rule,)), *second.provisions[1:])))
    readings = {key: replace(r, question=bad) for key, r in plan.book.readings.items()}
    words = plan.book.vocabulary
    entries = {key: replace(e, phrase=bad) if e.kind == "money" else e for key, e in words.entries.items()}
    records = {k: replace(r, entries=tuple(entries[e.id] for e in r.entries)) for k, r in words.records.items()}
    layers = tuple(replace(y, phrase=bad) for y in plan.book.settings.layers)
    book = replace(
        plan.book, articles=tuple(articles), readings=readings,
        vocabulary=replace(words, entries=entries, records=records),
        settings=replace(plan.book.settings, title=bad, layers=layers),
    )  # fmt: skip
    scenario = folder / "01-bad.yaml"
    one_line = text.replace("\n", " ").replace("'", "''")
    scenario.write_text(
        f"name: '{one_line}'\nwhy: '{one_line}'\nfacts:\n  a: '{one_line}'\nexpect:\n  '1.2': '{one_line}'\n"
        f"  '1.2#`{one_line}': {{needs: ['{one_line}', {{path: '{one_line}'}}], '{one_line}': '{one_line}', amount: '{one_line}'}}\n"
        f"values:\n  '` {one_line}': '{one_line}'\n"
    )
    made = make_plan(replace(plan.book, articles=(*articles, *plan.book.articles[3:])))
    return Sources(replace(made, book=book), (scenario,), ROOT / "site")
