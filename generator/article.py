"""What an article page shows under each sentence: the condition as a tree, and what the rule reckons."""

from collections.abc import Mapping
from dataclasses import dataclass

from generator.conditions import ConditionView, rule_condition
from generator.formulas import FormulaView, rule_formulas
from generator.pages import Views


@dataclass(frozen=True, slots=True)
class DetailView:
    """`condition` is None where the sentence alone says it as well."""

    condition: ConditionView | None
    formulas: tuple[FormulaView, ...]


def rule_details(views: Views) -> Mapping[str, DetailView]:
    """The details of every rule, by its id."""
    return {
        rule.id: DetailView(_worth_a_tree(rule_condition(rule, views)), rule_formulas(rule, views))
        for rule in views.book.rules
    }


def _worth_a_tree(found: ConditionView | None) -> ConditionView | None:
    """One plain condition is no tree; who judges it, and the reading on which it turns, the sentence does not say."""
    if found is None or len(found.leaves) > 1:
        return found
    leaf = found.leaves[0]
    return found if leaf.judges or leaf.reading else None
