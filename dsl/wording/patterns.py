"""The outer patterns of sentences, as data: frames of `frames.py`, one a kind of rule and language.

Japanese slots: plain, te, stem (forms of the verb phrase), value. English slots: bearer, duty (shall or must), base,
value.
"""

from collections.abc import Mapping

JAPANESE: Mapping[str, str] = {
    "must": "{plain}ものとします",
    "may": "{plain}ことができるものとします",
    "may, reserved": "{plain}ことがあるものとします",
    "must not": "{te}はならないものとします",
    "must not, power": "{plain}ことができないものとします",
    "must not, claim": "{plain}権利を有しないものとします",
    "need not": "{plain}義務を負わないものとします",
    "need not, proviso": "この限りではありません",
    "effect": "{plain}ものとします",
    "define, truth": "{plain}ものとします",
    "define": "{value}とします",
    "define, means": "{value}をいいます",
    "state": "{plain}ものとします",
    "follows": "すべて{value}に従うものとします",
    "likewise": "{value}も、同様とします",
    "follows, otherwise": "{value}に別段の定めがあるときは、その定めに従うものとします",
}

JAPANESE_CONTINUED: Mapping[str, str] = {
    "must": "{stem}",
    "may": "{plain}ことができ",
    "may, reserved": "{plain}ことがあり",
    "must not": "{te}はならず",
    "must not, power": "{plain}ことができず",
    "must not, claim": "{plain}権利を有せず",
    "need not": "{plain}義務を負わず",
}
"""How a norm goes on to a second one in the same sentence: …ことができ、また、…."""

DE_ARU: Mapping[str, str] = {
    "ものとします": "ものとする",
    "とします": "とする",
    "をいいます": "をいう",
    "この限りではありません": "この限りでない",
}
"""How the sentences of a book end whose style is である."""

ENGLISH: Mapping[str, str] = {
    "must": "{bearer} {duty} {base}",
    "may": "{bearer} may {base}",
    "may, reserved": "{bearer} may {base}",
    "must not": "{bearer} must not {base}",
    "must not, power": "{bearer} may not {base}",
    "must not, claim": "{bearer} has no right to {base}",
    "need not": "{bearer} bears no obligation to {base}",
    "need not, proviso": "this does not apply",
    "follows": "all matters[ concerning {value}] are governed by {base}",
    "likewise": "the same applies if {value}",
    "follows, otherwise": "if otherwise provided in {base}, that provision governs",
}

ENGLISH_EACH: Mapping[str, str] = {
    "must": "each of {bearer} {duty} {base}",
    "may": "each of {bearer} may {base}",
    "may, reserved": "each of {bearer} may {base}",
    "must not": "neither {neither} may {base}",
    "must not, power": "neither {neither} may {base}",
    "must not, claim": "neither {neither} has any right to {base}",
    "need not": "neither {neither} bears any obligation to {base}",
    "need not, proviso": "this does not apply",
}
"""Where a rule binds each party."""

ENGLISH_CONTRAST: Mapping[str, str] = {"may, reserved": "{bearer} might {base}"}
"""Behind `but`, where a second `may` would be read as the first one is: as a permission."""

JAPANESE_SENTENCE = (
    "{opening}[{despite}の規定にかかわらず、][{topic}は、][{principle}、][{subject_to}の規定が適用される場合を除き、]"
    "[{otherwise}に別段の定めがない限り、][{agreed}に異なる合意がない限り、][{setting}、][{basis}に基づき、][{outer}において、][{when}は、][{only_when}に限り、][{even_when}であっても、][{unless}、][{deadline}、][{at}]{verb}。"
)
ENGLISH_SENTENCE = (
    "{opening}[notwithstanding the provisions of {despite}, ][subject to {subject_to}, ]"
    "[except where {except_where} applies, ][unless otherwise provided in {otherwise}, ][unless otherwise {agreed}, ]"
    "[{setting}, ][pursuant to {basis}, ]"
    "[{principle}, ][if {when}, ][even if {even_when}, ]{main}[ only if {only_when}][, unless {unless}]."
)
ENGLISH_SECOND = "[, {setting}][, pursuant to {basis}][, if {when}][, even if {even_when}]"
"""What leads to a second norm, behind `and`."""
JAPANESE_ITEM = "[{setting}、][{basis}に基づき、][{even_when}であっても][{when}]"
ENGLISH_ITEM = "[{setting}, ][pursuant to {basis}, ][when {when}][even when {even_when}]"
ANY_ITEM = ("次の各号のいずれかに該当する場合", "any of the following items applies:")
"""What stands in the place of the condition where items tell it: (ja, en); 場合, since the items end in とき."""
IN_ADVANCE = ("あらかじめ", "in advance")
IN_PRINCIPLE = ("原則として", "in principle")
AGREED = ("当事者間", "agreed")
"""What stands for the one document that is an agreement of the parties: (ja, en)."""
LISTED_BELOW = ("次の各号に掲げる", "set forth in the following items")
"""What stands with the noun of things that items list: (ja, en)."""
EACH_CASE = (
    "次の各号に掲げる場合の区分に応じ、当該各号に定めるとおり",
    "as specified in each of the following items for the cases set forth respectively therein:",
)
"""What stands in the place of the value where items give one for each case: (ja, en)."""
EACH_PERIOD = (
    "次の各号に掲げる場合の区分に応じ、当該各号に定める期間",
    "the period specified in each of the following items for the cases set forth respectively therein",
)
"""How long something lasts, where items give the length for each case: (ja, en)."""
ENGLISH_TRAILING = (
    "{opening}[notwithstanding the provisions of {despite}, ]"
    "[unless otherwise provided in {otherwise}, ][unless otherwise {agreed}, ]"
    "{main}[ if {when}][ even if {even_when}][, unless {unless}]."
)
"""A proviso that only takes back puts its condition last."""

OPENINGS: Mapping[str, tuple[str, str]] = {
    "proviso": ("ただし、", "provided, however, that "),
    "note": ("なお、", ""),
}
"""By the last part of a provision's id: (ja, en)."""
