"""Questions in words: what is asked, why, and what an answer looks like."""

from collections.abc import Iterator, Mapping

from dsl.ask.answers import options_of
from dsl.ask.facts import Place, Steps, get, steps_of
from dsl.ask.question import Question
from dsl.ask.ranges import node_text
from dsl.base.diagnostic import Language
from dsl.model import expression as x
from dsl.model.node import Mapping as Facts
from dsl.model.node import Scalar
from dsl.model.plan import Plan
from dsl.model.vocabulary import RANGED, Entry
from dsl.wording import citation, condition_words, question_words, sentence
from dsl.wording.sentences import spoken_language
from dsl.wording.values import party_words, phrase_words

_MANY = 2

WORDS: Mapping[str, Mapping[Language, str]] = {
    "scope": {
        "ja": "何を知りたいですか。条項の番号を「、」で区切って入力してください（例: 19、16.2）。Enter: すべて",
        "en": "What do you want to know? Articles or provisions with commas between (e.g. 19, 16.2); Enter: all",
    },
    "as of": {"ja": "いつの時点の判定ですか（基準日）。", "en": "As of which day? (the as-of date)"},
    "so": {"ja": "次のとおりですか: {}", "en": "Is it so that: {}?"},
    "judged": {"ja": "{who}は次のとおり判断しましたか: {}", "en": "Has {who} judged that: {}?"},
    "when": {"ja": "いつですか: {}", "en": "When was (or will be): {}?"},
    "what": {"ja": "次を入力してください: {}", "en": "What is: {}?"},
    "count": {"ja": "{}は何件ありますか。", "en": "How many {} are there?"},
    "more": {"ja": "{}は、既に入力したもののほかに何件ありますか。", "en": "How many {} are there beside those given?"},
    "document": {"ja": "次の文書はありますか: {}", "en": "Is there a document of this kind: {}?"},
    "why": {"ja": "理由: ", "en": "why: "},
    "others": {"ja": "ほか{}件の規定", "en": "and {} more"},
    "given": {"ja": "現在の記載: ", "en": "the facts say: "},
    "answer": {"ja": "回答: ", "en": "answer: "},
    "always": {"ja": "わからない: ?　後で: Enter　終了: q", "en": "don't know: ?  skip: Enter  stop: q"},
    "none": {"ja": "（まだない・ない: なし）", "en": " (not, or not yet: none)"},
    "range": {"ja": "（範囲でもよい: {example}）", "en": " (or a range: {example})"},
    "either": {"ja": "（資料により異なるとき: {0}又は{1}）", "en": " (where records differ: {0} or {1})"},
    "none at all": {"ja": "（ない: なし）", "en": " (there is none: none)"},
}  # fmt: skip

_FORMS: Mapping[str, Mapping[Language, str]] = {
    "truth": {"ja": "はい／いいえ", "en": "yes / no"},
    "money": {"ja": "金額（例: 110000）", "en": "an amount (e.g. 110000)"},
    "number": {"ja": "数（例: 12）", "en": "a number (e.g. 12)"},
    "percent": {"ja": "割合（例: 5%）", "en": "a percentage (e.g. 5%)"},
    "date": {"ja": "日付（例: 2026-01-31）", "en": "a day (e.g. 2026-01-31)"},
    "event": {
        "ja": "日付又は日時（例: 2026-01-31、2026-01-31 14:05）",
        "en": "a day, or day and time (e.g. 2026-01-31, 2026-01-31 14:05)",
    },
    "duration": {"ja": "期間（例: 30 日、6 か月）", "en": "a length of time (e.g. 30 days, 6 months)"},
    "interval": {
        "ja": "初日と末日（例: 2026-02-01〜2026-07-31）",
        "en": "the first and the last day (e.g. 2026-02-01〜2026-07-31)",
    },
    "text": {"ja": "文字", "en": "text"},
    "list": {"ja": "件数（ない: 0）", "en": "a number (none: 0)"},
}  # fmt: skip


_RANGES: Mapping[str, str] = {
    "money": "100000〜200000", "number": "1〜3", "percent": "3%〜5%", "date": "2026-01-01〜2026-01-31",
    "event": "2026-01-01〜2026-01-31", "duration": "1 months〜3 months",
}  # fmt: skip


def scope_lines(plan: Plan, language: Language) -> Iterator[str]:
    """The articles that can be asked about, and the question which."""
    for article in plan.book.articles:
        yield f"  {article.number:>3}  {phrase_words(article.title, spoken_language(language, plan.book))}"
    yield WORDS["scope"][language]


