"""The scenarios as the pages show them: read as text, since the build does not run them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from dsl.base.diagnostic import Language
from dsl.load.documents import parse_documents, read_text
from dsl.model import node as n
from dsl.wording.needs import entry_of
from generator.expected import FieldView, field_view, value_place
from generator.pages import Views, block
from generator.places import Link, Told, half


@dataclass(frozen=True, slots=True)
class Scene:
    """One document of a scenario file; `title`: the file's first line, where it is a comment in both languages."""

    node: n.Mapping
    facts: str
    documents: str
    title: str


@dataclass(frozen=True, slots=True)
class ExpectedView:
    """What is expected of a provision (`record`: of which of its records), or of the value at a path."""

    place: Link
    rule: str
    record: str
    path: str
    fields: tuple[FieldView, ...]


@dataclass(frozen=True, slots=True)
class ExampleView:
    """An amount that a scenario expects."""

    told: Told
    scenario: Link


@dataclass(frozen=True, slots=True)
class ScenarioView:
    """`by_itself`: no other document and no chosen reading has a part in what comes out."""

    anchor: str
    name: str
    why: str
    documents: str
    facts: str
    expected: tuple[ExpectedView, ...]
    href: str
    by_itself: bool


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
    first = lines[0].removeprefix("#").strip() if lines[0].startswith("#") and " / " in lines[0] else ""
    facts, documents = (block(lines, at[key]) if key in at else "" for key in ("facts", "with"))
    return Scene(node, facts, documents, first)


def scenes_page(stem: str) -> str:
    """The page of a file of scenarios; MkDocs has its own use for two names, which get a sign more."""
    return f"scenarios/{stem}{'-' if stem.lower() in ('index', 'readme') else ''}.md"


def scenario_views(scenes: Scenes, views: Views) -> tuple[ScenariosView, ...]:
    return tuple(
        ScenariosView(
            stem, scenes_page(stem), scenarios_title(stem, found, views),
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


def scenarios_title(stem: str, found: Sequence[Scene], views: Views) -> str:
    """The title that a file has, the articles that its name names by their numbers, or the words of its name."""
    title = half(found[0].title, views.language) if found else ""
    if title:
        return title
    named = [part.lstrip("0") for part in stem.split("-")]
    titles = {a.number: a.title for a in views.book.articles}
    told = [views.article_name(part, titles[part]) for part in named if part in titles]
    return ("・" if views.language == "ja" else " / ").join(told) or stem.replace("-", " ")


def _view(stem: str, at: int, scene: Scene, views: Views) -> ScenarioView:
    place = f"s-{at}"
    return ScenarioView(
        place, scenario_name(scene, at, views.language), _told(scene.node.get("why"), views.language),
        scene.documents, scene.facts, tuple(_expected(scene.node, views)), f"{scenes_page(stem)}#{place}",
        _by_itself(scene.node),
    )  # fmt: skip


def scenario_name(scene: Scene, at: int, language: Language) -> str:
    return half(_text(scene.node.get("name")), language) or f"s-{at}"


def _expected(node: n.Mapping, views: Views) -> Iterator[ExpectedView]:
    for where, wanted in _entries(node.get("expect")):
        rule, _, record = where.partition("/")
        fields = tuple(field_view(key, value, views) for key, value in _entries(wanted, "status"))
        yield ExpectedView(views.places.link(rule), rule, record, "", fields)
    for path, wanted in _entries(node.get("values")):
        entry = entry_of(path, views.book)
        fields = tuple(field_view(key, value, views, entry) for key, value in _entries(wanted, "value"))
        yield ExpectedView(value_place(path, views), "", "", path, fields)


def examples(found: Sequence[ScenariosView], views: Views) -> dict[str, ExampleView]:
    """The first amount, other than nothing, that some scenario expects: by rule, by provision, and by entry."""
    out: dict[str, ExampleView] = {}
    for scenario in (s for file in found for s in file.scenarios if s.by_itself):
        for expected in scenario.expected:
            entry = entry_of(expected.path, views.book) if expected.path else None
            wanted = "value" if expected.path else "amount"
            told = next((f.told for f in expected.fields if f.key == wanted and _is_some(f.told)), None)
            name = expected.rule or (entry.id if entry is not None and entry.kind == "money" else "")
            if told is not None and name:
                out.setdefault(name, ExampleView(told, Link(scenario.name, scenario.href)))
    return out


def _is_some(told: Told) -> bool:
    """Whether an amount is known and more than nothing."""
    return any(sign in "123456789" for piece in told for sign in piece.text)


def _entries(node: n.Node | None, alone: str = "") -> Iterator[tuple[str, n.Node]]:
    """The entries of a mapping; what is none stands under the key `alone`."""
    if isinstance(node, n.Mapping):
        yield from ((key.text, value) for key, value in node.entries)
    elif node is not None and alone:
        yield alone, node


def _by_itself(node: n.Mapping) -> bool:
    facts = node.get("facts")
    return node.get("with") is None and not (isinstance(facts, n.Mapping) and facts.get("readings") is not None)


def _told(node: n.Node | None, language: Language) -> str:
    """A text of one language, or the one of `{ja: …, en: …}`."""
    return _text(node.get(language) if isinstance(node, n.Mapping) else node)


def _text(node: n.Node | None) -> str:
    return node.text if isinstance(node, n.Scalar) else ""
