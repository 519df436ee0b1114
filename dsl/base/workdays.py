"""Business days, from a calendar that is data: the plan carries it, so that evaluation needs no library."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The closed days (beside Saturdays and Sundays) of the years first..last; outside them nothing is answered."""

    name: str
    first_year: int
    last_year: int
    closed: frozenset[date]

    def covers(self, day: date) -> bool:
        return self.first_year <= day.year <= self.last_year

    def is_business_day(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def this_or_next(self, day: date) -> date | None:
        """The day itself if it is a business day, else the next one; None outside the covered years."""
        while self.covers(day):
            if self.is_business_day(day):
                return day
            day += timedelta(days=1)
        return None
