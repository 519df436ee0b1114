"""Words of states, values and steps in both languages: data, no code but the picking."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.base.diagnostic import Language


@dataclass(frozen=True, slots=True)
class Pair:
    """One word in both languages."""

    ja: str
    en: str


def pick(pair: Pair, language: Language) -> str:
    return pair.ja if language == "ja" else pair.en


# ── outcomes ──────────────────────────────────────────────────────────────────────────────────────

_STATUS: Mapping[str, Pair] = {
    "in_force": Pair("適用される", "applies"),
    "defeated": Pair("他の規定が優先する", "gives way to another provision"),
    "not_applicable": Pair("適用されない", "does not apply"),
    "undetermined": Pair("未確定", "undetermined"),
    "conflict": Pair("抵触", "in conflict"),
}
"""A rule's status."""

_DUTY: Mapping[str, Pair] = {
    "pending": Pair("履行前", "not yet performed"),
    "fulfilled": Pair("履行済み", "performed"),
    "fulfilled_late": Pair("履行済み（遅延）", "performed late"),
    "breached": Pair("不履行", "breached"),
    "kept": Pair("遵守されている", "being kept"),
    "unknown": Pair("不明", "not known"),
}
"""A duty's state."""

_EFFECT: Mapping[str, Pair] = {
    "scheduled": Pair("発生予定", "will occur"),
    "occurred": Pair("発生済み", "has occurred"),
    "prevented": Pair("発生しない", "does not occur"),
    "unknown": Pair("不明", "not known"),
}
"""The state of an effect."""

_NEED: Mapping[str, Pair] = {
    "fact": Pair("事実", "a fact"),
    "judgement": Pair("判断", "a judgement"),
    "document": Pair("文書", "a document"),
    "date": Pair("期日の到来", "a date"),
    "reading": Pair("解釈の選択", "a reading"),
    "conflict": Pair("抵触の解消", "the resolution of a conflict"),
}
"""What an outcome waits for."""

_KIND: Mapping[str, Pair] = {
    "define": Pair("定義", "definition"),
    "must": Pair("義務", "duty"),
    "may": Pair("権能", "power"),
    "must not": Pair("禁止", "prohibition"),
    "need not": Pair("免責", "exemption"),
    "effect": Pair("効果", "effect"),
    "state": Pair("宣言", "statement"),
    "follows": Pair("他の文書への委任", "left to another document"),
}
"""The kinds of rules."""

Words = Mapping[Language, Mapping[str, str]]
"""Words by language, then by key."""


def _by_language(pairs: Mapping[str, Pair]) -> Words:
    return {"ja": {key: pair.ja for key, pair in pairs.items()}, "en": {key: pair.en for key, pair in pairs.items()}}


STATUS_WORDS, DUTY_WORDS, EFFECT_WORDS = _by_language(_STATUS), _by_language(_DUTY), _by_language(_EFFECT)
NEED_WORDS, KIND_WORDS = _by_language(_NEED), _by_language(_KIND)

# ── values ────────────────────────────────────────────────────────────────────────────────────────

TRUTHS: Mapping[bool, Pair] = {True: Pair("はい", "yes"), False: Pair("いいえ", "no")}
NONE = Pair("なし", "none")
UNKNOWN = Pair("不明", "not known")

BOUNDS: Mapping[tuple[str, str], Pair] = {
    ("amount", "low"): Pair("少なくとも{low}", "at least {low}"),
    ("amount", "high"): Pair("多くとも{high}", "at most {high}"),
    ("amount", "both"): Pair("{low}以上{high}以下", "between {low} and {high}"),
    ("day", "low"): Pair("{low}以後", "on or after {low}"),
    ("day", "high"): Pair("{high}以前", "on or before {high}"),
    ("day", "both"): Pair("{low}以後{high}以前", "between {low} and {high}"),
}
"""What is known of a value that is not known exactly; both bounds are included."""

MOST_NAMED = 8
"""How many possible values are named one by one."""

# ── grounds ───────────────────────────────────────────────────────────────────────────────────────

GROUND: Mapping[str, Pair] = {
    "scope": Pair("適用範囲", "scope"),
    "effective": Pair("版", "version"),
    "unless": Pair("除外事由に当たらない", "no exception applies"),
    "deadline": Pair("期限", "deadline"),
    "amount": Pair("金額", "amount"),
    "so far": Pair("既に履行した額", "done so far"),
    "stretch": Pair("元本", "principal"),
    "at": Pair("効力発生の時", "moment of effect"),
    "priority": Pair("上位の文書の規定", "a higher document's provision:"),
    "otherwise": Pair("別段の定めがない", "nothing otherwise is provided"),
    "follows": Pair("定めがある", "it is provided for"),
    "worlds": Pair("食い違う記載ごとの判定", "by each of the contradictory statements"),
    "world": Pair("次の記載によれば", "by these statements"),
}
"""Steps that are neither a condition nor a term of their own."""

DETAIL: Mapping[str, Pair] = {
    "as of": Pair("時点（その日の終わり）", "as of the end of"),
    "from": Pair("起算日", "from"),
    "until": Pair("終了日", "until"),
    "days": Pair("日数", "days"),
    "part": Pair("一部の履行", "part"),
    "days a year": Pair("1年の日数", "days a year"),
    "a day": Pair("1日当たりの額", "a day"),
    "rounded": Pair("端数処理", "rounding"),
    "reading": Pair("解釈", "reading"),
    "business day": Pair("営業日", "business day"),
    "alike": Pair("同じ結果となる他の組合せの数", "other combinations that come to the same"),
    "further": Pair("ほかの結果の数", "further results"),
}
"""Details of a step; a label that is not listed is printed as it is."""

SOURCE: Mapping[str, Pair] = {"assumed": Pair("前提", "assumed"), "convention": Pair("取扱い", "convention")}
"""What may stand before the path of a source."""

RULE_STATE: Mapping[bool | None, Pair] = {
    True: Pair("適用される", "applies"),
    False: Pair("適用されない", "does not apply"),
    None: Pair("未確定", "undetermined"),
}
"""A rule as a step: true where it is in force."""

PRIORITY_STATE: Mapping[bool | None, Pair] = {
    True: Pair("優先する", "prevails"),
    False: Pair("優先しない", "does not prevail"),
    None: Pair("未確定", "undetermined"),
}
"""A higher rule as a step: true where it holds and contradicts."""

COLON = Pair("： ", ": ")
