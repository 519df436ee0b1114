"""Every diagnostic has a rejected example, at its exact place, and a page in each language that shows it.

tests/rejected/CODE.yaml holds one or more examples of a code, the plainest first:

    what      one line
    files     changes to the book in tests/rejected/shared: text, null (left out), or instructions (see `raw`)
    given     documents of higher rank by file, given beside that book; passed: their names, where not each once
    facts.yaml, facts.json, scenario.yaml    read against that book
    program   facts as a program gives them
    new       the number of an article to be begun
    printed   a printed document, to be read and linted
    official  the print of that book, whose units are all answered for; recorded: fingerprints by unit, where they are not
              those of this print
    answers   lines typed in `yakkan ask`, about facts.yaml where the example has it, else about nothing
    at        file:line:column of the finding
    also      codes of what follows from it, where anything does
    times     how often it is told, if more than once
    hint      what the hint must hold; says: what the English message must hold
    avoid, prefer    lines of the example, and what to write instead: then nothing is found
"""

import re
import shutil
import textwrap
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dsl.ask import Session, one_case
from dsl.base.diagnostic import LANGUAGES, BadInput, Diagnostic, Language
from dsl.base.messages import MESSAGES
from dsl.editor.skeleton import must_be_absent
from dsl.facts import node_of
from dsl.load.documents import read_printed
from dsl.model.plan import Plan
from dsl.official import read_document
from dsl.official.bridge import check_bridge, tie
from dsl.official.lint import lint_document
from dsl.pipeline import check, check_with, evaluate_node, load_plan, read_facts
from dsl.scenarios.scenario import read_scenarios

ROOT = Path(__file__).parents[1]
REJECTED = ROOT / "tests" / "rejected"
SHARED = REJECTED / "shared"
PAGES = ROOT / "site"

Example = Mapping[str, Any]


@cache
def examples(code: str) -> list[Example]:
    path = REJECTED / f"{code}.yaml"
    return list(yaml.safe_load_all(path.read_text("utf-8"))) if path.is_file() else []


ALL = [(code, index) for code in MESSAGES for index in range(len(examples(code)))]
BOTH_WAYS = [(code, index) for code, index in ALL if "avoid" in examples(code)[index]]

each_example = pytest.mark.parametrize(("code", "index"), ALL, ids=[f"{code}-{index + 1}" for code, index in ALL])


# ── running an example ────────────────────────────────────────────────────────────────────────────


def raw(content: object) -> bytes:
    """Text as UTF-8; or `{text, encoding}`, `{hex}`, or `{before, repeat, times, middle, back}`."""
    match content:
        case str():
            return content.encode()
        case {"text": text, "encoding": encoding}:
            return str(text).encode(encoding)
        case {"hex": digits}:
            return bytes.fromhex(digits)
        case {"repeat": part, "times": times, **rest}:
            ends = [str(rest.get(key, "")) for key in ("before", "middle", "back")]
            return f"{ends[0]}{part * times}{ends[1]}{ends[2] * times}".encode()
    raise AssertionError(content)


def place(folder: Path, name: str, content: object) -> Path:
    path = folder / name
    if content is None:
        path.unlink(missing_ok=True)
    elif content == {"folder": True}:
        path.mkdir()
    else:
        path.write_bytes(raw(content))
    return path


@cache
def shared() -> Plan:
    return load_plan(SHARED)


def laid_out(example: Example, folder: Path) -> Path:
    shutil.copytree(SHARED, folder, dirs_exist_ok=True)
    for name, content in example.get("files", {}).items():
        place(folder, name, content)
    return folder


INPUTS = ("facts.yaml", "facts.json", "scenario.yaml", "program", "answers", "new", "printed", "official")


def found_in(example: Example, folder: Path) -> tuple[Diagnostic, ...]:
    """Everything that is found in an example: in its book, then in what is read against it."""
    laid_out(example, folder)
    try:
        if not any(name in example for name in (*INPUTS, "given")):
            return check(folder).diagnostics
        plan = load_plan(folder) if "files" in example else shared()
        if "given" in example:
            whole, diagnostics = check_with(plan, given(example, folder))
            if whole is None or not any(name in example for name in INPUTS):
                return diagnostics
            plan = whole
        if "printed" in example:
            path = place(folder, "printed.txt", example["printed"])
            return lint_document(read_document(read_printed(path, path.as_posix()), path.as_posix()), judgement=True)
        if "official" in example:
            return beside_print(plan, example, folder)
        for name in INPUTS:
            if name in example:
                read(plan, name, example[name], folder)
    except BadInput as bad:
        return bad.diagnostics
    return ()


