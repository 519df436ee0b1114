"""A case distinction within a sentence: one value, and in brackets what stands instead of it in the other cases."""

from dataclasses import dataclass

from dsl.model import expression as x
from dsl.model.vocabulary import Vocabulary

Arms = tuple[tuple[x.Condition, x.Term], ...]


@dataclass(frozen=True, slots=True)
class Bracketed:
    """`value`, or in the cases of `instead` the value of that case."""

    value: x.Term
    instead: Arms


def bracketed(node: x.ByCase, vocabulary: Vocabulary) -> Bracketed | None:
    """The value of all other cases outside the brackets or, where every option of one choice has its case, that of the
    first; None where there may be a case without a value."""
    if node.otherwise is not None:
        return Bracketed(node.otherwise, node.arms)
    if len(node.arms) > 1 and _every_option(node.arms, vocabulary):
        return Bracketed(node.arms[0][1], node.arms[1:])
    return None


def _every_option(arms: Arms, vocabulary: Vocabulary) -> bool:
    read, told = set(), []
    for condition, _ in arms:
        match condition:
            case x.Compare("is", x.Read(entry), x.Constant("choice", str(option))):
                read.add(entry)
                told.append(option)
            case _:
                return False
    options = [option.key for entry in read for option in vocabulary.entries[entry].choices]
    return len(read) == 1 and sorted(told) == sorted(options)
