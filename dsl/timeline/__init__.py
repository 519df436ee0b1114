"""From the outcomes of a case on the days that matter to the changes between two days; standard library only."""

from dsl.timeline.make import make_timeline

__all__ = ["make_timeline"]
