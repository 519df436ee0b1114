"""The whole document: what stands in front, the articles, what stands behind, and the furniture of its pages."""

from dsl.model.printed import Printed, Run
from dsl.official.build import Builder
from dsl.official.drafts import Draft, freeze
from dsl.official.front import contents_headings, contents_lines, first_of_preamble
from dsl.official.lines import Line, page_width, split_lines
from dsl.official.marks import CAPTION_LINE, read_heading


def build_tree(text: str) -> Printed:
    """The tree of a printed text; its nodes share out every character of it."""
    lines = split_lines(text)
    builder = Builder(text, page_width(lines))
    begin, stop = contents_lines(lines)
    start = max(stop, _first_heading(lines, stop))
    _front(builder, lines, (begin, stop), start)
    for i in range(start, len(lines)):
        if not lines[i].furniture:
            builder.take(lines[i], lines[i + 1 : i + 12])
    furniture = [Run(line.start, line.end) for line in lines if line.furniture]
    if furniture:
        builder.root.children.append(Draft("furniture", runs=furniture))
    _number_supplements(builder.root)
    return freeze(builder.root, text)


def _first_heading(lines: list[Line], start: int) -> int:
    found = (i for i in range(start, len(lines)) if not lines[i].furniture and _opens(lines[i], lines[i + 1 : i + 8]))
    return next(found, len(lines))


def _opens(line: Line, following: list[Line]) -> bool:
    if CAPTION_LINE.fullmatch(line.text):
        after = next((x for x in following if not x.furniture), None)
        heading = read_heading(after.text) if after else None
        return heading is not None and heading.kind == "article" and not heading.captioned
    return read_heading(line.text) is not None


def _front(builder: Builder, lines: list[Line], contents: tuple[int, int], start: int) -> None:
    """Cover, contents and preamble."""
    begin, stop = contents
    loose = [i for i in range(start) if not begin <= i < stop]
    split = first_of_preamble([lines[i] for i in loose], builder.full)
    cover = [lines[i] for i in loose[:split] if not lines[i].furniture]
    prose = [lines[i] for i in loose[split:] if not lines[i].furniture]
    if cover:
        runs = [Run(x.start, x.end) for x in cover]
        builder.root.children.append(Draft("cover", text="\n".join(x.text for x in cover), runs=runs))
    if stop > begin:
        entries = contents_headings(lines[begin:stop])
        told = "\n".join(f"{h.kind} {h.number}".strip() for h, _ in entries)
        runs = [Run(x.start, x.end) for x in lines[begin:stop] if not x.furniture]
        builder.root.children.append(Draft("contents", text=told, runs=runs))
    if prose:
        preamble = Draft("preamble")
        for line in prose:
            builder.add(preamble, line)
        builder.root.children.append(preamble)
    builder.before = ""


def _number_supplements(root: Draft) -> None:
    """Supplements are told apart by their place where there are several."""
    found = [child for child in root.children if child.kind == "supplement"]
    if len(found) > 1:
        for place, child in enumerate(found, 1):
            child.number = str(place)
