"""What an article page shows under each sentence: the condition as a tree, and what the rule reckons."""

from collections.abc import Mapping
from dataclasses import dataclass

from dsl.model.rule import Article, Rule
from generator.conditions import ConditionView, rule_condition
from generator.formulas import FormulaView, rule_formulas
from generator.pages import Views
from generator.pictures import TreeView, tree_picture

DRAWN = 3
"""So many parts make a condition that a picture shows sooner than a list."""


@dataclass(frozen=True, slots=True)
class DetailView:
    """`condition` is None where the sentence alone says it as well; `picture` draws it where it has several parts."""

    condition: ConditionView | None
    picture: TreeView | None
    formulas: tuple[FormulaView, ...]


def rule_details(article: Article, views: Views) -> Mapping[str, DetailView]:
    """The details of the rules of an article, by their ids."""
    return {rule.id: _details(rule, views) for p in article.provisions for rule in p.rules}


def _details(rule: Rule, views: Views) -> DetailView:
    found = _worth_a_tree(rule_condition(rule, views))
    picture = tree_picture(found) if found is not None and len(found.leaves) >= DRAWN else None
    return DetailView(found, picture, rule_formulas(rule, views))


def _worth_a_tree(found: ConditionView | None) -> ConditionView | None:
    """One plain condition is no tree; who judges it, and the reading on which it turns, the sentence does not say."""
    if found is None or len(found.leaves) > 1:
        return found
    leaf = found.leaves[0]
    return found if leaf.judges or leaf.reading else None
