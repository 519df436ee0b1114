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
    text = resources.files("dsl.parse").joinpath("expression.lark").read_text(encoding="utf-8")
    whole = f"{text}\n%declare {' '.join(sorted(KEYWORDS))}\n"
    kept = _kept_tables(hashlib.sha256(whole.encode()).hexdigest()[:16])
    return Lark(
        whole,
        parser="lalr",
        lexer=GivenTokens,
        start=["condition", "value", "deadline"],
        maybe_placeholders=True,
        cache=False if kept is None else str(kept),
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
    return folder / f"expression-{name}" if private and os.access(folder, os.W_OK) else None
