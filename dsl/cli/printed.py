"""import and lint: what a printed document says, and how it is drafted."""

from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from dsl.base.diagnostic import Language, Severity, errors_of
from dsl.cli.output import FormatOption, JsonOption, LangOption, json_text, language_of, note, report, say
from dsl.load.documents import read_printed
from dsl.model.book import Book
from dsl.model.printed import Document, Printed
from dsl.official import lint_document, read_document
from dsl.official.bridge import Bridge, tie
from dsl.report.printed import document_json

TextArgument = Annotated[
    Path, typer.Argument(help="約款のテキスト / the printed terms as text", metavar="TEXT", show_default=False)
]

OfficialOption = Annotated[
    Path | None, typer.Option("--official", help="印字の約款（テキスト） / the printed terms as text", metavar="TEXT")
]

KINDS: dict[str, dict[Language, str]] = {
    "cover": {"ja": "表紙", "en": "cover"},
    "contents": {"ja": "目次", "en": "contents"},
    "preamble": {"ja": "前文", "en": "preamble"},
    "part": {"ja": "編", "en": "part"},
    "chapter": {"ja": "章", "en": "chapter"},
    "section": {"ja": "節", "en": "section"},
    "subsection": {"ja": "款", "en": "subsection"},
    "article": {"ja": "条", "en": "article"},
    "paragraph": {"ja": "項", "en": "paragraph"},
    "item": {"ja": "号", "en": "item"},
    "subitem": {"ja": "号の細分", "en": "subitem"},
    "subsubitem": {"ja": "号の細分の細分", "en": "subitem of a subitem"},
    "main": {"ja": "本文", "en": "main clause"},
    "proviso": {"ja": "ただし書", "en": "proviso"},
    "note": {"ja": "なお書", "en": "supplementary sentence"},
    "further": {"ja": "後段", "en": "further sentence"},
    "heading": {"ja": "見出し", "en": "heading"},
    "table": {"ja": "表", "en": "table"},
    "row": {"ja": "行", "en": "row"},
    "supplement": {"ja": "付則", "en": "supplementary provisions"},
    "annex": {"ja": "別紙", "en": "annex"},
    "title": {"ja": "題名", "en": "title"},
    "entry": {"ja": "項目", "en": "entry"},
    "closing": {"ja": "末尾", "en": "closing"},
    "furniture": {"ja": "頁番号・空行等", "en": "page furniture"},
    "unplaced": {"ja": "置き場所の分からない文字", "en": "text that has no place"},
    "definitions": {"ja": "定義", "en": "definitions"},
    "references": {"ja": "参照", "en": "references"},
    "dangling": {"ja": "行き先のない参照", "en": "references that lead nowhere"},
}
SEVERITIES: dict[Severity, dict[Language, str]] = {
    "error": {"ja": "誤り", "en": "errors"},
    "warning": {"ja": "警告", "en": "warnings"},
    "note": {"ja": "指摘", "en": "notes"},
}
_LONGEST = 60


def import_command(text: TextArgument, lang: LangOption = None, json: JsonOption = False) -> None:
    """印刷された約款を条・項・号に読む / Read printed terms into articles, paragraphs, items and references."""
    language = language_of(lang)
    document = read_document(read_printed(text, text.as_posix()), text.as_posix())
    if json:
        say(json_text(document_json(document)))
    else:
        for child in document.root.children:
            _outline(child, 0, language)
    for told in _summary(document, language):
        note(told)


def bridge_of(book: Book, official: Path) -> tuple[Document, Bridge]:
    """A printed document and how the units of a book are tied to it. Raises BadInput."""
    document = read_document(read_printed(official, official.as_posix()), official.as_posix())
    return document, tie(book, document)


def official_of(book: Book, folder: Path, given: Path | None) -> Path | None:
    """The printed text that is meant: the one given, else that of book.yaml, if it is there."""
    named = None if book.settings.official is None else folder / book.settings.official
    return given or (named if named is not None and named.is_file() else None)


def lint_command(
    text: TextArgument,
    judgement: Annotated[
        bool, typer.Option("--all", help="見解の分かれるものも示す / also what is a matter of opinion")
    ] = False,
    lang: LangOption = None,
    json: JsonOption = False,
    form: FormatOption = "text",
) -> None:
    """印刷された約款の起草上の欠陥を探す / Look for drafting defects of printed terms; exit 1 for errors only."""
    language = language_of(lang)
    document = read_document(read_printed(text, text.as_posix()), text.as_posix())
    found = lint_document(document, judgement)
    report(found, "json" if json else form, language)
    counts = Counter(d.severity for d in found)
    note(" · ".join(f"{SEVERITIES[s][language]} {counts[s]}" for s in SEVERITIES))
    raise typer.Exit(1 if errors_of(found) else 0)


def _outline(node: Printed, depth: int, language: Language) -> None:
    if node.kind == "furniture":
        return
    words = node.text.replace("\n", " / ")
    shown = words if len(words) <= _LONGEST else f"{words[:_LONGEST]}…"
    head = " ".join(x for x in (node.mark or node.title, shown) if x)
    say(f"{'  ' * depth}{node.id}  [{KINDS[node.kind][language]}]  {head}".rstrip())
    for child in node.children:
        _outline(child, depth + 1, language)


def _summary(document: Document, language: Language) -> list[str]:
    """How many nodes of which kind, and what has no place: to standard error."""
    counts: Counter[str] = Counter(node.kind for node in document.root.walk() if node.kind != "document")
    parts = [f"{KINDS[kind][language]} {counts[kind]}" for kind in KINDS if counts.get(kind)]
    dangling = [r for r in document.references if not r.targets and not r.external]
    parts += [
        f"{KINDS['definitions'][language]} {len(document.definitions)}",
        f"{KINDS['references'][language]} {len(document.references)}",
        f"{KINDS['dangling'][language]} {len(dangling)}",
    ]
    told = [" · ".join(parts)]
    told += [f"{KINDS['unplaced'][language]}: {node.text.strip()[:_LONGEST]}" for node in document.unplaced]
    return told
