"""Terms as Japanese noun phrases."""

from typing import assert_never

from dsl.model import expression as x
from dsl.model.sorts import sort_of
from dsl.wording.cases import Arms, bracketed
from dsl.wording.japanese import conditions
from dsl.wording.japanese.joining import spoken
from dsl.wording.japanese.nouns import joined_nouns
from dsl.wording.references import reference
from dsl.wording.scene import Scene
from dsl.wording.shape import noun_phrase
from dsl.wording.values import counted, duration_words, phrase_words, plain_words

_EXTREME: dict[x.Extreme, str] = {
    "higher": "高い額", "lower": "低い額", "longer": "長い期間", "shorter": "短い期間", "later": "遅い時",
    "earlier": "早い時",
}  # fmt: skip
_EXTREME_DATE: dict[x.Extreme, str] = {"later": "遅い日", "earlier": "早い日"}
_EXTREME_NUMBER: dict[x.Extreme, str] = {"higher": "大きい数", "lower": "小さい数"}
_OPERATION: dict[x.Operation, tuple[str, str]] = {
    "plus": ("に", "を加えた"), "less": ("から", "を控除した"), "times": ("に", "を乗じた"),
    "divided by": ("を", "で除した"),
}  # fmt: skip
_RESULT = {
    "money": "額",
    "number": "数",
    "duration": "期間",
    "interval": "期間",
    "date": "日",
    "event": "時",
    "other": "値",
}
_SHIFT: dict[x.DayShift, str] = {
    "day after": "{}の翌日", "day before": "{}の前日", "last day of month": "{month}の末日",
    "last day of month before": "{month}の前月の末日", "first day of month": "{month}の初日",
    "this or next business day": "{}（その日が営業日でないときは、翌営業日）",
}  # fmt: skip
_AGGREGATE: dict[x.Aggregation, str] = {
    "count": "{}の数", "sum": "{}の総計", "earliest": "{}のうち最も早いもの", "latest": "{}のうち最も遅いもの",
}  # fmt: skip


def noun(node: x.Term, scene: Scene) -> str:
    """A term as a noun phrase."""
    match node:
        case x.Constant():
            return _constant(node, "", scene)
        case x.Read(entry):
            return entry_noun(entry, scene)
        case x.Previous(entry):
            return f"直前の{_record_of(entry, scene)}に係る{entry_noun(entry, scene)}"
        case x.Scheduled(event):
            return f"{entry_noun(event, scene)}の予定時"
        case x.EffectMoment(provision):
            return f"{reference(provision, scene.citing, scene.book).ja}の効力発生の時"
        case x.AsOf():
            return "基準日"
        case x.Arithmetic():
            return _arithmetic(node, scene)
        case x.Total(parts):
            return f"{_listed(parts, '及び', scene)}の合計額"
        case x.Choose():
            return _chosen(node, scene)
        case x.Interest():
            return _interest(node, scene)
        case x.Multiple(count, of):
            return f"{noun(of, scene)}の{counted(count, 'か月', 'month', 'ja')}分"
        case x.UpTo(amount, cap):
            return f"{within(cap, scene)}を限度とする{noun(amount, scene)}"
        case x.ByCase():
            return by_case(node, scene)
        case x.Shifted(shift, day):
            return _SHIFT[shift].format(day_noun(day, scene), month=_month(day, scene))
        case x.NthDay(number, day):
            return f"{_month(day, scene)}の{number}日"
        case x.Later(duration, day):
            return f"{day_noun(day, scene)}から{duration_words(duration, 'ja')}後の日"
        case x.FirstAfter():
            return _first_after(node, scene)
        case x.Aggregate():
            return _aggregate(node, scene)
        case x.Stretch() | x.Period() | x.Rest() | x.Overlap() | x.Edge() | x.Length() | x.FeesFor():
            return _of_interval(node, scene)
        case _:
            assert_never(node)


def entry_noun(entry: str, scene: Scene) -> str:
    return phrase_words(noun_phrase(scene.entry(entry)), "ja")


def _record_of(entry: str, scene: Scene) -> str:
    return phrase_words(scene.vocabulary.records[scene.entry(entry).record].phrase, "ja")


def day_noun(node: x.Term, scene: Scene) -> str:
    """A day: an event is read as the day on which it happens."""
    return f"{noun(node, scene)}の日" if _is_event(node, scene) else noun(node, scene)


def _month(day: x.Term, scene: Scene) -> str:
    """The month that includes a day: 支払期日の属する月, or in the vocabulary's own words."""
    own = scene.entry(day.entry).month if isinstance(day, x.Read) else None
    return f"{day_noun(day, scene)}の属する月" if own is None else phrase_words(own, "ja")


def moment_noun(node: x.Term, scene: Scene) -> str:
    """A moment: an event is read as the time at which it happens, a day as it is."""
    return f"{noun(node, scene)}の時" if _is_event(node, scene) else noun(node, scene)


def _is_event(node: x.Term, scene: Scene) -> bool:
    return isinstance(node, x.Read | x.Previous) and sort_of(node, scene.vocabulary) == "event"


def compared_noun(node: x.Term, beside: x.Term, scene: Scene) -> str:
    """What stands beside another term: options are told in that term's words, events as days beside dates."""
    if isinstance(node, x.Constant):
        return _constant(node, beside.entry if isinstance(beside, x.Read) else "", scene)
    return day_noun(node, scene) if sort_of(beside, scene.vocabulary) in ("date", "event") else noun(node, scene)


