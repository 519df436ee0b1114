"""What the page that evaluates in the browser is made of: the interpreter, the book with dsl, and data for the form.

The interpreter is Pyodide from npm, installed once under build/; everything is served from the site itself.
"""

import hashlib
import io
import os
import shutil
import subprocess
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib import metadata, util
from pathlib import Path

from dsl.base.diagnostic import LANGUAGES, Language
from dsl.browser import facts_tree, forms_json
from dsl.load.book import book_files
from dsl.load.documents import parse_documents, read_text
from dsl.model import node as n
from dsl.model.plan import Plan
from dsl.parse.tables import shipped_tables
from dsl.report.text import json_text
from generator.pages import Views, read_sources
from generator.scenarios import Scene, Scenes, read_scenes, scenario_name, scenarios_title
from generator.sources import Sources

ASSETS = "assets/try"
CACHE = Path("build/try")
RUNTIME = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json")
PACKAGES = {"lark": "lark", "yaml": "PyYAML"}
"""What dsl needs there, by the name under which it is imported; both are pure Python."""
_LEFT_OUT = ("cli", "__pycache__", "__pyinstaller")


# ── the interpreter ───────────────────────────────────────────────────────────────────────────────


def install(wanted: Path, cache: Path = CACHE) -> Path | None:
    """The folder of Pyodide, as package.json and its lock in `wanted` say; None where npm is missing or fails.

    What is installed once for a lock is kept in `cache`.
    """
    files = [wanted / "package.json", wanted / "package-lock.json"]
    if not all(f.is_file() for f in files):
        return None
    home = cache / hashlib.sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:16]
    found = home / "node_modules" / "pyodide"
    if not found.is_dir():
        _install(files, home)
    return found if all((found / name).is_file() for name in RUNTIME) else None


def _install(files: Sequence[Path], home: Path) -> None:
    """Aside first, then moved, so that builds at the same time do not meet and a broken one leaves nothing."""
    npm = shutil.which("npm")
    if npm is None:
        return
    aside = home.with_name(f"{home.name}.{os.getpid()}")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    for file in files:
        shutil.copy(file, aside)
    command = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--fetch-retries=1"]
    try:
        subprocess.run(command, cwd=aside, check=True, capture_output=True, timeout=300)
        aside.rename(home)
    except (OSError, subprocess.SubprocessError):
        shutil.rmtree(aside, ignore_errors=True)


# ── the bundle ────────────────────────────────────────────────────────────────────────────────────


def bundle(plan: Plan, folder: Path) -> bytes:
    """One zip of dsl, lark and yaml, the book and its calendar as data. The same input gives the same bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(_bundled(plan, folder)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
    return made.getvalue()


def _bundled(plan: Plan, folder: Path) -> Iterator[tuple[str, bytes]]:
    for package in ("dsl", *PACKAGES):
        yield from _package(package)
    for package in PACKAGES.values():
        yield from _licences(package)
    for path in (*book_files(folder), *sample_documents(folder)):
        yield f"rules/{path.relative_to(folder).as_posix()}", path.read_bytes()
    name, tables = shipped_tables()
    yield f"dsl/parse/{name}", tables
    days = [] if plan.book.calendar is None else sorted(plan.book.calendar.closed)
    yield "rules/calendar.json", json_text([day.isoformat() for day in days]).encode()


def _package(name: str) -> Iterator[tuple[str, bytes]]:
    found = util.find_spec(name)
    assert found is not None
    assert found.origin is not None
    root = Path(found.origin).parent
    for path in root.rglob("*"):
        inner = path.relative_to(root)
        if path.suffix in (".py", ".lark") and not set(_LEFT_OUT) & set(inner.parts):
            yield f"{name}/{inner.as_posix()}", path.read_bytes()


def _licences(package: str) -> Iterator[tuple[str, bytes]]:
    for file in metadata.files(package) or ():
        if file.name.upper().startswith(("LICENSE", "LICENCE")):
            yield f"licences/{package}.txt", Path(str(file.locate())).read_bytes()


# ── data for the form ─────────────────────────────────────────────────────────────────────────────


def form_data(views: Views, folder: Path) -> str:
    """The form's words in one language, where provisions stand on the site, and the sample documents."""
    articles = [[a.number, views.article_name(a.number, a.title)] for a in views.book.articles]
    places = {p.id: views.places.href(p.id).replace(".md#", "/#") for p in views.book.provisions}
    samples = [{"key": p.stem, "label": _title(p, views.language)} for p in sample_documents(folder)]
    told = {**forms_json(views.book, views.language), "articles": articles, "places": places, "samples": samples}
    return json_text(told, compact=True)


def sample_documents(folder: Path) -> list[Path]:
    """Documents of higher rank that scenarios are given with."""
    return sorted((folder / "scenarios" / "documents").glob("*.yaml"))


def _title(path: Path, language: Language) -> str:
    node = parse_documents(read_text(path, path.as_posix()), path.as_posix())[0]
    title = node.get("title") if isinstance(node, n.Mapping) else None
    told = title.get(language) if isinstance(title, n.Mapping) else None
    return told.text if isinstance(told, n.Scalar) else path.stem


def scenario_data(scenes: Scenes, views: Mapping[Language, Views]) -> str:
    """Every scenario by its file: names in both languages, facts as the form holds them, documents, provisions."""
    found = [
        {
            "file": stem,
            "title": {language: scenarios_title(stem, cases, views[language]) for language in LANGUAGES},
            "cases": [_scene(at, scene, views["ja"]) for at, scene in enumerate(cases, 1)],
        }
        for stem, cases in scenes.items()
    ]
    return json_text(found, compact=True)


def _scene(at: int, scene: Scene, views: Views) -> dict[str, object]:
    named = scene.node.get("with")
    files = named.items if isinstance(named, n.Sequence) else () if named is None else (named,)
    expected = scene.node.get("expect")
    rules = [key.text.partition("/")[0] for key, _ in expected.entries] if isinstance(expected, n.Mapping) else []
    facts = scene.node.get("facts")
    return {
        "name": {language: scenario_name(scene, at, language) for language in LANGUAGES},
        "documents": sorted(Path(f.text).stem for f in files if isinstance(f, n.Scalar)),
        "only": list(dict.fromkeys(rules)),
        "facts": {} if facts is None else facts_tree(facts, views.book),
    }


def write_assets(target: Path, sources: Sources) -> None:
    """Everything that the page loads, in one folder of the site; nothing where there is no interpreter."""
    if sources.interpreter is None:
        return
    texts = read_sources(sources.plan.book)
    views: Mapping[Language, Views] = {language: Views(sources.plan, language, texts) for language in LANGUAGES}
    target.mkdir(parents=True, exist_ok=True)
    for name in RUNTIME:
        shutil.copyfile(sources.interpreter / name, target / name)
    hand = sources.by_hand / "try"
    for path in sorted([*hand.glob("*.js"), *hand.glob("*.css")]):
        shutil.copyfile(path, target / path.name)
    (target / "yakkan.zip").write_bytes(bundle(sources.plan, sources.folder))
    (target / "scenarios.json").write_text(
        scenario_data(read_scenes(sources.scenarios), views), encoding="utf-8", newline="\n"
    )
    for language in LANGUAGES:
        (target / f"form.{language}.json").write_text(
            form_data(views[language], sources.folder), encoding="utf-8", newline="\n"
        )
