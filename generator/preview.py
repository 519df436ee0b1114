"""The site while legal edits: built once, then each page anew when it is asked for after a change."""

import json
import logging
import os
import shutil
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from dsl.base.diagnostic import LANGUAGES, BadInput, Diagnostic, Language
from dsl.model.plan import Plan
from dsl.pipeline import check
from generator.browser import ASSETS, write_assets
from generator.site import Page, environment, site_files, write
from generator.sources import PROJECT, Sources, sources_of


class Preview:
    """What a live server shows of a book in a folder, made under `work`.

    `refresh` reads the rules; `freshen` makes a page that somebody wants. A book with errors keeps the pages of its
    last good state, with the diagnostics beside them. `stale`: pages of which the rules may have changed the text;
    `outdated`: those whose navigation changed. `interpreter`: where Pyodide is installed, for the page Try it, which
    asks for `unplayed`, the last good state, once that has changed.
    """

    def __init__(self, folder: Path, work: Path, by_hand: Path = PROJECT / "site", interpreter: Path | None = None):
        self.folder, self.work, self.by_hand, self.interpreter = folder, work, by_hand, interpreter
        self.unplayed: Sources | None = None
        self.public = work / "public"
        self.files: dict[str, Page] = {}
        self.stale: set[str] = set()
        self.outdated: set[str] = set()
        self.found: tuple[Diagnostic, ...] = ()
        self._busy = threading.RLock()
        logging.getLogger("mkdocs").setLevel(logging.ERROR)

    def refresh(self) -> tuple[Diagnostic, ...]:
        """Read the book again; every page is then stale. Returns what is wrong with it."""
        with self._busy:
            plan, found = _checked(self.folder)
            try:
                if plan is not None:
                    self._take(sources_of(plan, self.folder))
            except BadInput as problem:  # the scenarios, which are no part of the plan
                found = (*found, *problem.diagnostics)
            self.found = found
            self._tell(found)
            return found

    def freshen(self, address: str) -> None:
        """Make the page at an address of the site, where it is stale."""
        path = address.strip("/").removesuffix("index.html").strip("/")
        if path.startswith(ASSETS):
            return self._play()
        language: Language = "en" if path == "en" or path.startswith("en/") else "ja"
        within = path.removeprefix("en").strip("/") if language == "en" else path
        name = f"{language}/{within}.md" if within else f"{language}/index.md"
        with self._busy:
            try:
                self._make(name, language)
            except BadInput as problem:  # the facts that a page alone reads
                self._tell((*self.found, *problem.diagnostics))

    def _play(self) -> None:
        """What the page that evaluates loads, of the rules as they are."""
        with self._busy:
            if self.unplayed is not None:
                write_assets(self.public / ASSETS, self.unplayed)
                self.unplayed = None

    def _make(self, name: str, language: Language) -> None:
        if name in self.stale and (self._written(name) or name in self.outdated):
            self.outdated.discard(name)
            os.utime(self.work / name)  # what is not newer than its page is not built
            self._build(language)

    def _take(self, sources: Sources) -> None:
        """Build the whole site the first time and when pages come or go, else only what all pages share. Raises
        BadInput for scenarios that cannot be read, before anything has changed."""
        sources = replace(sources, by_hand=self.by_hand, preview=True, interpreter=self.interpreter)
        files = site_files(sources, self.work)
        if set(files) != set(self.files):
            self._build_all({name: page() for name, page in files.items()})
            self.files, self.unplayed = files, sources
            return
        read_all = files["ja/scenarios.md"]
        read_all()
        self.files, self.unplayed = files, sources
        self.stale = {name for name in files if name.endswith(".md")}
        changed = [name for name in files if not name.endswith((".md", ".json")) and self._written(name)]
        if any(name.endswith(".yml") for name in changed):  # the navigation, which each page carries
            self.outdated = set(self.stale)
        for language in LANGUAGES if changed else ():
            self._build(language)

    def _build_all(self, texts: Mapping[str, str]) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        for name, text in texts.items():
            write(self.work / name, text)
        for language in LANGUAGES:
            self._build(language, whole=True)
        self.stale, self.outdated = set(), set()

    def _written(self, name: str) -> bool:
        """Write a file anew; whether it changed."""
        self.stale.discard(name)
        path, text = self.work / name, self.files[name]()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            return False
        write(path, text)
        return True

    def _build(self, language: Language, whole: bool = False) -> None:
        into = self.public if language == "ja" else self.public / "en"
        config = load_config(str(self.work / f"mkdocs.{language}.yml"), site_dir=str(into.resolve()), strict=False)
        build(config, dirty=not whole)

    def _tell(self, found: Sequence[Diagnostic]) -> None:
        """What is wrong, where the script of each page finds it; a page of its own where there is no site yet."""
        told = [
            {"code": d.code, "severity": d.severity, "place": str(d.span), "ja": d.message("ja"), "en": d.message("en")}
            for d in found
        ]
        write(self.public / "preview.json", json.dumps(told, ensure_ascii=False))
        if not self.files:
            page = environment().get_template("preview.html").render(diagnostics=told)
            write(self.public / "index.html", page)


def _checked(folder: Path) -> tuple[Plan | None, tuple[Diagnostic, ...]]:
    try:
        checked = check(folder)
    except BadInput as problem:
        return None, problem.diagnostics
    return checked.plan, checked.diagnostics
