"""Values as people read them: amounts, days, moments, lengths, truths; bounds where nothing exact is known."""

from collections.abc import Sequence
from datetime import date, datetime, time
from fractions import Fraction
from math import floor

from dsl.base.diagnostic import Language
from dsl.base.english import definite
from dsl.base.interval import EARLIEST, LATEST, Interval
from dsl.base.moment import Duration, Moment
from dsl.base.money import decimal_text, grouped_text
from dsl.model.book import Book, Currency
from dsl.model.names import PARTY_WORDS_JA
from dsl.model.rule import EACH_PARTY, OTHER_PARTY, THE_PARTY
from dsl.model.value import Known, Null, Plain, Unknown, Value
from dsl.model.vocabulary import Option, Phrase
from dsl.wording.words import BOUNDS, MOST_NAMED, NONE, TRUTHS, UNKNOWN, pick

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_DAY_END = time(23, 59, 59, 999999)


def value_words(value: Value, kind: str, language: Language, book: Book) -> str:
    """A value in words, with its unit.

    kind: a type of the vocabulary, or the id of an entry, which knows the options of a choice.
    What is not known is told by its bounds: 少なくとも1,200,000円, at least ¥1,200,000.
    """
    match value:
        case Known(plain):
            return plain_words(plain, kind, language, book)
        case Null():
            return pick(NONE, language)
        case Unknown(one_of=values) if values and len(values) <= MOST_NAMED:
            return _named([v if v is None else plain_words(v, kind, language, book) for v in values], language)
        case Unknown(low=None, high=None):
            return pick(UNKNOWN, language)
        case Unknown(low=low, high=high):
            return _bounds(low, high, kind, language, book)


def _named(values: Sequence[str | None], language: Language) -> str:
    """600円又は1,200円; ¥100, ¥200 or none."""
    words = [pick(NONE, language) if value is None else value for value in values]
    return alternatives_words(words, language)


def alternatives_words(words: Sequence[str], language: Language) -> str:
    """A、B又はC; A, B or C."""
    comma, last = ("、", "又は") if language == "ja" else (", ", " or ")
    return last.join((comma.join(words[:-1]), words[-1])) if len(words) > 1 else words[0]


def _bounds(low: Plain | None, high: Plain | None, kind: str, language: Language, book: Book) -> str:
    sort = "day" if isinstance(low if low is not None else high, date | Moment) else "amount"
    frame = BOUNDS[sort, "low" if high is None else "high" if low is None else "both"]
    texts = ["" if end is None else plain_words(end, kind, language, book) for end in (low, high)]
    return pick(frame, language).format(low=texts[0], high=texts[1])


def plain_words(value: Plain, kind: str, language: Language, book: Book) -> str:
    """A known value in words; `kind` as in `value_words`."""
    if isinstance(value, bool):
        return pick(TRUTHS[value], language)
    if isinstance(value, Moment):
        return moment_words(value, language)
    if isinstance(value, date):
        return day_words(value, language)
    if isinstance(value, Duration):
        return duration_words(value, language)
    if isinstance(value, Interval):
        return interval_words(value, language)
    if isinstance(value, Fraction):
        return number_words(value, _type_of(kind, book), language, book.settings.currency)
    return _text_words(value, kind, language, book)


def interval_words(value: Interval, language: Language) -> str:
    """From one day until another; an end that never comes, or of which nothing is known, is left out."""
    first = "" if value.first == EARLIEST else day_words(value.first, language)
    last = "" if value.last >= LATEST else day_words(value.last, language)
    if language == "ja":
        return (f"{first}から" if first else "") + (f"{last}まで" if last else "")
    return " ".join(text for text in (f"from {first}" if first else "", f"until {last}" if last else "") if text)


def _type_of(kind: str, book: Book) -> str:
    entry = book.vocabulary.entries.get(kind)
    return entry.kind if entry else kind


def _text_words(value: str, kind: str, language: Language, book: Book) -> str:
    sort = _type_of(kind, book)
    if sort == "party":
        return party_words(value, language, book)
    if sort == "choice":
        option = option_of(value, kind, book)
        return value if option is None else phrase_words(option.says or option.phrase, language)
    return value


def option_of(key: str, entry: str, book: Book) -> Option | None:
    """An option by its key: the entry's own, or else the first of the book."""
    entries = book.vocabulary.entries
    own = entries[entry].choices if entry in entries else ()
    everywhere = (option for e in entries.values() for option in e.choices)
    return next((option for option in (*own, *everywhere) if option.key == key), None)


