"""The scenarios as the pages show them: read as text, since the build does not run them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dsl.base.diagnostic import Language
from dsl.load.documents import parse_documents, read_text
from dsl.model import node as n
from dsl.wording import STATUS_WORDS
from generator.pages import Views, block
from generator.places import Link


@dataclass(frozen=True, slots=True)
class Scene:
    """One document of a scenario file."""

    node: n.Mapping
    facts: str
    documents: str


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """What is expected of a provision (`record`: of which of its records), or of the value at a path."""

    place: Link
    rule: str
    record: str
    told: str


@dataclass(frozen=True, slots=True)
class ScenarioView:
    anchor: str
    name: str
    why: str
    documents: str
    facts: str
    expected: tuple[ExpectedView, ...]
    href: str


@dataclass(frozen=True, slots=True)
class ScenariosView:
    """The scenarios of one file, `stem` its name."""

    stem: str
    file: str
    title: str
    scenarios: tuple[ScenarioView, ...]


Scenes = Mapping[str, tuple[Scene, ...]]
"""By the name of their file."""


def read_scenes(files: Sequence[Path]) -> Scenes:
    """Every scenario of the files. Raises BadInput for a file that is no YAML."""
    return {path.stem: _scenes(read_text(path, path.as_posix()), path.as_posix()) for path in files}


@lru_cache(maxsize=1000)  # both languages show them, and a preview shows them again after each edit of a rule
def _scenes(text: str, name: str) -> tuple[Scene, ...]:
    lines = text.split("\n")
    return tuple(_scene(node, lines) for node in parse_documents(text, name) if isinstance(node, n.Mapping))


def _scene(node: n.Mapping, lines: Sequence[str]) -> Scene:
    at = {key.text: key.span.line for key, _ in node.entries}
    return Scene(node, *(block(lines, at[key]) if key in at else "" for key in ("facts", "with")))


def scenario_views(scenes: Scenes, views: Views) -> tuple[ScenariosView, ...]:
    return tuple(
        ScenariosView(
            stem, f"scenarios/{stem}.md", scenarios_title(stem, views),
            tuple(_view(stem, at, scene, views) for at, scene in enumerate(found, 1)),
        )
        for stem, found in scenes.items()
    )  # fmt: skip


def exercised(views: Sequence[ScenariosView]) -> dict[str, tuple[Link, ...]]:
    """The scenarios that expect something of each provision."""
    found: dict[str, dict[str, Link]] = {}
    for scenario in (s for file in views for s in file.scenarios):
        for rule in (e.rule for e in scenario.expected if e.rule):
            link = Link(scenario.name, scenario.href)
            found.setdefault(rule.partition("#")[0], {}).setdefault(scenario.href, link)
    return {provision: tuple(links.values()) for provision, links in found.items()}


def scenarios_title(stem: str, views: Views) -> str:
    """The articles that the name of a file names by their numbers, else its words."""
    named = [part.lstrip("0") for part in stem.split("-")]
    titles = {a.number: a.title for a in views.book.articles}
    told = [views.article_name(part, titles[part]) for part in named if part in titles]
    return ("・" if views.language == "ja" else " / ").join(told) or stem.replace("-", " ")


def _view(stem: str, at: int, scene: Scene, views: Views) -> ScenarioView:
    place = f"s-{at}"
    return ScenarioView(
        place, scenario_name(scene, at, views.language), _text(scene.node.get("why")),
        scene.documents, scene.facts, tuple(_expected(scene.node, views)), f"scenarios/{stem}.md#{place}",
    )  # fmt: skip


def scenario_name(scene: Scene, at: int, language: Language) -> str:
    return _of(_text(scene.node.get("name")), language) or f"s-{at}"


def _of(text: str, language: Language) -> str:
    """One half of a text in both languages: 42日の遅滞 / 42 days late."""
    parts = text.split(" / ")
    return text if len(parts) != 2 else parts[0] if language == "ja" else parts[1]


def _expected(node: n.Mapping, views: Views) -> Iterator[ExpectedView]:
    for where, wanted in _entries(node.get("expect")):
        rule, _, record = where.partition("/")
        told = ((k, _word(k, v, views.language)) for k, v in _entries(wanted, "status"))
        yield ExpectedView(views.places.link(rule), rule, record, _joined(told))
    for path, wanted in _entries(node.get("values")):
        yield ExpectedView(Link(path), "", "", _joined((k, _text(v)) for k, v in _entries(wanted, "status")))


def _entries(node: n.Node | None, alone: str = "") -> Iterator[tuple[str, n.Node]]:
    """The entries of a mapping; what is none stands under the key `alone`."""
    if isinstance(node, n.Mapping):
        yield from ((key.text, value) for key, value in node.entries)
    elif node is not None and alone:
        yield alone, node


def _word(key: str, value: n.Node, language: Language) -> str:
    text = _text(value)
    return dict(STATUS_WORDS[language]).get(text, text) if key == "status" else text


def _joined(told: Iterator[tuple[str, str]]) -> str:
    return "; ".join(text if key == "status" else f"{key}: {text}" for key, text in told)


def _text(node: n.Node | None) -> str:
    match node:
        case None:
            return ""
        case n.Scalar():
            return node.text if not node.is_null else "null"
        case n.Sequence():
            return "[" + ", ".join(_text(item) for item in node.items) + "]"
        case n.Mapping():
            return ", ".join(f"{key.text}: {_text(value)}" for key, value in node.entries)