def amount_noun(node: x.Term, scene: Scene) -> str:
    """What is owed: a total is told as its parts."""
    return _listed(node.parts, "及び", scene) if isinstance(node, x.Total) else noun(node, scene)


def _listed(parts: tuple[x.Term, ...], word: str, scene: Scene) -> str:
    return joined_nouns([noun(p, scene) for p in parts], word)


def _constant(node: x.Constant, beside: str, scene: Scene) -> str:
    return plain_words(node.value, beside if node.kind == "choice" and beside else node.kind, "ja", scene.book)


def _arithmetic(node: x.Arithmetic, scene: Scene) -> str:
    match node:
        case x.Arithmetic("times", left, x.Constant("number") as factor):
            return f"{noun(left, scene)}の{noun(factor, scene)}倍に相当する{_result(node, scene)}"
    particle, verb = _OPERATION[node.operation]
    return f"{noun(node.left, scene)}{particle}{noun(node.right, scene)}{verb}{_result(node, scene)}"


def _result(node: x.Term, scene: Scene) -> str:
    return _RESULT[sort_of(node, scene.vocabulary)]


def _chosen(node: x.Choose, scene: Scene) -> str:
    sort = sort_of(node, scene.vocabulary)
    own = _EXTREME_DATE if sort == "date" else _EXTREME_NUMBER if sort == "number" else _EXTREME
    told = [moment_noun(p, scene) for p in node.parts]
    return f"{joined_nouns(told, '又は')}のいずれか{own.get(node.extreme, _EXTREME[node.extreme])}"


def _interest(node: x.Interest, scene: Scene) -> str:
    """Interest that runs from the day after a due date is what is owed for being late."""
    late = isinstance(node.start, x.Shifted) and node.start.shift == "day after"
    period = f"{day_noun(node.start, scene)}から{day_noun(node.until, scene)}まで"
    word = "遅延損害金" if late else "利息"
    return f"{noun(node.principal, scene)}に対する{period}年{noun(node.rate, scene)}の割合による{word}"


def within(node: x.Term, scene: Scene) -> str:
    """A term within a sentence: 月額利用料（料金が年額で定められている場合は年額利用料を12で除した額）."""
    found = bracketed(node, scene.vocabulary) if isinstance(node, x.ByCase) else None
    if found is None:
        return noun(node, scene)
    return f"{noun(found.value, scene)}（{'、'.join(_arms(found.instead, '場合', scene))}）"


def _arms(arms: Arms, time: str, scene: Scene) -> list[str]:
    return [f"{spoken(conditions.said(case, scene), time)}は{noun(term, scene)}" for case, term in arms]


def by_case(node: x.ByCase, scene: Scene, time: str = "場合") -> str:
    """A case distinction; `time` is とき where it stands within an outer 場合."""
    arms = _arms(node.arms, time, scene)
    if node.otherwise is not None:
        arms.append(f"その他の{time}は{noun(node.otherwise, scene)}")
    return "、".join(arms)


def _first_after(node: x.FirstAfter, scene: Scene) -> str:
    entry = scene.entry(node.entry)
    passed = f"{day_noun(node.day, scene)}から{duration_words(node.duration, 'ja')}を経過した後の最初の"
    return f"{passed}{phrase_words(scene.record(entry.record).phrase, 'ja')}の{entry_noun(node.entry, scene)}"


def _aggregate(node: x.Aggregate, scene: Scene) -> str:
    records = such_records(node.record, node.where, scene)
    of = records if node.entry is None else f"{records}の{entry_noun(node.entry, scene)}"
    return _AGGREGATE[node.aggregation].format(of)


def such_records(record: str, where: x.Condition | None, scene: Scene) -> str:
    """The records for which a condition holds: an attributive clause before their noun."""
    head = phrase_words(scene.record(record).phrase, "ja")
    return head if where is None else spoken(conditions.said(where, scene), head)


def every_record(record: str, where: x.Condition | None, scene: Scene) -> str:
    head = f"すべての{phrase_words(scene.record(record).phrase, 'ja')}"
    return head if where is None else spoken(conditions.said(where, scene), head)


# ── intervals ─────────────────────────────────────────────────────────────────────────────────────


def _of_interval(node: x.IntervalTerm, scene: Scene) -> str:
    match node:
        case x.Stretch(first, last):
            return f"{day_noun(first, scene)}から{day_noun(last, scene)}までの期間"
        case x.Period(length, start, beginning):
            unit = "か月" if sort_of(length, scene.vocabulary) == "number" else ""
            counted = "を初日とする" if beginning else "から"
            return f"{day_noun(start, scene)}{counted}{_length(length, scene)}{unit}間"
        case x.Rest(interval, day):
            return f"{noun(interval, scene)}のうち{day_noun(day, scene)}後の残存期間"
        case x.Overlap(left, right):
            return f"{noun(left, scene)}と{noun(right, scene)}とが重なる期間"
        case x.Edge(edge, interval):
            return f"{noun(interval, scene)}の{'初日' if edge == 'first' else '末日'}"
        case x.Length(unit, interval):
            return f"{noun(interval, scene)}の{'日数' if unit == 'day' else '月数'}"
        case x.FeesFor(monthly, interval):
            return f"{noun(interval, scene)}に係る{noun(monthly, scene)}の総額"


def _length(node: x.Term, scene: Scene) -> str:
    """A number of months stands in brackets before its unit."""
    number = sort_of(node, scene.vocabulary) == "number"
    return f"（{noun(node, scene)}）" if number else noun(node, scene)
