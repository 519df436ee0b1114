"""HTML by MkDocs, checked before it takes the place of what was there: Japanese at the root, English under en/."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib import util
from pathlib import Path

from dsl.base.diagnostic import LANGUAGES
from generator.browser import ASSETS, install, write_assets
from generator.links import broken_links, without_counterpart
from generator.pages import Views, read_sources
from generator.scenarios import read_scenes
from generator.site import render
from generator.sources import Sources


class NoMkDocs(Exception):
    """MkDocs is not installed: the pages are there as Markdown, HTML is not."""


class BrokenSite(Exception):
    """The site is built and has faults, told one a line; what was published before is as it was."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


def build(sources: Sources, work: Path, public: Path, beside: Mapping[str, Path] | None = None) -> tuple[Path, ...]:
    """Render and build the whole site into `public`, which changes only once all is well.

    beside: folders that are copied into the site, by the name that they have there.
    Raises NoMkDocs, BrokenSite for links that lead nowhere or pages of one language alone, and CalledProcessError
    with what MkDocs printed.
    """
    shutil.rmtree(work, ignore_errors=True)
    sources = replace(sources, interpreter=install(sources.by_hand / "try"))
    written = render(sources, work)
    if util.find_spec("mkdocs") is None:
        raise NoMkDocs
    fresh = work / "public"
    for language, into in (("ja", fresh), ("en", fresh / "en")):  # a build empties its folder: the root comes first
        run_mkdocs(work / f"mkdocs.{language}.yml", into)
    for name, folder in (beside or {}).items():
        shutil.copytree(folder, fresh / name, dirs_exist_ok=True)
    if sources.interpreter is not None:
        texts = read_sources(sources.plan.book)
        views = {language: Views(sources.plan, language, texts) for language in LANGUAGES}
        write_assets(fresh / ASSETS, sources, read_scenes(sources.scenarios), views)
    faults = [*broken_links(fresh), *without_counterpart(fresh)]
    if faults:
        raise BrokenSite(faults)
    _replace(fresh, public)
    return written


def run_mkdocs(config: Path, into: Path) -> None:
    """Build one language, its dates fixed so that the same input gives the same bytes."""
    environ = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1704067200"}
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--config-file", str(config)]
    command += ["--site-dir", str(into.resolve())]
    subprocess.run(command, check=True, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)


def _replace(fresh: Path, public: Path) -> None:
    """Put the new site where the old one was."""
    public.parent.mkdir(parents=True, exist_ok=True)
    before = fresh.with_name("before")
    if public.exists():
        shutil.move(str(public), before)
    shutil.move(str(fresh), public)
    shutil.rmtree(before, ignore_errors=True)
