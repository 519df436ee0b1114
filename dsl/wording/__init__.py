"""Sentences in Japanese and English from rules, expressions, values and grounds; standard library only."""

from dsl.wording.as_read import taken_book
from dsl.wording.doubt import worlds_lines
from dsl.wording.grounds import Step, explain, step
from dsl.wording.needs import assumed_words, entry_of, fact_words, need_words, subject_words
from dsl.wording.outcomes import Detail, details
from dsl.wording.readings import answer_words, question_words, reading_words
from dsl.wording.register import LineWords, line_words, what_words
from dsl.wording.sentences import citation, condition_words, expression_words, reckoning, sentence, term_words
from dsl.wording.timeline import ChangeWords, change_words, start_words
from dsl.wording.values import layer_words, value_words
from dsl.wording.versions import version_words
from dsl.wording.words import DUTY_WORDS, EFFECT_WORDS, KIND_WORDS, NEED_WORDS, STATUS_WORDS

__all__ = [
    "DUTY_WORDS", "EFFECT_WORDS", "KIND_WORDS", "NEED_WORDS", "STATUS_WORDS", "ChangeWords", "Detail", "LineWords",
    "Step", "answer_words", "assumed_words", "change_words", "citation", "condition_words", "details", "entry_of",
    "explain", "expression_words", "fact_words", "layer_words", "line_words", "need_words", "question_words",
    "reading_words", "reckoning", "sentence", "start_words", "step", "subject_words", "taken_book", "term_words",
    "value_words", "version_words",
    "what_words", "worlds_lines",
]  # fmt: skip
