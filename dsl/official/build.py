"""Lines → tree. Each line goes to the node that is open, or opens one: a heading, a number, a row of a table."""

import re
from dataclasses import dataclass, field

from dsl.model.printed import Kind, Run
from dsl.official.drafts import Draft, Piece, level
from dsl.official.front import closes
from dsl.official.lines import Line, width
from dsl.official.marks import CAPTION_LINE, TABLE_HEAD, Heading, Mark, is_bullet, read_heading, read_marks

_RANK: dict[Kind, int] = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "article": 5}
_PARTICLE_END = re.compile(r"[、，をにがはでてしりくも（(「・]$|(?<!こ)と$|(?<!も)の$|及び$|又は$|並びに$|若しくは$")
_SENTENCE_END = re.compile(r"[。：:]$|[」』）)】]$")
_ROW = re.compile(r"(?P<term>[^\s　。、][^。、]{0,30}?)[\s　]+(?P<rest>\S.*)", re.DOTALL)
_CELLS = re.compile(r"[^\s　](?:[\t　]|[ 　]{2,}| (?=[^\x00-\x7f])|(?<=[^\x00-\x7f]) )[\s　]*\S")
_NEAR_FULL = 12
"""Half columns by which a full line may miss the width of the page: two signs kept together, an indent."""


@dataclass(slots=True)
class Open:
    """A list that is open: the style of its numbers, its level, the place of its last number, its last node."""

    style: str
    depth: int
    last: int
    node: Draft


