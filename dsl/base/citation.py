"""Ids of provisions as lawyers cite them: `16.2` is 第16条第2項, Article 16, paragraph (2)."""

import re
from dataclasses import dataclass

from dsl.base.english import roman

_NAMED = {
    "proviso": ("ただし書", "the proviso to {}"),
    "note": ("なお書", "{}, supplementary sentence"),
    "second": ("後段", "{}, second sentence"),
    "third": ("後段", "{}, third sentence"),
}
_MIDDLE = ("中段", "{}, second sentence")
"""The second sentence of three."""

_WHOLE = {
    "preamble": ("前文", "Preamble"),
    "supplement": ("付則", "Supplementary Provisions"),
    "annex": ("別紙", "Appendix"),
}
_ID = re.compile(r"[a-z]+|\d+(\.\d+)*(\.term\d+)?(\.\d+)*(\.(proviso|note|second|third))*")


@dataclass(frozen=True, slots=True)
class Citation:
    ja: str
    en: str
    short: str


def is_provision_id(text: str) -> bool:
    return bool(_ID.fullmatch(text))


def cite(
    ident: str,
    lone_paragraph: bool = False,
    term: tuple[str, str] | None = None,
    printed: tuple[str, str] | None = None,
    of_three: bool = False,
) -> Citation:
    """Cite a unit. `lone_paragraph`: its article has no numbered paragraphs; `printed` replaces the article's words;
    `term` is the defined word (ja, en) of a definition row; `of_three`: a second sentence that a third one follows."""
    base = ident.partition("#")[0]
    if base in _WHOLE:
        return Citation(*_WHOLE[base], _WHOLE[base][1])
    parts = base.split(".")
    ja, en = printed or (f"第{parts[0]}条", f"Article {parts[0]}")
    short = en.replace("Article", "Art.")
    tail: list[str] = []
    for depth, part in enumerate(parts[1:], 1):
        if part in _NAMED:
            tail.append(part)
        elif part.startswith("term"):
            defined = term or (part, part)
            ja, en, short = f"{ja}「{defined[0]}」", f"{en}, “{defined[1]}”", f"{short} “{defined[1]}”"
        elif depth == 1 and not lone_paragraph:
            ja, en, short = f"{ja}第{part}項", f"{en}, paragraph ({part})", f"{short}({part})"
        elif depth > 1:
            ja, en, short = f"{ja}第{part}号", f"{en}, item ({roman(int(part))})", f"{short}({roman(int(part))})"
    for word in tail:
        told = _MIDDLE if word == "second" and of_three else _NAMED[word]
        ja, en, short = ja + told[0], told[1].format(en), told[1].format(short)
    return Citation(ja, en, short)
