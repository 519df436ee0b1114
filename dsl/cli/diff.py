"""diff: what changed between two states of a book, for those who sign it off."""

import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Language
from dsl.cli.output import RULES, BookOption, JsonOption, LangOption, book_folder, json_text, language_of, say
from dsl.model.book import Book
from dsl.pipeline import load_plan
from dsl.scenarios.compare import Comparison, OutcomeChange, SentenceChange, compare, moved_dates
from dsl.wording import subject_words
from dsl.wording.words import DUTY_WORDS, EFFECT_WORDS, STATUS_WORDS

WORDS: dict[str, dict[Language, str]] = {
    "same": {"ja": "変更はありません。", "en": "nothing changed"},
    "added": {"ja": "加わった規則", "en": "rules added"},
    "removed": {"ja": "なくなった規則", "en": "rules removed"},
    "changed": {"ja": "変わった規則", "en": "rules changed"},
    "readings": {"ja": "変わった解釈", "en": "readings changed"},
    "vocabulary": {"ja": "変わった語", "en": "words of the vocabulary changed"},
    "sentences": {"ja": "変わった文", "en": "sentences changed"},
    "outcomes": {"ja": "変わった結果", "en": "outcomes changed"},
    "silent": {
        "ja": "文は変わっていません。変わった語の言い方（says）を読み直してください。",
        "en": "no sentence changed: read again how the changed words are told (says)",
    },
    "others": {"ja": "ほか{}件（すべては --json で）", "en": "and {} more (all of them with --json)"},
    "dates": {"ja": "動いた日付", "en": "dates moved"},
    "yes": {"ja": "あり", "en": "yes"},
    "no": {"ja": "なし", "en": "no"},
    "unread": {
        "ja": "変更前の語では読めないシナリオのファイル",
        "en": "scenario files for which the old state has no words",
    },
}


def diff_command(
    old: Annotated[
        str, typer.Argument(help="変更前: フォルダ又はGitの版 / before: a folder or a Git revision", metavar="OLD")
    ],
    new: Annotated[
        str,
        typer.Argument(help="変更後（省略: いまのファイル） / after; left out: the files as they are", metavar="[NEW]"),
    ] = "",
    book: BookOption = RULES,
    lang: LangOption = None,
    json: JsonOption = False,
) -> None:
    """約款の二つの状態を比べる / Compare two states of the book: rules, sentences, outcomes of scenarios, dates.

    OLD and NEW are folders, or revisions of the Git repository that holds the book (HEAD, a tag, a commit).
    """
    language = language_of(lang)
    folder = book_folder(book)
    with _state(old, folder) as before, _state(new, folder) as after:
        plan = load_plan(after)
        found = compare(load_plan(before), plan, after)
    if json:
        say(json_text(_json(found)))
    else:
        for line in _lines(found, plan.book, language):
            say(line)


FIELDS: dict[str, dict[Language, str]] = {
    "status": {"ja": "結果", "en": "outcome"},
    "possible": {"ja": "あり得る結果", "en": "possible outcomes"},
    "duty.state": {"ja": "履行", "en": "performance"},
    "duty.due": {"ja": "期限", "en": "due"},
    "duty.amount": {"ja": "金額", "en": "amount"},
    "duty.amount_at_least": {"ja": "金額（以上）", "en": "amount, at least"},
    "duty.amount_at_most": {"ja": "金額（以下）", "en": "amount, at most"},
    "duty.remainder": {"ja": "残額", "en": "remainder"},
    "effect.state": {"ja": "効果", "en": "effect"},
    "effect.at": {"ja": "効果の日", "en": "effect at"},
    "effect.at_latest": {"ja": "効果の日（遅くとも）", "en": "effect at the latest"},
    "exercised": {"ja": "行使", "en": "exercised"},
    "violated": {"ja": "違反", "en": "violated"},
    "without_effect": {"ja": "効力のない行為", "en": "without effect"},
    "defeated_by": {"ja": "優先する規定", "en": "gives way to"},
    "conflicts_with": {"ja": "抵触する規定", "en": "in conflict with"},
}
"""The fields that the text tells; JSON has them all."""


@contextmanager
def _state(name: str, folder: Path) -> Iterator[Path]:
    """The folder of one state: as named, as it is, or as a revision has it."""
    if not name:
        yield folder
    elif Path(name).is_dir():
        yield Path(name)
    else:
        with tempfile.TemporaryDirectory() as temporary:
            yield _checked_out(name, folder, Path(temporary))