def beside_print(plan: Plan, example: Example, folder: Path) -> tuple[Diagnostic, ...]:
    path = place(folder, "official.txt", example["official"])
    document = read_document(read_printed(path, path.as_posix()), path.as_posix())
    bridge = tie(plan.book, document)
    recorded = example.get("recorded", {unit: t.fingerprint for unit, t in bridge.ties.items()})
    return tuple(check_bridge(plan.book, document, bridge, frozenset(plan.book.units), recorded))


def given(example: Example, folder: Path) -> list[Path]:
    paths = {name: place(folder, name, content) for name, content in example["given"].items()}
    return [paths[name] for name in example.get("passed", paths)]


def read(plan: Plan, name: str, content: object, folder: Path) -> None:
    if name == "program":
        evaluate_node(plan, node_of(content))
    elif name == "new":
        must_be_absent(str(content).strip(), plan.book)
    elif name == "answers":
        type_in(plan, str(content), folder / "facts.yaml")
    elif name == "scenario.yaml":
        read_scenarios([place(folder, name, content)], plan)
    else:
        for node in read_facts(place(folder, name, content)):
            evaluate_node(plan, node)


def type_in(plan: Plan, typed: str, facts: Path) -> None:
    session = Session(plan, one_case(read_facts(facts) if facts.exists() else (), facts.as_posix()), None)
    for line in typed.splitlines():
        problems = session.answer(line)
        if problems:
            raise BadInput(problems)


def where(diagnostic: Diagnostic, folder: Path) -> str:
    return str(diagnostic.span).removeprefix(f"{folder.as_posix()}/").removeprefix(f"{SHARED.as_posix()}/")


# ── the examples ──────────────────────────────────────────────────────────────────────────────────


def test_the_shared_book_has_no_mistake() -> None:
    assert [d.line("en") for d in check(SHARED).diagnostics] == []


def test_every_code_has_an_example_and_every_example_a_code() -> None:
    assert {path.stem for path in REJECTED.glob("*.yaml")} == set(MESSAGES)


@each_example
def test_example_is_rejected_at_its_place(code: str, index: int, tmp_path: Path) -> None:
    example = examples(code)[index]
    found = found_in(example, tmp_path)
    mine = [d for d in found if d.code == code]
    assert example["at"] in [where(d, tmp_path) for d in mine], [d.line("en") for d in found]
    assert len(mine) == example.get("times", 1)
    assert sorted({d.code for d in found} - {code}) == sorted(example.get("also", [])), [d.line("en") for d in found]
    assert example.get("hint", "") in mine[0].hint
    assert example.get("says", "") in mine[0].message("en")
    for diagnostic in found:
        is_told_in_both_languages(diagnostic)


KANA = re.compile(r"[ぁ-んァ-ヶ]")


def is_told_in_both_languages(diagnostic: Diagnostic) -> None:
    ja, en = own_words(diagnostic, "ja"), own_words(diagnostic, "en")
    assert ja != en
    assert KANA.search(ja)
    assert not KANA.search(en)
    assert not re.search(r"[{}]|None", ja + en)
    for language in LANGUAGES:
        told = diagnostic.line(language).removeprefix(f"{diagnostic.span}: ")
        assert re.match(rf"{diagnostic.severity}\[{diagnostic.code}\] \S", told)


def own_words(diagnostic: Diagnostic, language: Language) -> str:
    """The message without what it quotes from the book or the facts."""
    message = diagnostic.message(language).replace(diagnostic.hint.rstrip() or "\0", "")
    for _, quoted in sorted(diagnostic.arguments, key=lambda argument: -len(argument[1])):
        message = message.replace(quoted, "") if quoted else message
    return message


@pytest.mark.parametrize(("code", "index"), BOTH_WAYS, ids=[f"{code}-{index + 1}" for code, index in BOTH_WAYS])
def test_the_preferred_way_is_accepted(code: str, index: int, tmp_path: Path) -> None:
    example = examples(code)[index]
    better = instead(example)
    assert better != example, "the avoided lines are not in the example"
    assert [d.line("en") for d in found_in(better, tmp_path)] == []


