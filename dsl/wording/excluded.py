"""The items of a proviso as nouns: ただし、次の各号に掲げる情報は、…除かれる, and 開示時に公知であった情報 below it."""

from dataclasses import replace

from dsl.model import expression as x
from dsl.model.rule import Rule
from dsl.wording.english import conditions as in_english
from dsl.wording.english import joining as english
from dsl.wording.english import rules as english_rules
from dsl.wording.japanese import conditions as in_japanese
from dsl.wording.japanese import joining as japanese
from dsl.wording.japanese import rules as japanese_rules
from dsl.wording.japanese.nouns import joined_nouns
from dsl.wording.patterns import LISTED_BELOW
from dsl.wording.scene import Scene
from dsl.wording.shape import over_item
from dsl.wording.values import phrase_words


def topic(rule: Rule, scene: Scene) -> tuple[str, str]:
    """What the items of a proviso are: the subject of the truth that they all define, (ja, en); empty without one."""
    entry = scene.vocabulary.entries.get(rule.term or "")
    if rule.kind != "define" or entry is None or entry.kind not in ("truth", "judgement"):
        return "", ""
    phrase = entry.says or entry.phrase
    ja = in_japanese.phrased(phrase, entry, False, scene).subject
    return ja, in_english.split_subject(phrase_words(phrase, "en")).subject


def japanese_heading(rule: Rule, scene: Scene) -> str:
    """ただし、次の各号に掲げる情報は、…."""
    noun = topic(rule, scene)[0]
    return japanese_rules.sentence(rule, scene).replace(f"{noun}は、", f"{LISTED_BELOW[0]}{noun}は、", 1)


def japanese_sentence(rule: Rule, scene: Scene) -> str:
    """The sentence of one item, which speaks of things and not of a condition: 開示時に…知っていた情報は、…除かれる.

    Empty where the rule is no such item, or where there is more in it than the condition.
    """
    noun = topic(rule, scene)[0]
    if not noun or not over_item(rule.provision, scene).endswith(".proviso") or rule.when is None or rule.unless:
        return ""
    bare = japanese_rules.sentence(replace(rule, when=None), scene)
    told = joined_nouns([japanese.spoken(in_japanese.said(p, scene), noun) for p in _alternatives(rule)], "又は")
    return f"{told}は、{bare.removeprefix(f'{noun}は、')}" if bare.startswith(f"{noun}は、") else ""


def english_heading(rule: Rule, scene: Scene) -> str:
    """Provided, however, that the information set forth in the following items …:"""
    noun = topic(rule, scene)[1]
    told = english_rules.sentence(rule, scene).removesuffix(".")
    return f"{told.replace(noun, f'{noun} {LISTED_BELOW[1]}', 1)}:"


def japanese_item(rule: Rule, scene: Scene) -> str:
    """開示時に公知であった情報及び開示後に…公知となった情報: what is listed are things, so they are added up."""
    noun = topic(rule, scene)[0]
    return joined_nouns([japanese.spoken(in_japanese.said(p, scene), noun) for p in _alternatives(rule)], "及び")


def english_item(rule: Rule, scene: Scene) -> str:
    """Information that was publicly known …, and information that became publicly known …."""
    noun = topic(rule, scene)[1]
    told = [english.spoken(in_english.said(part, scene)) for part in _alternatives(rule)]
    return ", and ".join(f"{noun.removeprefix('the ')} {_relative(clause, noun)}" for clause in told)


def _relative(clause: str, noun: str) -> str:
    if clause.startswith(f"{noun} "):
        return f"that{clause.removeprefix(noun)}"
    of, _, rest = clause.partition(f" of {noun} ")
    if rest and of.startswith("the ") and of.count(" ") == 1:
        return f"whose {of.removeprefix('the ')} {rest}"
    return f"for which {clause}"


def _alternatives(rule: Rule) -> tuple[x.Condition, ...]:
    match rule.when:
        case None:
            return ()
        case x.Or(parts):
            return parts
        case _:
            return (rule.when,)
