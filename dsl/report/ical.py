"""An iCalendar file (RFC 5545) of whole days: for any calendar program, the same bytes for the same input."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

_WIDTH = 75
_BREAK = "\r\n"
_ESCAPED = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": None})


@dataclass(frozen=True, slots=True)
class Appointment:
    """A day with what is due on it. `identity` tells it from all others and is the same in every export."""

    identity: str
    day: date
    summary: str
    description: str
    category: str
    stamp: date


def calendar_text(appointments: Iterable[Appointment], name: str, domain: str) -> str:
    """A VCALENDAR with one all-day event an appointment. `domain` ends every UID; stamps are the as-of dates, since
    nothing here reads the clock."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yakkan//Register//EN",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
    ]
    for appointment in appointments:
        lines += _event(appointment, domain)
    lines.append("END:VCALENDAR")
    return "".join(piece + _BREAK for line in lines for piece in _folded(line))


def _event(found: Appointment, domain: str) -> Iterator[str]:
    """DTEND is left out: a whole-day event without it lasts that day (RFC 5545, 3.6.1)."""
    yield "BEGIN:VEVENT"
    yield f"UID:{sha256(found.identity.encode()).hexdigest()[:32]}@{domain}"
    yield f"DTSTAMP:{found.stamp:%Y%m%d}T000000Z"
    yield f"DTSTART;VALUE=DATE:{found.day:%Y%m%d}"
    yield f"SUMMARY:{_escaped(found.summary)}"
    if found.description:
        yield f"DESCRIPTION:{_escaped(found.description)}"
    yield f"CATEGORIES:{_escaped(found.category)}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    """TEXT values (3.3.11); control characters have no place in them."""
    return "".join(c for c in text if c == "\n" or (ord(c) >= 32 and c != "\x7f")).translate(_ESCAPED)


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets, never within a character; each further one begins with a space (3.1)."""
    piece, size = "", 0
    for character in line:
        width = len(character.encode())
        if size + width > _WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + character, size + width
    yield piece
