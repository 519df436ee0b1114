"""A book to a plan: who beats whom, who contradicts whom, what defines and causes what."""

from dsl.plan.plan import make_plan

__all__ = ["make_plan"]