def _checked_out(revision: str, folder: Path, temporary: Path) -> Path:
    """The book as a Git revision has it. Raises BadParameter where there is no such revision, or no Git."""
    git = shutil.which("git")
    if git is None or revision.startswith("-"):
        raise typer.BadParameter(f"{revision}: フォルダではありません / no folder" + ("" if git else " (git?)"))
    top, prefix = (_git(git, folder, "rev-parse", f"--show-{what}") for what in ("toplevel", "prefix"))
    within = prefix.decode().strip().rstrip("/")  # git archive takes no path that is relative to a folder below the top
    packed = _git(git, Path(top.decode().strip() or folder), "archive", "--format=tar", f"{revision}:{within}")
    with tarfile.open(fileobj=BytesIO(packed)) as archive:
        archive.extractall(temporary, filter="data")
    return temporary


def _git(git: str, folder: Path, *arguments: str) -> bytes:
    done = subprocess.run([git, "-C", str(folder), *arguments], capture_output=True, check=False)
    if done.returncode != 0:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        name = arguments[-1].partition(":")[0]
        raise typer.BadParameter(
            f"{name}: フォルダでもGitの版でもありません / neither a folder nor a Git revision"
            + (f" ({said[-1]})" if said else "")
        )
    return done.stdout


# ── telling ───────────────────────────────────────────────────────────────────────────────────────


def _lines(found: Comparison, book: Book, language: Language) -> Iterator[str]:
    if found.is_empty:
        yield WORDS["same"][language]
        return
    for key in ("added", "removed", "changed", "readings", "vocabulary"):
        names: tuple[str, ...] = getattr(found, key)
        if names:
            yield f"{WORDS[key][language]}: {', '.join(names)}"
    if found.sentences:
        yield f"{WORDS['sentences'][language]}: {len(found.sentences)}"
        for change in found.sentences:
            yield from _sentence_lines(change, language)
    if found.vocabulary and found.outcomes and not found.sentences:
        yield WORDS["silent"][language]
    touched = len({o.scenario for o in found.outcomes})
    yield f"{WORDS['outcomes'][language]}: {len(found.outcomes)} ({_counted(touched, found.scenarios, language)})"
    last, told = "", 0
    for outcome in found.outcomes:
        if outcome.field not in FIELDS or _plain(outcome.before) == _plain(outcome.after):
            continue
        if outcome.scenario != last:
            yield f"  {outcome.scenario}"
        last, told = outcome.scenario, told + 1
        yield f"    {outcome.rule}{subject_words(outcome.subject, book, language)} {_moved(outcome, language)}"
    if told < len(found.outcomes):
        yield f"  {WORDS['others'][language].format(len(found.outcomes) - told)}"
    dates = moved_dates(found.outcomes)
    if dates:
        yield f"{WORDS['dates'][language]}: {', '.join(f'{d.rule} {d.before} → {d.after}' for d in dates)}"
    if found.unread:
        yield f"{WORDS['unread'][language]}: {', '.join(found.unread)}"


def _sentence_lines(change: SentenceChange, language: Language) -> Iterator[str]:
    yield f"  {change.citation.get(language) or next(iter(change.citation.values()))} [{change.rule}]"
    for told in change.citation:
        for sign, text in (("-", change.before.get(told)), ("+", change.after.get(told))):
            if text:
                yield f"    {sign} {text}"


def _counted(touched: int, scenarios: int, language: Language) -> str:
    if language == "ja":
        return f"{scenarios}件のシナリオのうち{touched}件"
    return f"in {touched} of {scenarios} scenarios"


def _moved(change: OutcomeChange, language: Language) -> str:
    before, after = (_worded(change.field, value, language) for value in (change.before, change.after))
    return f"{FIELDS[change.field][language]}: {before} → {after}"


def _worded(field: str, value: object, language: Language) -> str:
    """A value of the JSON as a reader says it: its words, a list in one line."""
    if isinstance(value, list | tuple) and value:
        return ", ".join(_worded(field, one, language) for one in value)
    if isinstance(value, bool):
        return WORDS["yes" if value else "no"][language]
    words = {"duty.state": DUTY_WORDS, "effect.state": EFFECT_WORDS}.get(field, STATUS_WORDS)[language]
    return words.get(_plain(value), _plain(value))


def _plain(value: object) -> str:
    return "—" if value is None or value in ((), []) else str(value)


def _json(found: Comparison) -> dict[str, object]:
    return {
        "rules": {"added": list(found.added), "removed": list(found.removed), "changed": list(found.changed)},
        "readings": list(found.readings),
        "vocabulary": list(found.vocabulary),
        "sentences": [
            {"rule": s.rule, "citation": _by_name(s.citation), "before": _by_name(s.before),
             "after": _by_name(s.after)}
            for s in found.sentences
        ],
        "scenarios": found.scenarios,
        "outcomes": [
            {"scenario": o.scenario, "rule": o.rule, "subject": dict(o.subject), "field": o.field, "before": o.before,
             "after": o.after}
            for o in found.outcomes
        ],
        "scenario_files_not_read": list(found.unread),
    }  # fmt: skip


def _by_name(words: Mapping[Language, str]) -> dict[str, str]:
    return {str(language): text for language, text in words.items()}
