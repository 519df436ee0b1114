"""Frames: text with `{slot}`s; `[…]` is printed only where its slots are filled, `[a|b]` is the first part that is."""

import re
from collections.abc import Mapping

Slots = Mapping[str, str]

_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


def fill(frame: str, slots: Slots) -> str:
    """A frame with its slots filled; what has none falls out with its brackets."""
    chosen = _OPTIONAL.sub(lambda found: _first_filled(found.group(1), slots), frame)
    return _put(chosen.replace("|", ""), slots)


def has_slot(frame: str, slot: str) -> bool:
    """Whether a frame has a place for a slot."""
    return f"{{{slot}}}" in frame


def _first_filled(parts: str, slots: Slots) -> str:
    return next((part for part in parts.split("|") if all(slots.get(name) for name in _SLOT.findall(part))), "")


def _put(text: str, slots: Slots) -> str:
    return _SLOT.sub(lambda found: slots.get(found.group(1), ""), text)
