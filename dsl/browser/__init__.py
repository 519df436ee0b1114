"""The door of the page that evaluates in the browser: texts in, JSON out; needs no package but lark and yaml."""

from dsl.browser.desk import Desk, open_desk
from dsl.browser.forms import forms_json
from dsl.browser.tree import facts_tree

__all__ = ["Desk", "facts_tree", "forms_json", "open_desk"]
