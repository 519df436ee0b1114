"""One fact's value by its type in the vocabulary."""

from datetime import date

from dsl.base.diagnostic import Diagnostic, diagnose, nearest
from dsl.base.interval import ENDLESS, Interval
from dsl.base.moment import Moment, duration, parse_date, parse_moment
from dsl.base.money import parse_number
from dsl.facts.doubt import is_doubt, read_doubt
from dsl.model.book import Book
from dsl.model.case import Either
from dsl.model.node import Mapping, Node, Scalar
from dsl.model.value import NULL, Judgement, Known, Value
from dsl.model.vocabulary import Entry

TRUE, FALSE = ("true", "yes", "はい"), ("false", "no", "いいえ")
_UNITS = {
    "day": "day",
    "days": "day",
    "日": "day",
    "month": "month",
    "months": "month",
    "か月": "month",
    "year": "year",
    "years": "year",
    "年": "year",
}

_ENDS = {"から": "from", "まで": "until"}

WANTED = {
    "truth": "true / false",
    "judgement": "true / false / {judged, by, at}",
    "money": "123000",
    "number": "12",
    "percent": "5%",
    "date": "2024-01-31",
    "event": "2024-01-31 / 2024-01-31T23:55",
    "duration": "30 days",
    "interval": "{from: 2024-02-01, until: 2024-07-31}",
    "text": "text",
    "choice": "…",
    "party": "…",
}


