"""Whether a Japanese and an English sentence say the same: each is read from its own words, and the two are compared.

Nothing here looks at a rule. Of each string the names of the vocabulary are taken out first, then references, numbers
and the small words that carry logic are counted; what is found in one language only is told as a difference.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from dsl.base import english
from dsl.base.diagnostic import Language
from dsl.base.english import definite, negated_clause, negated_verb, roman, third_person
from dsl.base.japanese import Form
from dsl.model.book import Book
from dsl.model.vocabulary import Phrase
from dsl.wording.japanese.conditions import split_subject
from dsl.wording.japanese.forms import inflected

_FORMS: tuple[Form, ...] = (
    "plain", "negative", "past", "negative past", "stem", "negative stem", "te", "negative te",
)  # fmt: skip
_SLOT = re.compile(r"\[[^\[\]]*\]|\{\w+\}")


@dataclass(frozen=True, slots=True)
class Name:
    """One idea of the vocabulary: every form in which either language may tell it, the longest first.

    `subject` is the subject of a Japanese clause, which stands apart from its predicate where it is the topic; `denied`
    are the forms that deny it.
    """

    ident: str
    subject: str
    ja: tuple[str, ...]
    en: tuple[str, ...]
    denied: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Read:
    """What one string says: names, references, numbers, and the small words by what they mean."""

    names: frozenset[str]
    references: Counter[str]
    numbers: Counter[str]
    words: Counter[str]


def differences(ja: str, en: str, names: Sequence[Name]) -> tuple[str, ...]:
    """What one of two sentences says and the other does not, in short words for whoever reviews them; empty where they
    agree. `names` are those of the book (`names_of`)."""
    left, right = read(ja, "ja", names), read(en, "en", names)
    found = [f"{n}: ja" for n in sorted(left.names - right.names)] + [
        f"{n}: en" for n in sorted(right.names - left.names)
    ]
    for one, other in ((left.references, right.references), (left.numbers, right.numbers), (left.words, right.words)):
        found += [f"{key}: ja {one[key]}, en {other[key]}" for key in sorted({*one, *other}) if one[key] != other[key]]
    return tuple(found)


def read(text: str, language: Language, names: Sequence[Name]) -> Read:
    rest, found = _without_names(text, language, names)
    rest, references = _take(rest, _REFERENCES[language])
    rest, words = _take(rest, _WORDS[language])
    if language == "en":  # `the higher of A and B` is one of two, as A又はBのいずれか高い額
        chosen = sum(words[word] for word in ("higher", "lower", "later", "earlier"))
        words += Counter({"or": chosen})
        words -= Counter({"and": chosen})
    words += _bearer(text, language, names)
    return Read(frozenset(found), references, _numbers(rest, language), words)


# ── names ─────────────────────────────────────────────────────────────────────────────────────────


def names_of(book: Book) -> tuple[Name, ...]:
    """Every phrase of the vocabulary by which a sentence may tell a fact, a term or an action, the longest first; those
    that either language spells alike are one name. The parties come last."""
    parties = [
        Name(p.key, "", (p.phrase.ja,), (definite(p.phrase.en), p.phrase.en)) for p in book.vocabulary.parties.values()
    ]
    found = [name for told in _phrases(book) if (name := _name(*told)) is not None]
    found.sort(key=lambda name: (-len(name.subject + name.ja[0]), name.ja, name.ident))
    first: dict[str, str] = {}
    for name in found:
        shared = [first[form] for form in (name.subject + name.ja[-1], name.en[-1]) if form in first]
        for form in (name.subject + name.ja[-1], name.en[-1]):
            first.setdefault(form, shared[0] if shared else name.ident)
    return (*(replace(name, ident=first[name.subject + name.ja[-1]]) for name in found), *parties)


def _phrases(book: Book) -> Iterator[tuple[str, Phrase, bool]]:
    """Every phrase, and whether it is a clause, whose subject may stand apart."""
    for entry in book.vocabulary.entries.values():
        clause = entry.kind in ("truth", "judgement", "event")
        for phrase in (entry.says, entry.setting, entry.month, entry.act, entry.phrase):
            if phrase is not None:
                yield entry.id, phrase, clause
        yield from ((f"{entry.id}={option.key}", option.says or option.phrase, False) for option in entry.choices)
    for action in book.vocabulary.actions.values():
        yield from ((action.key, phrase, False) for phrase in (action.says, action.name))


def _name(ident: str, phrase: Phrase, clause: bool) -> Name | None:
    """A phrase; of a frame the longest piece between its slots, where it is long enough to be told from others."""
    if phrase.ja_not and phrase.en_not and not phrase.ja and not phrase.en:
        return Name(ident, "", (phrase.ja_not,), (phrase.en_not,), frozenset((phrase.ja_not, phrase.en_not)))
    ja, en = (max(_SLOT.split(text), key=len).strip("、, ") for text in (phrase.ja, phrase.en))
    whole = (ja, en) == (phrase.ja, phrase.en)
    if not ja or not en or (not whole and (len(ja) < 5 or len(en.split()) < 4)):
        return None
    subject, predicate = split_subject(ja) if clause else ("", ja)
    if len(predicate) < 3:
        subject, predicate = "", ja
    (ja_forms, ja_denied), (en_forms, en_denied) = _ja_forms(predicate, phrase), _en_forms(en, phrase)
    subject = subject.replace("当該", "")
    return Name(ident, subject, ja_forms, en_forms, frozenset(ja_denied | en_denied))


_DENYING: tuple[Form, ...] = ("negative", "negative past", "negative stem", "negative te")


def _ja_forms(text: str, phrase: Phrase) -> tuple[tuple[str, ...], set[str]]:
    """The forms, and those of them that deny."""
    if not "ぁ" <= text[-1:] <= "ん":
        denied = {phrase.ja_not} if phrase.ja_not else set()  # a noun
        return (*denied, text.replace("当該", "")), denied
    denied = {inflected(text, form, phrase.ja_class).replace("当該", "") for form in _DENYING} - {text}
    if phrase.ja_not:
        denied.add(split_subject(phrase.ja_not)[1])
    forms = {inflected(text, form, phrase.ja_class).replace("当該", "") for form in _FORMS} | denied
    return (*sorted(forms - {text, ""}, key=lambda form: (-len(form), form)), text), denied


def _en_forms(text: str, phrase: Phrase) -> tuple[tuple[str, ...], set[str]]:
    denied = {negated_verb(text), *([phrase.en_not] if phrase.en_not else [])}
    with suppress(english.CannotInflect):
        denied.add(negated_clause(text))
    return (*sorted({third_person(text)} | denied - {text}, key=lambda form: (-len(form), form)), text), denied


def _without_names(text: str, language: Language, names: Sequence[Name]) -> tuple[str, list[str]]:
    """The text with each name replaced by a sign, and which names it had, affirmed or denied; 当該 hides none."""
    rest = text.replace("当該", "") if language == "ja" else text
    found: list[str] = []
    for name in names:
        if language == "ja" and name.subject not in rest:
            continue
        for form in name.ja if language == "ja" else name.en:
            if form not in rest and form[:1].upper() + form[1:] not in rest:
                continue
            denied = form in name.denied and f"{form}限り" not in rest
            if form in name.denied:  # しない限り is `unless`, of what is affirmed
                rest = rest.replace(f"{form}限り", f"{form}場合を除き")
            rest, seen = _taken_out(form, name.subject, rest, language)
            if seen:
                found.append(f"not {name.ident}" if denied else name.ident)
    return rest, found


def _taken_out(form: str, subject: str, text: str, language: Language) -> tuple[str, bool]:
    if language == "ja":
        whole = f"{subject}が{form}" if subject else form
        return text.replace(whole, "※").replace(form, "※"), True
    told = text
    for spelt in (form, form[:1].upper() + form[1:]):
        told = re.sub(rf"(?<!\w){re.escape(spelt)}(?!\w)", "※", told)
    return told, told != text


def _bearer(text: str, language: Language, names: Sequence[Name]) -> Counter[str]:
    """Who must, may or must not: the topic before は, or the subject of a modal verb."""
    parties = [name for name in names if not name.subject and len(name.en) == 2 and name.en[0] == definite(name.en[1])]
    for party in parties:
        if language == "ja":
            found = re.search(rf"(?:^|[、〕び]){re.escape(party.ja[0])}は、", text)
        else:
            found = re.search(rf"{re.escape(party.en[1])},? (?:shall|may|must|bears|has no right)\b", text)
        if found:
            return Counter({f"bearer {party.ident}": 1})
    return Counter()


# ── references, numbers, small words ──────────────────────────────────────────────────────────────

_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10}
_CARDINALS = {word: str(number) for number, word in enumerate(
    ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))}  # fmt: skip
_ROMAN = {roman(number): str(number) for number in range(1, 40)}

_REFERENCES: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "ja": (
        (r"前([二三四五六七八九])項", "preceding {} paragraph"),
        (r"前([二三四五六七八九])条", "preceding {} article"), (r"前項", "preceding 1 paragraph"),
        (r"次項", "following paragraph"), (r"前条", "preceding 1 article"), (r"前号", "preceding 1 item"),
        (r"前各号", "preceding items"), (r"各号のいずれか|次の各号", "any item"), (r"第(\d+)条", "article {}"),
        (r"同条", "that article"), (r"第(\d+)項", "paragraph {}"), (r"第(\d+)号", "item {}"),
        (r"ただし書", "proviso"), (r"本文", "main clause"), (r"前段|後段|中段", "sentence"),
        (r"なお書", "note"),
    ),
    "en": (
        (r"preceding (\w+) paragraphs", "preceding {} paragraph"),
        (r"preceding (\w+) Articles", "preceding {} article"),
        (r"preceding paragraph", "preceding 1 paragraph"), (r"following paragraph", "following paragraph"),
        (r"preceding Article", "preceding 1 article"), (r"preceding item\b", "preceding 1 item"),
        (r"preceding items", "preceding items"), (r"any of the items|following items", "any item"),
        (r"Article (\d+)", "article {}"), (r"that Article", "that article"),
        (r"paragraph \((\d+)\)", "paragraph {}"), (r"item \((\w+)\)", "item {}"),
        (r"the proviso to", "proviso"), (r"main clause", "main clause"),
        (r"(?:first|second|third) sentence", "sentence"), (r"supplementary sentence", "note"),
    ),
}  # fmt: skip

_WORDS: Mapping[Language, tuple[tuple[str, str], ...]] = {
    "ja": (
        (r"その他の(?:場合|とき)は", "otherwise"), (r"場合において", "and"),
        (r"この限りで(?:はありません|ない)", "does not apply"), (r"ただし、", "provided"),
        (r"の規定にかかわらず", "notwithstanding"), (r"にもかかわらず", "even though"),
        (r"別段の定めがない限り|別段の定めがあるとき", "otherwise provided"),
        (r"異なる合意がない限り", "otherwise agreed"),
        (r"場合を除き|ときを除き|ない限り", "unless"), (r"に限り", "only if"), (r"限り", "as long as"),
        (r"であっても", "even if"), (r"に基づき", "pursuant"), (r"義務を負わ(?:ない|ず)", "no obligation"),
        (r"権利を有(?:しない|せず)", "no right"), (r"てはなら(?:ない|ず)", "must not"),
        (r"ことができ(?:ない|ず)", "may not"), (r"ことが(?:できる|ある|でき(?=、)|あり(?=、))", "may"),
        (r"より前に|の前に|より前", "before"), (r"以後", "on or after"), (r"以前", "on or before"),
        (r"より後に|の後に|より後", "after"), (r"までに", "by"), (r"翌日", "following"),
        (r"前月", "month before"), (r"末日", "last day"), (r"乗じ|(?<!2)倍", "times"), (r"2倍", "twice"),
        (r"除し", "divided"), (r"控除し", "less"), (r"いずれか高い|いずれか大きい", "higher"),
        (r"いずれか低い|いずれか小さい", "lower"), (r"いずれか遅い", "later"), (r"いずれか早い", "earlier"),
        (r"又は|若しくは", "or"), (r"及び|並びに|かつ|、また、", "and"), (r"ない|せず|なかった|おらず", "not"),
        (r"合計", "total"),
    ),
    "en": (
        (r"the higher", "higher"), (r"the lower", "lower"), (r"the later", "later"),
        (r"the earlier", "earlier"), (r"or, in any other case", "otherwise"), (r"[;(] ?or,? if\b", ""),
        (r"\bis, if\b", "and"), (r"does not apply", "does not apply"), (r"provided, however, that", "provided"),
        (r"notwithstanding", "notwithstanding"), (r"even though", "even though"),
        (r"or unless\b", "or"), (r"unless otherwise provided|if otherwise provided", "otherwise provided"),
        (r"unless otherwise agreed", "otherwise agreed"),
        (r"\bunless\b", "unless"), (r"only if", "only if"), (r"even if", "even if"), (r"pursuant to", "pursuant"),
        (r"bears? (?:no|any) obligation", "no obligation"),
        (r"has (?:no|any) right", "no right"), (r"must not", "must not"),
        (r"\bmay not\b", "may not"), (r"\b(?:may|might)\b", "may"), (r"on or before", "on or before"),
        (r"on or after", "on or after"), (r"no later than", "by"), (r"\bbefore\b", "before"), (r"\bafter\b", "after"),
        (r"\bby the\b", "by"), (r"day following", "following"), (r"month preceding", "month before"),
        (r"last day", "last day"), (r"multiplying|\btimes\b", "times"), (r"\btwice\b", "twice"),
        (r"dividing", "divided"), (r"deducting", "less"), (r"\bor\b|\bnor\b", "or"), (r"\band\b", "and"),
        (r"\bnot\b|\bno\b|\bneither\b", "not"), (r"\btotal\b", "total"),
    ),
}  # fmt: skip


def _take(text: str, patterns: Sequence[tuple[str, str]]) -> tuple[str, Counter[str]]:
    """What the patterns find, each place once and the earlier patterns first, and the text without it."""
    found: Counter[str] = Counter()
    for pattern, meaning in patterns:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            number = match.group(1) if match.groups() else ""
            if meaning:
                found[meaning.format(_plain(number))] += 1
        text = re.sub(pattern, "※", text, flags=re.IGNORECASE)
    return text, found


def _plain(number: str) -> str:
    return _CARDINALS.get(number.lower()) or _ROMAN.get(number) or str(_DIGITS.get(number, number))


def _numbers(text: str, language: Language) -> Counter[str]:
    """Numbers with their digits alone: 14.6, 250,000."""
    found = re.findall(r"\d[\d,]*(?:\.\d+)?", text)
    if language == "en":
        words = [word for word in re.findall(r"[a-z]+", text.lower()) if word != "one"]
        found += [_CARDINALS[word] for word in words if word in _CARDINALS]
    return Counter(number.replace(",", "") for number in found)