def instead(example: Example) -> Example:
    """The example with the preferred lines for those to avoid."""
    if "program" in example:
        return {**example, "program": yaml.safe_load(example["prefer"])}
    texts = {name: example[name] for name in INPUTS if name in example}
    files = example.get("files", {})
    done: dict[str, Any] = {name: replaced(text, example) for name, text in texts.items()}
    for key, texts_of in (("files", files), ("given", example.get("given", {}))):
        if texts_of:
            done[key] = {n: replaced(t, example) for n, t in texts_of.items()}
    return {**example, **done}


def replaced(text: object, example: Example) -> object:
    if not isinstance(text, str):
        return text
    lines, avoid = text.split("\n"), example["avoid"].rstrip("\n").split("\n")
    for at in range(len(lines) - len(avoid) + 1):
        indent = lines[at][: len(lines[at]) - len(lines[at].lstrip())]
        if lines[at : at + len(avoid)] == [indent + line for line in avoid]:
            better = textwrap.indent(example["prefer"].rstrip("\n"), indent).split("\n")
            return "\n".join([*lines[:at], *better, *lines[at + len(avoid) :]])
    return text


# ── what is accepted all the same, and what helps ─────────────────────────────────────────────────


def article(*rule: str) -> str:
    head = ["article: 2", "title: {ja: 売買, en: Sale}", "provisions:"]
    return "\n".join([*head, *(f"  {line}" for line in rule), ""])


DELIVER = ("- id: 2.1", "  who: seller", "  must: deliver the goods")
GOOD = article(*DELIVER, "  when: the goods are defective")


@pytest.mark.parametrize(
    "raw_text",
    [
        GOOD.replace("\n", "\r\n").encode(),
        GOOD.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + GOOD.encode(),
        b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode(),
        GOOD.rstrip("\n").encode(),
    ],
    ids=["CRLF", "CR", "BOM", "BOM-CRLF", "no-last-line-end"],
)
def test_line_ends_and_bom_are_accepted(raw_text: bytes, tmp_path: Path) -> None:
    laid_out({}, tmp_path)
    (tmp_path / "articles" / "2.yaml").write_bytes(raw_text)
    checked = check(tmp_path)
    assert [d.line("en") for d in checked.diagnostics] == []
    assert checked.book is not None
    assert [r.id for r in checked.book.rules if r.provision == "2.1"] == ["2.1"]


def test_positions_count_behind_bom_and_line_ends_as_without(tmp_path: Path) -> None:
    laid_out({}, tmp_path)
    bad = article(*DELIVER, "  when: the goods are gone").replace("\n", "\r\n").encode()
    (tmp_path / "articles" / "2.yaml").write_bytes(b"\xef\xbb\xbf" + bad)
    (found,) = check(tmp_path).diagnostics
    assert (found.code, where(found, tmp_path)) == ("P201", "articles/2.yaml:7:15")


@pytest.mark.parametrize(
    "condition",
    [
        "(the goods are defective)",
        "((the goods are defective))",
        "（瑕疵がある）",
        "(the goods are defective and the defect is serious)",
    ],
)
def test_a_whole_condition_may_stand_in_brackets(condition: str, tmp_path: Path) -> None:
    laid_out({"files": {"articles/2.yaml": article(*DELIVER, f"  when: {condition}")}}, tmp_path)
    assert [d.line("en") for d in check(tmp_path).diagnostics] == []


@pytest.mark.parametrize("name", ["a.yaml", "z.yaml"])
def test_any_file_may_go_on_with_a_record(name: str, tmp_path: Path) -> None:
    """Whether it is read before or after the file that heads the record."""
    more = "records:\n  sale:\n    facts:\n      discount: {type: money, ja: 値引き, en: discount}\n"
    laid_out({"files": {f"vocabulary/{name}": more}}, tmp_path)
    assert [d.line("en") for d in check(tmp_path).diagnostics] == []