def phrase_words(phrase: Phrase, language: Language) -> str:
    """A phrase, or the other language's where a book leaves one out."""
    return (phrase.ja or phrase.en) if language == "ja" else (phrase.en or phrase.ja)


def party_words(key: str, language: Language, book: Book, citing: str = "") -> str:
    """契約者, the Customer; 相手方, the other party; both parties for each of them.

    citing: the provision whose sentence names the party, by the words that its article has for it.
    """
    if key == EACH_PARTY:
        return _both_parties(language, book)
    if key in (THE_PARTY, OTHER_PARTY):
        return PARTY_WORDS_JA[key] if language == "ja" else key
    party = book.vocabulary.parties.get(key)
    if party is None:
        return key
    number = citing.partition("#")[0].partition(".")[0]
    article = next((a for a in book.articles if citing and a.number == number and not a.document), None)
    phrase = dict(article.called).get(key, party.phrase) if article is not None else party.phrase
    return phrase.ja if language == "ja" and phrase.ja else definite(phrase_words(phrase, "en"))


def layer_words(name: str, language: Language, book: Book) -> str:
    """ベンダー規約, the vendor terms."""
    layer = next((found for found in book.settings.layers if found.name == name), None)
    if layer is None:
        return name
    return layer.phrase.ja if language == "ja" and layer.phrase.ja else definite(phrase_words(layer.phrase, "en"))


def _both_parties(language: Language, book: Book) -> str:
    told = [party_words(p.key, language, book) for p in book.vocabulary.parties.values() if not p.judge]
    return "及び".join(told) if language == "ja" else " and ".join(told)


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────


def number_words(number: Fraction, sort: str, language: Language, currency: Currency) -> str:
    """250,000円, ¥250,000, 14.6%, 12; what has no decimal is told as a mixed fraction."""
    text = _mixed(number, language)
    if sort != "money":
        return f"{text}%" if sort == "percent" else text
    text = f"{text}0" if text[-2:-1] == "." else text
    if language == "ja":
        return f"{text}{currency.ja}" if currency.ja != currency.code else f"{text} {currency.code}"
    return f"{currency.code} {text}" if currency.symbol == currency.code else _signed(text, currency.symbol)


def _signed(text: str, symbol: str) -> str:
    return f"-{symbol}{text[1:]}" if text.startswith("-") else f"{symbol}{text}"


def _mixed(number: Fraction, language: Language) -> str:
    if "/" not in decimal_text(number):
        return grouped_text(number)
    size = abs(number)
    whole, rest = floor(size), size - floor(size)
    between = "と" if language == "ja" else " "
    sign = "-" if number < 0 else ""
    return sign + (f"{whole:,}{between}{rest}" if whole else str(rest))


# ── days and lengths ──────────────────────────────────────────────────────────────────────────────


def day_words(day: date, language: Language) -> str:
    if language == "ja":
        return f"{day.year}年{day.month}月{day.day}日"
    return f"{_MONTHS[day.month - 1]} {day.day}, {day.year}"


def moment_words(moment: Moment, language: Language) -> str:
    """The day alone where only the day is known, or where the moment is the end of it."""
    at = moment.earliest
    if not moment.exact or at.time() == _DAY_END:
        return day_words(moment.day, language)
    return f"{day_words(at.date(), language)}{_clock(at, language)}"


def _clock(at: datetime, language: Language) -> str:
    if language == "ja":
        minute, second = f"{at.minute}分" if at.minute or at.second else "", f"{at.second}秒" if at.second else ""
        return f"{at.hour}時{minute}{second}"
    return f", {at:%H:%M:%S}" if at.second else f", {at:%H:%M}"


def duration_words(span: Duration, language: Language) -> str:
    """Whole years as years: 1年, 30日, 3か月; 1 year, 30 days, 3 months."""
    if span.unit == "day":
        return counted(span.count, "日", "day", language)
    if span.count and span.count % 12 == 0:
        return counted(span.count // 12, "年", "year", language)
    return counted(span.count, "か月", "month", language)


def counted(count: int | Fraction, ja: str, en: str, language: Language) -> str:
    """A number with its unit, in the plural where English wants it."""
    text = grouped_text(Fraction(count))
    return f"{text}{ja}" if language == "ja" else f"{text} {en}" + ("" if count == 1 else "s")
