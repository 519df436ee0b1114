"""The site's figures: sizes, search, the page that evaluates, build times, the live preview, and Lighthouse's scores.

    python bench/site/figures.py [weights] [search] [try] [build] [serve] [lighthouse]

Without names, all of them. The site must be in public/ (`make site`). Needs Chromium, Playwright, and npm.
"""

import gzip
import json
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from threading import Thread

from big_book import write_book

ROOT = Path(__file__).resolve().parents[2]
PUBLIC = ROOT / "public"
YAKKAN = [sys.executable, "-m", "dsl"]
ARGUMENTS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
COMPRESSED = (".html", ".css", ".js", ".mjs", ".json", ".svg", ".xml", ".wasm")
CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome") or ""


class Host(SimpleHTTPRequestHandler):
    """A static host that compresses, as hosts do."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        data = path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", "application/wasm" if path.suffix == ".wasm" else self.guess_type(str(path)))
        if path.suffix in COMPRESSED:
            data = gzip.compress(data, 6)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Cache-Control", "max-age=3600")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


@contextmanager
def browsing():  # type: ignore[no-untyped-def]
    from playwright.sync_api import sync_playwright

    with sync_playwright() as started:
        browser = started.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def weights() -> None:
    """What a page transfers, compressed, to a browser that has nothing yet."""
    print("page                 kB  requests")
    with hosted(PUBLIC) as address, browsing() as browser:
        for name in ("", "articles/16/", "articles/19/", "articles/30/", "en/articles/30/", "register/", "try/"):
            page = browser.new_context().new_page()
            session = page.context.new_cdp_session(page)
            session.send("Network.enable")
            sizes: list[float] = []
            session.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            page.goto(address + name, wait_until="networkidle")
            if name == "try/":
                page.wait_for_selector("#y-try[data-stage=ready][data-answers]", timeout=120_000)
            print(f"{name or 'home':<18} {sum(sizes) / 1000:>5.0f}  {len(sizes):>8}")
            page.context.close()


def search() -> None:
    """From the last sign typed to the first result, in ms: the first query fetches the index, the others do not."""
    seen = """([query]) => new Promise(done => {
        const box = document.querySelector('input[name=query]');
        const list = document.querySelector('.md-search-result__meta');
        const start = performance.now();
        const seen = new MutationObserver(() => { seen.disconnect(); done(performance.now() - start); });
        seen.observe(list, {childList: true, characterData: true, subtree: true});
        box.value = query;
        box.dispatchEvent(new Event('input'));
    })"""
    with hosted(PUBLIC) as address, browsing() as browser:
        page = browser.new_page()
        page.goto(address)
        page.click("input[name=query]")
        page.wait_for_timeout(500)
        for query in ("第16条", "遅延損害金", "書面による承諾", "default interest", "サービス", "当社は", "terminate"):
            print(f"{query:<20} {page.evaluate(seen, [query]):>6.0f} ms")


def trying() -> None:
    """Until the page Try it has its first answer, in a browser that has nothing yet."""
    with hosted(PUBLIC) as address, browsing() as browser:
        page = browser.new_page()
        start = time.monotonic()
        page.goto(address + "try/")
        page.wait_for_selector("#y-try[data-stage=ready][data-answers]", timeout=120_000)
        print(f"ready, with the answer to an empty case: {time.monotonic() - start:.1f} s")


def building() -> None:
    """CPU seconds and the most memory of `yakkan docs build --no-downloads`, by the number of articles."""
    print("book                   CPU s   per article ms  pages MB")
    with tempfile.TemporaryDirectory() as folder:
        books = {"cloud-resale-terms (42)": (ROOT / "rules", 42)}
        for articles in (100, 300, 1000):
            write_book(Path(folder) / str(articles), articles)
            books[f"many-articles ({articles})"] = (Path(folder) / str(articles), articles)
        for name, (book, articles) in books.items():
            out = Path(folder) / "public"
            before = getrusage(RUSAGE_CHILDREN)
            command = [*YAKKAN, "docs", "build", "--no-downloads", "--book", str(book), "--out", str(out)]
            subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
            after = getrusage(RUSAGE_CHILDREN)
            spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            size = sum(p.stat().st_size for p in out.rglob("*.html")) / 1e6
            print(f"{name:<22} {spent:>6.1f} {1000 * spent / articles:>15.0f} {size:>9.1f}", flush=True)


def serving() -> None:
    """From saving a rule file until the page that is open shows it, in seconds."""
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder) / "rules"
        shutil.copytree(ROOT / "rules", book)
        command = [*YAKKAN, "docs", "serve", "--port", "8765", "--book", str(book)]
        server = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
        try:
            _edit(book / "articles" / "16-surcharges.yaml", "http://127.0.0.1:8765")
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()


def _edit(file: Path, address: str) -> None:
    def get(path: str) -> str:
        try:
            with urllib.request.urlopen(address + path, timeout=60) as answer:
                return str(answer.read().decode())
        except OSError:
            return ""

    start = time.monotonic()
    while "livereload(" not in get("/articles/16/"):
        time.sleep(0.1)
    print(f"ready after {time.monotonic() - start:.1f} s")
    text = file.read_text(encoding="utf-8")
    for number in range(3):
        epoch, request = re.findall(r"livereload\((\d+), (\d+)\)", get("/articles/16/"))[-1]
        start = time.monotonic()
        file.write_text(text.replace("遅延損害金の元本は", f"（{number}）遅延損害金の元本は", 1), encoding="utf-8")
        get(f"/livereload/{epoch}/{request}")
        assert f"（{number}）" in get("/articles/16/")
        print(f"edit {number + 1}: shown after {time.monotonic() - start:.2f} s")


def lighthouse() -> None:
    """Lighthouse's scores, with its own throttling, of the site as a compressing host serves it."""
    with hosted(PUBLIC) as address, tempfile.TemporaryDirectory() as folder:
        for name in ("articles/16/", "en/articles/16/", "", "register/"):
            out = Path(folder) / "report.json"
            command = ["npx", "--yes", "lighthouse@13", address + name, "--quiet", "--output=json"]
            command += [f"--output-path={out}", f"--chrome-flags={' '.join(ARGUMENTS)}", f"--chrome-path={CHROMIUM}"]
            subprocess.run(command, check=True, capture_output=True, cwd=folder)
            scores = json.loads(out.read_text())["categories"]
            told = "  ".join(
                f"{key} {found['score']:.2f}" for key, found in scores.items() if found["score"] is not None
            )
            print(f"{name or 'home':<18} {told}", flush=True)


PARTS: dict[str, Callable[[], None]] = {
    "weights": weights, "search": search, "try": trying, "build": building, "serve": serving, "lighthouse": lighthouse,
}  # fmt: skip


if __name__ == "__main__":
    for part in sys.argv[1:] or PARTS:
        print(f"\n== {part}")
        PARTS[part]()