@pytest.mark.parametrize(
    ("unknown", "ja", "en"),
    [
        ("the goods are wet", "目的物が濡れている", "the goods are wet"),
        ("目的物が濡れている", "目的物が濡れている", "the goods are wet"),
    ],
    ids=["en", "ja"],
)
def test_the_entry_told_for_an_unknown_phrase_can_be_pasted(unknown: str, ja: str, en: str, tmp_path: Path) -> None:
    laid_out(
        {"files": {"articles/2.yaml": article(*DELIVER, f"  when: {unknown} and delivery has happened")}}, tmp_path
    )
    (found,) = check(tmp_path).diagnostics
    entry = found.hint.replace("ja: …", f"ja: {ja}").replace("en: …", f"en: {en}")
    (tmp_path / "vocabulary" / "more.yaml").write_text(f"records:\n  sale:\n    facts:\n{entry}\n", "utf-8")
    assert [d.line("en") for d in check(tmp_path).diagnostics] == []


@pytest.mark.parametrize(
    ("key", "wrong", "right"),
    [
        ("whn", "the goods are defective", "when"),
        ("when", "the goods are defectve", "goods are defective"),
        ("when", "瑕疵が重代である", "瑕疵が重大である"),
        ("by", "due dat", "due date"),
        ("who", "Sellar", "seller"),
        ("must", "deliver goods", "deliver the goods"),
        ("overrides", "2.11", "2.1"),
    ],
)
def test_a_misspelt_name_gets_the_nearest_right_one(key: str, wrong: str, right: str, tmp_path: Path) -> None:
    rule = [line for line in DELIVER if not line.strip().startswith(f"{key}:")]
    laid_out({"files": {"articles/2.yaml": article(*rule, f"  {key}: {wrong}")}}, tmp_path)
    hints = [d.hint for d in check(tmp_path).diagnostics]
    assert hints == [right]
    assert [d.message("ja").endswith(f"(候補: {right})") for d in check(tmp_path).diagnostics] == [True]


# ── pages ─────────────────────────────────────────────────────────────────────────────────────────

HEADINGS = {
    "ja": {"what": "何が問題か", "avoid": "避ける書き方", "prefer": "好ましい書き方", "why": "理由"},
    "en": {"what": "What", "avoid": "Avoid", "prefer": "Prefer", "why": "Why"},
}
"""By the anchors, which are the same in both languages."""
MOST_LINES = 13

each_page = pytest.mark.parametrize(("code", "language"), [(code, each) for code in MESSAGES for each in LANGUAGES])


def page(code: str, language: Language) -> str:
    path = PAGES / language / "diagnostics" / f"{code}.md"
    return path.read_text("utf-8") if path.is_file() else ""


def sections(code: str, language: Language) -> dict[str, str]:
    """The sections by their headings' anchors."""
    found = [part.partition("\n") for part in page(code, language).split("\n## ")[1:]]
    headings = {f"{heading} {{ #{anchor} }}": anchor for anchor, heading in HEADINGS[language].items()}
    assert [heading for heading, _, _ in found] == list(headings)
    return {headings[heading]: body.strip() for heading, _, body in found}


def shown(section: str) -> str | None:
    """The example of a section."""
    found = re.search(r"```(?:yaml|python|text)\n(.*?)```", section, re.DOTALL)
    return found.group(1).strip() if found else None


@each_page
def test_code_has_its_page(code: str, language: Language) -> None:
    text = page(code, language)
    assert text.startswith(f"# {code} {{ #{code.lower()} }}\n")
    assert all(sections(code, language).values())
    lines = [line for line in text.split("\n") if line.strip() and not line.startswith("```")]
    assert len(lines) <= MOST_LINES


@each_page
def test_page_speaks_its_language(code: str, language: Language) -> None:
    for anchor in ("what", "why"):
        said = re.sub(r"```.*?```|`[^`]*`", "", sections(code, language)[anchor], flags=re.DOTALL)
        if language == "ja":
            assert KANA.search(said)
        else:
            assert re.search(r"[a-z]{3}", said)
            assert not KANA.search(said.replace("期限", ""))


@each_page
def test_page_shows_the_mistake_of_an_example(code: str, language: Language) -> None:
    """What the page says to avoid is rejected with its code, and what it prefers is accepted: both are tested above."""
    pairs = [(e["avoid"].strip(), e["prefer"].strip()) for e in examples(code) if "avoid" in e]
    told = sections(code, language)
    example = shown(told["avoid"]), shown(told["prefer"])
    assert example in pairs if pairs else example == (None, None)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_left_over(language: Language) -> None:
    assert {path.stem for path in (PAGES / language / "diagnostics").glob("*")} == set(MESSAGES)
