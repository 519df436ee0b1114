"""The parser of expressions. Its tables take a second to work out, so they are kept in the user's own cache folder."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from lark import Lark, Token
from lark.common import LexerConf
from lark.lexer import Lexer

from dsl.model.spelling import KEYWORDS


class GivenTokens(Lexer):
    """The parser is handed tokens, not text: the vocabulary decides how a text is cut."""

    def __init__(self, conf: LexerConf):
        pass

    def lex(self, data: str) -> Iterator[Token]:  # type: ignore[override]
        return iter(())


@cache
def grammar() -> Lark:
    """Lark itself checks that kept tables are those of this grammar, and works them out anew where they are not."""
    text = _grammar()
    shipped = resources.files("dsl.parse").joinpath(f"{_name(text)}.tables")
    if shipped.is_file():  # beside the code in the browser's bundle, and as much to be trusted
        with shipped.open("rb") as tables:
            return Lark.load(tables)
    kept = _kept_tables(f"expression-{_name(text)}")
    return _made(text, False if kept is None else str(kept))


def write_tables(folder: Path) -> None:
    """Write the tables as a bundle ships them, named by their grammar.

    The bytes are the same where Python's hashes are (PYTHONHASHSEED): the parser's sets have no order of their own.
    """
    text = _grammar()
    with (folder / f"{_name(text)}.tables").open("wb") as tables:
        _made(text, False).save(tables)


def _grammar() -> str:
    text = resources.files("dsl.parse").joinpath("expression.lark").read_text(encoding="utf-8")
    return f"{text}\n%declare {' '.join(sorted(KEYWORDS))}\n"


def _name(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _made(text: str, kept: str | bool) -> Lark:
    return Lark(
        text,
        parser="lalr",
        lexer=GivenTokens,
        start=["condition", "value", "deadline"],
        maybe_placeholders=True,
        cache=kept,
    )


def _kept_tables(name: str) -> Path | None:
    """A file that only this user can write: what it holds is run as it is. None where there is no such place."""
    try:
        folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yakkan"
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.stat()
    except (OSError, RuntimeError):
        return None
    private = not found.st_mode & 0o022 and found.st_uid == os.getuid() if hasattr(os, "getuid") else False
    return folder / name if private and os.access(folder, os.W_OK) else None
