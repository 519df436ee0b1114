"""Several Japanese clauses in one sentence: かつ and 又は, 場合において…とき, にもかかわらず."""

from dsl.wording.japanese.factoring import factored
from dsl.wording.japanese.forms import as_long_as_not, before_noun, conceded, continued, standing
from dsl.wording.said import Clause, Conceded, Group, Said, Setting, elided

_TIMES = ("とき", "場合")


def spoken(said: Said, noun: str = "", topic: str = "") -> str:
    """The words of a condition.

    noun: what they qualify (とき, 場合, 請求); without one they stand alone.
    topic: the subject that the reader has in mind already and that is not said again.
    """
    return _words(elided(factored(said), topic), noun, "又は")


def excepting(said: Said, topic: str = "") -> str:
    """`unless`: 確認しない限り of one clause, 〜である場合を除き of anything else."""
    once = elided(factored(said), topic)
    if isinstance(once, Clause) and once.deniable and not once.negative:
        return as_long_as_not(once)
    return _words(once, "とき" if _is_staged(once) else "場合", "又は") + "を除き"


def _is_staged(said: Said) -> bool:
    """Whether 場合 is taken by an outer condition already."""
    return isinstance(said, Group) and said.word == "and" and len(_stages(said.parts)) > 1


def _words(said: Said, noun: str, word: str) -> str:
    match said:
        case Clause():
            return before_noun(said, noun) if noun else standing(said)
        case Conceded(concession, main):
            return f"{_conceded(concession)}、{_words(main, noun, word)}"
        case Setting(words, part):
            return words + _words(part, noun, word)
        case Group("and", parts):
            return _all(parts, noun)
        case Group(_, parts):
            return _any(parts, noun, word)


def _conceded(said: Said) -> str:
    return conceded(said) if isinstance(said, Clause) else _words(said, "", "又は") + "にもかかわらず"


# ── and ───────────────────────────────────────────────────────────────────────────────────────────


def _all(parts: tuple[Said, ...], noun: str) -> str:
    """Stems joined by かつ; a group of alternatives becomes a stage of its own: A場合において、B又はCとき."""
    stages = _stages(parts)
    settings = [_words(stage, "場合", "又は") + "において、" for stage in stages[:-1]]
    return "".join(settings) + _last_stage(stages[-1], noun)


def _last_stage(stage: Said, noun: str) -> str:
    if isinstance(stage, Group) and stage.word == "and":
        return _chain([_continued(p) for p in stage.parts[:-1]], _words(stage.parts[-1], noun, "又は"), "かつ")
    return _words(stage, noun, "又は")


def _stages(parts: tuple[Said, ...]) -> list[Said]:
    stages: list[Said] = []
    plain: list[Said] = []
    for part in parts:
        if isinstance(part, Group) and part.word == "or":
            stages += [*_together(plain), part]
            plain = []
        else:
            plain.append(part)
    return [*stages, *_together(plain)]


def _together(parts: list[Said]) -> list[Said]:
    if len(parts) < 2:
        return list(parts)
    return [Group("and", tuple(parts))]


def _chain(stems: list[str], last: str, word: str) -> str:
    return "".join(f"{stem}、" for stem in stems) + f"{word}{'、' if word == 'かつ' else ''}{last}"


def _continued(said: Said) -> str:
    match said:
        case Clause():
            return continued(said)
        case Conceded(concession, main):
            return f"{_conceded(concession)}、{_continued(main)}"
        case Setting(words, part):
            return words + _continued(part)
        case Group("and", parts):
            return _chain([_continued(p) for p in parts[:-1]], _continued(parts[-1]), "かつ")
        case Group(_, parts):
            return _chain([_continued(p) for p in parts[:-1]], _continued(parts[-1]), "若しくは")


# ── or ────────────────────────────────────────────────────────────────────────────────────────────


def _any(parts: tuple[Said, ...], noun: str, word: str) -> str:
    """Stems joined by 又は where the parts are alike; else each with its own とき."""
    inner = [p for p in parts if isinstance(p, Group) and p.word == "or"]
    if noun in _TIMES and not _alike(parts):
        told = [_words(p, noun, "若しくは") for p in parts]
        return _chain(told[:-1], told[-1], word)
    last = _words(parts[-1], noun, "若しくは" if inner else word)
    return _chain([_continued(p) for p in parts[:-1]], last, word)


def _alike(parts: tuple[Said, ...]) -> bool:
    """Whether stems may run into one とき: single clauses that all tell what happens, or all what is."""
    clauses = [p for p in parts if isinstance(p, Clause)]
    if len(clauses) < len(parts) or any(c.predicate.endswith("である") for c in clauses):
        return False
    return len({c.event for c in clauses}) == 1
