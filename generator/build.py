"""HTML by MkDocs, checked before it takes the place of what was there: Japanese at the root, English under en/."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib import util
from pathlib import Path

from generator.browser import ASSETS, install, write_assets
from generator.links import broken_links, without_counterpart
from generator.site import render
from generator.sources import Sources

MARK = Path("assets") / "search.js"
"""Every site that was built here has it."""


class NoMkDocs(Exception):
    """MkDocs is not installed: the pages are there as Markdown, HTML is not."""


class NotASite(Exception):
    """What stands where the site should go was not built here: it is left alone."""


class BrokenSite(Exception):
    """The site is built and has faults, told one a line; what was published before is as it was."""

    def __init__(self, faults: list[str]):
        super().__init__("\n".join(faults))
        self.faults = faults


def build(sources: Sources, work: Path, public: Path, beside: Mapping[str, Path] | None = None) -> tuple[Path, ...]:
    """Render and build the whole site into `public`, which changes only once all is well.

    beside: folders that are copied into the site, by the name that they have there.
    Raises NoMkDocs, NotASite, BrokenSite for links that lead nowhere or pages of one language alone, CalledProcessError
    with what MkDocs printed, and OSError.
    """
    public = public.resolve()
    if not _ours(public):
        raise NotASite
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
    write_assets(fresh / ASSETS, sources)
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


def _ours(folder: Path) -> bool:
    """Whether a folder may be replaced: there is none, or it is empty, or a site that was built here before."""
    if not folder.exists():
        return True
    return folder.is_dir() and (not any(folder.iterdir()) or (folder / MARK).is_file())


def _replace(fresh: Path, public: Path) -> None:
    """Put the new site where the old one was, which stays until the new one stands beside it."""
    public.parent.mkdir(parents=True, exist_ok=True)
    new, old = (public.with_name(f".{public.name}.{part}") for part in ("new", "old"))
    for left in (new, old):
        shutil.rmtree(left, ignore_errors=True)
    shutil.move(str(fresh), new)
    if public.exists():
        public.rename(old)
    try:
        new.rename(public)
    except OSError:
        if old.exists():
            old.rename(public)
        raise
    shutil.rmtree(old, ignore_errors=True)
