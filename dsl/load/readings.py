"""readings.yaml: the open questions of interpretation and the answers that the book can take."""

from dsl.base.diagnostic import Diagnostic, diagnose
from dsl.base.folding import ARTICLES
from dsl.base.source import Span
from dsl.load.fields import Fields, phrase_of
from dsl.model.node import Node, Scalar
from dsl.model.reading import KEY, Answer, Reading
from dsl.model.vocabulary import Phrase


def read_readings(node: Node, languages: tuple[str, ...], problems: list[Diagnostic]) -> dict[str, Reading]:
    """The questions by their names; whether what they speak of exists is checked later."""
    fields = Fields(node, ("readings",), problems, node.span)
    return {key.text: _reading(key, inner, languages, problems) for key, inner in fields.children("readings")}


def _reading(key: Scalar, node: Node, languages: tuple[str, ...], problems: list[Diagnostic]) -> Reading:
    fields = Fields(node, ("question", "about", "default", "answers"), problems, key.span)
    for needed in ("question", "answers"):
        if needed not in fields:
            problems.append(diagnose("L203", key.span, key=needed))
    _named(key, problems)
    about, default = fields.texts("about"), fields.scalar("default")
    answers = tuple(_answer(name, inner, languages, problems) for name, inner in fields.children("answers"))
    places: dict[str, Span] = {f"about {a.text}": a.span for a in about}
    if default is not None:
        places["default"] = default.span
    question = fields.phrase("question", languages) or Phrase("", "")
    chosen = fields.text("default")
    return Reading(key.text, question, tuple(a.text for a in about), answers, chosen, key.span, places)


def _answer(key: Scalar, node: Node, languages: tuple[str, ...], problems: list[Diagnostic]) -> Answer:
    _named(key, problems)
    fields = Fields(node, ("ja", "en", "why"), problems, key.span)
    return Answer(key.text, phrase_of(fields, languages), fields.phrase("why", languages) or Phrase("", ""))


def _named(key: Scalar, problems: list[Diagnostic]) -> None:
    if not KEY.fullmatch(key.text) or f"{key.text} " in ARTICLES:
        problems.append(diagnose("R906", key.span, name=key.text))
