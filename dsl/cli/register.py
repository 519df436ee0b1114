"""eval --register: the register as a table, JSON, or a calendar."""

from collections.abc import Iterator
from pathlib import Path

from dsl.base.diagnostic import Diagnostic, Language
from dsl.cli.books import write_whole
from dsl.cli.output import complain, json_text, note, paint, say
from dsl.cli.tests import table
from dsl.model.outcome import Outcome
from dsl.model.plan import Plan
from dsl.model.register import Line, Register
from dsl.report.diagnostics import diagnostic_json
from dsl.report.ical import Appointment, calendar_text
from dsl.report.register import register_json
from dsl.wording import LineWords, line_words, what_words, worlds_lines
from dsl.wording.values import phrase_words

_HEADS = {
    "ja": ("日付", "", "当事者", "相手方", "内容", "種類", "額", "状態", "規定"),
    "en": ("date", "", "party", "to", "what", "kind", "amount", "state", "provision"),
}
_WORDS = {
    "title": {"ja": "義務・権能・期限の一覧", "en": "register of duties, powers and deadlines"},
    "as of": {"ja": "基準日", "en": "as of"},
    "undated": {"ja": "日付のないもの", "en": "without a date"},
    "empty": {"ja": "義務、権能又は期限はありません。", "en": "no duties, powers or deadlines"},
}


def tell_registers(
    plan: Plan, registers: list[Register | tuple[Diagnostic, ...]], language: Language, ics: Path | None, json: bool
) -> None:
    """Each case's register, or what is wrong with the case; of a calendar only its path."""
    for at, found in enumerate(registers):
        number = str(at + 1) if len(registers) > 1 else ""
        if json:
            told = (
                {"errors": [diagnostic_json(d) for d in found]}
                if isinstance(found, tuple)
                else register_json(found, plan.book, lambda outcome: both_words(plan, outcome))
            )
            say(json_text(told, compact=len(registers) > 1))
        elif isinstance(found, tuple):
            complain(found, language)
        elif ics is None:
            for line in tell_register(plan, found, language, number):
                say(line)
    if ics is not None:
        write_whole(ics, register_calendar(plan, [r for r in registers if isinstance(r, Register)], language))
        note(ics.as_posix())


def tell_register(plan: Plan, register: Register, language: Language, number: str) -> Iterator[str]:
    """A table in date order, what follows and what is waited for below each line; then what has no date, by party."""
    title = phrase_words(plan.book.settings.title, language)
    prefix = f"[{number}] " if number else ""
    yield f"{prefix}{title}  {_WORDS['title'][language]}  {_WORDS['as of'][language]} {register.as_of.isoformat()}"
    if register.worlds is not None:
        yield from worlds_lines(register.worlds, language, plan.book)
    yield ""
    if not register.lines:
        yield _WORDS["empty"][language]
        return
    words = [line_words(line, plan, language) for line in register.lines]
    rows = table([_HEADS[language], *(_row(w) for w in words)])
    yield rows[0]
    undated = False
    for line, told, row in zip(register.lines, words, rows[1:], strict=True):
        if line.day is None and not undated:
            undated = True
            yield f"── {_WORDS['undated'][language]} ──"
        yield paint(row, "yellow") if line.outcome.status != "in_force" else row
        yield from (f"    {detail}" for detail in told.details)
    yield ""


def _row(words: LineWords) -> tuple[str, ...]:
    return (
        words.day, words.timing, words.who, words.to, words.what, words.kind, words.amount, words.state, words.citation,
    )  # fmt: skip


def both_words(plan: Plan, outcome: Outcome) -> dict[str, str]:
    return {"ja": what_words(outcome, plan.book, "ja"), "en": what_words(outcome, plan.book, "en")}


def register_calendar(plan: Plan, registers: list[Register], language: Language) -> str:
    """Every line with a day as a whole day of a calendar; what has no day is left out."""
    title = phrase_words(plan.book.settings.title, language)
    found = [
        _appointment(plan, line, register, number, language)
        for number, register in enumerate(registers)
        for line in register.lines
    ]
    return calendar_text([a for a in found if a is not None], title, plan.book.settings.id)


def _appointment(plan: Plan, line: Line, register: Register, number: int, language: Language) -> Appointment | None:
    if line.day is None:
        return None
    words, found = line_words(line, plan, language), line.outcome
    case = register.case or str(number)
    subject = ",".join(f"{record}:{'?' if at is None else at}" for record, at in found.subject)
    identity = "|".join((case, found.rule, found.bearer or "", subject, line.timing, line.day.isoformat()))
    colon = "：" if language == "ja" else ": "
    summary = f"{words.who + colon if words.who else ''}{words.what}"
    if words.timing:
        summary += f"（{words.timing}）" if language == "ja" else f" ({words.timing})"
    description = "\n".join(t for t in (words.citation, words.amount, words.state, words.to, *words.details) if t)
    return Appointment(identity, line.day, summary, description, words.kind, register.as_of)