@dataclass(slots=True)
class Builder:
    text: str
    full: int
    root: Draft = field(default_factory=lambda: Draft("document"))
    nest: list[Draft] = field(default_factory=list)
    lists: list[Open] = field(default_factory=list)
    base: Draft | None = None
    """The paragraph (or row) that takes text where no list is open."""
    table: Draft | None = None
    outside: list[Open] = field(default_factory=list)
    closed: Open | None = None
    """The list that a text behind it has closed: a number may go on with it."""
    before: str = ""
    """The line of running text before this one; empty behind a heading."""
    caption: Line | None = None
    ended: Draft | None = None

    @property
    def home(self) -> Draft:
        return self.nest[-1] if self.nest else self.root

    def take(self, line: Line, following: list[Line]) -> None:
        """Put one line where it belongs."""
        heading = None if self.runs_on(line.text) else read_heading(line.text)
        if self.ended is not None and (heading is None or heading.kind not in ("annex", "supplement")):
            self.ended.runs.append(Run(line.start, line.end))
            self.ended.text += line.text + "\n"
        elif heading is not None and not self.only_text(line, heading):
            self.open(line, heading)
        elif self.captions(line, following):
            self.caption = line
        elif self.nest and self.finished and closes(line, following):
            self.end(line)
        elif not self.nest:
            self.loose(line)
        else:
            self.inside(line)

    # ── headings ──────────────────────────────────────────────────────────────────────────────────

    @property
    def finished(self) -> bool:
        """Whether the text so far can end where it does."""
        return not self.wrapped and not _PARTICLE_END.search(self.before)

    @property
    def wrapped(self) -> bool:
        """Whether the line before was broken by the width of the page, in the middle of a sentence."""
        return not _SENTENCE_END.search(self.before) and width(self.before) >= self.full - _NEAR_FULL

    def runs_on(self, text: str) -> bool:
        """Whether a line that looks like a heading only goes on with a sentence: …、第4章 / に定める…"""
        if not self.wrapped or self.caption is not None:
            return False
        heading = read_heading(text)
        return heading is None or not heading.title or heading.kind != "article" or heading.size < len(text)

    def only_text(self, line: Line, heading: Heading) -> bool:
        """An annex that a list speaks of is an entry of it."""
        return heading.kind == "annex" and bool(self.lists) and self.wrapped

    def captions(self, line: Line, following: list[Line]) -> bool:
        if not CAPTION_LINE.fullmatch(line.text):
            return False
        after = next((x for x in following if not x.furniture), None)
        found = read_heading(after.text) if after else None
        return found is not None and found.kind == "article" and not found.captioned

    def open(self, line: Line, heading: Heading) -> None:
        rank = _RANK.get(heading.kind, 0)
        while self.nest and (not rank or _RANK.get(self.nest[-1].kind, 0) >= rank):
            self.nest.pop()
        title = heading.title
        runs = [Run(line.start, line.at + heading.size)]
        if self.caption is not None:
            title = self.caption.text[1:-1].strip()
            runs.insert(0, Run(self.caption.start, self.caption.end))
            self.caption = None
        node = Draft(heading.kind, heading.number, line.text[: heading.size].rstrip(), title, runs=runs)
        self.nest.append(self.home.child(node, self.text))
        self.lists, self.base, self.table, self.outside = [], None, None, []
        self.closed, self.before, self.ended = None, "", None
        rest = line.text[heading.size :]
        if rest.strip():
            self.inside(Line(line.at + heading.size, line.end, line.at + heading.size, rest))
        else:
            runs[-1] = Run(runs[-1].start, line.end)

    def end(self, line: Line) -> None:
        self.nest.clear()
        self.ended = self.root.child(
            Draft("closing", text=line.text + "\n", runs=[Run(line.start, line.end)]), self.text
        )

    def loose(self, line: Line) -> None:
        """A line that stands in no article and in nothing else."""
        last = self.root.children[-1] if self.root.children else None
        if last is None or last.kind != "unplaced":
            last = self.root.child(Draft("unplaced"), self.text)
        last.text += line.text + "\n"
        last.runs.append(Run(line.start, line.end))
        self.before = line.text

    # ── inside an article, supplement or annex ────────────────────────────────────────────────────

    def inside(self, line: Line) -> None:
        if self.home.kind not in ("article", "supplement", "annex"):
            self.prose(line)
            return
        mark = self.mark(line.text)
        if mark is not None:
            self.number(line, mark)
        elif self.row(line) or self.headed(line):
            pass
        else:
            self.prose(line)

    def mark(self, text: str) -> Mark | None:
        marks = [m for m in read_marks(text) if not m.within or m.within == self.home.number]
        known = next((m for m in marks if self._follows(m)), None)
        if known is not None:
            return known
        return next((m for m in sorted(marks, key=lambda m: m.order != 1) if self.accepts(m)), None)

    def list_of(self, mark: Mark) -> Open | None:
        return next((x for x in reversed([*self.outside, *self.lists]) if x.style == mark.style), None)

    def _follows(self, mark: Mark) -> bool:
        """Whether it is the next number of a list that is open."""
        found = self.list_of(mark)
        long = width(self.before) >= self.full * 0.85
        whole = mark.sure or not (long and _PARTICLE_END.search(self.before))
        return found is not None and bool(mark.number) and mark.order == found.last + 1 and whole

    def accepts(self, mark: Mark) -> bool:
        """Whether a number at the beginning of a line opens or goes on with a list."""
        if is_bullet(mark):
            return self.finished
        found = self.list_of(mark)
        ended = not self.wrapped if mark.sure else self.finished
        if found is not None:
            return ended and (mark.sure or 1 <= mark.order <= found.last + 3)
        if mark.order == 1:
            return (
                self.finished
                or bool(_SENTENCE_END.search(self.before))
                or (mark.sure and bool(re.search(r"(?:次|以下|各号)[^。]*$", self.before)))
            )
        if self.stray(mark) or self.statute(mark):
            return mark.sure or self.finished
        return ended and (mark.sure or (mark.order <= 3 and not mark.number.isdigit()))

    def stray(self, mark: Mark) -> bool:
        """The next number of the list that is open, in another style."""
        return bool(self.lists) and bool(mark.number) and mark.order == self.lists[-1].last + 1

    def statute(self, mark: Mark) -> bool:
        """The second paragraph where the first has no number."""
        numbered = any(x.depth == 0 for x in self.lists)
        return (
            2 <= mark.order <= (4 if mark.style == "1" else 2)
            and ("1" in mark.style or mark.style == "①")
            and self.base is not None
            and self.base.kind == "paragraph"
            and not numbered
        )

    def number(self, line: Line, mark: Mark) -> None:
        found = self.list_of(mark)
        if found is None and self.closed is not None and self.closed.style == mark.style and mark.order > 1:
            self.lists.append(self.closed)
            found = self.closed
        elif self.statute(mark) and mark.style == "1":
            pass
        elif mark.order > 1 and self.stray(mark) and (found is None or mark.order != found.last + 1):
            found = self.lists[-1]
        if found is not None and found in self.outside:
            self.lists, self.table, self.outside = self.outside, None, []
        if found is not None:
            self.lists = self.lists[: self.lists.index(found) + 1]
            depth = found.depth
        elif self.statute(mark):
            self.lists, depth = [], 0
        elif self.lists:
            depth = self.lists[-1].depth + 1
        else:
            depth = 0 if self.base is None and not is_bullet(mark) else 1

        self.closed = None
        self.enter(line, mark, depth, found)

    def enter(self, line: Line, mark: Mark, depth: int, found: Open | None) -> None:
        kind: Kind = "entry" if is_bullet(mark) else level(depth)
        printed = line.text[: mark.size].rstrip()
        node = Draft(kind, mark.number, printed, runs=[Run(line.start, line.at + mark.size)])
        self.above(depth).child(node, self.text)
        if found is not None:
            found.last, found.node = mark.order, node
        else:
            self.lists.append(Open(mark.style, depth, mark.order, node))
        self.before = ""
        rest = line.text[mark.size :]
        if is_bullet(mark):
            node.text, node.offsets = rest, [(0, line.at + mark.size)]
            node.runs = [Run(line.start, line.end)]
            self.before = rest
        elif rest.strip():
            self.add(node, Line(line.at + mark.size, line.end, line.at + mark.size, rest))
        else:
            node.runs = [Run(line.start, line.end)]

    def above(self, depth: int) -> Draft:
        """The node under which a node of that depth stands."""
        if self.base is not None and self.base.kind == "row" and self.home.kind == "annex" and not self.lists:
            self.base = self.table = None
        holder = next((x.node for x in reversed(self.lists) if x.depth == depth - 1), None)
        if holder is not None:
            return holder
        if depth == 0 or (self.base is None and self.home.kind == "annex"):
            return self.home
        return self.paragraph()

    def paragraph(self) -> Draft:
        """The paragraph that takes text where no list is open; one without a number where there is none."""
        if self.base is None:
            self.base = self.home.child(Draft("paragraph", "1"), self.text)
        return self.base

    def prose(self, line: Line) -> None:
        if self.lists and self.hangs(line):
            popped = self.closed = self.lists.pop()
            while self.lists and self.lists[-1].depth >= popped.depth:
                self.lists.pop()
        if self.lists:
            self.add(self.lists[-1].node, line)
        elif self.home.kind in ("article", "supplement", "annex"):
            self.add(self.paragraph(), line)
        else:
            self.loose_in(line)

    def loose_in(self, line: Line) -> None:
        """Text between the heading of a chapter and its first article."""
        node = self.home.child(Draft("unplaced", text=line.text, runs=[Run(line.start, line.end)]), self.text)
        self.before = node.text

    def add(self, node: Draft, line: Line) -> None:
        if node.kind == "entry":
            node.text += line.text
            node.runs.append(Run(line.start, line.end))
        else:
            lead = Run(line.start, line.at)
            if lead.end > lead.start:
                node.runs.append(lead)
            node.pending.append(Piece(line.at, line.stop, line.end))
        self.before = line.text

    def hangs(self, line: Line) -> bool:
        """Whether text behind an item goes on with what stands above the list: the item ended on a short line."""
        if self.lists[-1].depth == 0 and self.lists[-1].node.kind != "entry":
            return False
        short = width(self.before) < self.full * 0.8 and not _PARTICLE_END.search(self.before)
        return bool(self.before) and short

    # ── tables, titles ────────────────────────────────────────────────────────────────────────────

    def row(self, line: Line) -> bool:
        if self.table is None:
            return self._begin_table(line)
        found = _ROW.fullmatch(line.text)
        if found is not None and self._goes_on(line, found):
            return True
        if found is not None and re.search(r"\t|　|[ 　]{2,}", line.text[: found.start("rest")]) and not self.lists:
            self.open_row(line, found["term"], found.start("rest"))
            return True
        blank = (
            self.before == "" or _SENTENCE_END.search(self.before) is not None or width(self.before) < self.full * 0.5
        )
        if found is None or not blank or not (self.finished or self.before == ""):
            if found is None and blank and len(line.text) <= 16 and "。" not in line.text and self.table.children:
                self.open_row(line, line.text, len(line.text))
                return True
            return False
        self.open_row(line, found["term"], found.start("rest"))
        return True

    def _begin_table(self, line: Line) -> bool:
        if TABLE_HEAD.fullmatch(line.text):
            lone = self.home if self.home.kind == "annex" and self.base is None else None
            holder = self.lists[-1].node if self.lists else lone or self.paragraph()
            self.outside, self.lists = [*self.outside, *self.lists], []
            self.table = holder.child(Draft("table"), self.text)
            found = _ROW.fullmatch(line.text)
            assert found is not None
            self.open_row(line, found["term"], found.start("rest"))
            self.before = ""
            return True
        if self.home.kind != "annex" or "。" in line.text or not _CELLS.search(line.text) or self.lists:
            return False
        self.table = self.home.child(Draft("table"), self.text)
        return self.row(line)

    def _goes_on(self, line: Line, found: re.Match[str]) -> bool:
        """A first cell that was broken by its column: 「予約サイ / ト」."""
        row = self.base
        if row is None or row.kind != "row" or row.title.count("「") <= row.title.count("」"):
            return False
        row.title += found["term"].strip()
        row.runs.append(Run(line.start, line.at + found.start("rest")))
        at = line.at + found.start("rest")
        self.add(row, Line(at, line.end, at, found["rest"]))
        return True

    def open_row(self, line: Line, term: str, size: int) -> None:
        assert self.table is not None
        node = Draft("row", title=term.strip(), runs=[Run(line.start, line.at + size)])
        self.table.child(node, self.text)
        self.lists = []
        self.base = node
        rest = line.text[size:]
        self.before = ""
        if rest:
            self.add(node, Line(line.at + size, line.end, line.at + size, rest))
        else:
            node.runs = [Run(line.start, line.end)]

    def headed(self, line: Line) -> bool:
        """A line in brackets, or the first lines of an annex: a title, not text."""
        kind: Kind | None = None
        flat = all(x.depth == 0 for x in self.lists)
        short = width(line.text) < self.full - _NEAR_FULL and "。" not in line.text
        if CAPTION_LINE.fullmatch(line.text) and not self.wrapped and flat and self.home.kind != "article":
            kind = "heading"
        elif self.home.kind == "annex" and self.base is None and short:
            entries = bool(self.lists) and all(x.node.kind == "entry" for x in self.lists)
            kind = "title" if not self.lists or (entries and self.finished) else None
        if kind is None:
            return False
        if kind == "title":
            self.lists = []
        self.home.child(
            Draft(kind, text=line.text, runs=[Run(line.start, line.end)], offsets=[(0, line.at)]), self.text
        )
        self.before = ""
        return True
