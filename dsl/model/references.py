"""What a reference to a provision means in rules."""

from collections.abc import Mapping

from dsl.model.rule import Provision, Rule


def expand(reference: str, provisions: Mapping[str, Provision], rules: Mapping[str, Rule]) -> tuple[str, ...]:
    """The rules that a reference means: one by name, in all its versions; those of a provision, or of the items under
    it."""
    if reference in rules:
        return (reference,)
    versions = tuple(r for r in rules if r.startswith(f"{reference}@")) if "#" in reference else ()
    if versions:
        return versions
    provision = provisions.get(reference)
    if provision is None:
        return ()
    own = tuple(r.id for r in provision.rules)
    return own or tuple(r for item in provision.items for r in expand(item, provisions, rules))