class Reader:
    """`eithers` collects the facts of which different things are stated."""

    def __init__(self, book: Book, problems: list[Diagnostic]):
        self.book, self.problems = book, problems
        self.eithers: list[Either] = []

    def value(self, entry: Entry, node: Node, path: str) -> Value | Judgement | None:
        """The typed value of the fact of a path; None (and a diagnostic) where the node is none."""
        if isinstance(node, Scalar) and node.is_null:
            return self._null(entry, node)
        if isinstance(node, Mapping) and is_doubt(entry, node):
            return read_doubt(self, entry, node, path)
        if entry.kind == "judgement":
            return self._judgement(entry, node)
        if entry.kind == "interval":
            return self._interval(entry, node)
        if not isinstance(node, Scalar):
            self.wrong(entry, node)
            return None
        return self.typed(entry, node)

    def typed(self, entry: Entry, node: Scalar) -> Value | Judgement | None:
        match entry.kind:
            case "truth":
                found = _truth(node.text)
                if found is not None:
                    return Known(found)
                self.wrong(entry, node)
                return None
            case "money" | "number" | "percent":
                return self._number(entry, node)
            case "date":
                return self._date(entry, node)
            case "event":
                return self._event(entry, node)
            case "duration":
                return self._duration(entry, node)
            case "choice":
                return self._option(entry, node)
            case "party":
                return self._party(entry, node)
            case _:
                return Known(node.text)

    def wrong(self, entry: Entry, node: Node) -> None:
        self.problems.append(diagnose("F502", node.span, name=entry.key, wanted=WANTED.get(entry.kind, "text")))

    def _null(self, entry: Entry, node: Scalar) -> Value | None:
        if entry.optional or entry.kind == "event":
            return NULL
        self.problems.append(diagnose("F509", node.span, name=entry.key))
        return None

    def _number(self, entry: Entry, node: Scalar) -> Value | None:
        text = node.text.removesuffix("%").strip() if entry.kind == "percent" else node.text
        if entry.kind == "money":
            currency = self.book.settings.currency
            text = text.removeprefix(currency.symbol).removesuffix(currency.ja).strip()
        found = parse_number(text)
        if found is None:
            self.wrong(entry, node)
            return None
        if found < 0:
            self.problems.append(diagnose("F510", node.span, name=entry.key, text=node.text))
            return None
        return Known(found / 100 if entry.kind == "percent" else found)

    def _date(self, entry: Entry, node: Scalar) -> Value | None:
        day = parse_date(node.text)
        if day is None:
            self._bad_date(entry, node)
            return None
        return Known(day) if self._supported(day, node) else None

    def _event(self, entry: Entry, node: Scalar) -> Value | None:
        at = parse_moment(node.text)
        if at is None:
            self._bad_date(entry, node)
            return None
        return Known(at) if self._supported(at, node) else None

    def _bad_date(self, entry: Entry, node: Scalar) -> None:
        if node.text[:4].isdigit() and "-" in node.text:
            self.problems.append(diagnose("F503", node.span, text=node.text))
        else:
            self.wrong(entry, node)

    def _supported(self, when: date | Moment, node: Scalar) -> bool:
        day = when.day if isinstance(when, Moment) else when
        first, last = self.book.settings.calendar_years
        if first <= day.year <= last:
            return True
        self.problems.append(diagnose("F504", node.span, day=day, first=first, last=last))
        return False

    def _duration(self, entry: Entry, node: Scalar) -> Value | None:
        count, _, unit = node.text.partition(" ")
        if count.isdigit() and unit in _UNITS:
            return Known(duration(int(count), _UNITS[unit]))  # type: ignore[arg-type]
        self.wrong(entry, node)
        return None

    def _interval(self, entry: Entry, node: Node) -> Value | None:
        """`{from: D, until: E}`, both included; `until: null` for what has no end."""
        ends = {_ENDS.get(k.text, k.text): v for k, v in node.entries} if isinstance(node, Mapping) else {}
        first, last = ends.get("from"), ends.get("until")
        if set(ends) != {"from", "until"} or not isinstance(first, Scalar) or not isinstance(last, Scalar):
            self.wrong(entry, node)
            return None
        began, ended = self._date(entry, first), Known(ENDLESS) if last.is_null else self._date(entry, last)
        if not isinstance(began, Known) or not isinstance(ended, Known):
            return None
        found = Interval(began.value, ended.value)  # type: ignore[arg-type]
        if found.last < found.first:
            self.problems.append(diagnose("F520", node.span, name=entry.key, first=found.first, last=found.last))
            return None
        return Known(found)

    def _option(self, entry: Entry, node: Scalar) -> Value | None:
        spelt = {w: o.key for o in entry.choices for w in (o.phrase.en, o.phrase.ja, o.key)}
        return self._one_of(entry, node, spelt, [o.key for o in entry.choices])

    def _party(self, entry: Entry, node: Scalar) -> Value | None:
        parties = [p for p in self.book.vocabulary.parties.values() if not p.judge]
        spelt = {w: p.key for p in parties for w in (p.phrase.en, p.phrase.ja, p.key)}
        return self._one_of(entry, node, spelt, [p.key for p in parties])

    def _one_of(self, entry: Entry, node: Scalar, spelt: dict[str, str], known: list[str]) -> Value | None:
        if node.text in spelt:
            return Known(spelt[node.text])
        hint = nearest(node.text, spelt)
        self.problems.append(
            diagnose("F511", node.span, name=entry.key, text=node.text, known=", ".join(known), hint=hint)
        )
        return None

    def _judgement(self, entry: Entry, node: Node) -> Judgement | None:
        """`true` means judged by the holder; `{judged: true, by: company, at: …}` says by whom and when."""
        if isinstance(node, Scalar):
            found = _truth(node.text)
            if found is not None:
                return Judgement(found)
            self.wrong(entry, node)
            return None
        if not isinstance(node, Mapping):
            self.wrong(entry, node)
            return None
        return self._judged(entry, node)

    def _judged(self, entry: Entry, node: Mapping) -> Judgement | None:
        for key, _ in node.entries:
            if key.text not in ("judged", "by", "at"):
                known = ("judged", "by", "at", "either", "source")
                self.problems.append(
                    diagnose(
                        "F501",
                        key.span,
                        key=key.text,
                        record=entry.key,
                        known=", ".join(known),
                        hint=nearest(key.text, known),
                    )
                )
        said, by, at = node.get("judged"), node.get("by"), node.get("at")
        found = _truth(said.text) if isinstance(said, Scalar) else None
        if found is None:
            self.wrong(entry, said or node)
            return None
        judge = self._judge(entry, by) if by is not None else None
        moment = self._event(entry, at) if isinstance(at, Scalar) and not at.is_null else None
        when = moment.value if isinstance(moment, Known) and isinstance(moment.value, Moment) else None
        return Judgement(found, judge, when)

    def _judge(self, entry: Entry, node: Node) -> str | None:
        spelt = {w: p.key for p in self.book.vocabulary.parties.values() for w in (p.phrase.en, p.phrase.ja, p.key)}
        if isinstance(node, Scalar) and node.text in spelt:
            return spelt[node.text]
        text = node.text if isinstance(node, Scalar) else "…"
        self.problems.append(
            diagnose(
                "F511",
                node.span,
                name=entry.key,
                text=text,
                known=", ".join(self.book.vocabulary.parties),
                hint=nearest(text, spelt),
            )
        )
        return None


def _truth(text: str) -> bool | None:
    return True if text in TRUE else False if text in FALSE else None