def question_lines(question: Question, facts: Facts, plan: Plan, language: Language, number: int) -> Iterator[str]:
    """The question, why it is asked, what the facts say already, and the form of an answer."""
    if question.asked == "scope":
        yield from scope_lines(plan, language)
        return
    if question.asked == "as of":
        yield WORDS["as of"][language]
        yield f"   {WORDS['answer'][language]}{_FORMS['date'][language]}"
        return
    yield f"{number}. {asked_words(question, plan, language)}{place_words(question, facts, plan, language)}"
    yield f"   {why_words(question, plan, language)}"
    old = get(facts, question.path, plan.book) if question.asked == "fact" else None
    if old is not None:
        yield f"   {WORDS['given'][language]}{node_text(old)}"
    for at, (_, phrase) in enumerate(options_of(question, plan.book), 1):
        yield f"   {at}  {phrase_words(phrase, spoken_language(language, plan.book))}"
    yield f"   {WORDS['answer'][language]}{_form(question, language)}  {WORDS['always'][language]}"


def asked_words(question: Question, plan: Plan, language: Language) -> str:
    book, entry = plan.book, question.entry
    said = spoken_language(language, book)
    if question.asked == "reading":
        return question_words(question.path, said, book)
    if question.asked == "document":
        layer = next((found.phrase for found in book.settings.layers if found.name == question.path), None)
        return WORDS["document"][said].format(phrase_words(layer, said) if layer else question.path)
    assert entry is not None
    if question.asked in ("count", "more"):
        record = book.vocabulary.records[entry.holds or ""]
        plural = record.plural if said == "en" else ""
        return WORDS[question.asked][said].format(plural or phrase_words(record.phrase, said))
    return _fact(entry, question.holder, plan, said)


def _fact(entry: Entry, holder: str, plan: Plan, language: Language) -> str:
    match entry.kind:
        case "truth":
            return WORDS["so"][language].format(condition_words(x.Holds(entry.id), language, plan.book))
        case "judgement":
            who = party_words(holder or entry.holder or "", language, plan.book)
            words = phrase_words(entry.phrase, language)
            if entry.subject:
                subject = party_words(entry.subject, language, plan.book)
                words = f"{subject}が{words}" if language == "ja" else f"{subject} did: {words}"
            return WORDS["judged"][language].format(words, who=who)
        case "event":
            return WORDS["when"][language].format(phrase_words(entry.phrase, language))
        case _:
            return WORDS["what"][language].format(phrase_words(entry.phrase, language))


def place_words(question: Question, facts: Facts, plan: Plan, language: Language) -> str:
    """The path, and of a record in a list its number and what is known of it: (invoice 2: 110000, 2026-05-31)."""
    told = []
    steps = steps_of(question.path) or ()
    for at, (key, place) in enumerate(steps):
        if place is None:
            continue
        path = ".".join(_step(*s) for s in (*steps[:at], (key, place)))
        record = _record_at(steps[: at + 1], plan)
        known = get(facts, path, plan.book)
        given = known.entries if isinstance(known, Facts) else ()
        words = [v.text for _, v in given if isinstance(v, Scalar) and not v.is_null]
        name = phrase_words(plan.book.vocabulary.records[record].phrase, spoken_language(language, plan.book))
        number = place + 1 if isinstance(place, int) else place
        told.append(f"{name} {number}" + (f": {', '.join(words[:3])}" if words else ""))
    return f" ({'; '.join(told)}) [{question.path}]" if told else f" [{question.path}]"


def _step(key: str, place: Place | None) -> str:
    return key if place is None else f"{key}[{place}]"


def _record_at(steps: Steps, plan: Plan) -> str:
    record = "case"
    for key, _ in steps:
        entry = next((e for e in plan.book.vocabulary.records[record].entries if e.key == key), None)
        record = entry.holds if entry is not None and entry.holds else record
    return record


def why_words(question: Question, plan: Plan, language: Language) -> str:
    """The provision that waits for the answer, in words, and which others do."""
    first, rest = question.why[0], question.why[1:]
    words = f"{citation(first, language, plan.book)}: {sentence(plan.rules[first], language, plan.book)}"
    cited = list(dict.fromkeys(citation(r, language, plan.book) for r in rest))
    if len(cited) > _MANY:
        cited = [*cited[:_MANY], WORDS["others"][language].format(len(cited) - _MANY)]
    return WORDS["why"][language] + words + (f" ({', '.join(cited)})" if cited else "")


def _form(question: Question, language: Language) -> str:
    entry = question.entry
    numbered = {"ja": "番号", "en": "a number from the list"}[language]
    if question.asked in ("document", "reading") or entry is None or entry.kind in ("choice", "party"):
        told = numbered
    else:
        told = _FORMS["truth" if entry.kind == "judgement" else entry.kind][language]
    if entry is not None and question.asked == "fact" and entry.kind in RANGED:
        told += WORDS["range"][language].format(example=_RANGES[entry.kind])
        told += WORDS["either"][language].format(*_RANGES[entry.kind].split("〜"))
    if entry is not None and entry.kind == "event":
        return told + WORDS["none"][language]
    return told + (WORDS["none at all"][language] if entry is not None and entry.optional else "")
