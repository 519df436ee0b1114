"""A small site with the page Try it, served as a plain static host would, under a sub-path and a strict policy."""

import functools
import importlib.util
import os
import shutil
import threading
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import yaml

from generator.browser import ASSETS, install, write_assets
from generator.build import run_mkdocs
from generator.scenarios import read_scenes
from generator.site import Site, write
from generator.sources import sources_of
from tests.conftest import ROOT, RULES, plan_of

CHROMIUM = Path("/usr/bin/chromium")
ARGUMENTS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'"
)
PART = "/terms/"
"""The site is a part of its host."""


class Host(SimpleHTTPRequestHandler):
    def end_headers(self):
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def translate_path(self, path):
        return super().translate_path(path.removeprefix(PART.rstrip("/")))

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="session")
def interpreter():
    """Where Pyodide is installed; in CI npm is there, and must be able to install it."""
    if shutil.which("npm") is None:
        pytest.skip("npm is not installed: the page Try it is not built")
    found = install(ROOT / "site" / "try", ROOT / "build" / "try")
    assert found is not None, "npm could not install Pyodide"
    return found


@pytest.fixture(scope="session")
def chromium():
    if importlib.util.find_spec("playwright") is None:
        pytest.skip("playwright is not installed")
    if not CHROMIUM.exists():
        pytest.skip("chromium is not installed")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def address(interpreter, tmp_path_factory):
    """The address of a site of two pages in each language, with everything that Try it loads."""
    folder = tmp_path_factory.mktemp("try")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        sources = replace(sources_of(plan_of(RULES), Path("rules")), interpreter=interpreter)
        sites = {language: Site(sources, language, folder) for language in ("ja", "en")}
        for language, into in (("ja", folder / "public"), ("en", folder / "public" / "en")):
            _pages(sites[language], folder)
            run_mkdocs(folder / f"mkdocs.{language}.yml", into)
        views = {language: site.views for language, site in sites.items()}
        write_assets(folder / "public" / ASSETS, sources, read_scenes(sources.scenarios), views)
    finally:
        os.chdir(before)
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Host, directory=str(folder / "public")))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}{PART}"
    server.shutdown()


def _pages(site: Site, folder: Path) -> None:
    files, language = site.files(), site.language
    for name, page in files.items():
        if name == f"{language}/try.md" or name.endswith((".css", ".js", "search_index.json")):
            write(folder / name, page())
    write(folder / language / "index.md", "# …\n")
    settings = yaml.safe_load(files[f"mkdocs.{language}.yml"]())
    del settings["nav"]
    write(folder / f"mkdocs.{language}.yml", yaml.safe_dump(settings | {"plugins": []}))
