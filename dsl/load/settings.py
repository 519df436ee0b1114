"""book.yaml: title, parties, time zone, layers, calendar, conventions."""

from datetime import date

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.moment import parse_date
from dsl.base.source import Span
from dsl.base.workdays import WorkCalendar
from dsl.load.calendars import ClosedDays, closed_days
from dsl.load.conventions import read_conventions
from dsl.load.fields import Fields, phrase_of
from dsl.model.book import Currency, Layer, Settings
from dsl.model.node import Mapping, Node, Scalar
from dsl.model.vocabulary import Party, Phrase

_KEYS = (
    "id", "title", "version", "effective", "languages", "time_zone", "currency", "parties", "duty_word", "style",
    "scope", "binding version", "official",
    "calendar", "conventions", "layers", "limits",
)  # fmt: skip


def read_settings(
    node: Node, problems: list[Diagnostic], closed: ClosedDays = closed_days
) -> tuple[Settings, dict[str, Party], WorkCalendar | None]:
    fields = Fields(node, _KEYS, problems, node.span)
    languages = tuple(s.text for s in fields.texts("languages")) or ("ja", "en")
    calendar, years = _calendar(fields, closed, problems)
    settings = Settings(
        fields.text("id", required=True) or "", fields.phrase("title", languages) or Phrase("", ""),
        fields.text("version", required=True) or "", _date(fields, problems), languages,
        fields.text("time_zone", required=True) or "", _currency(fields, problems),
        fields.choice("duty_word", ("shall", "must")) or "shall",
        fields.choice("style", ("desu-masu", "de-aru")) or "desu-masu", fields.text("scope"),
        fields.text("binding version"),
        None if calendar is None else calendar.name, years, read_conventions(fields, languages, problems),
        _layers(fields, languages, problems), node.span, _places(fields), _most_members(fields, problems),
        fields.text("official"),
    )  # fmt: skip
    return settings, _parties(fields, languages, problems), calendar


def _places(fields: Fields) -> dict[str, Span]:
    found = {key: value.span for key, (_, value) in fields.values.items()}
    for name, node in fields.children("layers"):
        place = node.get("provision") if isinstance(node, Mapping) else None
        found[f"layers {name.text}"] = node.span if place is None else place.span
    return found


def _date(fields: Fields, problems: list[Diagnostic]) -> date:
    scalar = fields.scalar("effective", required=True)
    found = parse_date(scalar.text) if scalar else None
    if scalar is not None and found is None:
        problems.append(diagnose("F503", scalar.span, text=scalar.text))
    return found or date(1, 1, 1)


def _currency(fields: Fields, problems: list[Diagnostic]) -> Currency:
    node = fields.node("currency")
    inner = Fields(node, ("code", "symbol", "ja"), problems, fields.span)
    code = inner.text("code", required=True) or "XXX"
    return Currency(code, inner.text("symbol") or code, inner.text("ja") or code)


def _parties(fields: Fields, languages: tuple[str, ...], problems: list[Diagnostic]) -> dict[str, Party]:
    parties: dict[str, Party] = {}
    for key, node in fields.children("parties"):
        inner = Fields(node, ("ja", "en", "judge"), problems, key.span)
        parties[key.text] = Party(key.text, phrase_of(inner, languages), inner.flag("judge"))
    if sum(not p.judge for p in parties.values()) != 2:
        found = fields.values.get("parties")
        problems.append(diagnose("L206", found[0].span if found else fields.span))
    return parties


def _layers(fields: Fields, languages: tuple[str, ...], problems: list[Diagnostic]) -> tuple[Layer, ...]:
    layers = []
    for key, node in fields.children("layers"):
        inner = Fields(node, ("ja", "en", "provision", "agreed"), problems, key.span)
        provision = inner.text("provision", required=True) or ""
        layers.append(Layer(key.text, phrase_of(inner, languages), provision, inner.flag("agreed")))
    return tuple(layers)


MOST_MEMBERS = 600
"""How many records a series makes at most where the book does not say."""


def _most_members(fields: Fields, problems: list[Diagnostic]) -> int:
    node = fields.node("limits")
    scalar = None if node is None else Fields(node, ("series",), problems, node.span).scalar("series", required=True)
    if scalar is None:
        return MOST_MEMBERS
    if not scalar.text.isdecimal() or not 1 <= int(scalar.text) <= 100_000:
        problems.append(diagnose("L204", scalar.span, text=scalar.text, known="1 … 100,000"))
        return MOST_MEMBERS
    return int(scalar.text)


def _calendar(
    fields: Fields, closed: ClosedDays, problems: list[Diagnostic]
) -> tuple[WorkCalendar | None, tuple[int, int]]:
    node = fields.node("calendar")
    if node is None:
        return None, (1, 9999)
    inner = Fields(node, ("name", "country", "closed", "first_year", "last_year"), problems, node.span)
    name, country = inner.text("name", required=True) or "", inner.text("country", required=True) or ""
    first, last = _year(inner, "first_year", problems), _year(inner, "last_year", problems)
    categories = tuple(s.text for s in inner.texts("closed"))
    if first is None or last is None or not country:
        return None, (1, 9999)
    if last < first:
        problems.append(diagnose("L208", node.span, why=f"{first} > {last}"))
        return None, (1, 9999)
    try:
        return WorkCalendar(name, first, last, closed(country, categories, first, last)), (first, last)
    except ValueError as problem:
        problems.append(diagnose("L208", node.span, why=str(problem)))
        return None, (1, 9999)


def _year(fields: Fields, key: str, problems: list[Diagnostic]) -> int | None:
    scalar: Scalar | None = fields.scalar(key, required=True)
    if scalar is None:
        return None
    if not scalar.text.isdigit() or not 1900 <= int(scalar.text) <= 2200:
        problems.append(diagnose("L204", scalar.span, text=scalar.text, known="1900 … 2200"))
        return None
    return int(scalar.text)
