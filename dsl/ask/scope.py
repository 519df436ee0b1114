"""What somebody wants to know: provisions by id or as lawyers cite them."""

from collections.abc import Iterable

from dsl.base.folding import fold_spelling
from dsl.model.citations import book_citations
from dsl.model.plan import Plan


def wanted(plan: Plan, names: Iterable[str]) -> tuple[tuple[str, ...], str]:
    """The articles, provisions and rules that are meant, with their items, provisos and further sentences, and the
    first unknown name."""
    asked = tuple(names)
    ids = {*plan.rules, *plan.provisions, *(a.number for a in plan.book.articles)}
    spelt = {} if ids.issuperset(asked) else _spellings(plan)
    found: list[str] = []
    for name in asked:
        ident = name if name in ids else spelt.get(fold_spelling(name))
        if ident is None:
            return (), name
        found += [ident, *(p for p in plan.provisions if ident in plan.provisions and p.startswith(f"{ident}."))]
    return tuple(dict.fromkeys(found)), ""


def _spellings(plan: Plan) -> dict[str, str]:
    """Every way to name an article, a provision or a rule, folded."""
    spelt = {fold_spelling(a.number): a.number for a in plan.book.articles}
    spelt |= {fold_spelling(f"第{number}条"): number for number in spelt.values()}
    spelt |= {fold_spelling(f"Article {number}"): number for number in list(spelt.values())}
    titles = [(a.number, a.title) for a in plan.book.articles if a.document]
    spelt |= {fold_spelling(word): number for number, title in titles for word in (title.ja, title.en) if word}
    for ident, cited in book_citations(plan.book).items():
        if ident in plan.provisions:
            spelt |= {fold_spelling(word): ident for word in (ident, cited.ja, cited.en, cited.short)}
    return spelt | {fold_spelling(rule): rule for rule in plan.rules}
