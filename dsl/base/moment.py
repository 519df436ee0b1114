"""Moments, days and durations of one time zone: values, never the machine's clock."""

import calendar as _months
import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal

_LAST_INSTANT = time(23, 59, 59, 999999)


@dataclass(frozen=True, slots=True)
class Moment:
    """When something happened: an instant, or some instant (earliest < latest) of a day, which a bare date gives, or of
    a part of it, such as the earlier of a bare date and an instant of that day."""

    earliest: datetime
    latest: datetime

    @property
    def day(self) -> date:
        return self.earliest.date()

    @property
    def exact(self) -> bool:
        return self.earliest == self.latest

    def __str__(self) -> str:
        if not self.exact:
            return self.day.isoformat()
        if self.earliest.time() == _LAST_INSTANT:
            return f"{self.day.isoformat()}T24:00"
        return self.earliest.isoformat(timespec="minutes" if self.earliest.second == 0 else "seconds")


def instant(at: datetime) -> Moment:
    return Moment(at, at)


def some_time_on(day: date) -> Moment:
    return Moment(datetime.combine(day, time.min), datetime.combine(day, _LAST_INSTANT))


def end_of(day: date) -> Moment:
    """The last moment within a day: what an as-of date means (language 6.1)."""
    return instant(datetime.combine(day, _LAST_INSTANT))


def order(left: Moment, right: Moment) -> int | None:
    """-1, 0, 1, or None where bare dates of the same day leave the order open."""
    if left.latest < right.earliest:
        return -1
    if left.earliest > right.latest:
        return 1
    return 0 if left.exact and right.exact else None


_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_ISO_MOMENT = re.compile(r"(\d{4})-(\d{2})-(\d{2})[T ](\d{2}):(\d{2})(?::(\d{2}))?")


def parse_date(text: str) -> date | None:
    """An ISO date; None where the text is not one or the day does not exist."""
    found = _ISO_DATE.fullmatch(text)
    if found is None:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def parse_moment(text: str) -> Moment | None:
    """An ISO date or local date and time (24:00 is the last moment of its day); None where it is neither."""
    day = parse_date(text)
    if day is not None:
        return some_time_on(day)
    found = _ISO_MOMENT.fullmatch(text)
    if found is None:
        return None
    year, month, dom, hour, minute, second = (int(part or 0) for part in found.groups())
    try:
        if (hour, minute, second) == (24, 0, 0):
            return end_of(date(year, month, dom))
        return instant(datetime(year, month, dom, hour, minute, second))
    except (ValueError, OverflowError):
        return None


Unit = Literal["day", "month", "year"]


@dataclass(frozen=True, slots=True)
class Duration:
    """So many days, or months (a year is twelve months)."""

    count: int
    unit: Literal["day", "month"]


def duration(count: int, unit: Unit) -> Duration:
    return Duration(count * 12, "month") if unit == "year" else Duration(count, unit)


def add_months(day: date, months: int) -> date:
    """The corresponding day so many months on, clipped to the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, _months.monthrange(year, month + 1)[1]))


def add(day: date, span: Duration) -> date:
    return day + timedelta(days=span.count) if span.unit == "day" else add_months(day, span.count)


def last_day_of_month(day: date) -> date:
    return day.replace(day=_months.monthrange(day.year, day.month)[1])
