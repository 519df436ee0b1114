"""What is not known exactly: one of several statements with their sources, or a range (language 4.1)."""

from collections.abc import Mapping as Table
from fractions import Fraction
from typing import TYPE_CHECKING

from dsl.base.diagnostic import diagnose, nearest
from dsl.base.interval import Interval
from dsl.base.moment import Duration
from dsl.base.order import highest, lowest
from dsl.model.case import Either
from dsl.model.node import Mapping, Node, Scalar, Sequence
from dsl.model.spelling import DOUBT
from dsl.model.value import Judgement, Known, Need, Null, Plain, Unknown, Value
from dsl.model.vocabulary import RANGED, Entry

if TYPE_CHECKING:
    from dsl.facts.values import Reader

_MEANT: Table[str, str] = {word: key for key, words in DOUBT.items() for word in words}
_LIST = "[…, …]"

Given = Value | Judgement
Keys = dict[str, tuple[Scalar, Node]]


def is_doubt(entry: Entry, node: Node) -> bool:
    """Whether a node says of a fact what is possible; judgements and intervals may be mappings of other keys, too."""
    if not isinstance(node, Mapping):
        return False
    return entry.kind not in ("judgement", "interval") or any(key.text in _MEANT for key, _ in node.entries)


def read_doubt(reader: "Reader", entry: Entry, node: Mapping, path: str) -> Given | None:
    """What all possible values have in common; several statements are kept in `reader.eithers`. None (and diagnostics)
    where the node is wrong."""
    found = _keys(reader, entry, node)
    if found is None:
        return None
    many = "either" in found
    odd = [key for name, (key, _) in found.items() if (name not in ("either", "source") if many else name == "source")]
    if odd or not found:
        reader.problems.append(diagnose("F517", odd[0].span if odd else node.span, name=entry.key))
        return None
    return _either(reader, entry, found, path) if many else _range(reader, entry, found, path)


def _keys(reader: "Reader", entry: Entry, node: Mapping) -> Keys | None:
    """The keys as they are meant; None where one is unknown, or stands twice."""
    found: Keys = {}
    wrong = False
    for key, value in node.entries:
        name = _MEANT.get(key.text)
        if name is None:
            known = [*DOUBT] if entry.kind in RANGED else ["either", "source"]
            hint = nearest(key.text, [word for name in known for word in DOUBT[name]])
            reader.problems.append(
                diagnose("F501", key.span, key=key.text, record=entry.key, known=", ".join(known), hint=hint)
            )
        elif name in found:
            reader.problems.append(diagnose("L109", key.span, key=key.text, related=[found[name][0].span]))
        else:
            found[name] = key, value
            continue
        wrong = True
    return None if wrong else found


# ── several statements ────────────────────────────────────────────────────────────────────────────


def _either(reader: "Reader", entry: Entry, found: Keys, path: str) -> Given | None:
    _, told = found["either"]
    if not isinstance(told, Sequence):
        reader.problems.append(diagnose("F502", told.span, name=entry.key, wanted=_LIST))
        return None
    options = [_statement(reader, entry, item, path) for item in told.items]
    sources = _sources(reader, entry, found["source"][1], len(options)) if "source" in found else ()
    stated = tuple(option for option in options if option is not None)
    if len(stated) < len(options) or sources is None:
        return None
    if len(set(stated)) < 2:
        reader.problems.append(diagnose("F512", told.span, name=entry.key))
        return None
    reader.eithers.append(Either(path, entry.id, stated, sources))
    return _common(entry, stated, path)


def _statement(reader: "Reader", entry: Entry, node: Node, path: str) -> Given | None:
    if isinstance(node, Mapping) and any(_MEANT.get(key.text) == "either" for key, _ in node.entries):
        reader.problems.append(diagnose("F516", node.span, name=entry.key))
        return None
    return reader.value(entry, node, path)


