"""Links and anchors of built HTML: MkDocs' strict mode does not see raw ones."""

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id" and value:
                self.ids.add(value)
            if tag == "a" and name == "href" and value:
                self.links.append(value)


def broken_links(site: Path) -> list[str]:
    """`page: link` for each internal link without a page or anchor, in order."""
    read = _read(site)
    out = []
    for path, reader in read.items():
        for link in reader.links:
            if not _leads(link, path, site.resolve(), read) and path.name != "404.html":
                out.append(f"{path.relative_to(site.resolve())}: {link}")
    return out


def without_counterpart(site: Path) -> list[str]:
    """`page` or `page#anchor` for what stands in one language alone, in order."""
    root = site.resolve()
    pages: dict[str, dict[str, set[str]]] = {"ja": {}, "en": {}}
    for path, reader in _read(site).items():
        name = path.relative_to(root).as_posix()
        pages["en" if name.startswith("en/") else "ja"][name.removeprefix("en/")] = reader.ids
    ja, en = pages["ja"], pages["en"]
    alone = sorted(ja.keys() ^ en.keys())
    return alone + [f"{name}#{i}" for name in sorted(ja.keys() & en.keys()) for i in sorted(ja[name] ^ en[name])]


def _read(site: Path) -> dict[Path, _Reader]:
    found = {}
    for path in sorted(site.rglob("*.html")):
        found[path.resolve()] = reader = _Reader()
        reader.feed(path.read_text(encoding="utf-8"))
    return found


def _leads(link: str, page: Path, root: Path, read: dict[Path, _Reader]) -> bool:
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return True
    target = page if not parts.path else (page.parent / unquote(parts.path)).resolve()
    if target.is_dir():
        target = target / "index.html"
    if not target.is_relative_to(root) or not target.exists():
        return False
    fragment = unquote(parts.fragment)
    if not fragment or fragment.startswith("__") or target not in read:
        return True
    return fragment in read[target].ids
