"""The conventions of book.yaml: how the book rounds and counts, always or by the answer to a question."""

from typing import Literal, cast, get_args

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.interval import BrokenMonths
from dsl.base.money import RoundingMode, parse_number
from dsl.load.fields import Fields, phrase_of
from dsl.model.book import Convention
from dsl.model.node import Node, Scalar
from dsl.model.vocabulary import Phrase

_OWN = ("ja", "en", "why", "rounding", "unit", "days", "broken")
_BY_READING = ("reading", "answers")


def read_conventions(fields: Fields, languages: tuple[str, ...], problems: list[Diagnostic]) -> dict[str, Convention]:
    read = (_convention(key, node, languages, problems) for key, node in fields.children("conventions"))
    return {found.name: found for found in read if found is not None}


def _convention(key: Scalar, node: Node, languages: tuple[str, ...], problems: list[Diagnostic]) -> Convention | None:
    fields = Fields(node, (*_OWN, *_BY_READING), problems, key.span)
    if not any(word in fields for word in _BY_READING):
        return _plain(key, key.text, fields, languages, problems)
    mixed = [word for word in _OWN if word in fields]
    reading = fields.scalar("reading", required=True)
    if mixed or reading is None or "answers" not in fields:
        problems.append(diagnose("L207", key.span, name=key.text))
        return None
    variants = {
        answer.text: _plain(answer, key.text, Fields(inner, _OWN, problems, answer.span), languages, problems)
        for answer, inner in fields.children("answers")
    }
    kept = {answer: variant for answer, variant in variants.items() if variant is not None}
    none = Phrase("", "")
    return Convention(key.text, none, none, reading=reading.text, variants=kept, span=reading.span)


def _plain(
    place: Scalar, name: str, fields: Fields, languages: tuple[str, ...], problems: list[Diagnostic]
) -> Convention | None:
    rounding = cast("RoundingMode | None", fields.choice("rounding", ("down", "half up", "up")))
    unit, days = parse_number(fields.text("unit") or "1"), fields.scalar("days")
    counted = _days(days)
    broken = cast("BrokenMonths | None", fields.choice("broken", get_args(BrokenMonths)))
    said = sum(found is not None for found in (rounding, days, broken))
    if said != 1 or unit is None or unit <= 0 or (days and counted is None):
        problems.append(diagnose("L207", place.span, name=name))
        return None
    why = fields.phrase("why", languages) or Phrase("", "")
    return Convention(name, phrase_of(fields, languages), why, rounding, unit, counted, broken, span=place.span)


def _days(written: Scalar | None) -> int | Literal["actual"] | None:
    if written is None:
        return None
    if written.text == "actual":
        return "actual"
    return int(written.text) if written.text.isdigit() and int(written.text) else None