def _sources(reader: "Reader", entry: Entry, node: Node, count: int) -> tuple[str, ...] | None:
    """Where each statement comes from."""
    if not isinstance(node, Sequence) or not all(isinstance(item, Scalar) for item in node.items):
        reader.problems.append(diagnose("F502", node.span, name="source", wanted=_LIST))
        return None
    if len(node.items) != count:
        reader.problems.append(diagnose("F513", node.span, name=entry.key, sources=len(node.items), count=count))
        return None
    return tuple("" if item.is_null else item.text for item in node.items if isinstance(item, Scalar))


def _common(entry: Entry, options: tuple[Given, ...], path: str) -> Unknown:
    """What all statements have in common: the bounds within which they lie."""
    there = [option for option in options if not isinstance(option, Null)]
    lows, highs = ([_end(option, side) for option in there] for side in ("low", "high"))
    none = len(there) < len(options)
    return Unknown(frozenset({_need(entry, path)}), _outermost(lows, "low"), _outermost(highs, "high"), none)


def _outermost(ends: list[Plain | None], side: str) -> Plain | None:
    if any(end is None for end in ends):
        return None
    return lowest(ends) if side == "low" else highest(ends)


def _end(option: Given, side: str) -> Plain | None:
    match option:
        case Known(Interval()):
            return None
        case Known(value):
            return value
        case Unknown(low=low, high=high):
            return low if side == "low" else high
        case _:
            return None


def _need(entry: Entry, path: str) -> Need:
    return Need(path, "judgement", entry.holder or "") if entry.kind == "judgement" else Need(path)


# ── ranges ────────────────────────────────────────────────────────────────────────────────────────


def _range(reader: "Reader", entry: Entry, found: Keys, path: str) -> Value | None:
    if entry.kind not in RANGED:
        key, _ = next(iter(found.values()))
        reader.problems.append(diagnose("F515", key.span, name=entry.key))
        return None
    ends = _ends(reader, entry, found)
    if ends is None:
        return None
    (low, first), (high, last) = ends
    if low is not None and high is not None and first and last and _crossed(low, high):
        reader.problems.append(diagnose("F514", last.span, name=entry.key, low=first.text, high=last.text))
        return None
    if low is not None and low == high:
        return Known(low)
    floor = Fraction(0) if entry.kind in ("money", "number", "percent") else None
    return Unknown(frozenset({_need(entry, path)}), floor if low is None else low, high, none_possible=False)


End = tuple[Plain | None, Scalar | None]


def _ends(reader: "Reader", entry: Entry, found: Keys) -> tuple[End, End] | None:
    """Both ends; None where one is none, or where `between` stands beside another."""
    if "between" in found:
        key, node = found["between"]
        if len(found) > 1:
            other = next(k for name, (k, _) in found.items() if name != "between")
            reader.problems.append(diagnose("F517", other.span, name=entry.key))
            return None
        if not isinstance(node, Sequence) or len(node.items) != 2:
            reader.problems.append(diagnose("F502", node.span, name=key.text, wanted=_LIST))
            return None
        nodes: list[Node | None] = list(node.items)
    else:
        nodes = [found[name][1] if name in found else None for name in ("at least", "at most")]
    ends = [_read_end(reader, entry, node) for node in nodes]
    if any(node is not None and end is None for node, (end, _) in zip(nodes, ends, strict=True)):
        return None
    return ends[0], ends[1]


def _read_end(reader: "Reader", entry: Entry, node: Node | None) -> End:
    if node is None:
        return None, None
    if not isinstance(node, Scalar):
        reader.wrong(entry, node)
        return None, None
    found = reader.typed(entry, node)
    return (found.value if isinstance(found, Known) else None), node


def _crossed(low: Plain, high: Plain) -> bool:
    """Whether the lower end lies above the upper, or the two have no order (a month and thirty days)."""
    if isinstance(low, Duration) and isinstance(high, Duration) and low.unit != high.unit:
        return True
    return low != high and highest([low, high]) == low and lowest([low, high]) == high
