"""timeline: on which days between two the outcomes of a case change."""

from collections.abc import Iterator
from datetime import date
from itertools import groupby
from typing import Annotated

import typer

from dsl.base.diagnostic import Diagnostic, Language
from dsl.cli.cases import chosen_readings, day_of, each_case, known_provisions
from dsl.cli.output import (
    RULES,
    BookOption,
    JsonOption,
    LangOption,
    book_folder,
    complain,
    json_text,
    language_of,
    paint,
    say,
)
from dsl.cli.register import both_words
from dsl.model.plan import Plan
from dsl.model.timeline import Timeline
from dsl.pipeline import load_plan, timeline_node
from dsl.report.diagnostics import diagnostic_json
from dsl.report.timeline import timeline_json
from dsl.wording import ChangeWords, change_words, start_words
from dsl.wording.values import phrase_words

MOST_YEARS = 40
"""The longest span: what is asked for beyond it is more likely a slip of a digit."""

_WORDS: dict[str, dict[Language, str]] = {
    "title": {"ja": "時系列", "en": "time line"},
    "span": {"ja": "{} から {} まで", "en": "{} to {}"},
    "start": {"ja": "この日の状態", "en": "as it stands on this day"},
    "nothing": {"ja": "この間に変わるものはありません", "en": "nothing changes"},
    "end": {"ja": "{days}日に{changes}件の変化", "en": "{changes} changes on {days} days"},
    "end one": {"ja": "1日に{changes}件の変化", "en": "{changes} changes on one day"},
}


def timeline_command(
    facts: Annotated[
        list[str], typer.Argument(help="事実のファイル（- は標準入力） / files of facts (- is standard input)")
    ],
    first: Annotated[str, typer.Option("--from", help="始まりの日 / the first day", metavar="YYYY-MM-DD")],
    last: Annotated[str, typer.Option("--to", help="終わりの日 / the last day", metavar="YYYY-MM-DD")],
    only: Annotated[list[str] | None, typer.Option("--only", help="規定（繰返し可） / provisions, repeated")] = None,
    reading: Annotated[
        list[str] | None,
        typer.Option("--reading", help="解釈（問い=答え、繰返し可） / a reading, repeated", metavar="QUESTION=ANSWER"),
    ] = None,
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """いつ何が変わるかを示す / The exact dates on which any outcome changes, in date order."""
    language = language_of(lang)
    days = _span(first, last)
    plan = load_plan(book_folder(book))
    wanted, readings = known_provisions(plan, tuple(only or ())), chosen_readings(plan, tuple(reading or ()))
    found = list(each_case(facts, lambda node: timeline_node(plan, node, *days, wanted, readings)))
    for at, timeline in enumerate(found):
        _tell(plan, timeline, language, f"[{at + 1}] " if len(found) > 1 else "", json, len(found) > 1)
    raise typer.Exit(1 if any(isinstance(t, tuple) for t in found) else 0)


def _span(first: str, last: str) -> tuple[date, date]:
    """The two days; the wrong way round or too far apart is wrong usage."""
    from_, to = day_of(first, "--from"), day_of(last, "--to")
    assert from_ is not None
    assert to is not None
    if from_ > to:
        raise typer.BadParameter(f"--from {first} は --to {last} より後の日です。 / --from is after --to.")
    if (to.year - from_.year, to.month, to.day) > (MOST_YEARS, from_.month, from_.day):
        raise typer.BadParameter(
            f"--from {first} から --to {last} までは{MOST_YEARS}年を超えます。 / more than {MOST_YEARS} years."
        )
    return from_, to


def _tell(
    plan: Plan, found: Timeline | tuple[Diagnostic, ...], language: Language, prefix: str, json: bool, compact: bool
) -> None:
    if json:
        told = (
            {"errors": [diagnostic_json(d) for d in found]}
            if isinstance(found, tuple)
            else timeline_json(found, plan.book, lambda outcome: both_words(plan, outcome))
        )
        say(json_text(told, compact=compact))
    elif isinstance(found, tuple):
        complain(found, language)
    else:
        for line in tell_timeline(plan, found, language, prefix):
            say(line)


def tell_timeline(plan: Plan, timeline: Timeline, language: Language, prefix: str = "") -> Iterator[str]:
    """A line down the days: what holds on the first, then each day with what changes on it, down to the last."""
    span = _WORDS["span"][language].format(timeline.first, timeline.last)
    yield f"{prefix}{phrase_words(plan.book.settings.title, language)}  {_WORDS['title'][language]}  {span}"
    if timeline.case:
        yield timeline.case
    yield ""
    yield from _day(timeline.first, "┬", [_WORDS["start"][language], *start_words(timeline.start, plan, language)])
    days = 0
    for day, changes in groupby(timeline.changes, key=lambda change: change.day):
        days += 1
        yield from _day(day, "├", [_line(words, language) for words in change_words(changes, plan, language)])
    key = "nothing" if not days else "end one" if days == 1 else "end"
    yield from _day(timeline.last, "┴", [_WORDS[key][language].format(days=days, changes=len(timeline.changes))])
    yield ""


def _day(day: date, mark: str, lines: list[str]) -> Iterator[str]:
    """The date beside its first line, and the line going on beside the others."""
    yield f"{paint(day.isoformat(), 'cyan')} {mark} {lines[0]}"
    yield from (f"{' ' * 10} │ {line}" for line in lines[1:])


def _line(words: ChangeWords, language: Language) -> str:
    stop = "；" if language == "ja" else "; "
    return f"{words.name}  {words.what}  {stop.join((words.turn, *words.details))}"
