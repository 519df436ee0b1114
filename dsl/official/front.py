"""What stands before the first heading: cover, contents, preamble; and what ends a document: its closing."""

import re

from dsl.official.lines import Line, width
from dsl.official.marks import CAPTION_LINE, Heading, read_heading, without_leader

_CONTENTS = re.compile(
    r"[＜<【［\[（(〈《－-]?\s*目\s*次\s*[＞>】］\]）)〉》－-]?|もくじ|contents|table of contents", re.IGNORECASE
)
_LONG = 3
"""A contents without its title is a row of at least so many headings."""

CLOSING = re.compile(
    r"(?:以\s*上|(?:制定|改定|改訂|施行|実施|最終改定)(?:日)?\s*[:：　 ]|.{0,20}?(?:制定|改定|改訂|施行|実施)$|"
    r"本(?:契約|合意|覚書|書)(?:書)?の?(?:成立|締結)?(?:を証|の証と)|(?:甲|乙)\s*[:：]|[（(]署名|[（(]記名)"
)
_DATE = re.compile(r"[（(]?(?:(?:令和|平成|昭和)\s*[0-9０-９元]+|[12１２][0-9０-９]{3})\s*[年.．/／][^。]{1,20}$")


def heading_key(text: str) -> str:
    """`article 5`, `chapter 1` … of a heading; empty for other lines."""
    heading = read_heading(text)
    if heading is None:
        return ""
    return f"{heading.kind} {heading.number}".strip()


def contents_lines(lines: list[Line]) -> tuple[int, int]:
    """The lines of the table of contents as a half-open range; empty where there is none."""
    title = next((i for i, line in enumerate(lines) if _CONTENTS.fullmatch(line.text)), None)
    start = title + 1 if title is not None else next((i for i, x in enumerate(lines) if _entry(x)), None)
    if start is None:
        return 0, 0
    stop = _last_entry(lines, start)
    if title is None and (stop == start or not _repeats(lines, start, stop)):
        return 0, 0
    return (title if title is not None else start), stop


def _entry(line: Line) -> str:
    return heading_key(without_leader(line.text)) if not line.furniture else ""


def _last_entry(lines: list[Line], start: int) -> int:
    """Behind the last line of the contents: where the first heading comes again, or running text begins."""
    first, stop, seen = "", start, 0
    for i in range(start, len(lines)):
        line = lines[i]
        if line.furniture:
            continue
        key = _entry(line)
        if key and key == first and not _paged(line.text, lines[start:stop]):
            break
        if not key and not (seen and CAPTION_LINE.fullmatch(without_leader(line.text))):
            break
        first = first or key
        seen += bool(key)
        stop = i + 1
    if stop == len(lines):  # no text behind it: these are the headings themselves
        return start
    return stop if seen >= _LONG else start


def _paged(text: str, entries: list[Line]) -> bool:
    """Whether a line has a page number at its end as the entries before it have."""
    return bool(re.search(r"\s[0-9０-９]+$|[.．・…‥･]\s*[0-9０-９]+$", text)) and any(
        re.search(r"\s[0-9０-９]+$|[.．・…‥･]\s*[0-9０-９]+$", line.text) for line in entries
    )


def _repeats(lines: list[Line], start: int, stop: int) -> bool:
    """Whether the headings of a range come again behind it."""
    keys = [k for k in (_entry(line) for line in lines[start:stop]) if k]
    return len(keys) >= _LONG and any(_entry(line) == keys[0] for line in lines[stop:])


def contents_headings(lines: list[Line]) -> list[tuple[Heading, Line]]:
    """The headings of the contents with their lines."""
    found = ((read_heading(without_leader(line.text)), line) for line in lines if not line.furniture)
    return [(heading, line) for heading, line in found if heading is not None]


def first_of_preamble(lines: list[Line], full: int) -> int:
    """Of the lines before the first heading, without the contents, the first of the preamble; their number if none."""
    blocks: list[list[int]] = [[]]
    for i, line in enumerate(lines):
        if line.furniture:
            blocks.append([])
        else:
            blocks[-1].append(i)
    for block in (b for b in blocks if b):
        if any("。" in lines[i].text for i in block):
            long = [
                i for i in block if width(lines[i].text) >= full / 2 or "、" in lines[i].text or "。" in lines[i].text
            ]
            return min(long)
    return len(lines)


def closes(line: Line, following: list[Line]) -> bool:
    """Whether a line begins the end of the document: 以上, the dates of changes, the parties' signatures."""
    if CLOSING.match(line.text) and "。" not in line.text[:-1] and len(line.text) <= 60:
        return True
    rest = [x for x in following if not x.furniture]
    return bool(_DATE.fullmatch(line.text)) and all(len(x.text) <= 40 and "。" not in x.text for x in rest)
