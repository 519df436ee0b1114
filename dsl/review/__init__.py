"""What legal signed off, and what has changed since."""

from dsl.review.marks import PARTS, Change, changes_since, marks_of

__all__ = ["PARTS", "Change", "changes_since", "marks_of"]
