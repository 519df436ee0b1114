"""The parser of expressions. Its tables take a second to work out, so they are kept in the user's own cache folder."""

import hashlib
import io
import os
import pickle
from collections.abc import Iterator
from functools import cache
from importlib import resources
from pathlib import Path

from lark import Lark, Token
from lark.common import LexerConf
from lark.grammar import Rule
from lark.lexer import Lexer, TerminalDef
from lark.parsers.lalr_analysis import IntParseTable, Shift

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


def shipped_tables() -> tuple[str, bytes]:
    """The tables for a bundle, under the name by which `grammar` finds them: the same bytes for the same grammar."""
    text = _grammar()
    made = _made(text, False)
    _put_in_order(made.parser.parser._parse_table)
    data, memo = made.memo_serialize([TerminalDef, Rule])
    told = io.BytesIO()
    pickler = pickle.Pickler(told, protocol=4)
    pickler.fast = True  # without what is remembered of equal texts, which differs from run to run
    pickler.dump({"data": data, "memo": memo})
    return f"{_name(text)}.tables", told.getvalue()


def _put_in_order(table: IntParseTable) -> None:
    """Number the states as they are reached by symbols in their order: Lark's own numbers hang on addresses."""
    order: dict[int, int] = {}
    reached = [table.start_states[name] for name in sorted(table.start_states)]
    for state in reached:
        if state not in order:
            order[state] = len(order)
            reached += [to for _, (action, to) in sorted(table.states[state].items(), key=_symbol) if action is Shift]
    table.states = {
        number: {
            symbol: (action, order[to] if action is Shift else to)
            for symbol, (action, to) in sorted(table.states[state].items(), key=_symbol)
        }
        for state, number in order.items()
    }
    table.start_states = {name: order[state] for name, state in sorted(table.start_states.items())}
    table.end_states = {name: order[state] for name, state in sorted(table.end_states.items())}


def _symbol(entry: tuple[str, object]) -> str:
    return entry[0]


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
